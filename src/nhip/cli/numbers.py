"""Counts and quantities, written in the language of the terminal."""

from __future__ import annotations

from decimal import Decimal

from nhip.figures.numbers import ABSENT, format_decimal
from nhip.figures.rounding import round_half_away, trimmed

DECIMALS = 3


def whole(count: int, language: str) -> str:
    """A count with the separators of the language.

    >>> whole(3942, "vi"), whole(3942, "en")
    ('3.942', '3,942')
    """
    return format_decimal(Decimal(count), language)


def quantity(value: float | None, language: str) -> str:
    """A quantity with at most three decimals, and no more than it has.

    >>> quantity(1250.0, "vi"), quantity(1250.5, "vi"), quantity(0.12345, "en"), quantity(None, "en")
    ('1.250', '1.250,5', '0.123', '–')
    """
    if value is None:
        return ABSENT
    return format_decimal(trimmed(round_half_away(value, DECIMALS)), language)
