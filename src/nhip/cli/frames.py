"""Small things the terminal needs of an engine's frames."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import narwhals as nw

from nhip.engine import months
from nhip.engine.frames import engine_of


def some_nodes(indices: Any, nodes: Collection[str]) -> Any:
    """The rows of some nodes, as a native frame."""
    return nw.from_native(indices).filter(nw.col("node").is_in(list(nodes))).to_native()


def columns_of(native: Any, columns: Sequence[str]) -> dict[str, list[Any]]:
    """Columns of a small frame as lists."""
    engine, frame = engine_of(native)
    return engine.rows(frame.select(*columns))


def values_of(indices: Any) -> dict[str, dict[int, float]]:
    """Index by node and by ordinal of the month."""
    columns = columns_of(indices, ("node", "period", "index"))
    ordinals = {period: months.ordinal(period) for period in set(columns["period"])}
    found: dict[str, dict[int, float]] = defaultdict(dict)
    for node, period, index in zip(columns["node"], columns["period"], columns["index"], strict=True):
        found[node][ordinals[period]] = index
    return dict(found)


def count(native: Any) -> int:
    """Number of rows."""
    engine, frame = engine_of(native)
    return int(engine.rows(frame.select(nw.len().alias("rows")))["rows"][0])


def write(native: Any, path: Path) -> None:
    """Write a frame as CSV or Parquet, by the suffix.

    People read and compare CSV files, so these are in the order of codes and months. Parquet is for programs, and
    keeps the order in which the engine computed, which may differ from run to run.
    """
    engine, frame = engine_of(native)
    by = [name for name in ("node", "enterprise", "product", "period") if name in frame.collect_schema().names()]
    engine.write(nw.from_native(native).sort(*by).to_native() if path.suffix == ".csv" else native, path)
