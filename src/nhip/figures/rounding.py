"""Rounding: half away from zero, once, when a value is published."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache

__all__ = ["decimals_of", "round_half_away", "trimmed"]

# Wide enough for every double written out in digits.
_WIDE = Context(prec=400)
# Decimals beyond the kept ones that a double's half is looked for in.
_FURTHER = 9


@cache
def _step(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


def round_half_away(value: float | Decimal, decimals: int) -> Decimal:
    """Round a value to a number of decimals, halves away from zero.

    A decimal half is seldom a binary one: a mean of 7.685 may be held as 7.684999999999999. So a double that
    is a half to nine further decimals counts as a half, as it does in the engine. Decimals are taken as they
    are. Minus zero becomes zero.

    >>> [str(round_half_away(v, 2)) for v in (7.684999999999999, -2.675, 7.6849, -0.004)]
    ['7.69', '-2.68', '7.68', '0.00']
    >>> round_half_away(float("nan"), 1)
    Traceback (most recent call last):
    ...
    ValueError: nan cannot be rounded; a missing value is None
    """
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    if not exact.is_finite():
        raise ValueError(f"{value} cannot be rounded; a missing value is None")
    if not isinstance(value, Decimal):
        exact = exact.quantize(_step(decimals + _FURTHER), context=_WIDE)
    # ROUND_HALF_UP is Python's name for "away from zero".
    rounded = exact.quantize(_step(decimals), rounding=ROUND_HALF_UP, context=_WIDE)
    return rounded.copy_abs() if rounded == 0 else rounded


def trimmed(number: Decimal) -> Decimal:
    """Return a number without zeros at its end, as a sentence says it: 0,5 and 100, where a table keeps 0,50.

    >>> [str(trimmed(Decimal(text))) for text in ("0.50", "100.00", "7.68", "7E+2")]
    ['0.5', '100', '7.68', '700']
    """
    # Adding zero writes 7E+2 as 700.
    return number.normalize() + 0


def decimals_of(number: Decimal) -> int:
    """Return how many decimals a number needs.

    >>> [decimals_of(Decimal(text)) for text in ("0.50", "100.00", "7.68", "7E+2")]
    [1, 0, 2, 0]
    """
    exponent = trimmed(number).as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0
