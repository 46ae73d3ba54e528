"""Counts, written in the language of the terminal."""

from __future__ import annotations

from decimal import Decimal

from nhip.figures.numbers import format_decimal


def whole(count: int, language: str) -> str:
    """A count with the separators of the language.

    >>> whole(3942, "vi"), whole(3942, "en")
    ('3.942', '3,942')
    """
    return format_decimal(Decimal(count), language)
