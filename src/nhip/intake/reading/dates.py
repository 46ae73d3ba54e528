"""Days and months as people in Vietnam write them: the day first, the year with four digits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final, TypeAlias

from nhip.figures.periods import Period
from nhip.intake.reading.cells import Value
from nhip.intake.reading.numerals import Blank, Malformed
from nhip.registry.folding import fold

__all__ = ["MonthFirst", "parse_day", "parse_month"]


@dataclass(frozen=True, slots=True)
class MonthFirst:
    """A date that is one only if the month stands before the day; ``example`` is the same day, day first."""

    text: str
    example: str


Day: TypeAlias = date | MonthFirst | Malformed | Blank
Month: TypeAlias = Period | MonthFirst | Malformed | Blank

_YEARS: Final = range(1990, 2101)
# Day 0 of the serial numbers of spreadsheets, as it is right from March 1900 on.
_DAY_ZERO: Final = date(1899, 12, 30)
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))

_YEAR: Final = r"(?P<year>[0-9]{4})"
_DAY_FIRST: Final = re.compile(rf"(?:ngay )?(?P<day>[0-9]{{1,2}}) ?[/.-] ?(?P<month>[0-9]{{1,2}}) ?[/.-] ?{_YEAR}\Z")
_IN_WORDS: Final = re.compile(
    rf"(?:ngay )?(?P<day>[0-9]{{1,2}}) thang (?P<month>[0-9]{{1,2}})(?: nam |[ ,/-]+){_YEAR}\Z"
)
_YEAR_FIRST: Final = re.compile(
    rf"{_YEAR}(?P<between>[-/.])(?P<month>[0-9]{{1,2}})(?P=between)(?P<day>[0-9]{{1,2}})"
    r"(?:[t ](?P<hour>[0-9]{2}):[0-9]{2}(?::[0-9]{2}(?:\.0+)?)?)?\Z"
)
_MONTH: Final = re.compile(rf"(?:(?:thang|thg|t) ?\.? ?)?(?P<month>[0-9]{{1,2}})(?: ?[/-] ?| nam ){_YEAR}\Z")
_MONTH_LAST: Final = re.compile(rf"{_YEAR} ?[-/m] ?(?P<month>[0-9]{{1,2}})\Z")
_SERIAL: Final = re.compile(r"[0-9]{5}(?:\.0*)?\Z")


def parse_day(value: Value) -> Day:
    """Read a day.

    >>> parse_day("05/11/2025"), parse_day("10/31/2025"), parse_day(Decimal(45961))
    (datetime.date(2025, 11, 5), MonthFirst(text='10/31/2025', example='31/10/2025'), datetime.date(2025, 10, 31))
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _plain(value)
    if not text:
        return Blank()
    for shape in (_DAY_FIRST, _IN_WORDS, _YEAR_FIRST):
        if match := shape.match(text):
            return _day(str(value), int(match["year"]), int(match["month"]), int(match["day"]), shape is _DAY_FIRST)
    if _SERIAL.match(text):
        day = _DAY_ZERO + timedelta(days=int(text[:5]))
        if day.year in _YEARS:
            return day
    return Malformed(str(value))


def parse_month(value: Value) -> Month:
    """Read a month; any day of it will do.

    >>> [str(parse_month(text)) for text in ("T10/2025", "Tháng 10 năm 2025", "2025-10", "31/10/2025")]
    ['2025-10', '2025-10', '2025-10', '2025-10']
    >>> parse_month("10/25")
    Malformed(text='10/25')
    """
    text = _plain(value)
    match = _MONTH.match(text) or _MONTH_LAST.match(text)
    if match is None:
        day = parse_day(value)
        return Period.parse(f"{day:%Y-%m}") if isinstance(day, date) else day
    year, month = int(match["year"]), int(match["month"])
    if year in _YEARS and 1 <= month <= 12:
        return Period.parse(f"{year}-{month:02}")
    return Malformed(str(value))


def _plain(value: Value) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return fold(value.translate(_INVISIBLE)) if isinstance(value, str) and len(value) <= 60 else str(value or "")


def _day(text: str, year: int, month: int, day: int, day_first: bool) -> Day:
    if year not in _YEARS:
        return Malformed(text)
    try:
        return date(year, month, day)
    except ValueError:
        pass
    try:
        return MonthFirst(text, f"{date(year, day, month):%d/%m/%Y}") if day_first else Malformed(text)
    except ValueError:
        return Malformed(text)
