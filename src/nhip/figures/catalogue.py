"""The catalogue of indicators. Each room's ``indicators.py`` is found by its name, like ``admin.py``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import TypeVar

import nhip
from nhip.figures.comparisons import Comparison
from nhip.figures.model import Evidence, Figure, Indicator, Knowledge
from nhip.figures.numbers import NumberKind

__all__ = ["all_indicators", "indicator", "indicator_by_code", "knowledge_mark", "knowledge_marks"]

_K = TypeVar("_K", bound=Knowledge)
_Compute = Callable[[_K], Iterable[Figure]]
_Mark = Callable[[datetime], str]
_entries: dict[str, Indicator] = {}
_marks: dict[str, _Mark] = {}


def indicator(
    *,
    code: str,
    name: tuple[str, str],
    unit: tuple[str, str],
    decimals: int,
    kind: NumberKind,
    comparisons: Iterable[Comparison],
    source: tuple[str, str],
    method: tuple[str, str],
    late: bool = False,
    subjects: Callable[[str], Mapping[str, str]] | None = None,
    evidence: Callable[[Figure, datetime, str], Sequence[Evidence]] | None = None,
    whole: bool = True,
) -> Callable[[_Compute[_K]], _Compute[_K]]:
    """Put a function into the catalogue. Each pair of texts is Vietnamese, then English; none is empty.

    Args:
        late: compute it after all others, and let it see their figures.
        subjects: names of the subjects by code, in a language; where there is none, a subject is shown by its code.
        evidence: opens a figure into the records it was made of, as known at an instant, in a language.
        whole: there is a figure without a subject, of the whole; where there is none, a subject has to be named.
    """

    def enter(compute: _Compute[_K]) -> _Compute[_K]:
        for label, pair in (("name", name), ("source", source), ("method", method)):
            if not all(text.strip() for text in pair):
                raise ValueError(f"indicator {code}: its {label} is missing in one of the languages")
        known = _entries.get(code)
        if known is not None and known.compute.__module__ != compute.__module__:
            first, second = known.compute.__module__, compute.__module__
            raise ValueError(f"indicator {code} is defined in {first} and in {second}")
        _entries[code] = Indicator(
            code,
            *name,
            *unit,
            decimals,
            kind,
            frozenset(comparisons),
            *source,
            *method,
            compute,
            late,
            subjects,
            evidence,
            whole,
        )
        return compute

    return enter


def knowledge_mark(name: str) -> Callable[[_Mark], _Mark]:
    """Enter a function that says, in a short text, what a room knew at an instant.

    Two instants with the same marks give the same figures; a room whose records change has to change its mark.
    """

    def enter(mark: _Mark) -> _Mark:
        _marks[name] = mark
        return mark

    return enter


def knowledge_marks(as_of: datetime) -> Mapping[str, str]:
    """Return the marks of all rooms at an instant, ordered by name."""
    _look_into_rooms()
    return {name: _marks[name](as_of) for name in sorted(_marks)}


@cache
def _look_into_rooms() -> None:
    """Import every room's indicators; they stay entered, so once is enough."""
    for room in iter_modules(nhip.__path__, "nhip."):
        if room.ispkg and find_spec(f"{room.name}.indicators"):
            import_module(f"{room.name}.indicators")


def all_indicators() -> Sequence[Indicator]:
    """Return every indicator of every room, ordered by code."""
    _look_into_rooms()
    return [_entries[code] for code in sorted(_entries)]


def indicator_by_code(code: str) -> Indicator:
    """Return one indicator.

    Raises:
        LookupError: there is none with this code.
    """
    _look_into_rooms()
    found = _entries.get(code)
    if found is None:
        raise LookupError(f"there is no indicator {code}")
    return found
