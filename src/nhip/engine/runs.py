"""Runs of consecutive months of each series, and the months between them that nobody reported.

Only the rows next to a missing month matter for imputation and for matching, so they are picked out once; everything
after works on these few rows instead of on all reports.
"""

from __future__ import annotations

from dataclasses import dataclass

import narwhals as nw

from .frames import Frame
from .reports import Panel

NO_PREVIOUS = nw.col("previous").is_null() | (nw.col("key") - nw.col("previous") != 1)
NO_NEXT = nw.col("next").is_null() | (nw.col("next") - nw.col("key") != 1)


@dataclass(frozen=True)
class Runs:
    """Rows at the edges of runs.

    Attributes:
        edges: ``key, quantity, previous, next``: every row whose previous or next month is absent in its series.
        cells: ``cell, quantity, reports``: totals by product and month; reported quantities only, unless ``complete``.
        late: ``key``: first month of every series that starts after the first month of all. A series starts with its
            first report, or before it where it said ``not_reported``.
        first, last: slots (months from the panel's start) of the first and last report of all.
        complete: whether ``cells`` hold the estimates too, as those of a prepared store do.
        leading: ``last, before, begin``: key and quantity of the first report of every series that said
            ``not_reported`` before it, and the key of the first month in which it did; None where no series did.
    """

    panel: Panel
    edges: Frame
    cells: Frame
    late: Frame
    first: int
    last: int
    complete: bool = False
    leading: Frame | None = None


def find_runs(panel: Panel) -> Runs | None:
    """Edges of the runs and totals of the cells; None where a key stands twice (a fault the caller names)."""
    engine, width = panel.engine, panel.width
    beside = engine.neighbours(panel.rows, "key", width)
    edges = engine.keep(beside.filter(NO_PREVIOUS | NO_NEXT).select("key", "quantity", "previous", "next"))
    twice = engine.rows(edges.filter(nw.col("previous") == nw.col("key")).select(nw.len().alias("n")))
    if twice["n"][0]:
        return None
    cells = engine.keep(
        panel.rows.group_by(panel.cell.alias("cell")).agg(nw.col("quantity").sum(), nw.len().alias("reports"))
    )
    slot = nw.col("cell") % width
    ends = engine.rows(cells.select(slot.min().alias("first"), slot.max().alias("last")))
    first, last = ends["first"][0], ends["last"][0]
    begins = edges.filter(nw.col("previous").is_null())
    leading = _silent_starts(panel, begins, first)
    if leading is not None:
        earlier = leading.select(nw.col("last").alias("key"), "begin")
        begins = begins.join(earlier, on="key", how="left").with_columns(nw.coalesce("begin", "key").alias("key"))
    late = begins.filter(panel.month > first).select("key")
    return Runs(panel, edges, cells, late, first, last, leading=leading)


def _silent_starts(panel: Panel, begins: Frame, first: int) -> Frame | None:
    """What `Runs.leading` holds; a month in which nobody at all reported is before the panel's time."""
    if panel.silent is None:
        return None
    engine = panel.engine
    late_enough = panel.silent.filter(panel.month >= first)
    said = late_enough.group_by(panel.series.alias("_series")).agg(nw.col("key").min().alias("begin"))
    said = engine.keep(said)
    if not engine.rows(said.head(1))["begin"]:
        return None
    found = begins.with_columns(panel.series.alias("_series")).join(said, on="_series", how="inner")
    found = found.filter(nw.col("begin") < nw.col("key"))
    found = engine.keep(found.select(nw.col("key").alias("last"), nw.col("quantity").alias("before"), "begin"))
    return found if engine.rows(found.head(1))["begin"] else None


def matched_cells(runs: Runs) -> Frame:
    """``cell, now, before, matched, reports``: quantities of the series reported both this month and the month before.

    The matched total is the whole total less the few rows at the edge of a run, which is the same sum and takes one
    pass less over all reports. Where the difference is nothing but floating-point dust it is set to zero.
    """
    panel = runs.panel
    width = panel.width
    alone_now = (
        runs.edges.filter(NO_PREVIOUS)
        .group_by(panel.cell.alias("cell"))
        .agg(nw.col("quantity").sum().alias("_alone_now"), nw.len().alias("_n_alone"))
    )
    alone_before = (
        runs.edges.filter(NO_NEXT, panel.month < width - 1)
        .group_by((panel.cell + 1).alias("cell"))
        .agg(nw.col("quantity").sum().alias("_alone_before"))
    )
    before = runs.cells.filter(nw.col("cell") % width < width - 1).select(
        (nw.col("cell") + 1).alias("cell"), nw.col("quantity").alias("_before")
    )
    joined = (
        runs.cells.join(before, on="cell", how="left")
        .join(alone_now, on="cell", how="left")
        .join(alone_before, on="cell", how="left")
        .with_columns(nw.col("_alone_now", "_n_alone", "_alone_before", "_before").fill_null(0))
        .with_columns((nw.col("reports") - nw.col("_n_alone")).alias("matched"))
    )
    return joined.select(
        "cell",
        "reports",
        "matched",
        _difference("quantity", "_alone_now").alias("now"),
        _difference("_before", "_alone_before").alias("before"),
    )


def _difference(whole: str, part: str) -> nw.Expr:
    left = nw.col(whole) - nw.col(part)
    dust = (left <= nw.col(whole) * 1e-12) | (nw.col("matched") == 0)
    return nw.when(dust).then(nw.lit(0.0)).otherwise(left)
