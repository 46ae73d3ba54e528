"""Charts over time: the index with its growth, and small multiples of many series on one scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from nhip.figures.numbers import Shown
from nhip.figures.written import Written
from nhip.reports.charts.bars import short_name
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

__all__ = ["Moment", "Small", "index_and_growth", "small_multiples"]

# Panels side by side on paper, and on a telephone.
ABREAST: Final = 3
ABREAST_NARROW: Final = 2


class Moment(NamedTuple):
    """A month: how an axis and a table name it, the level, the growth, and where it leads."""

    short: str
    words: str
    level: Shown
    growth: Shown
    href: str = ""


class Small(NamedTuple):
    """One series of the small multiples."""

    name: str
    values: Sequence[Shown]


def _float(shown: Shown) -> float | None:
    return None if shown.value is None else float(shown.value)


def _beside(values: Sequence[Shown], last: int) -> str:
    """Where the last number stands clear of its line."""
    before, now = _float(values[last - 1]), _float(values[last])
    return "bottom" if before is not None and now is not None and now < before else "top"


def _pointed(moment: Moment, shown: Shown) -> dict[str, Any]:
    """Return what a pointer reads, and where it leads."""
    return {"told": telling(moment.words, shown), **({"href": moment.href} if moment.href else {})}


def _panel_name(text: str) -> dict[str, Any]:
    return {
        "name": text,
        "nameLocation": "end",
        "nameGap": 12,
        "nameTextStyle": {**FONT, "color": "--ink", "fontWeight": "bold", "align": "left"},
    }


def index_and_growth(
    name: str,
    title: str,
    alt: str,
    moments: Sequence[Moment],
    heads: tuple[str, str, str],
    language: str,
    now: int = -1,
) -> Chart:
    """Draw the index as a line, and under it growth as bars: blue above zero, orange below, the sign written.

    ``heads`` are the words for month, index and growth; ``now`` is the place of the month that a page is about.
    """
    levels = [value for each in moments if (value := _float(each.level)) is not None]
    growths = [value for each in moments if (value := _float(each.growth)) is not None]
    step, decimals = ticks(min(levels, default=0), max(levels, default=1), 4)
    floor, ceiling = math.floor(min(levels, default=0) / step) * step, math.ceil(max(levels, default=1) / step) * step
    low, high, growth_step, growth_decimals = bounds(growths, 4, 0.18)
    last = now % max(1, len(moments))
    spacing = max(1, round(len(moments) / 8))
    x_axis = {
        "type": "category",
        "data": [each.short for each in moments],
        "axisTick": {"show": False},
        "axisLine": {"onZero": True, "lineStyle": {"color": "--line-strong"}},
    }
    lines = {"lineStyle": {"color": "--line"}}
    bars: list[dict[str, Any]] = [
        {
            "value": _float(each.growth),
            "itemStyle": {"color": "--down-fill" if each.growth.direction == "down" else "--up-fill"},
            **_pointed(each, each.growth),
            "label": {
                "show": each.growth.value is not None and (len(moments) <= 14 or position == last),
                "formatter": each.growth.bare,
                "position": "bottom" if each.growth.direction == "down" else "top",
            },
        }
        for position, each in enumerate(moments)
    ]
    line = [
        {
            "value": _float(each.level),
            "symbolSize": 9 if position == last else 5,
            **_pointed(each, each.level),
            "label": {"show": position == last, "formatter": each.level.bare, "position": "top"},
        }
        for position, each in enumerate(moments)
    ]
    label = {**FONT, "color": "--ink", "fontSize": 11}
    option = {
        "animation": False,
        "grid": [
            {"left": 52, "right": 28, "top": 30, "height": 96},
            {"left": 52, "right": 28, "top": 172, "height": 100},
        ],
        "xAxis": [
            {**x_axis, "gridIndex": 0, "axisLabel": {"show": False}},
            {
                **x_axis,
                "gridIndex": 1,
                "axisLabel": axis_text(interval=spacing - 1),
                "axisLine": {"onZero": False, "lineStyle": {"color": "--line-strong"}},
            },
        ],
        "yAxis": [
            {
                "type": "value",
                "gridIndex": 0,
                "min": floor,
                "max": ceiling,
                "interval": step,
                "splitLine": lines,
                "axisLabel": axis_text(formatter=number_format(decimals, language)),
                **_panel_name(heads[1]),
            },
            {
                "type": "value",
                "gridIndex": 1,
                "min": low,
                "max": high,
                "interval": growth_step,
                "splitLine": lines,
                "axisLabel": axis_text(formatter=number_format(growth_decimals, language)),
                **_panel_name(heads[2]),
            },
        ],
        "series": [
            {
                "type": "line",
                "xAxisIndex": 0,
                "yAxisIndex": 0,
                "data": line,
                "symbol": "circle",
                "showAllSymbol": True,
                "itemStyle": {"color": "--accent"},
                "lineStyle": {"color": "--accent", "width": 2.5},
                "label": {**label, "fontWeight": "bold"},
            },
            {
                "type": "bar",
                "xAxisIndex": 1,
                "yAxisIndex": 1,
                "data": bars,
                "barCategoryGap": "30%",
                "label": label,
            },
        ],
    }
    rows = tuple((each.words, Written.of(each.level), Written.of(each.growth)) for each in moments)
    few = [{**bar, "label": {**bar["label"], "show": position == last}} for position, bar in enumerate(bars)]
    narrow = {
        "xAxis": [{}, {"axisLabel": {"interval": max(1, round(len(moments) / 4)) - 1}}],
        "yAxis": [{"nameTextStyle": {"fontSize": 10}}, {"nameTextStyle": {"fontSize": 10}}],
        "series": [{}, {"data": few}],
    }
    responsive = {"baseOption": option, "media": [{"query": {"maxWidth": NARROW}, "option": narrow}]}
    return Chart(name, title, alt, responsive, ChartTable(heads, rows), height=306)


def small_multiples(
    name: str,
    title: str,
    alt: str,
    months: Sequence[str],
    panels: Sequence[Small],
    month_word: str,
    language: str,
    *,
    own_scale: bool = False,
) -> Chart:
    """Draw one small panel a series: all on one scale, so that they can be compared, or each on its own."""
    numbers = [[float(shown.value) for shown in panel.values if shown.value is not None] for panel in panels]
    together = bounds([each for panel in numbers for each in panel], 3, 0.1)
    scales = [bounds(panel, 3, 0.1) if own_scale else together for panel in numbers]

    def laid_out(abreast: int, width: float, left: float, wide: float) -> dict[str, Any]:
        grids, x_axes, y_axes, series = [], [], [], []
        for position, panel in enumerate(panels):
            column, row = position % abreast, position // abreast
            low, high, step, decimals = scales[position]
            part = 100 / abreast
            grids.append(
                {
                    "left": f"{column * part + left:.2f}%",
                    "width": f"{wide:.2f}%",
                    "top": 30 + row * 112,
                    "height": 62,
                    "outerBoundsMode": "none",
                }
            )
            x_axes.append(
                {
                    "gridIndex": position,
                    "type": "category",
                    "data": list(months),
                    "axisTick": {"show": False},
                    "axisLine": {"onZero": True, "lineStyle": {"color": "--line-strong"}},
                    "axisLabel": {"show": False},
                }
            )
            y_axes.append(
                {
                    "gridIndex": position,
                    "type": "value",
                    "min": low,
                    "max": high,
                    "interval": step,
                    "splitLine": {"lineStyle": {"color": "--line"}},
                    "axisLabel": axis_text(fontSize=11.5, formatter=number_format(decimals, language)),
                    "name": short_name(panel.name, 34),
                    "nameLocation": "end",
                    "nameGap": 8,
                    "nameTextStyle": {
                        **FONT,
                        # A page is narrower than the drawing: these are nine points on paper.
                        "fontSize": 12,
                        "color": "--ink",
                        "align": "left",
                    },
                    "nameTruncate": {"maxWidth": width},
                }
            )
            last = max((i for i, shown in enumerate(panel.values) if shown.value is not None), default=-1)
            series.append(
                {
                    "type": "line",
                    "xAxisIndex": position,
                    "yAxisIndex": position,
                    "symbol": "circle",
                    "showAllSymbol": True,
                    "lineStyle": {"color": "--accent", "width": 1.75},
                    "itemStyle": {"color": "--accent"},
                    "data": [
                        {
                            "value": _float(shown),
                            "symbolSize": 6 if index == last else 0,
                            "label": {
                                "show": index == last,
                                "formatter": shown.bare,
                                "position": _beside(panel.values, last),
                                # It ends where the line ends, so that it stays in its panel.
                                "align": "right",
                                **FONT,
                                "fontSize": 11.5,
                                "color": "--ink",
                            },
                        }
                        for index, shown in enumerate(panel.values)
                    ],
                }
            )
        return {"grid": grids, "xAxis": x_axes, "yAxis": y_axes, "series": series}

    base = {"animation": False, **laid_out(ABREAST, 300, 6, 25.33)}
    media = [{"query": {"maxWidth": NARROW}, "option": laid_out(ABREAST_NARROW, 104, 13, 35)}]
    rows = tuple((panel.name, *(Written.of(shown) for shown in panel.values)) for panel in panels)
    height = 30 + -(-len(panels) // ABREAST) * 112
    table = ChartTable((month_word, *months), rows)
    return Chart(name, title, alt, {"baseOption": base, "media": media}, table, height=height)
