"""The whole compilation once more, in dictionaries and loops: slow, plain, written from the formulae in the engine's
docstrings and not from its code. What the two disagree on is a fault of one of them.

A series is an enterprise and a product; months are counted as year × 12 + month.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nhip.engine import Epoch, Scheme

Series = tuple[str, str]


def number(period: str) -> int:
    year, month = period.split("-")
    return int(year) * 12 + int(month) - 1


def text(month: int) -> str:
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def months_of(first: str, last: str) -> list[int]:
    return list(range(number(first), number(last) + 1))


@dataclass
class Plant:
    """A classification tree with the weights of one epoch."""

    parent: dict[str, str | None]
    weight: dict[str, float]
    children: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for code, parent in self.parent.items():
            if parent is not None:
                self.children.setdefault(parent, []).append(code)

    @property
    def leaves(self) -> list[str]:
        return [code for code in self.parent if code not in self.children]

    def share(self, code: str) -> float:
        parent = self.parent[code]
        assert parent is not None
        siblings = self.children[parent]
        if len(siblings) == 1:
            return 1.0
        return self.weight[code] / math.fsum(self.weight[s] for s in siblings)

    def above(self, code: str) -> list[tuple[str, float]]:
        """Ancestors, the node itself first, each with the share of it that the node is."""
        found, share = [(code, 1.0)], 1.0
        while (parent := self.parent[code]) is not None:
            share *= self.share(code)
            code = parent
            found.append((code, share))
        return found

    def mean(self, values: dict[str, float], code: str) -> float:
        if code in values:
            return values[code]
        return math.fsum(self.share(c) * self.mean(values, c) for c in self.children[code])


def plant(scheme: Scheme, epoch: Epoch) -> Plant:
    return Plant(
        {n.code: n.parent for n in scheme.nodes if n.classification == epoch.classification},
        {w.code: w.weight for w in scheme.weights if w.epoch == epoch.epoch},
    )


@dataclass
class Oracle:
    scheme: Scheme
    rows: list[dict[str, Any]]
    method: str = "insee"

    # -- reports -------------------------------------------------------------------------------------------------

    @cached_property
    def given(self) -> dict[Series, dict[int, tuple[float, str]]]:
        """Quantities in the product's own unit, and states, by series and month; replacements already in place."""
        factor = {(u.product, u.unit): u.factor for u in self.scheme.units}
        found: dict[Series, dict[int, tuple[float, str]]] = {}
        for row in self.rows:
            state = row.get("state") or "reported"
            if state == "not_reported":
                continue
            quantity = row["quantity"] if row["quantity"] is not None else 0.0
            quantity *= factor.get((row["product"], row.get("unit") or ""), 1.0)
            found.setdefault((row["enterprise"], row["product"]), {})[number(row["period"])] = (quantity, state)
        self._replace(found)
        return found

    def _replace(self, found: dict[Series, dict[int, tuple[float, str]]]) -> None:
        events = [e for e in self.scheme.events if e.kind == "replacement"]
        reported = {series: dict(values) for series, values in found.items()}
        stands_for: dict[Series, tuple[Series, float]] = {}
        for e in sorted(events, key=lambda e: e.period):
            made = sorted({name for name, product in reported if product == e.product})
            for name in [e.enterprise] if e.enterprise else made:
                old: Series = (name, e.product)
                new: Series = (e.new_enterprise or name, e.new_product or e.product)
                at = number(e.period)
                factor = e.factor
                if factor is None:
                    both = [
                        m for m in months_of(e.overlap_from, e.overlap_to) if m in reported[old] and m in reported[new]
                    ]
                    factor = sum(reported[new][m][0] for m in both) / sum(reported[old][m][0] for m in both)
                origin, before = stands_for.get(old, (old, 1.0))
                stands_for[new] = (origin, before * factor)
                found[origin] = {m: v for m, v in found[origin].items() if m < at}
                for m, (quantity, state) in reported.get(new, {}).items():
                    if m >= at:
                        found[origin][m] = (quantity / (before * factor), state)
                # as a partner of later replacements the origin counts with what stands in its place
                reported[origin] = dict(found[origin])
                found.pop(new, None)

    @cached_property
    def silent(self) -> dict[Series, set[int]]:
        found: dict[Series, set[int]] = {}
        for row in self.rows:
            if row.get("state") == "not_reported":
                found.setdefault((row["enterprise"], row["product"]), set()).add(number(row["period"]))
        return found

    @cached_property
    def first(self) -> int:
        return min(m for values in self.given.values() for m in values)

    @cached_property
    def last(self) -> int:
        return max(m for values in self.given.values() for m in values)

    def total(self, product: str, month: int) -> float | None:
        found = [v[month][0] for (_, p), v in self.given.items() if p == product and month in v]
        return math.fsum(found) if found else None

    # -- estimates -----------------------------------------------------------------------------------------------

    def begins(self, series: Series) -> int:
        """The month of a series' first row, a row that says not_reported included."""
        said = [m for m in self.silent.get(series, ()) if m >= self.first]
        return min([*self.given[series], *said])

    @cached_property
    def stops(self) -> dict[Series, int]:
        return {(e.enterprise, e.product): number(e.period) for e in self.scheme.events if e.kind == "exit"}

    @cached_property
    def missing(self) -> dict[Series, list[int]]:
        found: dict[Series, list[int]] = {}
        for series, values in self.given.items():
            if not values:
                continue
            final = max(values)
            until = min(self.last, self.stops.get(series, self.last + 1) - 1)
            found[series] = [
                m for m in range(self.begins(series), self.last + 1) if m not in values and (m < final or m <= until)
            ]
        return found

    def matched(self, product: str, month: int) -> tuple[float, float]:
        """Totals of this month and the one before over those who reported both."""
        both = [v for (_, p), v in self.given.items() if p == product and month in v and month - 1 in v]
        return math.fsum(v[month][0] for v in both), math.fsum(v[month - 1][0] for v in both)

    def response(self, product: str, month: int) -> float:
        here = sum(p == product and month in v for (_, p), v in self.given.items())
        absent = sum(p == product and month in v for (_, p), v in self.missing.items())
        return here / (here + absent)

    @cached_property
    def _classes(self) -> dict[str, tuple[str, float, Plant]]:
        """By product: its class, its share of it, and the tree that speaks for the class; the latest epoch wins."""
        found: dict[str, tuple[str, float, Plant]] = {}
        trees: dict[str, Plant] = {}
        for epoch in reversed(self.scheme.epochs):
            tree = plant(self.scheme, epoch)
            for leaf in tree.leaves:
                parent = tree.parent[leaf]
                if leaf not in found and parent is not None:
                    found[leaf] = (parent, tree.share(leaf), trees.setdefault(parent, tree))
        return found

    @cached_property
    def _average(self) -> dict[str, float]:
        found = {}
        for product in self._classes:
            totals = [t for m in range(self.first, self.last + 1) if (t := self.total(product, m)) is not None]
            if totals and sum(totals) > 0:
                found[product] = math.fsum(totals) / len(totals)
        return found

    def growth_above(self, product: str, month: int) -> float | None:
        parent, _, tree = self._classes[product]
        for ancestor, _ in tree.above(parent):
            now = before = 0.0
            for other, (its_class, share, its_tree) in self._classes.items():
                enters = dict(its_tree.above(its_class)).get(ancestor)
                if enters is None or other not in self._average:
                    continue
                a, b = self.matched(other, month)
                now += a * share * enters / self._average[other]
                before += b * share * enters / self._average[other]
            if now > 0 and before > 0:
                return now / before
        return None

    def growth(self, series: Series, month: int) -> tuple[float, str]:
        """From the month before to this one, and the rule that says so."""
        product = series[1]
        if self.method == "carry_forward":
            return 1.0, "carry_forward"
        now, before = self.matched(product, month) if self.method != "class" else (0.0, 0.0)
        if self.method == "insee":
            mine = self.given[series]
            a, b = mine.get(month - 12), mine.get(month - 13)
            good, good12 = now > 0 and before > 0, a is not None and b is not None and a[0] > 0 and b[0] > 0
            if good and good12:
                assert a is not None
                assert b is not None
                rate = self.response(product, month)
                return (now / before) ** rate * (a[0] / b[0]) ** (1 - rate), "insee"
            if good12:
                assert a is not None
                assert b is not None
                return a[0] / b[0], "seasonal"
            if not good and a is not None and b is not None and a[0] == 0 and b[0] > 0:
                return 0.0, "zero"
        if now > 0 and before > 0:
            return now / before, "matched"
        if now == 0 and before > 0:
            return 0.0, "zero"
        return self._from_above(product, month), "class"

    def _from_above(self, product: str, month: int) -> float:
        found = self.growth_above(product, month)
        if found is None:
            raise LookupError(product, text(month))
        return found

    def growth_back(self, series: Series, month: int) -> tuple[float, str]:
        """The same from this month to the one before; nothing can be divided by a growth of zero."""
        now, before = self.matched(series[1], month)
        if self.method == "carry_forward":
            return 1.0, "carry_forward"
        if self.method != "class" and now > 0 and before > 0:
            return now / before, "matched"
        return self._from_above(series[1], month), "class"

    @cached_property
    def estimates(self) -> dict[Series, dict[int, tuple[float, str]]]:
        found: dict[Series, dict[int, tuple[float, str]]] = {}
        for series, months in self.missing.items():
            values = {m: v for m, (v, _) in self.given[series].items()}
            made: dict[int, tuple[float, str]] = {}
            start = min(values)
            for m in reversed([m for m in months if m < start]):
                g, rule = self.growth_back(series, m + 1)
                values[m] = values[m + 1] / g
                made[m] = (values[m], rule)
            for m in [m for m in months if m > start]:
                g, rule = self.growth(series, m)
                values[m] = values[m - 1] * g
                made[m] = (values[m], rule)
            found[series] = made
        return found

    @property
    def imputed(self) -> dict[tuple[str, str, str], tuple[float, str]]:
        return {(*s, text(m)): value for s, made in self.estimates.items() for m, value in made.items()}
