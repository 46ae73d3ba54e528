"""Boxes of the forms of releasing, filled in as an official writes: a period in words, a moment of the province."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from nhip.figures.periods import Period
from nhip.releases.faults import Fault
from nhip.releases.rules import kind_of

__all__ = ["MomentField", "PeriodField", "read_period"]

MOMENTS: Final = [
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
]
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
# How people write periods; each reads in one way only.
_MONTH: Final = re.compile(r"(?:tháng )?(?P<number>\d{1,2}) ?[/-] ?(?P<year>\d{4})")
_QUARTER: Final = re.compile(r"(?:quý|quarter|q) ?(?P<number>[1-4]|iv|i{1,3}) ?[/ -] ?(?P<year>\d{4})")
_MONTHS: Final = re.compile(r"(?P<number>[69]) (?:tháng|months)(?: đầu)?(?: năm| of)? ?/? ?(?P<year>\d{4})")
_YEAR: Final = re.compile(r"(?:năm|year) (?P<year>\d{4})")


def read_period(text: str) -> Period:
    """Read a period as it is written in reports, or in its short form, and guess nothing.

    >>> [str(read_period(each)) for each in ("1/2024", "quý IV/2023", "6 tháng 2024", "9 tháng năm 2024", "Năm 2023")]
    ['2024-01', '2023-Q4', '2024-H1', '2024-01/2024-09', '2023']

    Raises:
        ValueError: it is no period.
    """
    said = " ".join(text.lower().split())
    if found := _MONTH.fullmatch(said):
        return Period.month(int(found["year"]), int(found["number"]))
    if found := _QUARTER.fullmatch(said):
        number = _ROMAN.get(found["number"]) or int(found["number"])
        return Period.parse(f"{found['year']}-Q{number}")
    if found := _MONTHS.fullmatch(said):
        year = found["year"]
        return Period.parse(f"{year}-H1" if found["number"] == "6" else f"{year}-01/{year}-09")
    if found := _YEAR.fullmatch(said):
        return Period.parse(found["year"])
    return Period.parse(text.strip().upper())


class MomentField(forms.DateTimeField):
    """A moment, to the second where that is wanted, in the province's time; written as dates are everywhere here."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(format="%d/%m/%Y %H:%M", attrs={"placeholder": _("dd/mm/yyyy hh:mm")})
        super().__init__(
            widget=widget,
            input_formats=MOMENTS,
            error_messages={
                "invalid": _(
                    "“%(value)s” is no day and time; write the day, the month, the year and the time: 25/01/2024 08:00."
                )
            },
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        """Show the seconds of a moment that has some: saved again, it is the same moment."""
        moment = super().prepare_value(value)
        return f"{moment:%d/%m/%Y %H:%M:%S}" if isinstance(moment, datetime) and moment.second else moment

    def to_python(self, value: Any) -> Any:
        """Read the moment; the sentence about what cannot be read says what was written."""
        try:
            return super().to_python(value)
        except forms.ValidationError as wrong:
            raise forms.ValidationError(wrong.message, code=wrong.code, params={"value": value}) from None


class PeriodField(forms.CharField):
    """A period that there are releases of."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Period"),
            max_length=30,
            help_text=_("for example 1/2024, quarter 1/2024, 6 months 2024, 9 months 2024 or year 2024"),
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        """Read the period, or say how one is written."""
        text = super().clean(value)
        try:
            period = read_period(text)
            kind_of(period)
        except (ValueError, Fault):
            raise forms.ValidationError(
                _(
                    "“%(value)s” is no period of a release; write 1/2024 for a month, quarter 1/2024, "
                    "6 months 2024, 9 months 2024 or year 2024."
                ),
                params={"value": text},
            ) from None
        return str(period)
