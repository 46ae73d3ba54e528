"""Reading when a source says something was or will be: a day, a month, a year, years, or two days."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Final

from nhip.plans.projects.delays import Span

__all__ = ["read_span"]

_DAY: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})\Z")
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_MONTH: Final = re.compile(r"([0-9]{1,2})/([0-9]{4})\Z")
_YEAR: Final = re.compile(r"([0-9]{4})\Z")
_YEARS: Final = re.compile(r"([0-9]{4})\s*[/–-]\s*([0-9]{4}|[0-9]{2})\Z")
_TWO: Final = re.compile(r"(?P<first>[0-9/]+)\s*[–-]\s*(?P<last>[0-9/]+)\Z")


def read_span(text: str) -> Span:
    """Return the first and last day that a text allows.

    >>> read_span("04/2024")
    Span(earliest=datetime.date(2024, 4, 1), latest=datetime.date(2024, 4, 30))
    >>> read_span("2026/27") == read_span("2026–2027") == Span(date(2026, 1, 1), date(2027, 12, 31))
    True
    >>> read_span("04/24")
    Traceback (most recent call last):
    ...
    ValueError: 04/24

    Raises:
        ValueError: it is none of these, or can be read in two ways.
    """
    text = text.strip()
    one = _one(text)
    if one is not None:
        return one
    if years := _YEARS.match(text):
        first, last = years[1], years[2] if len(years[2]) == 4 else years[1][:2] + years[2]
        return Span(date(int(first), 1, 1), date(int(last), 12, 31))
    if two := _TWO.match(text):
        first_span, last_span = _one(two["first"]), _one(two["last"])
        if first_span is not None and last_span is not None:
            return Span(first_span.earliest, last_span.latest)
    raise ValueError(text)


def _one(text: str) -> Span | None:
    if day := _DAY.match(text):
        found = date(int(day[3]), int(day[2]), int(day[1]))
        return Span(found, found)
    if day := _ISO.match(text):
        found = date(int(day[1]), int(day[2]), int(day[3]))
        return Span(found, found)
    if month := _MONTH.match(text):
        year, number = int(month[2]), int(month[1])
        first = date(year, number, 1)
        return Span(first, date(year, number, calendar.monthrange(year, number)[1]))
    if year_only := _YEAR.match(text):
        return Span(date(int(year_only[1]), 1, 1), date(int(year_only[1]), 12, 31))
    return None
