"""One series over time: levels as a line, changes and amounts as columns from zero."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from nhip.figures.numbers import NumberKind, Shown
from nhip.figures.written import Written
from nhip.reports.charts.specification import (
    FONT,
    NARROW,
    Chart,
    ChartTable,
    axis_text,
    bounds,
    number_format,
    telling,
    ticks,
)

__all__ = ["Instant", "over_time"]

# A line may begin where its numbers are; a column is read by its length and begins at zero.
_LINES: Final = frozenset({NumberKind.INDEX, NumberKind.SHARE, NumberKind.FACTOR})
_SIGNED: Final = frozenset({NumberKind.GROWTH, NumberKind.POINTS, NumberKind.DIFFERENCE})
# More numbers than these do not stand beside each other.
WRITTEN: Final = 14
# Nor more than these on a telephone.
WRITTEN_NARROW: Final = 6


class Instant(NamedTuple):
    """A period: how an axis and a table name it, and its value."""

    short: str
    words: str
    shown: Shown


def over_time(
    name: str,
    title: str,
    alt: str,
    instants: Sequence[Instant],
    heads: tuple[str, str],
    language: str,
    *,
    whole: bool = False,
) -> Chart:
    """Draw a series. ``heads`` are the words for period and value; ``whole``: parts of a hundred on all of it."""
    kind = instants[-1].shown.kind if instants else NumberKind.QUANTITY
    values = [None if each.shown.value is None else float(each.shown.value) for each in instants]
    known = [each for each in values if each is not None]
    line, last = kind in _LINES, max((i for i, each in enumerate(values) if each is not None), default=-1)
    if whole:
        low, high, step, decimals = 0.0, max([100.0, *known]), 25.0, 0
    elif line and known and min(known) != max(known):
        step, decimals = ticks(min(known), max(known), 5)
        low, high = math.floor(min(known) / step) * step, math.ceil(max(known) / step) * step
    else:
        low, high, step, decimals = bounds(known, 5, 0.08)
    option = {
        "animation": False,
        "grid": {"left": 62, "right": 34, "top": 26, "bottom": 34},
        "xAxis": {
            "type": "category",
            "data": [each.short for each in instants],
            "axisTick": {"show": False},
            "axisLine": {"onZero": False, "lineStyle": {"color": "--line-strong"}},
            "axisLabel": axis_text(interval=max(1, round(len(instants) / 12)) - 1, hideOverlap=True),
        },
        "yAxis": {
            "type": "value",
            "min": low,
            "max": high,
            "interval": step,
            "splitLine": {"lineStyle": {"color": "--line"}},
            "axisLabel": axis_text(formatter=number_format(decimals, language)),
        },
        "series": [_series(instants, values, line=line, last=last, signed=kind in _SIGNED)],
    }
    narrow: dict[str, Any] = {
        "grid": {"left": 52, "right": 20},
        "xAxis": {"axisLabel": {"interval": max(1, round(len(instants) / 4)) - 1}},
    }
    if not line and len(instants) > WRITTEN_NARROW:
        # Numbers over narrow bars would run into each other: the newest stays, the table has the others.
        bars = _series(instants, values, line=line, last=last, signed=kind in _SIGNED)["data"]
        for position, bar in enumerate(bars):
            bar["label"]["show"] = bar["label"]["show"] and position == last
        narrow["series"] = [{"data": bars}]
    rows = tuple((each.words, Written.of(each.shown)) for each in instants)
    responsive = {"baseOption": option, "media": [{"query": {"maxWidth": NARROW}, "option": narrow}]}
    return Chart(name, title, alt, responsive, ChartTable(heads, rows), height=320)


def _series(
    instants: Sequence[Instant], values: Sequence[float | None], *, line: bool, last: int, signed: bool
) -> dict[str, Any]:
    label = {**FONT, "color": "--ink", "fontSize": 11, "fontWeight": "bold"}

    def point(position: int, each: Instant, value: float | None) -> dict[str, Any]:
        shown = value is not None and (position == last or (not line and len(instants) <= WRITTEN))
        below = not line and value is not None and value < 0
        told = {"show": shown, "formatter": each.shown.bare, "position": "bottom" if below else "top"}
        made = {"value": value, "label": told, "told": telling(each.words, each.shown)}
        if line:
            return {**made, "symbolSize": 9 if position == last else 4}
        fill = ("--down-fill" if below else "--up-fill") if signed else "--accent"
        return {**made, "itemStyle": {"color": fill}}

    data = [point(i, each, value) for i, (each, value) in enumerate(zip(instants, values, strict=True))]
    if line:
        accent = {"color": "--accent"}
        return {
            "type": "line",
            "data": data,
            "symbol": "circle",
            "showAllSymbol": True,
            "connectNulls": False,
            "itemStyle": accent,
            "lineStyle": {**accent, "width": 2.5},
            "label": label,
        }
    return {"type": "bar", "data": data, "barCategoryGap": "30%", "barMaxWidth": 48, "label": label}
