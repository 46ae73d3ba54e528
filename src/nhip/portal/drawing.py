"""Where things stand on a page: bars, points of a chart, months in rows. No figure is computed here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar

from nhip.figures.numbers import Shown
from nhip.portal.addresses import address
from nhip.releases.answers import NodeRow, Part, PeriodChoice, SeriesPoint

__all__ = [
    "MONTHS_SHOWN",
    "Bar",
    "Year",
    "bars",
    "by_contribution",
    "chart_points",
    "first_sentence",
    "window",
    "with_bars",
    "years",
]

_T = TypeVar("_T")

# Two years: enough to lay every month beside the same month of the year before.
MONTHS_SHOWN = 24
# The width of a bar's drawing, in its own units.
WIDTH = 100


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from zero to the left (decline) or to the right (growth). Attributes of a drawing are text with points."""

    zero: str
    x: str
    width: str
    direction: str


def bars(values: Sequence[Shown]) -> list[Bar | None]:
    """Return a bar for each value, all to one scale that holds zero; None where there is no value."""
    lengths = [None if shown.rounded is None else float(shown.rounded) for shown in values]
    known = [0.0, *(length for length in lengths if length is not None)]
    left, span = min(known), (max(known) - min(known)) or 1.0

    def place(length: float) -> Bar:
        start, width = min(length, 0.0) - left, abs(length)
        zero, x, wide = (f"{part / span * WIDTH:.2f}" for part in (0.0 - left, start, width))
        return Bar(zero, x, wide, "down" if length < 0 else "up")

    return [None if length is None else place(length) for length in lengths]


def with_bars(things: Sequence[_T], values: Sequence[Shown]) -> list[tuple[_T, Bar | None]]:
    """Return each thing with the bar of its value."""
    return list(zip(things, bars(values), strict=True))


def by_contribution(rows: Sequence[NodeRow]) -> list[tuple[NodeRow, Bar | None]]:
    """Return the rows of the deepest level with their bars, the largest contribution to growth first."""
    deepest = max((row.depth for row in rows), default=0)
    known = [row for row in rows if row.depth == deepest and row.same_month_points.value is not None]
    known.sort(key=lambda row: row.same_month_points.value or 0, reverse=True)
    return with_bars(known, [row.same_month_points for row in known])


def first_sentence(parts: Sequence[Part]) -> tuple[Sequence[Part], Sequence[Part]]:
    """Part the first sentence, which makes the heading, from those that follow it."""
    for place, part in enumerate(parts, 1):
        if part.target is None and part.text.rstrip().endswith("."):
            return parts[:place], parts[place:]
    return parts, ()


def _point(shown: Shown) -> dict[str, Any]:
    return {"value": None if shown.rounded is None else float(shown.rounded), "text": shown.text}


def window(series: Sequence[SeriesPoint], period: str) -> Sequence[SeriesPoint]:
    """Return the two years to draw: the latest, or those up to a month that lies before them."""
    latest = series[-MONTHS_SHOWN:]
    if any(point.period == period for point in latest):
        return latest
    return [point for point in series if point.period <= period][-MONTHS_SHOWN:]


def chart_points(series: Iterable[SeriesPoint], current: str) -> list[dict[str, Any]]:
    """Return what the chart's script reads: each month with its numbers, its words and its address."""
    return [
        {
            "period": point.period,
            "words": point.words,
            "index": _point(point.index),
            "growth": _point(point.same_month),
            "href": address(point.target),
            "current": point.period == current,
        }
        for point in series
    ]


@dataclass(frozen=True, slots=True)
class Year:
    """A row of the choice of months: twelve places, empty where the run has no month."""

    year: str
    months: tuple[tuple[str, PeriodChoice | None], ...]


def years(choices: Iterable[PeriodChoice]) -> list[Year]:
    """Lay months out by year, the newest year first."""
    ordered = sorted(choices, key=lambda choice: choice.period)
    rows = [
        (year, {choice.period[5:]: choice for choice in months})
        for year, months in groupby(ordered, key=lambda choice: choice.period[:4])
    ]
    return [
        Year(year, tuple((str(month), known.get(f"{month:02d}")) for month in range(1, 13)))
        for year, known in reversed(rows)
    ]
