"""Random panels of reports with everything that can happen in one. Invented, for tests only.

The tree has two sections, four classes and seven products; every panel has gaps, zeros and late starters, and on
demand states, units, dated events and several epochs. Firm F0 always reports, so that a growth can always be found.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from nhip.engine import Base, Epoch, Event, Node, Policy, Scheme, UnitFactor, Weight

from .oracle import months_of, text

TREE = {
    "T": None, "A": "T", "B": "T", "A1": "A", "A2": "A", "B1": "B", "B2": "B",
    "a1x": "A1", "a1y": "A1", "a2x": "A2", "b1x": "B1", "b1y": "B1", "b2x": "B2", "b2y": "B2",
}  # fmt: skip
NEW_TREE = {k: v for k, v in TREE.items() if k not in ("b2y", "b2x", "B2")} | {"B3": "B", "b2x": "B3", "b3x": "B3"}
# base_from, base_to, valid_from, valid_to
YEARS = {
    "e1": ("2021-01", "2021-12", "2021-01", "2022-12"),
    "e2": ("2022-01", "2022-12", "2023-01", "2023-06"),
    "e3": ("2022-07", "2023-06", "2023-07", "2023-09"),
}


@dataclass(frozen=True)
class Case:
    scheme: Scheme
    rows: tuple[dict[str, Any], ...]
    made: str = "by hand"

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        # Hypothesis prints what failed, field by field, and warns of what is too long to read.
        printer.text(f"Case of {len(self.rows)} rows, made {self.made}")

    @property
    def columns(self) -> dict[str, list[Any]]:
        return {key: [row[key] for row in self.rows] for key in self.rows[0]}


def scheme_of(rng: random.Random, epochs: int, policy: Policy, given_bases: bool, events: tuple[Event, ...]) -> Scheme:
    nodes, weights, found, bases = [], [], [], []
    trees = {"v1": TREE, "v2": NEW_TREE}
    for name, tree in trees.items():
        if name == "v1" or epochs > 1:
            nodes += [
                Node(name, c, p, unit="kg" if c == "b1x" else "t" if c == c.lower() else "") for c, p in tree.items()
            ]
    for name in ("e1", "e2", "e3")[:epochs]:
        tree = TREE if name == "e1" else NEW_TREE
        found.append(Epoch(name, *YEARS[name], "v1" if name == "e1" else "v2"))
        weights += [Weight(name, c, rng.choice([1.0, 2.5, 7.0, 30.0])) for c, p in tree.items() if p]
        if given_bases:
            bases += [Base(name, c, rng.uniform(10, 60)) for c in tree if c not in tree.values() and rng.random() < 0.7]
    units = (UnitFactor("b1x", "tonne", 1000.0), UnitFactor("a1x", "kg", 0.001))
    return Scheme(tuple(nodes), tuple(found), tuple(weights), policy, tuple(bases), units, events)


def events_of(rng: random.Random) -> tuple[Event, ...]:
    """Two firms join the same product, one leaves, two are replaced: by another firm, and by another product."""
    second = rng.choice(["2022-04", "2022-06", "2022-09"])
    return (
        Event("entry", "2022-03", "N1", "a1x", overlap_from="2022-03", overlap_to="2022-05"),
        Event("entry", second, "N2", "a1x", overlap_from="2022-01", overlap_to="2022-03",
              factor=rng.choice([None, 0.9])),
        Event("exit", rng.choice(["2022-02", "2022-11"]), "X", "b1x"),
        Event("replacement", "2022-05", "R1", "a2x", new_enterprise="R2", overlap_from="2022-02", overlap_to="2022-04"),
        Event("replacement", "2022-08", "R3", "b1y", new_product="b1z", overlap_from="2022-05", overlap_to="2022-07",
              factor=rng.choice([None, 2.0])),
    )  # fmt: skip


def make(
    seed: int,
    *,
    epochs: int = 1,
    events: bool = False,
    states: bool = False,
    units: bool = False,
    given_bases: bool = False,
    gaps: float = 0.15,
    zeros: float = 0.08,
    silent: bool = False,
    policy: Policy | None = None,
) -> Case:
    rng = random.Random(seed)
    happened = events_of(rng) if events else ()
    scheme = scheme_of(rng, epochs, policy or Policy(), given_bases, happened)
    # Half a year less than the scheme allows, where no later epoch needs the months.
    months = months_of("2021-01", {1: "2022-11", 2: "2023-05", 3: "2023-09"}[epochs])
    table: dict[tuple[str, str], dict[int, float | None]] = {}

    def series(firm: str, product: str, start: int, end: int, gap: float, zero: float) -> None:
        level, season = rng.uniform(2, 40), [rng.uniform(0.6, 1.5) for _ in range(12)]
        values: dict[int, float | None] = {}
        for m in months[start:end]:
            level *= rng.uniform(0.9, 1.12)
            values[m] = None if rng.random() < gap else 0.0 if rng.random() < zero else level * season[m % 12]
        table[firm, product] = values

    products = ["a1x", "a1y", "a2x", "b1x", "b1y", "b2x", "b2y", *(["b3x"] if epochs > 1 else [])]
    for product in products:
        # b2y is made by one firm alone that often stays silent; whole months of it must come from its class
        for i in range(1 if product == "b2y" else rng.choice([2, 3])):
            series(f"F{i}", product, 0, len(months), gaps, zeros)
            table[f"F{i}", product][months[0]] = rng.uniform(5, 20)
        if rng.random() < 0.3:
            series("L", product, rng.randrange(2, 16), len(months), gaps, zeros)
    series("F0", "a1x", 0, len(months), 0, 0)
    if silent:
        series("S", "a1x", 0, len(months), gaps, zeros)
        series("S", "b2y", 0, len(months), gaps, zeros)
        for product, n in (("a1x", rng.choice([1, 3])), ("b2y", rng.choice([2, 14]))):
            table["S", product] |= dict.fromkeys(months[:n], None)
            table["S", product][months[n]] = 7.5
    if events:
        _with_events(series, table, happened, months)
    rows = [row for key, values in table.items() for row in _rows(rng, key, values, states, units, silent)]
    rng.shuffle(rows)
    return Case(scheme, tuple(rows), f"with {seed=}, {epochs=}, {events=}, {states=}, {silent=}, {gaps=}, {zeros=}")


def _with_events(series: Any, table: dict[Any, Any], happened: tuple[Event, ...], months: list[int]) -> None:
    for firm, product, start in (("N1", "a1x", 12), ("N2", "a1x", 10), ("R1", "a2x", 0), ("R2", "a2x", 12),
                                 ("R3", "b1y", 0), ("R3", "b1z", 15), ("X", "b1x", 0)):  # fmt: skip
        end = months_of("2021-01", happened[2].period)[-1] - months[0] if firm == "X" else len(months)
        series(firm, product, start, end, 0.1, 0.05)
        table[firm, product][months[start]] = 9.0
    for product in ("a2x", "b1y", "b1z"):
        for firm in ("R1", "R2", "R3"):
            for m in months_of("2022-02", "2022-07"):
                if m in table.get((firm, product), {}):
                    table[firm, product][m] = 6.0 + m % 5


def _rows(
    rng: random.Random, key: tuple[str, str], values: dict[int, float | None], states: bool, units: bool, silent: bool
) -> list[dict[str, Any]]:
    firm, product = key
    found = []
    leading = True
    for m, value in values.items():
        row: dict[str, Any] = {"enterprise": firm, "product": product, "period": text(m), "quantity": value}
        state, unit = "", ""
        if value is None:
            state = "not_reported"
            # the firm S says so itself, month by month, until its first report
            if not (states and rng.random() < 0.5) and not (silent and firm == "S" and leading):
                continue
        else:
            leading = False
            if value == 0 and rng.random() < 0.5:
                state, row["quantity"] = "not_produced", rng.choice([None, 0.0])
            elif rng.random() < 0.2:
                state = rng.choice(["reported", "estimated"])
            if product in ("b1x", "a1x") and rng.random() < 0.5:
                unit, factor = {"b1x": ("tonne", 1000.0), "a1x": ("kg", 0.001)}[product]
                row["quantity"] = None if row["quantity"] is None else row["quantity"] / factor
        if states or silent:
            row["state"] = state or rng.choice(["", "reported"])
        elif row["quantity"] is None:
            row["quantity"] = 0.0
        if units:
            row["unit"] = unit
        elif unit and row["quantity"] is not None:
            row["quantity"] = value
        found.append(row)
    return found
