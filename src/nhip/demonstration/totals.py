"""The months of a line: how much all its enterprises make together, in whole steps of the product's decimals.

Whole numbers are kept because a year must add up to the figure the article prints, to the last digit.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, floor
from random import Random

from nhip.demonstration.enterprises import SEED
from nhip.demonstration.lines import Line
from nhip.demonstration.products import PRODUCT
from nhip.demonstration.seasons import later, shape

MONTHS = tuple(range(1, 13))
PERIODS = tuple(f"{year}-{month:02d}" for year in (2022, 2023) for month in MONTHS)
# Ordinary months differ from the season by about this much.
WOBBLE = 0.012


def apportion(total: int, parts: Sequence[float]) -> list[int]:
    """Share a whole number out in proportion to `parts`; the largest remainders get the units left over."""
    whole = sum(parts)
    exact = [total * part / whole for part in parts]
    found = [floor(value) for value in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: (found[i] - exact[i], i))
    for i in by_remainder[: total - sum(found)]:
        found[i] += 1
    return found


def steps(quantity: float, product: str) -> int:
    """A quantity in whole steps of the product's decimals."""
    return round(quantity * 10 ** PRODUCT[product].decimals)


def monthly_totals(line: Line, growth: Sequence[float]) -> dict[str, int]:
    """What the line makes in each of the 24 months.

    `growth` has twelve factors: what the solver multiplies the months of 2023 with where the line leaves the year
    open. Elsewhere year and half-year are given, and only the season within them is drawn.
    """
    random = Random(f"{SEED}:totals:{line.key}")  # noqa: S311 - a seed is the point
    before, after = (
        [shape(line.season, line.rest, year, month) * exp(random.gauss(0, WOBBLE)) for month in MONTHS]
        for year in (2022, 2023)
    )
    total = steps(line.year_2022, line.product)
    half = None if line.half_2022 is None else steps(line.half_2022, line.product)
    first = _year(before, total, half)
    if line.year_2023 is None:
        scale = total / sum(before)
        second = [round(part * scale * factor) for part, factor in zip(after, growth, strict=True)]
    else:
        half = None if line.half is None else round(sum(first[:6]) * line.half)
        after = [part * lean(line, month) for part, month in zip(after, MONTHS, strict=True)]
        second = _year(after, steps(line.year_2023, line.product), half)
    return dict(zip(PERIODS, first + second, strict=True))


def lean(line: Line, month: int) -> float:
    """How far 2023 leans towards a month: straight between the middles of the quarters."""
    place = min(max((month - 2) / 3, 0.0), 3.0)
    quarter = min(int(place), 2)
    return line.lean[quarter] + (line.lean[quarter + 1] - line.lean[quarter]) * (place - quarter)


def _year(parts: list[float], total: int, half: int | None) -> list[int]:
    """Share a year out; where the first half is given, activity turns smoothly in summer so that it holds too."""
    if half is None:
        return apportion(total, parts)
    turn = [later(month) for month in MONTHS]
    # The months are parts x (a + b x turn); two sums, the half and the year, give a and b.
    flat1, flat = sum(parts[:6]), sum(parts)
    turn1, turned = (sum(p * t for p, t in zip(parts[:n], turn[:n], strict=True)) for n in (6, 12))
    b = (total * flat1 - half * flat) / (turned * flat1 - turn1 * flat)
    a = (half - b * turn1) / flat1
    bent = [part * (a + b * t) for part, t in zip(parts, turn, strict=True)]
    return apportion(half, bent[:6]) + apportion(total - half, bent[6:])
