"""An exhibit is a table of a page, and the chart that draws it where there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from nhip.releases.answers import ReleaseView
from nhip.reports.charts import Chart

__all__ = ["Exhibit", "Standing", "exhibit_of_chart"]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A table of a page with what has to be known to read it; it is made only when it is asked for.

    ``name`` stands in the address, ``anchor`` is where the page has the table. ``rows`` are what the page prints:
    numbers as `Shown`, `Written` or Decimal, days as dates, everything else as text.
    """

    name: str
    title: str
    head: Sequence[Any]
    rows: Callable[[], Iterable[Sequence[Any]]]
    chart: Chart | None = None
    anchor: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()
    narrow: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What a page stands on, in time: a release, or the records as they are now.

    ``frozen`` is the address at which the page stays as it is; "" where there is none. ``latest`` is that of the
    newest. Both without the site.
    """

    latest: str
    frozen: str = ""
    release: ReleaseView | None = None
    illustrative: bool = False

    @classmethod
    def of_release(cls, release: ReleaseView | None, frozen: str, latest: str) -> Standing:
        """Stand on a release; before there is one, on nothing."""
        if release is None:
            return cls(latest)
        return cls(latest, frozen, release, release.illustrative)

    @property
    def page(self) -> str:
        """The address of what is shown now."""
        return self.frozen or self.latest


def exhibit_of_chart(chart: Chart, **more: Any) -> Exhibit:
    """Return a chart with the table it has of its own."""
    name = more.pop("name", chart.name)
    return Exhibit(name, chart.title, chart.table.head, lambda: chart.table.rows, chart, **more)
