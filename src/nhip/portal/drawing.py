"""Where things stand on a page: bars, points of a chart, months in rows. No figure is computed here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from django.utils.translation import gettext as _

from nhip.figures.numbers import Shown
from nhip.figures.periods import Period
from nhip.portal.addresses import address
from nhip.portal.series.reading import short_period
from nhip.releases.answers import NodeRow, Part, PeriodChoice, SeriesPoint
from nhip.reports.charts import Chart
from nhip.reports.charts.series import Moment, index_and_growth

__all__ = [
    "MONTHS_SHOWN",
    "Bar",
    "Year",
    "bars",
    "by_contribution",
    "first_sentence",
    "months_chart",
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


def window(series: Sequence[SeriesPoint], period: str) -> Sequence[SeriesPoint]:
    """Return the two years to draw: the latest, or those up to a month that lies before them."""
    latest = series[-MONTHS_SHOWN:]
    if any(point.period == period for point in latest):
        return latest
    return [point for point in series if point.period <= period][-MONTHS_SHOWN:]


def months_chart(series: Sequence[SeriesPoint], current: str, title: str, language: str) -> Chart:
    """Return the months of a node: the index as a line, its growth as bars; each point leads to its month."""
    first, last = series[0], series[-1]
    words = {"title": title, "start": first.words, "end": last.words}
    alt = _(
        "%(title)s: from %(from)s in %(start)s to %(to)s in %(end)s; against the same month last year %(growth)s."
    ) % {
        **words,
        "from": first.index.text,
        "to": last.index.text,
        "growth": last.same_month.text,
    }
    moments = [
        Moment(
            short_period(Period.parse(point.period)), point.words, point.index, point.same_month, address(point.target)
        )
        for point in series
    ]
    heads = (_("Month"), _("Index, base year = 100"), _("Growth over last year, %"))
    now = next((place for place, point in enumerate(series) if point.period == current), -1)
    return index_and_growth("months", title, alt, moments, heads, language, now)


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
