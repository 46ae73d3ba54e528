"""From the oracle's quantities to its indices: panel, base, relatives, tree, quality, links between epochs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from .oracle import Oracle, Series, months_of, number, plant, text

if TYPE_CHECKING:
    from nhip.engine import Epoch, Event

Quality = tuple[float, float, float, float]


def rounded(value: float, decimals: int, halves: str) -> float:
    """As a person with a pocket calculator rounds: nine more digits are trusted, no further."""
    seen = Decimal(value).quantize(Decimal(1).scaleb(-decimals - 8), ROUND_HALF_EVEN)
    return float(seen.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP if halves == "away" else ROUND_HALF_EVEN))


@dataclass
class EpochOracle:
    """One epoch on its own base."""

    of: Oracle
    epoch: Epoch

    def __post_init__(self) -> None:
        e = self.epoch
        start = min(number(e.base_from), number(e.valid_from))
        self.months = [m for m in range(start, number(e.valid_to) + 1) if self.of.first <= m <= self.of.last]
        self.tree = plant(self.of.scheme, e)

    @cached_property
    def entries(self) -> dict[Series, Event]:
        """Who joins after the panel of this epoch began."""
        events = [e for e in self.of.scheme.events if e.kind == "entry"]
        return {(e.enterprise, e.product): e for e in events if number(e.period) > self.months[0]}

    @cached_property
    def held_out(self) -> set[Series]:
        began = {s: self.of.begins(s) for s, values in self.of.given.items() if values}
        return {s for s, m in began.items() if self.months[0] < m <= self.months[-1] and s not in self.entries}

    def quantity(self, series: Series, month: int) -> float:
        if month in self.of.given.get(series, {}):
            return self.of.given[series][month][0]
        return self.of.estimates.get(series, {}).get(month, (0.0, ""))[0]

    def panel(self, product: str) -> list[Series]:
        out = {*self.entries, *self.held_out}
        return [s for s in self.of.given if s[1] == product and s not in out]

    def joined(self, product: str) -> list[tuple[int, Series, Event]]:
        order = sorted(self.entries.items(), key=lambda item: (number(item[1].period), item[0]))
        found = [(number(e.period), s, e) for s, e in order if s[1] == product]
        return [j for j in found if j[0] <= self.months[-1]]

    def factors(self, product: str) -> list[tuple[int, float]]:
        """From which month each entry multiplies the total, and by how much."""
        members, found = self.panel(product), []
        for at, series, event in self.joined(product):
            months = months_of(event.overlap_from, event.overlap_to)
            without = math.fsum(self.quantity(s, m) for s in members for m in months)
            factor = event.factor
            if factor is None:
                factor = without / (without + math.fsum(self.quantity(series, m) for m in months))
            found.append((at, factor))
            members = [*members, series]
        return found

    def members(self, product: str, month: int) -> list[Series]:
        return self.panel(product) + [s for at, s, _ in self.joined(product) if month >= at]

    def linked(self, product: str, month: int) -> float:
        """Quantity of the panel, put on the level before its entries."""
        factor = math.prod(f for at, f in self.factors(product) if month >= at)
        return factor * math.fsum(self.quantity(s, month) for s in self.members(product, month))

    def base(self, product: str) -> float:
        given = {(b.epoch, b.product): b.quantity for b in self.of.scheme.bases}
        if (self.epoch.epoch, product) in given:
            return given[self.epoch.epoch, product]
        months = months_of(self.epoch.base_from, self.epoch.base_to)
        return math.fsum(self.linked(product, m) for m in months) / len(months)

    @cached_property
    def leaves(self) -> dict[tuple[str, int], float]:
        found = {}
        for product in self.tree.leaves:
            base = self.base(product)
            found.update({(product, m): 100 * self.linked(product, m) / base for m in self.months})
        return found

    def index(self, node: str, month: int) -> float:
        """Of any node; rounded step by step where the policy says so."""
        policy = self.of.scheme.policy
        if node in self.tree.children:
            below = self.tree.children[node]
            value = math.fsum(self.tree.share(c) * self.index(c, month) for c in below)
        else:
            value = self.leaves[node, month]
        return rounded(value, policy.decimals, policy.halves) if policy.aggregate_from == "rounded" else value

    def counts(self, product: str, month: int) -> tuple[int, int, float, float, float]:
        """Reports, reports expected, imputed and estimated index points, weighted response."""
        members = self.members(product, month)
        here = [s for s in members if month in self.of.given[s]]
        absent = [s for s in members if month in self.of.estimates.get(s, {})]
        total = math.fsum(self.quantity(s, month) for s in members)
        imputed = math.fsum(self.quantity(s, month) for s in absent)
        estimated = math.fsum(self.quantity(s, month) for s in here if self.of.given[s][month][1] == "estimated")
        points = self.leaves[product, month] / total if total > 0 else 0.0
        size = {s: self._size(s) for s in self.panel(product)}
        weighted = 1.0
        if sum(size.values()) > 0:
            weighted -= math.fsum(size.get(s, 0.0) for s in absent) / math.fsum(size.values())
        return len(here), len(here) + len(absent), imputed * points, estimated * points, weighted

    def _size(self, series: Series) -> float:
        """What a member of the panel reported in the epoch's first twelve months."""
        year = self.months[:12]
        return math.fsum(q for m, (q, _) in self.of.given[series].items() if m in year)

    @cached_property
    def quality(self) -> dict[tuple[str, int], Quality]:
        found = {}
        for month in self.months:
            counted = {p: self.counts(p, month) for p in self.tree.leaves}
            for node in self.tree.parent:
                below = {p: dict(self.tree.above(p)).get(node) for p in self.tree.leaves}
                shares = {p: w for p, w in below.items() if w is not None}
                reports, expected = sum(counted[p][0] for p in shares), sum(counted[p][1] for p in shares)
                value = math.fsum(w * self.leaves[p, month] for p, w in shares.items())
                parts = [math.fsum(w * counted[p][i] for p, w in shares.items()) for i in (2, 3, 4)]
                response = reports / expected if expected else 1.0
                points = (parts[0] / value, parts[1] / value) if value > 0 else (0.0, 0.0)
                found[node, month] = (response, parts[2], *points)
        return found


@dataclass
class IndexOracle:
    """All epochs, linked."""

    of: Oracle

    @cached_property
    def epochs(self) -> list[EpochOracle]:
        def has_reports(e: Epoch) -> bool:
            started = min(number(e.base_from), number(e.valid_from), number(e.valid_from))
            return number(e.valid_from) <= self.of.last and number(e.valid_to) >= max(self.of.first, started)

        return [EpochOracle(self.of, e) for e in self.of.scheme.epochs if has_reports(e)]

    def spoken_for(self, i: int) -> list[int]:
        """Months an epoch speaks for; the first one also for its base period."""
        part = self.epochs[i]
        return [m for m in part.months if i == 0 or m >= number(part.epoch.valid_from)]

    @cached_property
    def factors(self) -> list[dict[str, float]]:
        found = [dict.fromkeys(self.epochs[0].tree.parent, 1.0)]
        ever = set(found[0])
        for old, new in zip(self.epochs, self.epochs[1:], strict=False):
            start, overlap = number(new.epoch.valid_from), self.of.scheme.policy.overlap
            months = range(start - 12, start)
            if overlap != "average":
                months = range(*next((m, m + 1) for m in reversed(months) if m % 12 + 1 == int(overlap)))
            here: dict[str, float] = {}
            for node in new.tree.parent:
                if node not in old.tree.parent:
                    if node not in ever:
                        here[node] = 1.0
                    continue
                a = math.fsum(old.index(node, m) for m in months)
                b = math.fsum(new.index(node, m) for m in months)
                if node in found[-1] and a > 0 and b > 0:
                    here[node] = found[-1][node] * a / b
            ever |= set(new.tree.parent)
            found.append(here)
        return found

    @property
    def indices(self) -> dict[tuple[str, str], tuple[str, float]]:
        return {
            (node, text(m)): (part.epoch.epoch, factor * part.index(node, m))
            for i, part in enumerate(self.epochs)
            for node, factor in self.factors[i].items()
            for m in self.spoken_for(i)
        }

    @property
    def quality(self) -> dict[tuple[str, str], Quality]:
        return {
            (node, text(m)): part.quality[node, m]
            for i, part in enumerate(self.epochs)
            for node in part.tree.parent
            for m in self.spoken_for(i)
        }

    @property
    def held_out(self) -> set[Series]:
        return {s for part in self.epochs for s in part.held_out}
