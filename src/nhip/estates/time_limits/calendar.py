"""On which days offices work: the public holidays of Viet Nam, days in lieu, and days the Government has exchanged.

Holidays come from the library `holidays` (country VN), which knows the lunar calendar, days in lieu, and the exchanges
it was told of; what it does not know stands in `law/data/office_days.toml`. For years to come the days around Tết are
the library's expectation, until the Government announces them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection
from datetime import date
from functools import cache
from typing import Final

import holidays

from nhip.estates.law import law

__all__ = ["REACH", "WorkCalendar", "work_calendar"]

REACH: Final = (2010, 2050)
"""First and last year of the calendar."""


class WorkCalendar:
    """Working days, so that counting them takes two look-ups however long the time is."""

    def __init__(
        self,
        off: Collection[date],
        working_weekends: Collection[date] = (),
        *,
        weekdays: Collection[int] = range(5),
        reach: tuple[int, int] = REACH,
    ) -> None:
        """Lay out a calendar.

        Args:
            off: days off among the usual working days.
            working_weekends: days on which offices work although they usually do not.
            weekdays: usual working days, Monday being 0.
            reach: first and last year.
        """
        first, last = date(reach[0], 1, 1).toordinal(), date(reach[1], 12, 31).toordinal()
        closed = {day.toordinal() for day in off}
        extra = {day.toordinal() for day in working_weekends}
        # Day 1 of the proleptic calendar is a Monday.
        usual = {(weekday + 1) % 7 for weekday in weekdays}
        self._days: Final = [
            day for day in range(first, last + 1) if day in extra or (day % 7 in usual and day not in closed)
        ]
        self._set: Final = frozenset(self._days)
        self.first: Final = date.fromordinal(first)
        self.last: Final = date.fromordinal(last)

    def is_working(self, day: date) -> bool:
        """Whether offices work on a day."""
        return day.toordinal() in self._set

    def working_between(self, after: date, to: date) -> int:
        """Count the working days later than `after`, up to and including `to`."""
        days = self._days
        return max(0, bisect_right(days, to.toordinal()) - bisect_right(days, after.toordinal()))

    def nth_working(self, after: date, number: int) -> date:
        """Return the working day that is that many working days later than `after`; 1 is the next one.

        Raises:
            IndexError: the calendar ends before.
        """
        return date.fromordinal(self._days[bisect_right(self._days, after.toordinal()) + number - 1])

    def next_working(self, day: date) -> date:
        """Return a day itself if offices work on it, else the next day on which they do.

        Raises:
            IndexError: the calendar ends before.
        """
        return date.fromordinal(self._days[bisect_left(self._days, day.toordinal())])


@cache
def work_calendar() -> WorkCalendar:
    """Return the calendar of Vietnamese offices."""
    known = holidays.country_holidays("VN", years=range(REACH[0], REACH[1] + 1))
    off, working = set(known), set(known.weekend_workdays)
    for each in law().office_days:
        (working if each.working else off).add(each.on)
        (off if each.working else working).discard(each.on)
    rule = law().rule_on(date(REACH[1], 1, 1))
    return WorkCalendar(off, working, weekdays=rule.working_weekdays)
