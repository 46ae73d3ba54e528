"""Time limits against a plain reference that walks from day to day, over twenty years of calendars, stops included."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhip.estates.law import Limit, Rule, Unit, law
from nhip.estates.time_limits import Stop, counted_days, days_between, due_day, work_calendar

DAY = timedelta(days=1)
FIRST, LAST = date(2012, 1, 1), date(2031, 12, 31)
RULE = law().rules[0]
CALENDAR = work_calendar()


def stopped(day: date, stops: list[Stop]) -> bool:
    return any(stop.after < day and (stop.to is None or day <= stop.to) for stop in stops)


def walked(start: date, limit: Limit, stops: list[Stop], rule: Rule = RULE) -> date | None:
    """Count day by day, as an official with a calendar on the wall does."""
    day, left = start, limit.number
    while left or (rule.end_moves_to_working_day and not CALENDAR.is_working(day)) or (stopped(day, stops)):
        day += DAY
        if any(stop.to is None and day > stop.after for stop in stops):
            return None
        counts = limit.unit is Unit.CALENDAR or CALENDAR.is_working(day)
        if left and counts and not stopped(day, stops):
            left -= 1
    return day


@st.composite
def histories(draw: st.DrawFn) -> tuple[date, Limit, list[Stop]]:
    start = draw(st.dates(FIRST, LAST))
    limit = Limit(draw(st.integers(1, 60)), draw(st.sampled_from(Unit)))
    stops, day = [], start
    for _ in range(draw(st.integers(0, 5))):
        after = day + draw(st.integers(0, 20)) * DAY
        day = after + draw(st.integers(0, 40)) * DAY
        stops.append(Stop(after, day))
    if draw(st.booleans()) and draw(st.booleans()):
        stops.append(Stop(day + draw(st.integers(0, 30)) * DAY))
    return start, limit, stops


@settings(max_examples=1500, deadline=None)
@given(histories())
def test_the_due_day_is_the_one_a_walk_over_the_calendar_finds(history):
    start, limit, stops = history
    assert due_day(start, limit, CALENDAR, RULE, stops) == walked(start, limit, stops)


@settings(max_examples=300, deadline=None)
@given(histories(), st.integers(0, 400))
def test_counted_days_are_those_a_walk_counts(history, days):
    start, limit, stops = history
    end = start + days * DAY
    walk = [start + n * DAY for n in range(1, days + 1)]
    wanted = [d for d in walk if not stopped(d, stops) and (limit.unit is Unit.CALENDAR or CALENDAR.is_working(d))]
    assert counted_days(start, end, limit.unit, CALENDAR, stops) == len(wanted)


@settings(max_examples=300, deadline=None)
@given(histories())
def test_a_stop_never_shortens_a_limit_and_a_longer_limit_never_ends_sooner(history):
    start, limit, stops = history
    closed = [stop for stop in stops if stop.to]
    due = due_day(start, limit, CALENDAR, RULE, closed)
    assert due is not None
    assert due >= due_day(start, limit, CALENDAR, RULE)  # type: ignore[operator]
    assert due <= due_day(start, Limit(limit.number + 1, limit.unit), CALENDAR, RULE, closed)  # type: ignore[operator]
    assert CALENDAR.is_working(due)
    assert not stopped(due, closed)


@settings(max_examples=200, deadline=None)
@given(st.dates(FIRST, LAST), st.integers(-200, 200), st.sampled_from(Unit))
def test_days_left_turn_into_days_late_at_the_due_day(day, distance, unit):
    due = CALENDAR.next_working(day + distance * DAY)
    left = days_between(day, due, unit, CALENDAR)
    assert (left >= 0) if day <= due else (left <= 0)
    assert days_between(due, due, unit, CALENDAR) == 0
    assert days_between(CALENDAR.nth_working(due, 1), due, Unit.WORKING, CALENDAR) == -1


@pytest.mark.parametrize(
    ("start", "number", "unit", "stops", "due"),
    [
        # Friday, five working days: Monday is the first, Friday the fifth.
        (date(2024, 5, 10), 5, Unit.WORKING, [], date(2024, 5, 17)),
        # Over Tết 2024 (8 to 14 February off).
        (date(2024, 2, 5), 5, Unit.WORKING, [], date(2024, 2, 19)),
        # 25 days from 7 April 2023 end on 2 May, a day in lieu, as is 3 May: moved to 4 May.
        (date(2023, 4, 7), 25, Unit.CALENDAR, [], date(2023, 5, 4)),
        # Saturday 4 May 2024 was worked instead of Monday 29 April.
        (date(2024, 4, 26), 3, Unit.WORKING, [], date(2024, 5, 4)),
        # Saturday 10 January 2026 was worked instead of Friday 2 January, which the library does not know.
        (date(2025, 12, 31), 6, Unit.WORKING, [], date(2026, 1, 10)),
        # Sent back on Wednesday, complete on the next Wednesday: that Wednesday is not counted.
        (date(2024, 6, 3), 5, Unit.WORKING, [Stop(date(2024, 6, 5), date(2024, 6, 12))], date(2024, 6, 17)),
        (date(2024, 6, 3), 5, Unit.WORKING, [Stop(date(2024, 6, 5))], None),
        # Sent back after the last day: too late, the limit has ended.
        (date(2024, 6, 3), 2, Unit.WORKING, [Stop(date(2024, 6, 5))], date(2024, 6, 5)),
    ],
)
def test_known_days(start, number, unit, stops, due):
    assert due_day(start, Limit(number, unit), CALENDAR, RULE, stops) == due


def test_the_end_of_the_calendar_is_said():
    with pytest.raises(IndexError, match="2050-12-31"):
        due_day(date(2050, 12, 20), Limit(60, Unit.CALENDAR), CALENDAR, RULE)
    with pytest.raises(IndexError):
        due_day(date(2050, 12, 20), Limit(60, Unit.WORKING), CALENDAR, RULE)
