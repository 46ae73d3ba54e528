"""The lunar new year, which stops work in another month of each year, so that two Januaries are seldom alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

import holidays

from nhip.figures.periods import Period, PeriodKind

__all__ = ["NewYears", "new_years"]


@dataclass(frozen=True, slots=True)
class NewYears:
    """The days of Tết of a year and the year before; names are the templates'."""

    ngay: str
    ngay_nam_truoc: str


@cache
def _day(year: int) -> date | None:
    known = holidays.country_holidays("VN", years=year, language="en_US")
    return next((day for day, name in sorted(known.items()) if name == "Lunar New Year"), None)


def new_years(period: Period) -> NewYears | None:
    """Return when Tết was, where it fell into a month in one of two years and not in the other.

    >>> new_years(Period.parse("2023-01")), new_years(Period.parse("2023-03"))
    (NewYears(ngay='22/01/2023', ngay_nam_truoc='01/02/2022'), None)
    """
    this, before = _day(period.year), _day(period.year - 1)
    if period.kind is not PeriodKind.MONTH or this is None or before is None:
        return None
    if (this.month == period.number) == (before.month == period.number):
        return None
    return NewYears(f"{this:%d/%m/%Y}", f"{before:%d/%m/%Y}")
