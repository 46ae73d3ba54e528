"""From native frames to Narwhals and back, with the columns asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals as nw
from narwhals.dependencies import is_polars_dataframe

from .faults import fault
from .frames import engine_of

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Frame", "first_row", "lazy", "native_like", "rows"]

Frame = nw.LazyFrame[Any]


def lazy(native: Any, table: str, wanted: Sequence[str]) -> Frame:
    """The wanted columns of a native frame; a missing one is fault E301."""
    _, frame = engine_of(native)
    present = frame.collect_schema().names()
    for name in wanted:
        if name not in present:
            raise fault("E301", table=table, missing=name, wanted=", ".join(wanted))
    return frame.select(*wanted)


def native_like(frame: Frame, example: Any) -> Any:
    """Back to the caller's kind: eager Polars where eager Polars came in, lazy otherwise."""
    native = frame.to_native()
    return native.collect() if is_polars_dataframe(example) else native


def rows(frame: Frame) -> list[dict[str, Any]]:
    """A small frame as rows."""
    engine, frame = engine_of(frame.to_native())
    columns = engine.rows(frame)
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def first_row(frame: Frame, by: Sequence[str]) -> dict[str, Any] | None:
    """The first row in the given order, so that the same input always names the same row."""
    found = rows(frame.sort(*by).head(1))
    return found[0] if found else None
