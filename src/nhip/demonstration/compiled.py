"""The way into the engine: the generator's rows to a frame, the compiled index back to plain numbers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

from nhip import engine
from nhip.demonstration.industries import TOTAL
from nhip.demonstration.reports import Report

Compilation = Any


def frame(rows: Iterable[Report]) -> pl.DataFrame:
    """The production rows as the engine reads them; sales are no input of the index."""
    production = [row for row in rows if row.measure == "production"]
    return pl.DataFrame(
        {
            "enterprise": [row.enterprise for row in production],
            "product": [row.product for row in production],
            "period": [row.period for row in production],
            "quantity": [float(row.quantity) if row.quantity else None for row in production],
            "state": [row.state for row in production],
            "unit": [row.unit for row in production],
        },
        schema_overrides={"quantity": pl.Float64},
    )


def compile_rows(rows: Iterable[Report], scheme: engine.Scheme) -> Compilation:
    """Compile as `nhip compile` does."""
    return engine.compile_reports(frame(rows), scheme)


def index_of(compilation: Compilation, node: str) -> dict[str, float]:
    """Unrounded index of a node by period."""
    found = pl.DataFrame(compilation.indices).filter(pl.col("node") == node).sort("period")
    return dict(zip(found["period"].to_list(), found["index"].to_list(), strict=True))


def total_by_period(compilation: Compilation) -> dict[str, float]:
    """Unrounded index of all industry by period."""
    return index_of(compilation, TOTAL)
