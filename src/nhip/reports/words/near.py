"""Saying a number roughly: "gần 700", "khoảng 200", "hơn 5 %" — by rule, and only where a round number is near.

A round number has one significant digit, or two of which the second is 5 (700, 200, 5, 0.5, 250). The rules, with
``d`` the distance from the round number as a part of it:

* no distance at all: the number itself, without a word;
* not even one part in five thousand on either side: "khoảng" (about);
* below it by up to 2 in 100: "gần" (nearly);
* above it by up to 25 in 1,000: "hơn" (more than); "trên" says the same of a rate;
* otherwise the number itself, rounded as published.

Where a sentence speaks of a part of the way and not of a result, it says "khoảng" on either side (`about`).
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import Final, NamedTuple

from nhip.figures.rounding import round_half_away, trimmed

__all__ = ["Near", "Nearness", "about", "near"]

ABOUT: Final = Decimal("0.0002")
BELOW: Final = Decimal("0.02")
ABOVE: Final = Decimal("0.025")
# Distances that come of counting in doubles are none.
_DUST: Final = Decimal("1e-9")


class Nearness(Enum):
    """On which side of a round number a value lies."""

    EXACT = "exact"
    ABOUT = "about"
    BELOW = "below"
    ABOVE = "above"


class Near(NamedTuple):
    """A value as it may be said: the round number, and how it relates to it."""

    number: Decimal
    nearness: Nearness


def near(value: float | Decimal, decimals: int) -> Near:
    """Return the round number a value is near to, or the value rounded to decimals.

    >>> near(699.6, 1).nearness.name, str(near(699.6, 1).number)
    ('BELOW', '700')
    >>> near(5.1, 2).nearness.name, str(near(5.1, 2).number)
    ('ABOVE', '5')
    >>> near(200.03, 1).nearness.name, near(200.0, 1).nearness.name, near(253.2, 1).nearness.name
    ('ABOUT', 'EXACT', 'ABOVE')
    >>> near(565.4, 1).nearness.name, str(near(565.4, 1).number)
    ('EXACT', '565.4')
    """
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    for candidate in _round_numbers(exact):
        distance = (exact - candidate) / abs(candidate)
        # Nearness is about size: "nearly −5" is closer to zero.
        distance = distance if candidate > 0 else -distance
        if abs(distance) <= _DUST:
            return Near(trimmed(candidate), Nearness.EXACT)
        if abs(distance) <= ABOUT:
            return Near(trimmed(candidate), Nearness.ABOUT)
        if -BELOW <= distance < 0:
            return Near(trimmed(candidate), Nearness.BELOW)
        if 0 < distance <= ABOVE:
            return Near(trimmed(candidate), Nearness.ABOVE)
    return Near(round_half_away(value, decimals), Nearness.EXACT)


def about(value: float | Decimal, decimals: int) -> Near:
    """Return the round number within 2 in 100 on either side, as "khoảng"; else the value rounded to decimals.

    >>> str(about(199.8, 1).number), about(199.8, 1).nearness.name, about(565.4, 1).nearness.name
    ('200', 'ABOUT', 'EXACT')
    """
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    for candidate in _round_numbers(exact):
        distance = abs(exact - candidate) / abs(candidate)
        if distance <= BELOW:
            return Near(trimmed(candidate), Nearness.EXACT if distance <= _DUST else Nearness.ABOUT)
    return Near(round_half_away(value, decimals), Nearness.EXACT)


def _round_numbers(value: Decimal) -> list[Decimal]:
    """Return the round numbers around a value, the rounder first, then the nearer."""
    if value == 0:
        return []
    power = Decimal(1).scaleb(value.adjusted())
    tens = {_floor(value, power), _floor(value, power) + power}
    fifties = {_floor(value, power / 2), _floor(value, power / 2) + power / 2}
    wanted = [*sorted(tens, key=lambda each: abs(value - each)), *sorted(fifties - tens, key=lambda e: abs(value - e))]
    return [each for each in wanted if each != 0]


def _floor(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).to_integral_value(rounding="ROUND_FLOOR") * step
