"""What a target comes to: reached, gap, and what the rest of the period has to bring. Numbers in, numbers out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum
from typing import Final

__all__ = ["Outlook", "Standing", "Verdict", "Wanted", "Way", "judge", "needed_growth"]

# Differences below this are the last bits of doubles.
_NOTHING: Final = 1e-9


class Way(StrEnum):
    """How a number comes about over a period."""

    GROWTH = "growth"  # percent over the same months of last year
    FLOW = "flow"  # counted or added up from the first month on; never falls
    STOCK = "stock"  # what there is at the end
    RATE = "rate"  # percent of something, at the end


class Standing(StrEnum):
    """Where the value stands against what is wanted."""

    NOT_BEGUN = "not_begun"
    BELOW = "below"
    MET = "met"
    ABOVE = "above"


class Outlook(StrEnum):
    """What can still become of it."""

    OPEN = "open"
    SURE = "sure"  # met, whatever the remaining months bring
    LOST = "lost"  # cannot be met any more
    FINAL = "final"  # the period is over


@dataclass(frozen=True, slots=True)
class Wanted:
    """The values that meet a target, from `low` to `high`; None where there is no such bound.

    ``strict`` leaves the bounds themselves out ("more than 5 %"). ``tolerance`` is half a unit of the last published
    decimal, for a target that wants one value exactly.
    """

    low: float | None
    high: float | None
    strict: bool = False
    tolerance: float = _NOTHING

    def place(self, value: float) -> Standing:
        """Say whether a value is below, within or above."""
        if self.low is not None and self._beyond(self.low, value):
            return Standing.BELOW
        if self.high is not None and self._beyond(value, self.high):
            return Standing.ABOVE
        return Standing.MET

    def _beyond(self, larger: float, smaller: float) -> bool:
        margin = max(self.tolerance, _NOTHING * abs(larger))
        return larger - smaller > margin or (self.strict and larger - smaller > -margin)

    def gap(self, value: float) -> float:
        """Return the difference to the bound that matters: negative below, positive above, 0 inside two bounds."""
        if self.low is None or self.high is None:
            only = self.low if self.low is not None else self.high
            return value - only if only is not None else 0.0
        return value - self.low if value < self.low else value - self.high if value > self.high else 0.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is reached, and what is needed from the remaining months to come to the lower and to the upper bound.

    Needed is a growth in percent over the same months of last year (`Way.GROWTH`), a number still to come
    (`Way.FLOW`), or the difference to what there is (`Way.STOCK`, `Way.RATE`). None: no such bound, nothing left, or
    not known.
    """

    way: Way
    standing: Standing
    outlook: Outlook
    reached: float | None = None
    gap: float | None = None
    needed_low: float | None = None
    needed_high: float | None = None
    months_left: int = 0

    @property
    def needed(self) -> float | None:
        """Return what the bound needs that has to be reached; the room up to the upper one where there is no lower."""
        return self.needed_low if self.needed_low is not None else self.needed_high


def needed_growth(wanted: float, made: Sequence[float], before: Sequence[float]) -> float | None:
    r"""Return the growth that the remaining months need, in percent, for the whole period to grow by `wanted` percent.

    Formula: :math:`g = [(1 + g^*)\sum I_{y-1} - \sum_{1..m} I_y] / \sum_{m+1..n} I_{y-1} - 1`, in percent.

    Args:
        wanted: growth of the whole period over the same period of last year, percent.
        made: index or quantity of the months so far, m of them.
        before: index or quantity of all n months of last year's period, in the same order.

    Returns:
        None when no month remains, or when the remaining ones were zero last year.

    >>> needed_growth(7, [100] * 6, [100] * 12)
    14.0
    """
    rest = fsum(before[len(made) :])
    if len(made) >= len(before) or rest <= 0:
        return None
    return ((100 + wanted) * fsum(before) - 100 * fsum(made)) / rest - 100


def judge(
    wanted: Wanted,
    way: Way,
    reached: float | None,
    months_left: int,
    *,
    made: Sequence[float] = (),
    before: Sequence[float] = (),
) -> Verdict:
    """Judge what is reached so far. `made` and `before` are for growth, see `needed_growth`."""
    if reached is None:
        return Verdict(way, Standing.NOT_BEGUN, Outlook.OPEN, months_left=months_left)
    standing, gap = wanted.place(reached), wanted.gap(reached)
    if months_left == 0:
        return Verdict(way, standing, Outlook.FINAL, reached, gap)
    low, high = (
        None if bound is None else _needed(way, bound, reached, made, before) for bound in (wanted.low, wanted.high)
    )
    return Verdict(way, standing, _outlook(wanted, way, low, high), reached, gap, low, high, months_left)


def _needed(way: Way, bound: float, reached: float, made: Sequence[float], before: Sequence[float]) -> float | None:
    if way is Way.GROWTH:
        return needed_growth(bound, made, before) if made else None
    return bound - reached


def _outlook(wanted: Wanted, way: Way, low: float | None, high: float | None) -> Outlook:
    """Output and counts are never negative: what lies above the upper bound stays there."""
    if way in (Way.STOCK, Way.RATE):
        return Outlook.OPEN
    floor = -100.0 if way is Way.GROWTH else 0.0
    if high is not None and (high < floor - _NOTHING or (wanted.strict and high <= floor)):
        return Outlook.LOST
    if wanted.high is None and low is not None and (low < floor or (low <= floor + _NOTHING and not wanted.strict)):
        return Outlook.SURE
    return Outlook.OPEN
