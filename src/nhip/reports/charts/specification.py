"""What a chart is: plain data that ECharts draws, a table of the same numbers, and a sentence for who cannot see it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from nhip.figures.numbers import Shown

__all__ = ["FONT", "WIDTH", "Chart", "ChartTable", "axis_text", "bounds", "number_format", "telling", "ticks"]

# Pixels; a page of A4 less its margins holds 160 mm, which this is at 4 pixels a millimetre.
WIDTH: Final = 640
FONT: Final = {"fontFamily": "--sans", "fontSize": 12, "color": "--ink-soft"}
# Below this many pixels a chart is laid out for a telephone.
NARROW: Final = 520


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The numbers of a chart, written out: as `Written`, where a workbook is to take the number."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart. ``alt`` is a sentence that says what it shows; ``option`` is JSON.

    A text that begins with ``--`` names a token of the style; ``{"decimals": 1, "language": "vi"}`` stands where
    ECharts takes a function that writes numbers. A point may say in ``told`` what a pointer on it reads, and in
    ``href`` where it leads; on paper both are nothing.
    """

    name: str
    title: str
    alt: str
    option: Mapping[str, Any]
    table: ChartTable
    height: int = 300
    width: int = WIDTH


def axis_text(**more: Any) -> dict[str, Any]:
    """Return how the letters of an axis look."""
    return {**FONT, **more}


def number_format(decimals: int, language: str) -> dict[str, Any]:
    """Return what stands for a function that writes numbers."""
    return {"decimals": decimals, "language": language}


def telling(words: str, shown: Shown) -> list[str]:
    """Return what a pointer on a point reads: what it is of, and its number."""
    return [words[:1].upper() + words[1:], shown.text]


def ticks(low: float, high: float, most: int = 5) -> tuple[float, int]:
    """Return a step of 1, 2 or 5 times a power of ten that parts a span in at most ``most``, and its decimals.

    >>> ticks(-3.2, 12.6), ticks(0, 0.9), ticks(0, 100, 4)
    ((5.0, 0), (0.2, 1), (50.0, 0))
    """
    span = max(high - low, 1e-9)
    power = 10.0 ** math.floor(math.log10(span / most))
    step = next((factor * power for factor in (1, 2, 5, 10) if span / (factor * power) <= most), 10 * power)
    return step, max(0, -math.floor(math.log10(step) + 1e-9))


def bounds(values: Sequence[float], most: int = 5, room: float = 0.0) -> tuple[float, float, float, int]:
    """Return an axis that holds the values and zero: low, high, step, decimals.

    ``room`` is the part of the axis that a number written beside the outermost value needs.

    >>> bounds([-3.2, 12.6]), bounds([-3.2, 12.6], room=0.12)
    ((-5.0, 15.0, 5.0, 0), (-10.0, 15.0, 5.0, 0))
    """
    low, high = min([0.0, *values]), max([0.0, *values])
    if low == high:
        high = 1.0
    step, decimals = ticks(low, high, most)
    space = (high - low) * room
    least, greatest = math.floor(low / step) * step, math.ceil(high / step) * step
    if low < 0 and low - space < least:
        least -= step
    if high > 0 and high + space > greatest:
        greatest += step
    return least, greatest, step, decimals
