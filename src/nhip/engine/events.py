"""Births, deaths and replacements: dated changes of the panel, linked so that the change itself moves nothing.

*entry*: an enterprise joins the panel of a product at a month. From then on the product's total with the newcomer is
multiplied by

    F = Σ overlap (total without it) / Σ overlap (total with it)

and factors of later entries multiply. Without an entry event a series that starts after the panel did is held out,
and said to be.

*exit*: a series stops. From the month on nothing is missing any more and the quantity is zero: output that ended is a
fall in output, until the next weights.

*replacement*: a new series (another enterprise, another product, or both) continues an old one. From the month on its
quantity, divided by mean(new)/mean(old) over the overlap, stands in the old one's place; the old one's own reports
from then on, and the new one's before, take no part.

Sources: India, MOSPI, rules for replacing factories of November 2025 (twelve months' overlap); IMF, PPI Manual 2004,
chapter 8 (overlap method); Eurostat, Handbook on the compilation of industrial production.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import narwhals as nw

from . import months
from .faults import fault
from .frames import Frame
from .reports import Panel
from .scheme import Event


@dataclass(frozen=True)
class Link:
    """A factor that came of an event, kept so that it can be shown."""

    kind: str
    period: str
    enterprise: str
    product: str
    factor: float
    overlap: str


def stops(panel: Panel) -> dict[int, int]:
    """By series number, the slot from which an exit event lets nothing be missing any more."""
    found: dict[int, int] = {}
    for e in panel.scheme.events:
        if e.kind == "exit" and e.enterprise in panel.enterprise_number and e.product in panel.product_number:
            found[_series(panel, e)] = _slot(panel, e.period)
    return found


def entries(panel: Panel) -> dict[int, Event]:
    """Entry events by series number."""
    return {
        _series(panel, e): e
        for e in panel.scheme.events
        if e.kind == "entry" and e.enterprise in panel.enterprise_number
    }


def _series(panel: Panel, event: Event) -> int:
    return panel.enterprise_number[event.enterprise] * len(panel.products) + panel.product_number[event.product]


def _slot(panel: Panel, period: str) -> int:
    return months.ordinal(period) - panel.start


def _overlap(panel: Panel, event: Event) -> range:
    return range(_slot(panel, event.overlap_from), _slot(panel, event.overlap_to) + 1)


def rows_of(panel: Panel, rows: Frame, series: Iterable[int]) -> dict[int, dict[int, float]]:
    """Quantities of a few series as ``{series: {slot: quantity}}``."""
    wanted = panel.engine.small({"_series": list(series)}, {"_series": int})
    keyed = rows.with_columns(panel.series.alias("_series"))
    found = panel.engine.rows(keyed.join(wanted, on="_series", how="inner").select("key", "quantity"))
    table: dict[int, dict[int, float]] = defaultdict(dict)
    for key, quantity in zip(found["key"], found["quantity"], strict=True):
        table[key // panel.width][key % panel.width] = quantity
    return table


def apply_replacements(panel: Panel) -> tuple[Panel, list[Link]]:
    """Let new series stand in the place of the ones they replace.

    Raises:
        Fault: E406, one of the two produced nothing in the overlap, so there is no factor.
    """
    pairs = list(_replaced_series(panel))
    if not pairs:
        return panel, []
    table = rows_of(panel, panel.rows, {s for old, new, _ in pairs for s in (old, new)})
    given = _states_of(panel, set(table)) if panel.has_state else {}
    links: list[Link] = []
    moved: dict[int, tuple[float, int | None]] = {}
    dropped: set[int] = set()
    # A series that stands for another can be replaced in its turn: the origin, and all factors since.
    stands_for: dict[int, tuple[int, float]] = {}
    for old, new, event in sorted(pairs, key=lambda p: p[2].period):
        if not event.enterprise and not table[old]:
            continue
        at = _slot(panel, event.period)
        factor = event.factor or _replacement_factor(panel, event, table[old], table[new])
        origin, before = stands_for.get(old, (old, 1.0))
        stands_for[new] = (origin, before * factor)
        enterprise, product = panel.names_of(origin)
        overlap = f"{event.overlap_from}–{event.overlap_to}" if event.overlap_from else ""
        links.append(Link("replacement", event.period, enterprise, product, factor, overlap))
        for slot in [s for s in table[origin] if s >= at]:
            key = origin * panel.width + slot
            dropped.add(key)
            moved.pop(key, None)
            del table[origin][slot]
        for slot, quantity in table[new].items():
            dropped.add(new * panel.width + slot)
            if slot >= at:
                state = given.get(new * panel.width + slot)
                moved[origin * panel.width + slot] = (quantity / (before * factor), state)
                table[origin][slot] = quantity / (before * factor)
    gone = panel.engine.small({"key": sorted(dropped)}, {"key": int})
    columns: dict[str, list[Any]] = {"key": list(moved), "quantity": [q for q, _ in moved.values()]}
    types: dict[str, type] = {"key": int, "quantity": float}
    if panel.has_state:
        columns["state"], types["state"] = [s for _, s in moved.values()], int
    rows = nw.concat([panel.rows.join(gone, on="key", how="anti"), panel.engine.small(columns, types)], how="vertical")
    return replace(panel, rows=panel.engine.keep(rows.sort("key"))), links


def _replaced_series(panel: Panel) -> Iterable[tuple[int, int, Event]]:
    """Old series, new series, event; an event without enterprises speaks of every enterprise that made the product."""
    wide = len(panel.products)
    for event in panel.scheme.events:
        if event.kind != "replacement":
            continue
        names = [event.enterprise] if event.enterprise else list(panel.enterprises)
        for name in names:
            taking_over = event.new_enterprise or name
            if name not in panel.enterprise_number or taking_over not in panel.enterprise_number:
                continue
            product = event.new_product or event.product
            old = panel.enterprise_number[name] * wide + panel.product_number[event.product]
            new = panel.enterprise_number[taking_over] * wide + panel.product_number[product]
            yield old, new, event


def _replacement_factor(panel: Panel, event: Event, old: dict[int, float], new: dict[int, float]) -> float:
    overlap = [s for s in _overlap(panel, event) if s in old and s in new]
    before, after = sum(old[s] for s in overlap), sum(new[s] for s in overlap)
    if before <= 0 or after <= 0:
        raise fault("E406", code=event.product, period=event.period, overlap=f"{event.overlap_from}–{event.overlap_to}")
    return after / before


def _states_of(panel: Panel, series: set[int]) -> dict[int, int]:
    wanted = panel.engine.small({"_series": sorted(series)}, {"_series": int})
    keyed = panel.rows.with_columns(panel.series.alias("_series")).join(wanted, on="_series", how="inner")
    found = panel.engine.rows(keyed.select("key", "state"))
    return dict(zip(found["key"], found["state"], strict=True))


def link_entries(
    panel: Panel,
    events: dict[int, Event],
    joining: dict[int, dict[int, float]],
    totals: dict[int, dict[int, float]],
    slots: range,
) -> tuple[dict[int, tuple[float, float]], list[Link]]:
    """What entries add to the totals, and the factors that keep the index where it was.

    Args:
        events: entry events of this epoch by series number.
        joining: quantities of these series, estimates included.
        totals: quantities of the panel without them, ``{product number: {slot: quantity}}``; the overlap may lie
            before the epoch.
        slots: months of the epoch.

    Returns:
        ``{cell: (added quantity, factor)}`` and the links made.
    """
    by_product: dict[int, list[tuple[int, int, Event]]] = defaultdict(list)
    for series, event in events.items():
        by_product[series % len(panel.products)].append((_slot(panel, event.period), series, event))
    changes: dict[int, tuple[float, float]] = {}
    links: list[Link] = []
    for product, arriving in by_product.items():
        running = dict(totals.get(product, {}))
        factor = 1.0
        factors = dict.fromkeys(slots, 1.0)
        added = dict.fromkeys(slots, 0.0)
        for at, series, event in sorted(arriving, key=lambda a: (a[0], a[1])):
            overlap = _overlap(panel, event)
            own = joining.get(series, {})
            step = event.factor
            if step is None:
                without = sum(running.get(s, 0.0) for s in overlap)
                if without <= 0:
                    raise fault(
                        "E406", code=event.product, period=event.period,
                        overlap=f"{event.overlap_from}–{event.overlap_to}",
                    )  # fmt: skip
                step = without / (without + sum(own.get(s, 0.0) for s in overlap))
            factor *= step
            for s, quantity in own.items():
                running[s] = running.get(s, 0.0) + quantity
            for s in slots:
                if s >= at:
                    factors[s] = factor
                    added[s] += own.get(s, 0.0)
            name, code = panel.names_of(series)
            links.append(Link("entry", event.period, name, code, step, f"{event.overlap_from}–{event.overlap_to}"))
        changes.update({product * panel.width + s: (added[s], factors[s]) for s in slots})
    return changes, links
