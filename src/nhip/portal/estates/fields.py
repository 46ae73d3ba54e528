"""Boxes of the forms: numbers that are never guessed, days as exact as their source, and documents with their file."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nhip.estates.models import Precision
from nhip.intake.collection.answers import plain_text
from nhip.intake.reading.numerals import Ambiguous, Blank, parse_number
from nhip.portal.estates.faults import Fault, fault

__all__ = ["DayField", "NumberField", "When", "WhenField", "in_words", "refused"]

_WHEN: Final = re.compile(
    r"(?:(?:(?P<day>[0-9]{1,2})/)?(?P<month>[0-9]{1,2})/)?(?P<year>[0-9]{4})\Z"
    r"|(?P<y>[0-9]{4})-(?P<m>[0-9]{2})(?:-(?P<d>[0-9]{2}))?\Z"
)


def in_words(wrong: Fault) -> str:
    """Return a fault's whole sentence with its number, in the language of the page."""
    return wrong.message("vi" if (get_language() or "vi").startswith("vi") else "en")


def refused(number: str, **fields: Any) -> ValidationError:
    """Return a refusal of a box, in a sentence of the catalogue."""
    return ValidationError(in_words(fault(number, **fields)))


class NumberField(forms.CharField):
    """A number as people write it. One that can be read in two ways is a question, and never guessed."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(widget=widget, max_length=40, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Write a kept number so that it is read in one way only."""
        return plain_text(value) if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Any:
        """Return the number, or None for a box left blank."""
        text = super().clean(value)
        found = parse_number(text)
        if isinstance(found, Decimal):
            return found
        if isinstance(found, Blank):
            return None
        if isinstance(found, Ambiguous):
            first, *others = (f"{number:f}".replace(".", ",") for number in sorted(found.readings.values()))
            raise refused("E770", text=text, readings=" ≠ ".join([first, *others]))
        raise refused("E771", text=text[:60])


@dataclass(frozen=True, slots=True)
class When:
    """A day, a month or a year, as exact as the source is."""

    on: date
    until: date
    precision: Precision


class WhenField(forms.CharField):
    """A day (02/06/2023), a month (06/2023) or a year (2023)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("As exact as the source: 02/06/2023, 06/2023 or 2023."))
        super().__init__(widget=forms.TextInput(attrs={"autocomplete": "off"}), max_length=20, **kwargs)

    @staticmethod
    def write(on: date, precision: str) -> str:
        """Write a kept day as it is typed."""
        return on.strftime({"day": "%d/%m/%Y", "month": "%m/%Y"}.get(precision, "%Y"))

    def clean(self, value: Any) -> Any:
        """Return the day with its precision, or None for a box left blank."""
        text = super().clean(value)
        return _when(text) if text else None


def _when(text: str) -> When:
    match = _WHEN.match(text)
    if match is None:
        raise refused("E772", text=text)
    year, month, day = (int(match[a] or match[b] or 0) for a, b in (("year", "y"), ("month", "m"), ("day", "d")))
    try:
        if day:
            return When(date(year, month, day), date(year, month, day), Precision.DAY)
        if month:
            last = calendar.monthrange(year, month)[1]
            return When(date(year, month, 1), date(year, month, last), Precision.MONTH)
        return When(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)
    except (ValueError, calendar.IllegalMonthError) as wrong:
        raise refused("E772", text=text) from wrong


class DayField(WhenField):
    """An exact day."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("As 02/06/2023."))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Write a kept day as it is typed."""
        return value.strftime("%d/%m/%Y") if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        """Return the day, or None for a box left blank."""
        try:
            found = super().clean(value)
        except ValidationError as wrong:
            if not str(value).strip():
                raise
            raise refused("E775", text=value) from wrong
        if found is not None and found.precision != Precision.DAY:
            raise refused("E775", text=value)
        return found.on if found is not None else None
