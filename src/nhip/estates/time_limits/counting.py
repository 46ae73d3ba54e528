"""Counting a time limit.

A clock runs over half-open times: from an event on day a to a day b it runs over the days a+1, …, b, because the day
of an event is not counted (Civil Code, article 147). A stop on day s that ends on day r takes the days s+1, …, r away:
the day of the stop still counts, and the day on which the clock starts again is, as the day of an event, not counted.
All intervals are therefore (after, to], and none of them counts a day twice.

A limit of n days ends with the n-th counted day. If offices do not work on it, it moves to the next day that is a
working day and not stopped (article 148).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from nhip.estates.law import Limit, Rule, Unit
from nhip.estates.time_limits.calendar import WorkCalendar

__all__ = ["Stop", "counted_days", "days_between", "due_day"]

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Stop:
    """The clock stands from the day after `after` to the day `to`, included; None if it stands still."""

    after: date
    to: date | None = None


def _running(start: date, stops: Sequence[Stop], end: date) -> Iterator[tuple[date, date]]:
    """Yield the times (after, to] in which the clock runs between start and end. Stops are in order."""
    after = start
    for stop in stops:
        if stop.to is not None and stop.to <= after:
            continue
        if stop.after >= end:
            break
        if stop.after > after:
            yield after, stop.after
        if stop.to is None:
            return
        after = max(after, stop.to)
    if after < end:
        yield after, end


def due_day(start: date, limit: Limit, calendar: WorkCalendar, rule: Rule, stops: Sequence[Stop] = ()) -> date | None:
    """Return the last day of a time limit; None while the clock stands still before the limit is used up.

    Args:
        start: day of the event from which the limit runs.
        stops: times in which the clock stands, in order and apart from each other.

    Raises:
        IndexError: the calendar ends before the limit does.
    """
    if rule.first_day_counted:
        start -= _DAY
    left = limit.number
    for after, to in _running(start, stops, calendar.last):
        held = calendar.working_between(after, to) if limit.unit is Unit.WORKING else (to - after).days
        if held < left:
            left -= held
            continue
        if limit.unit is Unit.WORKING:
            return calendar.nth_working(after, left)
        return _moved(after + timedelta(days=left), calendar, rule, stops)
    if stops and stops[-1].to is None:
        return None
    raise IndexError(f"the calendar ends on {calendar.last}")


def _moved(day: date, calendar: WorkCalendar, rule: Rule, stops: Sequence[Stop]) -> date | None:
    if not rule.end_moves_to_working_day or calendar.is_working(day):
        return day
    for after, to in _running(day, stops, calendar.last):
        found = calendar.next_working(after + _DAY)
        if found <= to:
            return found
    return None


def counted_days(start: date, to: date, unit: Unit, calendar: WorkCalendar, stops: Sequence[Stop] = ()) -> int:
    """Count the days of a kind that a clock has run from an event to the end of a day, stops left out."""
    if unit is Unit.WORKING:
        return sum(calendar.working_between(*each) for each in _running(start, stops, to))
    return sum((to - after).days for after, to in _running(start, stops, to))


def days_between(day: date, due: date, unit: Unit, calendar: WorkCalendar) -> int:
    """Return how many days of a kind are left from a day to a due day; negative: how many it is late by.

    Working days are counted without the day itself, so on the due day nothing is left, and on the next working day
    one is late.
    """
    if day <= due:
        return calendar.working_between(day, due) if unit is Unit.WORKING else (due - day).days
    return -calendar.working_between(due, day) if unit is Unit.WORKING else (due - day).days
