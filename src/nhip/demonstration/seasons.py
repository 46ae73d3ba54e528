"""How a year of work is spread over its months: the calendar, Tết, and the season of the trade.

The shapes are illustrative; the dates of Tết are real.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

# First day of the lunar year.
TET = {2022: date(2022, 2, 1), 2023: date(2023, 1, 22)}
# Work stops some days before the new year and comes back about a week after it.
BEFORE, AFTER = 4, 7

# Twelve months around 1, before the calendar and Tết.
SEASONS: dict[str, tuple[float, ...]] = {
    "steady": (0.98, 0.98, 1.00, 1.00, 1.01, 1.01, 1.00, 1.00, 1.00, 1.01, 1.01, 1.02),
    # Rain from June to August keeps sites and kilns back.
    "building": (0.98, 1.00, 1.06, 1.06, 1.02, 0.95, 0.92, 0.93, 0.98, 1.03, 1.06, 1.07),
    "wood": (1.00, 0.98, 1.00, 1.02, 1.02, 1.00, 0.98, 0.97, 0.99, 1.01, 1.02, 1.04),
    "food": (1.06, 0.98, 0.96, 0.95, 0.96, 0.98, 1.00, 1.02, 1.03, 1.04, 1.06, 1.10),
    "drink": (1.04, 0.92, 0.94, 1.00, 1.08, 1.12, 1.12, 1.08, 1.00, 0.94, 0.94, 1.00),
    "tea": (0.60, 0.66, 0.85, 1.10, 1.20, 1.22, 1.22, 1.18, 1.12, 1.05, 0.90, 0.75),
    "resin": (0.80, 0.80, 0.88, 1.00, 1.08, 1.12, 1.14, 1.12, 1.08, 1.05, 1.00, 0.93),
    "coal": (1.02, 1.00, 1.05, 1.04, 1.02, 0.97, 0.93, 0.92, 0.96, 1.00, 1.04, 1.05),
    # Coal-fired: hardest in the dry and hot months, repairs in early autumn.
    "thermal": (1.00, 0.98, 1.06, 1.07, 1.08, 1.05, 1.00, 0.94, 0.88, 0.96, 0.99, 1.02),
    "hydro": (0.62, 0.55, 0.52, 0.60, 0.90, 1.35, 1.60, 1.65, 1.45, 1.15, 0.88, 0.73),
    "consumption": (0.95, 0.91, 0.94, 0.96, 1.04, 1.12, 1.13, 1.10, 1.04, 0.96, 0.92, 0.93),
    "water": (0.96, 0.94, 0.97, 1.00, 1.04, 1.06, 1.06, 1.04, 1.01, 0.99, 0.97, 0.96),
}


def tet_days(year: int, month: int) -> int:
    """Days of the month on which work rests for Tết."""
    first = TET[year] - timedelta(days=BEFORE)
    days = (first + timedelta(days=n) for n in range(BEFORE + AFTER))
    return sum(1 for day in days if (day.year, day.month) == (year, month))


def shape(season: str, rest: float, year: int, month: int) -> float:
    """Activity of a month where an average month of 30.4 working days is 1.

    `rest` is the part of a day's work that is lost on a day of Tết: 0.9 in a workshop, near 0 at a waterworks.
    """
    days = monthrange(year, month)[1]
    return SEASONS[season][month - 1] * (days - rest * tet_days(year, month)) / 30.4


def later(month: int) -> float:
    """0 early in the year, 1 late in it, turning between June and August: the turn the article describes."""
    return (0.0, 0.0, 0.0, 0.02, 0.06, 0.18, 0.5, 0.82, 0.94, 0.98, 1.0, 1.0)[month - 1]
