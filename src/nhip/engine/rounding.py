"""Rounding as statistical offices do it: decimal halves, seen through binary numbers.

A published figure is rounded once, by a declared rule. Two things go wrong when that is left to the
language: Python, Polars and Spark round halves differently, and a decimal half is seldom a binary one.
The mean 12.25 of twelve one-decimal indices may be held as 12.249999999999998, which "is" below the half.

The rule here is arithmetic on doubles that every backend does alike. With y = abs(x) · 10^decimals and r the
fraction of y, a value counts as a half when

    abs(r - 1/2) <= 1e-9 + 2^-46 · y

that is, when it is a half to nine further decimals (for very large y, to 64 units in the last place: far more
than sums of a few hundred terms lose, far less than anybody prints). Halves then go away from zero, or to the
even neighbour; everything else goes to the nearest. So the result is that of exact decimal arithmetic for every
value that is, or was computed from, decimals with up to eight digits more than are kept.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from typing import Literal, overload

import narwhals as nw

__all__ = ["Halves", "Rounding", "round_expr", "round_value"]

Halves = Literal["away", "even"]

_HALF = 0.5
_GUARD = 1e-9
_GUARD_RELATIVE = 2.0**-46
# Beyond this a double has no nine decimals left to look at; the guard stops growing.
_GUARD_MOST = 1e-2
_MOST_DECIMALS = 12
# From here on doubles are whole numbers: there is nothing to round.
_NO_FRACTION = 2.0**52

# Decimal's own default context holds 28 digits, fewer than a long decimal may have.
_EXACT = Context(prec=400)


@dataclass(frozen=True)
class Rounding:
    """To how many decimals, and where halves go.

    Attributes:
        decimals: digits kept after the point, 0 to 12.
        halves: "away" from zero (2.5 → 3, -2.5 → -3; ISO 80000-1 Annex B, rule B) or to the "even"
            neighbour (2.5 → 2; rule A).

    Raises:
        ValueError: decimals or halves outside what is named above.

    Example:
        >>> Rounding(1)
        Rounding(decimals=1, halves='away')
        >>> Rounding(1, "up")
        Traceback (most recent call last):
        ...
        ValueError: halves must be "away" or "even", not 'up'
    """

    decimals: int
    halves: Halves = "away"

    def __post_init__(self) -> None:
        if (
            isinstance(self.decimals, bool)
            or not isinstance(self.decimals, int)
            or not 0 <= self.decimals <= _MOST_DECIMALS
        ):
            raise ValueError(f"decimals must be a whole number from 0 to {_MOST_DECIMALS}, not {self.decimals!r}")
        if self.halves not in ("away", "even"):
            raise ValueError(f'halves must be "away" or "even", not {self.halves!r}')


@overload
def round_value(value: float, rounding: Rounding) -> float: ...
@overload
def round_value(value: Decimal, rounding: Rounding) -> Decimal: ...
def round_value(value: float | Decimal, rounding: Rounding) -> float | Decimal:
    """Round one number.

    Args:
        value: a float (rounded with the guard described above) or a Decimal (rounded exactly).
        rounding: the rule.

    Returns:
        A number of the same kind; a float is the double nearest to the decimal result. Zero is never
        negative. NaN and infinities come back as they are.

    Raises:
        Nothing: `Rounding` has checked the rule.

    Source:
        Halves away from zero: ISO 80000-1:2009, Annex B, rule B; the rule of India's index of industrial
        production and of Eurostat's and Viet Nam's printed tables.

    Example:
        >>> (12.1 + 12.4) / 2, 3 * 4.05 + 0.1
        (12.25, 12.249999999999998)
        >>> round_value(3 * 4.05 + 0.1, Rounding(1))
        12.3
        >>> round_value(-0.25, Rounding(1)), round_value(-0.25, Rounding(1, "even"))
        (-0.3, -0.2)
        >>> round_value(Decimal("12.2499999999999999"), Rounding(1))
        Decimal('12.2')
    """
    if isinstance(value, Decimal):
        if not value.is_finite():
            return value
        mode = ROUND_HALF_UP if rounding.halves == "away" else ROUND_HALF_EVEN
        exact = value.quantize(Decimal(1).scaleb(-rounding.decimals), rounding=mode, context=_EXACT)
        return exact.copy_abs() if exact.is_zero() else exact
    scale = 10.0**rounding.decimals
    scaled = abs(value) * scale
    if not scaled < _NO_FRACTION:
        return value
    whole = float(math.floor(scaled))
    fraction = scaled - whole
    guard = min(_GUARD + _GUARD_RELATIVE * scaled, _GUARD_MOST)
    if rounding.halves == "away":
        up = fraction >= _HALF - guard
    else:
        is_half = abs(fraction - _HALF) <= guard
        up = whole % 2 == 1 if is_half else fraction > _HALF
    size = (whole + up) / scale
    return -size if value < 0 and size > 0 else size


def round_expr(values: nw.Expr, rounding: Rounding) -> nw.Expr:
    """Round a column; the same numbers as `round_value`, on every backend.

    Args:
        values: a Float64 expression.
        rounding: the rule.

    Returns:
        A Float64 expression that keeps the name; null stays null, NaN and infinities stay as they are.

    Raises:
        Nothing of its own: a column that is no number is refused by the engine that computes it.

    Source:
        As `round_value`.

    Example:
        >>> import polars as pl
        >>> frame = nw.from_native(pl.DataFrame({"index": [3 * 4.05 + 0.1, -0.25, None]}))
        >>> frame.select(round_expr(nw.col("index"), Rounding(1)))["index"].to_list()
        [12.3, -0.3, None]
    """
    scale = 10.0**rounding.decimals
    unbounded = values.abs() * scale
    # Spark's floor of a double is a 64-bit whole number: it must neither overflow nor stay one.
    scaled = unbounded.clip(upper_bound=_NO_FRACTION)
    whole = scaled.floor().cast(nw.Float64)
    fraction = scaled - whole
    guard = (scaled * _GUARD_RELATIVE + _GUARD).clip(upper_bound=_GUARD_MOST)
    if rounding.halves == "away":
        up = fraction >= (_HALF - guard)
    else:
        is_half = (fraction - _HALF).abs() <= guard
        up = (is_half & (whole % 2 == 1)) | (~is_half & (fraction > _HALF))
    # Polars divides by a scalar as a multiplication with its reciprocal (3 / 10 gives 0.30000000000000004);
    # by a column it truly divides.
    divisor = whole * 0.0 + scale
    size = (whole + nw.when(up).then(nw.lit(1.0)).otherwise(nw.lit(0.0))) / divisor
    signed = nw.when((values < 0) & (size > 0)).then(-size).otherwise(size)
    return nw.when(unbounded < _NO_FRACTION).then(signed).otherwise(values)
