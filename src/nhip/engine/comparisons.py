"""Comparisons: growth between months and between spans of months, from index levels only.

A rate is never made from rates. Every comparison is

    growth = 100 · (value - base_value) / base_value        in percent
    difference = value - base_value                         in index points

where value and base_value are averages of the index over spans of equal length (one month, the months of the year so
far, a quarter, half a year, a year); the growth of averages is the growth of sums. A span counts only when all of
its months are there, and the base is found by its month, never by its place in the table: a gap in the series gives
an empty comparison, not a wrong one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import narwhals as nw

from . import months
from ._native import Frame, lazy, native_like
from .faults import fault
from .rounding import Rounding, round_expr
from .series import ChainedIndex, FixedBaseIndex

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["COMPARISONS", "Publication", "averages", "compare"]


@dataclass(frozen=True)
class _Kind:
    """What is averaged, and how many spans back the base lies."""

    span: str
    back: int


_SPANS = {"month": 1, "to_date": 12, "quarter": 3, "half_year": 6, "year": 12}

_KINDS = {
    "previous_month": _Kind("month", 1),
    "same_month": _Kind("month", 12),
    "cumulative": _Kind("to_date", 12),
    "previous_quarter": _Kind("quarter", 1),
    "quarter": _Kind("quarter", 4),
    "half_year": _Kind("half_year", 2),
    "year": _Kind("year", 1),
}

COMPARISONS: tuple[str, ...] = tuple(_KINDS)
"""Names of the comparisons, see `compare`."""


@dataclass(frozen=True)
class Publication:
    """What is rounded, and when: part of the method, declared once.

    Attributes:
        growth_from: "unrounded" takes growth between the indices as computed; "rounded" between published ones: each
            month is rounded by ``index``, their average again, and growth is taken between these.
        index: rounding of an index; needed for "rounded".
        growth: rounding of growth and of contributions to growth; None leaves them as computed.

    Raises:
        ValueError: ``growth_from`` is neither, or "rounded" without ``index``.

    Source:
        "rounded" with one decimal is the practice of India's statistical office: it gives 351 of its 351 published
        annual growth rates 2012-13 to 2024-25 (base 2011-12), "unrounded" 245.

    Example:
        >>> Publication("rounded", index=Rounding(1), growth=Rounding(1)).index
        Rounding(decimals=1, halves='away')
    """

    growth_from: Literal["unrounded", "rounded"] = "unrounded"
    index: Rounding | None = None
    growth: Rounding | None = None

    def __post_init__(self) -> None:
        if self.growth_from not in ("unrounded", "rounded"):
            raise ValueError(f'growth_from must be "unrounded" or "rounded", not {self.growth_from!r}')
        if self.growth_from == "rounded" and self.index is None:
            raise ValueError("growth from rounded indices needs the rounding of an index")

    @property
    def levels(self) -> Rounding | None:
        """The rounding of levels before growth is taken, if there is one."""
        return self.index if self.growth_from == "rounded" else None


UNROUNDED = Publication()


def _months(index: Any) -> Frame:
    """Node, month (ordinal), index without empty rows."""
    frame = index.lazy() if isinstance(index, FixedBaseIndex | ChainedIndex) else lazy(index, "index", _INDEX)
    return frame.select("node", months.ordinal_expr("period").alias("month"), nw.col("index").cast(nw.Float64)).filter(
        ~nw.col("index").is_null()
    )


_INDEX = ("node", "period", "index")


def _rounded(frame: Frame, column: str, rounding: Rounding | None) -> Frame:
    return frame if rounding is None else frame.with_columns(round_expr(nw.col(column), rounding).alias(column))


def _spans(frame: Frame, span: str, year_begins: int, levels: Rounding | None) -> Frame:
    """Node, span (its number), value: averages over complete spans.

    A month's and a running year's number is the ordinal of the (last) month; a quarter's, half-year's and year's is
    counted from the year 0, in years that begin in ``year_begins``.
    """
    frame = _rounded(frame, "index", levels)
    if span == "month":
        return frame.select("node", span=nw.col("month"), value=nw.col("index"))
    frame = frame.with_columns(month=nw.col("month") - (year_begins - 1))
    length = _SPANS[span]
    if span == "to_date":
        frame = frame.with_columns(year=months.year_expr("month"))
        running = frame.with_columns(
            total=nw.col("index").cum_sum().over("node", "year", order_by="month"),
            there=nw.col("index").cum_count().over("node", "year", order_by="month").cast(nw.Int64),
        )
        complete = running.filter(nw.col("there") == months.month_of_year_expr("month"))
        means = complete.select(
            "node", span=nw.col("month") + (year_begins - 1), value=nw.col("total") / nw.col("there")
        )
    else:
        blocks = frame.with_columns(span=(nw.col("month") // length).cast(nw.Int64))
        totals = blocks.group_by("node", "span").agg(total=nw.col("index").sum(), there=nw.len())
        means = totals.filter(nw.col("there") == length).select("node", "span", value=nw.col("total") / nw.col("there"))
    return _rounded(means, "value", levels)


def _labelled(frame: Frame, span: str) -> Frame:
    """Adds period: "2023-04" for months and running years, "2023-Q2", "2023-S1", "2023" for the others."""
    if span in ("month", "to_date"):
        return frame.with_columns(months.text_expr("span").alias("period"))
    count = 12 // _SPANS[span]
    year = (nw.col("span") // count).cast(nw.Int64).cast(nw.String).str.zfill(4)
    if count == 1:
        return frame.with_columns(year.alias("period"))
    number = ((nw.col("span") % count) + 1).cast(nw.Int64).cast(nw.String)
    letter = {4: "-Q", 2: "-S"}[count]
    return frame.with_columns(nw.concat_str([year, number], separator=letter).alias("period"))


def averages(
    index: Any,
    span: Literal["to_date", "quarter", "half_year", "year"],
    *,
    year_begins: int = 1,
    levels: Rounding | None = None,
) -> Any:
    """Average index of each quarter, half-year, year, or year to date.

        value = sum of the index over the months of the span / number of the months

    Args:
        index: frame node, period, index; or a `FixedBaseIndex` or `ChainedIndex`.
        span: "to_date" (from the first month of the year to each month), "quarter", "half_year" or "year".
        year_begins: month in which the year begins, 1 to 12 (4 for India's year).
        levels: round the months before, and the average after.

    Returns:
        Native frame node, period, index. Period is the last month for "to_date", else SDMX's "2023-Q1", "2023-S1",
        "2023"; a year that does not begin in January has the name of the calendar year in which it begins.

    Missing values: a span of which a month is missing has no row.

    Raises:
        Fault: E301, a column is missing; E320, no such span.
        ValueError: ``year_begins`` is not a month.

    Source:
        UN, IRIIP 2010, chapter 5 (annual index as the average of the months of a fixed-base index).

    Example:
        >>> import polars as pl
        >>> frame = pl.DataFrame(
        ...     {"node": ["T"] * 4, "period": [f"2023-0{m}" for m in (1, 2, 3, 4)], "index": [1.0, 2.0, 6.0, 9.0]}
        ... )
        >>> averages(frame, "quarter").rows()
        [('T', '2023-Q1', 3.0)]
    """
    known = [name for name in _SPANS if name != "month"]
    if span not in known:
        raise fault("E320", comparison=span, known=", ".join(known))
    _year(year_begins)
    means = _labelled(_spans(_months(index), span, year_begins, levels), span)
    return native_like(means.select("node", "period", index=nw.col("value")), _native(index))


def _year(year_begins: int) -> None:
    if year_begins not in range(1, 13):
        raise ValueError(f"a year begins in one of the months 1 to 12, not {year_begins!r}")


def _native(index: Any) -> Any:
    return index.frame if isinstance(index, FixedBaseIndex | ChainedIndex) else index


def levels_of(frame: Frame, comparison: str, year_begins: int, levels: Rounding | None) -> Frame:
    """Node, period, value, base_value of one comparison; ``frame`` is node, month, index."""
    kind = _KINDS[comparison]
    values = _spans(frame, kind.span, year_begins, levels)
    base = values.select("node", span=nw.col("span") + kind.back, base_value=nw.col("value"))
    joined = values.join(base, on=["node", "span"], how="left")
    return _labelled(joined, kind.span).select("node", "period", "base_value", "value")


def ratio_expr(numerator: nw.Expr, denominator: nw.Expr) -> nw.Expr:
    """100 · numerator / denominator, null where the denominator is zero."""
    nothing = nw.lit(None, dtype=nw.Float64)
    # Only a denominator that is not zero reaches the division: Spark refuses the others outright.
    return 100.0 * numerator / nw.when(denominator != 0).then(denominator).otherwise(nothing)


def chosen(comparisons: Sequence[str]) -> tuple[str, ...]:
    """The comparisons asked for, checked (fault E320)."""
    for name in comparisons:
        if name not in _KINDS:
            raise fault("E320", comparison=name, known=", ".join(COMPARISONS))
    if not comparisons:
        raise fault("E320", comparison="", known=", ".join(COMPARISONS))
    return tuple(dict.fromkeys(comparisons))


def compare(
    index: Any,
    comparisons: Sequence[str] = COMPARISONS,
    *,
    publication: Publication = UNROUNDED,
    year_begins: int = 1,
) -> Any:
    """Growth of every node, by the named comparisons.

    ==================  ======================================  =====================================
    comparison          value                                   base_value
    ==================  ======================================  =====================================
    previous_month      the month                               the month before
    same_month          the month                               the same month of last year
    cumulative          average of the year so far              average of the same months last year
    previous_quarter    average of the quarter                  average of the quarter before
    quarter             average of the quarter                  average of the quarter a year before
    half_year           average of the half-year                average of the half-year a year before
    year                average of the year                     average of the year before
    ==================  ======================================  =====================================

    Args:
        index: frame node, period "YYYY-MM", index; or a `FixedBaseIndex` or `ChainedIndex`. A plain frame is taken as
            it is, one row for a node and period; what comes from outside goes through `check_index` first.
        comparisons: which of these.
        publication: whether growth is taken from rounded indices, and is rounded itself.
        year_begins: month in which the year begins (4 for India's year).

    Returns:
        Native frame node, period, comparison, base_value, value (index), growth (percent), difference (index points).
        Period: the month ("2023-04") for the first three, "2023-Q1", "2023-S1", "2023" for the others (see `averages`).
        Under growth from rounded indices, value and base_value are the rounded ones.

    Missing values: a row with an empty index counts as missing. A span with a missing month has no row. Where the base
        is missing, base_value, growth and difference are null; where it is zero, growth is null.

    Raises:
        Fault: E301, a column is missing; E320, no such comparison.
        ValueError: ``year_begins`` is not a month.

    Source:
        UN, IRIIP 2010, chapter 7 (comparisons); Viet Nam's monthly report (previous month, same month of last year,
        cumulative); cumulative growth is the ratio of the sums of months, not an average of monthly rates.

    Example:
        >>> import polars as pl
        >>> frame = pl.DataFrame(
        ...     {"node": ["T"] * 2, "period": ["2022-04", "2023-04"], "index": [80.0, 90.0]}
        ... )
        >>> compare(frame, ["same_month"]).rows()[-1]
        ('T', '2023-04', 'same_month', 80.0, 90.0, 12.5, 10.0)
    """
    _year(year_begins)
    frame = _months(index)
    parts = []
    for name in chosen(comparisons):
        found = levels_of(frame, name, year_begins, publication.levels)
        value, base = nw.col("value"), nw.col("base_value")
        found = found.with_columns(
            comparison=nw.lit(name), growth=ratio_expr(value - base, base), difference=value - base
        )
        # The difference of two rounded levels is a decimal again; the subtraction leaves crumbs.
        found = _rounded(_rounded(found, "growth", publication.growth), "difference", publication.levels)
        parts.append(found.select(*_COMPARED))
    return native_like(nw.concat(parts), _native(index))


_COMPARED = ("node", "period", "comparison", "base_value", "value", "growth", "difference")
