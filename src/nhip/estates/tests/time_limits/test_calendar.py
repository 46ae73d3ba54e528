"""The working calendar against holidays as the Government announced them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nhip.estates.time_limits import WorkCalendar, work_calendar

CALENDAR = work_calendar()


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2023, 1, 20), date(2023, 1, 26)),  # Tết Quý Mão
        (date(2023, 4, 29), date(2023, 5, 3)),  # Hùng Kings and the days of victory and labour, with days in lieu
        (date(2024, 2, 8), date(2024, 2, 14)),  # Tết Giáp Thìn
        (date(2024, 4, 27), date(2024, 5, 1)),  # 29 April exchanged for Saturday 4 May
        (date(2025, 1, 25), date(2025, 2, 2)),  # Tết Ất Tỵ
        (date(2025, 4, 30), date(2025, 5, 4)),  # 2 May exchanged for Saturday 26 April
        (date(2026, 1, 1), date(2026, 1, 4)),  # 2 January exchanged for Saturday 10 January
        (date(2026, 2, 14), date(2026, 2, 22)),  # Tết Bính Ngọ
    ],
)
def test_announced_days_off_are_off_and_the_days_around_them_are_not(first, last):
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    assert not [day for day in days if CALENDAR.is_working(day)]
    assert CALENDAR.is_working(first - timedelta(days=1)) or (first - timedelta(days=1)).weekday() >= 5
    assert CALENDAR.is_working(last + timedelta(days=1))


@pytest.mark.parametrize("day", [date(2024, 5, 4), date(2025, 4, 26), date(2026, 1, 10), date(2026, 8, 22)])
def test_exchanged_saturdays_are_worked(day):
    assert day.weekday() == 5
    assert CALENDAR.is_working(day)


def test_counting_working_days_is_the_same_as_walking():
    plain = WorkCalendar([date(2024, 1, 1)], [date(2024, 1, 6)], reach=(2024, 2024))
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(60)]
    for after in days:
        for to in days:
            walked = sum(plain.is_working(day) for day in days if after < day <= to)
            assert plain.working_between(after, to) == walked
    assert plain.nth_working(date(2024, 1, 1), 5) == date(2024, 1, 6)
    assert plain.next_working(date(2024, 1, 7)) == date(2024, 1, 8)
