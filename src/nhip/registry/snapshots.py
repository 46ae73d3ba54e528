"""Registers whose rows are changed in place, as they were when figures were made of them.

A reader of such a register is entered by `snapshotted`. All readers together make a snapshot, which a compilation
keeps; while a snapshot is switched on (`as_kept`), readers answer from it and ask no database.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import wraps
from typing import Any, Final, TypeVar

__all__ = ["as_kept", "snapshotted", "take_snapshot"]

_Row = TypeVar("_Row", bound=tuple[Any, ...])
# Marks a day among texts.
DAY: Final = "@"
_readers: dict[str, Callable[[], list[Any]]] = {}
_kept: ContextVar[Mapping[str, list[Any]] | None] = ContextVar("kept", default=None)


def snapshotted(
    name: str, make: Callable[..., _Row]
) -> Callable[[Callable[[], Iterable[_Row]]], Callable[[], list[_Row]]]:
    """Enter a reader: a function that returns rows of plain values (texts, numbers, days, lists of texts).

    Args:
        make: makes a row of its values, such as a class of named tuples.
    """

    def enter(read: Callable[[], Iterable[_Row]]) -> Callable[[], list[_Row]]:
        @wraps(read)
        def rows() -> list[_Row]:
            kept = _kept.get()
            if kept is None:
                return list(read())
            return [make(*(_value(each) for each in row)) for row in kept.get(name, [])]

        _readers[name] = rows
        return rows

    return enter


def take_snapshot() -> bytes:
    """Return what all readers say now, the same bytes for the same rows whatever their order."""
    found = {name: sorted(([_plain(v) for v in row] for row in read()), key=repr) for name, read in _readers.items()}
    return json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


@contextmanager
def as_kept(snapshot: bytes | None) -> Iterator[None]:
    """Let readers answer from a snapshot; None lets them ask the database."""
    token = _kept.set(json.loads(snapshot) if snapshot is not None else None)
    try:
        yield
    finally:
        _kept.reset(token)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return f"{DAY}{value.isoformat()}"
    if isinstance(value, str) and value.startswith(DAY):
        return DAY + value
    return list(value) if isinstance(value, tuple) else value


def _value(kept: Any) -> Any:
    if isinstance(kept, list):
        return tuple(kept)
    if not isinstance(kept, str) or not kept.startswith(DAY):
        return kept
    return kept[1:] if kept.startswith(DAY * 2) else date.fromisoformat(kept[1:])
