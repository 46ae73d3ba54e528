"""Days and months as people write them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhip.figures.periods import Period
from nhip.intake.reading.dates import MonthFirst, parse_day, parse_month
from nhip.intake.reading.numerals import Blank, Malformed

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    "value",
    [
        "31/10/2025",
        "31-10-2025",
        "31.10.2025",
        "Ngày 31 tháng 10 năm 2025",
        "2025-10-31",
        "2025-10-31 00:00:00",
        "2025/10/31",
        "45961",
        " 31/10/2025\N{ZERO WIDTH SPACE} ",
        Decimal(45961),
        date(2025, 10, 31),
        datetime(2025, 10, 31, 7, 30),  # noqa: DTZ001 - what a cell holds has no zone
    ],
)
def test_a_day(value):
    assert parse_day(value) == date(2025, 10, 31)
    assert parse_month(value) == Period.parse("2025-10")


@pytest.mark.parametrize(
    "text",
    [
        "10/2025",
        "T10/2025",
        "t10-2025",
        "Tháng 10 năm 2025",
        "THÁNG 10/2025",
        "Tha\u0301ng 10 na\u0306m 2025",
        "2025-10",
        "2025M10",
        "tháng 10 - 2025",
        "Thg 10/2025",
    ],
)
def test_a_month(text):
    assert parse_month(text) == Period.parse("2025-10")


def test_the_day_stands_first():
    assert parse_day("05/11/2025") == date(2025, 11, 5)
    assert parse_day("10/31/2025") == MonthFirst("10/31/2025", "31/10/2025")
    assert parse_month("10/31/2025") == MonthFirst("10/31/2025", "31/10/2025")


@pytest.mark.parametrize(
    "value",
    [
        "31/02/2025",
        "00/10/2025",
        "32/13/2025",
        "31/10/25",
        "10/25",
        "hôm qua",
        "2025",
        "1",
        "99999",
        "31/10/1025",
        "x" * 99,
        "13/2025",
        "٣١/10/2025",
        Decimal("10.2025"),
        True,
    ],
)
def test_what_is_no_day(value):
    assert isinstance(parse_day(value), Malformed)
    assert isinstance(parse_month(value), Malformed)


def test_blank():
    assert parse_day(None) == parse_day("  ") == parse_month("") == Blank()


@given(DAYS)
def test_every_day_is_read_back(day):
    serial = (day - date(1899, 12, 30)).days
    for value in (
        f"{day:%d/%m/%Y}",
        day.isoformat(),
        Decimal(serial),
        f"ngày {day.day} tháng {day.month} năm {day.year}",
    ):
        assert parse_day(value) == day
        assert parse_month(value) == Period.parse(f"{day:%Y-%m}")


@given(st.text(max_size=20) | st.text(st.sampled_from("0123456789/-T. "), max_size=12))
def test_any_text_has_an_answer(text):
    assert isinstance(parse_day(text), date | MonthFirst | Malformed | Blank)
    assert isinstance(parse_month(text), Period | MonthFirst | Malformed | Blank)
