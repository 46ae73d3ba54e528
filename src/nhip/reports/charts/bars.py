"""Charts that lay things side by side: contributions, growth of products, occupancy, targets with what is reached."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from nhip.figures.numbers import Shown
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
)

__all__ = ["Bar", "Goal", "shares", "short_name", "signed_bars", "target_gauge"]

# Height of one bar with its space, in pixels.
STEP: Final = 26
NAMES: Final = 232
NAMES_NARROW: Final = 112
# Two lines of a name; the table has all of it.
LETTERS: Final = 64
LETTERS_NARROW: Final = 32


class Bar(NamedTuple):
    """A bar: its name, its length, and what a table says of it besides."""

    name: str
    shown: Shown
    more: tuple[str, ...] = ()


class Goal(NamedTuple):
    """A target with what was reached; a bound that is open is None."""

    name: str
    reached: Shown
    low: float | None
    high: float | None
    wanted: str


def short_name(name: str, letters: int = LETTERS) -> str:
    """Shorten a name for a chart: without its brackets and what follows a semicolon, then at a word.

    >>> short_name("Sản xuất sản phẩm từ kim loại đúc sẵn (trừ máy móc, thiết bị)")
    'Sản xuất sản phẩm từ kim loại đúc sẵn'
    >>> short_name("Hoạt động thu gom, xử lý", 12)
    'Hoạt động…'
    """
    short = re.sub(r"\s*\([^)]*\)", "", name).split(";")[0].strip()
    if len(short) <= letters:
        return short
    return short[:letters].rsplit(" ", 1)[0].rstrip(" ,") + "…"


def _names(bars: Sequence[str]) -> dict[str, Any]:
    return {
        "type": "category",
        "inverse": True,
        "data": [short_name(each) for each in bars],
        "axisTick": {"show": False},
        "axisLine": {"show": False},
        "axisLabel": axis_text(
            color="--ink", fontSize=10.5, width=NAMES - 16, overflow="break", lineHeight=12, interval=0
        ),
    }


def _across(low: float, high: float, step: float, decimals: int, language: str) -> dict[str, Any]:
    return {
        "type": "value",
        "min": low,
        "max": high,
        "interval": step,
        "splitLine": {"lineStyle": {"color": "--line"}},
        "axisLabel": axis_text(formatter=number_format(decimals, language), hideOverlap=True),
    }


def _narrow(option: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """Lay names out in less room on a telephone."""
    narrow = {
        "grid": {"left": NAMES_NARROW, "right": 50},
        "yAxis": {
            "data": [short_name(each, LETTERS_NARROW) for each in names],
            "axisLabel": {"width": NAMES_NARROW - 12, "fontSize": 10, "lineHeight": 12},
        },
    }
    return {"baseOption": option, "media": [{"query": {"maxWidth": NARROW}, "option": narrow}]}


def signed_bars(name: str, title: str, alt: str, bars: Sequence[Bar], head: tuple[str, ...], language: str) -> Chart:
    """Draw growth or contributions: right of zero in blue, left of it in orange, each with its number.

    ``head`` names the columns of the table: the name, the number, and what ``more`` holds.
    """
    values = [float(bar.shown.value) for bar in bars if bar.shown.value is not None]
    # Numbers stand outside their bars.
    low, high, step, decimals = bounds(values, 5, 0.1)
    data = [
        {
            "value": None if bar.shown.value is None else float(bar.shown.value),
            "itemStyle": {"color": "--down-fill" if bar.shown.direction == "down" else "--up-fill"},
            "label": {"position": "left" if bar.shown.direction == "down" else "right", "formatter": bar.shown.bare},
            "told": telling(bar.name, bar.shown),
        }
        for bar in bars
    ]
    option = {
        "animation": False,
        "grid": {"left": NAMES, "right": 44, "top": 8, "bottom": 26},
        "xAxis": _across(low, high, step, decimals, language),
        "yAxis": _names([bar.name for bar in bars]),
        "series": [
            {
                "type": "bar",
                "data": data,
                "barWidth": 15,
                "label": {"show": True, **FONT, "fontSize": 11, "color": "--ink"},
            }
        ],
    }
    rows = tuple((bar.name, Written.of(bar.shown), *bar.more) for bar in bars)
    return Chart(
        name,
        title,
        alt,
        _narrow(option, [bar.name for bar in bars]),
        ChartTable(head, rows),
        height=40 + STEP * len(bars),
    )


def shares(name: str, title: str, alt: str, bars: Sequence[Bar], head: tuple[str, ...], language: str) -> Chart:
    """Draw parts of a hundred, each on the whole it is a part of."""
    data = [
        {
            "value": None if bar.shown.value is None else float(bar.shown.value),
            "label": {"formatter": bar.shown.text},
            "told": telling(bar.name, bar.shown),
        }
        for bar in bars
    ]
    most = max([100.0, *(float(bar.shown.value) for bar in bars if bar.shown.value is not None)])
    option = {
        "animation": False,
        "grid": {"left": NAMES, "right": 56, "top": 8, "bottom": 26},
        "xAxis": _across(0, 100 if most <= 100 else most, 25, 0, language),
        "yAxis": _names([bar.name for bar in bars]),
        "series": [
            {
                "type": "bar",
                "data": data,
                "barWidth": 15,
                "showBackground": True,
                "backgroundStyle": {"color": "--sunk"},
                "itemStyle": {"color": "--accent"},
                "label": {"show": True, "position": "right", **FONT, "fontSize": 11, "color": "--ink"},
            }
        ],
    }
    rows = tuple((bar.name, Written.of(bar.shown, bar.shown.text), *bar.more) for bar in bars)
    return Chart(
        name,
        title,
        alt,
        _narrow(option, [bar.name for bar in bars]),
        ChartTable(head, rows),
        height=40 + STEP * len(bars),
    )


def target_gauge(name: str, title: str, alt: str, goal: Goal, head: tuple[str, str, str], language: str) -> Chart:
    """Draw what was reached as a bar, over the band that the target leaves from its lower to its upper bound."""
    reached = 0.0 if goal.reached.value is None else float(goal.reached.value)
    known = [value for value in (goal.low, goal.high) if value is not None]
    low, high, step, decimals = bounds([reached, *known], 6, 0.08)
    # A target that is one number is a thin mark on the axis.
    thin = (high - low) / 160
    begin = goal.low if goal.low is not None else low
    end = goal.high if goal.high is not None else high
    if end - begin < thin:
        begin, end = begin - thin / 2, begin + thin / 2
    empty = {"color": "transparent"}
    # Two rulers in one place, so that the bar lies in the middle of the band and not beside it.
    ruler = {
        "type": "category",
        "position": "left",
        "data": [goal.name],
        "axisTick": {"show": False},
        "axisLabel": {"show": False},
        "axisLine": {"lineStyle": {"color": "--line-strong"}},
    }
    option = {
        "animation": False,
        "grid": {"left": 14, "right": 54, "top": 26, "bottom": 30},
        "xAxis": _across(low, high, step, decimals, language),
        "yAxis": [ruler, ruler],
        "series": [
            {"type": "bar", "stack": "band", "data": [begin], "barWidth": 44, "itemStyle": empty, "silent": True},
            {
                "type": "bar",
                "stack": "band",
                "data": [end - begin],
                "barWidth": 44,
                "itemStyle": {"color": "--mark-line"},
                "silent": True,
                "label": {
                    "show": True,
                    "formatter": goal.wanted,
                    "position": "top",
                    **FONT,
                    "fontSize": 11,
                    "color": "--ink",
                },
            },
            {
                "type": "bar",
                "data": [{"value": reached, "label": {"formatter": goal.reached.text}}],
                "barWidth": 20,
                "yAxisIndex": 1,
                "z": 3,
                "itemStyle": {"color": "--accent"},
                "label": {"show": True, "position": "right", **FONT, "color": "--ink", "fontWeight": "bold"},
            },
        ],
    }
    table = ChartTable(head, ((goal.name, goal.wanted, Written.of(goal.reached, goal.reached.text)),))
    return Chart(name, title, alt, option, table, height=124)
