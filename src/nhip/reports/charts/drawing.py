"""Drawing charts without a browser: the vendored ECharts in V8, then pictures made of what it drew."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from contextvars import copy_context
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import resvg_py
from django.contrib.staticfiles import finders
from py_mini_racer import JSEvalException, JSTimeoutException, MiniRacer

from nhip.reports.charts.specification import Chart
from nhip.reports.faults import fault
from nhip.reports.fonts import FAMILY, FOLDER

__all__ = ["Drawn", "draw"]

# A chart takes some 20 ms; what takes this long never ends.
SECONDS: Final = 10
# Pixels of the picture for one of the drawing: sharp at 300 dots an inch over the width of a page.
ZOOM: Final = 3
_FILES: Final = ("portal/vendor/echarts/echarts.min.js", "reports/specification.js")
_TOKEN: Final = re.compile(r"(--[\w-]+):\s*([^;]+);")
# What only matters under a mouse; a page's policy would refuse it.
_HOVER: Final = re.compile(r"<style\b.*?</style>|\sclass=\"[^\"]*\"", re.S)
_DRAW: Final = """
(function (specification, tokens, width, height) {
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width, height });
  chart.setOption(nhipChart.ready(specification, (name) => tokens[name] || name));
  const drawn = chart.renderToSVGString();
  chart.dispose();
  return drawn;
})(%s, %s, %d, %d)
"""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart as vectors; `png` makes a picture of it."""

    chart: Chart
    svg: str

    def png(self) -> bytes:
        """Return the picture, on white."""
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=self.svg,
                background="white",
                skip_system_fonts=True,
                font_dirs=[str(FOLDER)],
                font_family=FAMILY,
                zoom=ZOOM,
            )
        )


def draw(charts: Iterable[Chart], *, seconds: float = SECONDS) -> dict[str, Drawn]:
    """Draw charts, by their names.

    Names inside a drawing are counted up by V8's context. So each call has its own, and the same charts give the same
    bytes. It is also made after any fork of the server, which a context does not survive. It works in a thread of its
    own: V8 takes no time limit from a thread that runs an event loop, as one of an asynchronous server does.

    Raises:
        Fault: one of them cannot be drawn.
    """
    wanted = list(charts)
    if not wanted:
        return {}
    with ThreadPoolExecutor(max_workers=1) as alone:
        return alone.submit(copy_context().run, _draw_all, wanted, seconds).result()


def _draw_all(charts: Sequence[Chart], seconds: float) -> dict[str, Drawn]:
    with closing(MiniRacer()) as context:
        for name in _FILES:
            context.eval(_file(name).read_text(encoding="utf-8"), timeout_sec=SECONDS)
        return {chart.name: Drawn(chart, _drawn(context, chart, seconds)) for chart in charts}


def _drawn(context: MiniRacer, chart: Chart, seconds: float) -> str:
    try:
        option = json.dumps(chart.option, ensure_ascii=False, allow_nan=False, sort_keys=True)
        script = _DRAW % (option, json.dumps(_tokens()), chart.width, chart.height)
        found = context.eval(script, timeout_sec=seconds)
    except JSTimeoutException as late:
        # V8 tells of what it gave up before it does anything else; wait for that, and only then close the context.
        context.eval("0")
        raise fault("E841", chart=chart.title, seconds=seconds) from late
    except (JSEvalException, ValueError, TypeError) as wrong:
        raise fault("E840", chart=chart.title) from wrong
    return _HOVER.sub("", str(found))


def _file(name: str) -> Path:
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found)


@cache
def _tokens() -> Mapping[str, str]:
    """Return the values of a page on paper in daylight: the first block of the tokens, set in our letters."""
    first = _file("portal/tokens.css").read_text(encoding="utf-8").partition("@media")[0]
    return {**dict(_TOKEN.findall(first)), "--sans": FAMILY}
