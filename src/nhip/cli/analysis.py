"""Looking numbers up in a compilation as they would be printed, by the engine's own comparisons."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Any

from nhip.cli.frames import columns_of, values_of
from nhip.cli.published import SPANS
from nhip.engine import months
from nhip.engine.comparisons import Publication, averages, compare
from nhip.engine.rounding import Rounding, round_value
from nhip.engine.scheme import Policy


def publication(policy: Policy) -> Publication:
    """The policy of a scheme, as the engine's comparisons take it."""
    return Publication(
        policy.growth_from,
        index=Rounding(policy.decimals, policy.halves),
        growth=Rounding(policy.growth_decimals, policy.halves),
    )


class Analysis:
    """The printed numbers of some nodes; each table of comparisons is made once, when it is first asked for."""

    def __init__(self, compilation: Any, indices: Any) -> None:
        self.compilation = compilation
        self.indices = indices
        policy = compilation.scheme.policy
        self.publication = publication(policy)
        self._levels = Rounding(policy.decimals, policy.halves)
        self._rates = Rounding(policy.growth_decimals, policy.halves)
        self._growth = lru_cache(maxsize=None)(self._make_growth)
        self._averages = lru_cache(maxsize=None)(self._make_averages)

    @cached_property
    def values(self) -> dict[str, dict[int, float]]:
        """Index by node and ordinal of the month, as compiled."""
        return values_of(self.indices)

    def index(self, node: str, month: int) -> float | None:
        """The index, rounded."""
        value = self.values.get(node, {}).get(month)
        return None if value is None else self._level(value)

    def growth(self, comparison: str, node: str, period: str) -> float | None:
        """Growth in percent, rounded; None where there is nothing to compare with."""
        return self._growth(comparison, 1).get((node, period))

    def ratio(self, comparison: str, node: str, period: str) -> float | None:
        """The same with 100 for "no change", as Vietnamese tables print it."""
        growth = self.growth(comparison, node, period)
        return None if growth is None else self._rate(growth + 100.0)

    def average(self, node: str, span: range) -> float | None:
        """Average index of a span, rounded."""
        value = self._averages(SPANS[len(span)], months.month_of_year(span[0])).get((node, _label(span)))
        return None if value is None else self._level(value)

    def average_growth(self, node: str, span: range) -> float | None:
        """Growth in percent of a span's average over that of the year before, rounded."""
        return self._growth(SPANS[len(span)], months.month_of_year(span[0])).get((node, _label(span)))

    def on_base(self, level: float | None) -> float | None:
        """Growth in percent of a level over the base period, which is 100, rounded."""
        return None if level is None else self._rate(level - 100.0)

    def contribution(self, node: str, period: str) -> float | None:
        """Percentage points of the total's growth over the same month last year that come from a node, rounded."""
        points = self._contributions.get((node, period))
        return None if points is None else self._rate(points)

    def _level(self, value: float) -> float:
        return round_value(value, self._levels)

    def _rate(self, value: float) -> float:
        return round_value(value, self._rates)

    def _make_growth(self, comparison: str, year_begins: int) -> dict[tuple[str, str], float]:
        found = compare(self.indices, [comparison], publication=self.publication, year_begins=year_begins)
        return _keyed(found, "growth")

    def _make_averages(self, span: Any, year_begins: int) -> dict[tuple[str, str], float]:
        found = averages(self.indices, span, year_begins=year_begins, levels=self.publication.levels)
        return _keyed(found, "index")

    @cached_property
    def _contributions(self) -> dict[tuple[str, str], float]:
        from nhip.cli.contributed import contributed

        return _keyed(contributed(self.compilation, ["same_month"]).frame, "contribution")


def _keyed(native: Any, column: str) -> dict[tuple[str, str], float]:
    found = columns_of(native, ("node", "period", column))
    rows = zip(found["node"], found["period"], found[column], strict=True)
    return {(node, period): value for node, period, value in rows if value is not None}


def _label(span: range) -> str:
    """Name the engine gives a span, when its year begins with the span's own first month."""
    year = f"{months.year_of(span[0]):04d}"
    return year + {3: "-Q1", 6: "-S1", 12: ""}[len(span)]
