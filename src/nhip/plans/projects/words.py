"""Spans of days and delays in words, in the language of the page."""

from __future__ import annotations

import calendar
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from nhip.figures.numbers import NumberKind, Shown, show
from nhip.figures.rounding import decimals_of
from nhip.plans.models import UNITS, Attribute
from nhip.plans.projects.delays import Delay

__all__ = ["amount", "days", "delay_words", "number_words", "span_words"]


def number_words(number: int) -> str:
    """Write a whole number with the separators of the language."""
    return show(NumberKind.COUNT, number, 0, get_language() or "vi").text


def days(number: int) -> str:
    """Write a number of days.

    >>> from django.utils.translation import override
    >>> with override("en"):
    ...     days(1), days(3249)
    ('1 day', '3,249 days')
    """
    return ngettext("%(number)s day", "%(number)s days", number) % {"number": number_words(number)}


def span_words(earliest: date | None, latest: date | None) -> str:
    """Write a span as short as it is: a day, a month, a year, years, or two days.

    >>> span_words(date(2026, 1, 1), date(2027, 12, 31)), span_words(date(2024, 4, 1), date(2024, 4, 30))
    ('2026–2027', '04/2024')
    """
    if earliest is None or latest is None:
        return ""
    if earliest == latest:
        return date_format(earliest, "SHORT_DATE_FORMAT")
    if (earliest.month, earliest.day, latest.month, latest.day) == (1, 1, 12, 31):
        return f"{earliest.year}" if earliest.year == latest.year else f"{earliest.year}–{latest.year}"
    last = calendar.monthrange(latest.year, latest.month)[1]
    if earliest.day == 1 and latest.day == last and (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{earliest:%m/%Y}"
    return f"{date_format(earliest, 'SHORT_DATE_FORMAT')} – {date_format(latest, 'SHORT_DATE_FORMAT')}"


def delay_words(delay: Delay | None) -> str:
    """Say how late something is, with what is not sure about it.

    >>> from django.utils.translation import override
    >>> with override("en"):
    ...     delay_words(Delay(10, 374, reached=True)), delay_words(Delay(0, 59, reached=False)), delay_words(None)
    ('late by 10 to 374 days', 'may be late, by up to 59 days so far', 'not due yet')
    """
    if delay is None:
        return _("not due yet")
    least, most = delay.least, delay.most
    if delay.reached:
        return _reached(least, most)
    if least <= 0:
        return _("may be late, by up to %(most)s so far") % {"most": days(most)}
    if least == most:
        return _("not reached; late by %(days)s so far") % {"days": days(most)}
    return _("not reached; late by %(least)s to %(most)s so far") % {"least": number_words(least), "most": days(most)}


def _reached(least: int, most: int) -> str:
    if least == most:
        if most == 0:
            return _("on time")
        return (_("late by %(days)s") if most > 0 else _("early by %(days)s")) % {"days": days(abs(most))}
    if least >= 0:
        return _("late by %(least)s to %(most)s") % {"least": number_words(least), "most": days(most)}
    if most <= 0:
        return _("early by %(least)s to %(most)s") % {"least": number_words(-most), "most": days(-least)}
    return _("between %(early)s early and %(late)s late") % {"early": days(-least), "late": days(most)}


def amount(attribute: str, value: Decimal) -> Shown:
    """Write a stated number with its unit and as many decimals as it has."""
    language = get_language() or "vi"
    unit = UNITS[Attribute(attribute)][0 if language.startswith("vi") else 1]
    return show(NumberKind.QUANTITY, value, decimals_of(value), language, unit)
