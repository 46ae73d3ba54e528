"""The periods that a run of months allows counts for, and their first and last days."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date

from nhip.figures.periods import Period, PeriodKind

__all__ = ["first_day", "last_day", "spans"]


def spans(months: Iterable[Period]) -> list[Period]:
    """Return the months, January to each of them, quarters, half-years and years: those whose months are all there.

    >>> [str(span) for span in spans([Period.parse("2023-01"), Period.parse("2023-02"), Period.parse("2023-03")])]
    ['2023-01', '2023-02', '2023-03', '2023-01/2023-01', '2023-01/2023-02', '2023-01/2023-03', '2023-Q1']
    """
    known = sorted(months)
    there = {str(month) for month in known}
    found = [*known, *(month.cumulative for month in known)]
    for kind in (PeriodKind.QUARTER, PeriodKind.HALF_YEAR, PeriodKind.YEAR):
        found += sorted({month.enclosing(kind) for month in known})
    return [span for span in found if there.issuperset(span.months)]


def first_day(period: Period) -> date:
    """Return the first day of a period.

    >>> first_day(Period.parse("2023-Q2"))
    datetime.date(2023, 4, 1)
    """
    year, month = map(int, period.months[0].split("-"))
    return date(year, month, 1)


def last_day(period: Period) -> date:
    """Return the last day of a period.

    >>> last_day(Period.parse("2024-01/2024-02"))
    datetime.date(2024, 2, 29)
    """
    end = period.last_month
    return date(end.year, end.number, calendar.monthrange(end.year, end.number)[1])
