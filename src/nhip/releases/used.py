"""Which quantity of which report went into which product's index: the last step of every opening."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import narwhals as nw
import polars as pl

from nhip import engine
from nhip.engine.reports import STATE_NAMES
from nhip.engine.scheme import Event

__all__ = ["IMPUTED", "Used", "used_reports"]

IMPUTED = "imputed"


@dataclass(frozen=True, slots=True)
class Used:
    """A quantity in a product's index, in the product's own unit. ``observation`` is None where none came."""

    enterprise: str
    product: str
    period: str
    quantity: float
    state: str
    rule: str
    factor: float
    observation: int | None


def used_reports(compilation: engine.Compilation, observations: pl.DataFrame, since: str | None = None) -> list[Used]:
    """List every quantity that entered an index, in a fixed order.

    Series that were held out, and months of a newcomer before its entry, entered none. After a replacement the
    quantity stands in the old series' place, divided by the link factor; its observation is the new one's.

    Args:
        compilation: of the engine, from reports.
        observations: frame with observation, enterprise, product, period (production only).
        since: leave out earlier months.
    """
    ids = {
        (enterprise, product, period): number
        for number, enterprise, product, period in observations.select(
            "observation", "enterprise", "product", "period"
        ).iter_rows()
    }
    held_out = set(compilation.held_out)
    events = compilation.scheme.events
    entered = {(e.enterprise, e.product): e.period for e in events if e.kind == "entry"}
    replaced = _replacements(events)
    links = {(each.enterprise, each.product, each.period): each.factor for each in compilation.links}
    found: list[Used] = []
    for row in _rows(compilation):
        series = (row.enterprise, row.product)
        if series in held_out or row.period < entered.get(series, "") or (since and row.period < since):
            continue
        source = series
        event = replaced.get(series) or replaced.get(("", row.product))
        if event is not None and row.period >= event.period:
            source = (event.new_enterprise or row.enterprise, event.new_product or row.product)
            row = replace(row, factor=links.get((row.enterprise, row.product, event.period), 1.0))
        found.append(replace(row, observation=ids.get((*source, row.period))))
    return sorted(found, key=lambda each: (each.period, each.product, each.enterprise))


def _replacements(events: tuple[Event, ...]) -> dict[tuple[str, str], Event]:
    return {(e.enterprise, e.product): e for e in events if e.kind == "replacement"}


def _rows(compilation: engine.Compilation) -> Iterator[Used]:
    """Reported quantities, then estimates for missing ones, as the engine has them."""
    panel = compilation.panel
    if panel is None:
        return
    frame = panel.named(panel.rows, enterprise=True)
    state = nw.col("state") if panel.has_state else nw.lit(0).alias("state")
    rows = panel.engine.rows(frame.select("enterprise", "product", "period", "quantity", state))
    for enterprise, product, period, quantity, number in zip(*rows.values(), strict=True):
        yield Used(enterprise, product, period, quantity, STATE_NAMES[number], "", 1.0, None)
    imputed = compilation.imputed.select("enterprise", "product", "period", "quantity", "rule")
    for enterprise, product, period, quantity, rule in imputed.iter_rows():
        yield Used(enterprise, product, period, quantity, IMPUTED, rule, 1.0, None)
