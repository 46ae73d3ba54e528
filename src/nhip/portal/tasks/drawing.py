"""Numbers of tasks in words: what is asked for, what is reached, how much of a target that is."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from nhip.figures.numbers import format_decimal, unit_of_number
from nhip.figures.rounding import trimmed
from nhip.plans.models import TaskRecord
from nhip.plans.tasks.cases import TaskCase
from nhip.plans.tasks.coverage import Coverage

__all__ = ["asked_in_words", "coverage_in_words", "plain", "reached_in_words"]


def plain(number: Decimal, language: str) -> str:
    """Write a number without decimals it does not need.

    >>> plain(Decimal("2.0000"), "vi"), plain(Decimal("1234.5000"), "vi")
    ('2', '1.234,5')
    """
    return format_decimal(trimmed(number), language)


def _with_unit(number: Decimal, unit: str, language: str) -> str:
    shown = trimmed(number)
    return f"{format_decimal(shown, language)} {unit_of_number(shown, unit, language)}".strip()


def asked_in_words(record: TaskRecord, language: str) -> str:
    """Write the quantity a task asks for."""
    if record.quantity is None:
        return ""
    return _with_unit(record.quantity, record.unit_words(language), language)


def reached_in_words(case: TaskCase, language: str) -> str:
    """Write how much of the quantity is reached."""
    entry = case.reached
    if entry is None or entry.quantity is None:
        return ""
    return _with_unit(entry.quantity, case.record.unit_words(language), language)


def coverage_in_words(coverage: Coverage | None, language: str) -> str:
    """Say how much of its target a task covers."""
    if coverage is None or coverage.least is None:
        return ""
    low, high = coverage.least, coverage.target.high
    wanted = plain(low, language) if high is None else f"{plain(low, language)}–{plain(high, language)}"
    words = {"wanted": wanted, "together": plain(coverage.together, language)}
    if coverage.is_part:
        told = _("The target is %(wanted)s. Its tasks together ask for %(together)s, so they cover a part of it.")
    else:
        told = _("The target is %(wanted)s. Its tasks together ask for %(together)s, which is enough to reach it.")
    return told % words
