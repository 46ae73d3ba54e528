"""From coded reports to the relative of each product: quantity over the average month of the base period.

    I(p, t) = 100 · F(p, t) · Σ panel x̂(e, p, t) / q̄(p)

over the matched panel of the epoch, with estimates for what did not come and the link factor F of entries. GSBPM 5.7.
Source: IRIIP 2010, chapter 5 (volume extrapolation); the Vietnamese method's first step, i = q / q̄ × 100.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import narwhals as nw

from . import events, months
from .faults import fault
from .frames import Frame
from .reports import STATES, Panel
from .runs import Runs
from .scheme import Epoch, Event


@dataclass(frozen=True)
class Elementary:
    """The products of one epoch.

    Attributes:
        rows: ``product_number, slot, quantity, factor, base, index``: one row a product and month. ``quantity`` is the
            panel's total in the product's unit, estimates included; ``index`` is 100 × factor × quantity / base.
        arriving: entry events of series that join after the panel began, by series number.
        held_out: series that take no part, for want of an entry event.
        links: the factors the entries led to.
    """

    epoch: Epoch
    slots: range
    rows: Frame
    runs: Runs
    estimates: Frame
    arriving: dict[int, Event]
    held_out: tuple[int, ...]
    links: tuple[events.Link, ...]

    @cached_property
    def detail(self) -> Frame:
        """``product_number, slot, imputed, estimated, reports, expected, weighted``: what the totals rest on.

        ``imputed`` and ``estimated`` are parts of the quantity; ``expected`` counts the panel and ``reports`` those of
        it that reported; ``weighted`` is the share of the panel that did, weighted by size.
        """
        panel, width = self.runs.panel, self.runs.panel.width
        rows, estimates = self._of_the_panel(panel.rows), self._of_the_panel(self.estimates)
        inside = self.slots
        cell = panel.cell.alias("cell")
        counted = self._counted(rows)
        guessed = estimates.group_by(cell).agg(nw.len().alias("absent"), nw.col("quantity").sum().alias("imputed"))
        columns = ("cell", "reports", "absent", "imputed", "estimated")
        types = {"reports": nw.Int64, "absent": nw.Int64, "imputed": nw.Float64, "estimated": nw.Float64}
        parts = []
        for part, have in ((counted, ("reports", "estimated")), (guessed, ("absent", "imputed"))):
            filled = [(nw.col(c) if c in have else nw.lit(0)).cast(kind).alias(c) for c, kind in types.items()]
            parts.append(part.select("cell", *filled).select(*columns))
        if self.arriving:
            parts.append(self._arrived().select(*columns))
        if stopped := _stopped_cells(self.runs):
            nobody = panel.engine.small({"cell": stopped}, {"cell": int})
            parts.append(nobody.with_columns(nw.lit(0).cast(kind).alias(c) for c, kind in types.items()))
        total = nw.concat(parts, how="vertical").group_by("cell").agg(nw.col(*columns[1:]).sum())
        total = total.join(self._weighted_response(rows, estimates), on="cell", how="left")
        slot = nw.col("cell") % width
        return panel.engine.keep(
            total.filter(slot >= inside.start, slot < inside.stop).select(
                (nw.col("cell") // width).alias("product_number"),
                slot.alias("slot"),
                "imputed",
                "estimated",
                "reports",
                (nw.col("reports") + nw.col("absent")).alias("expected"),
                nw.col("weighted").fill_null(1.0),
            )
        )

    def _counted(self, rows: Frame) -> Frame:
        """``cell, reports, estimated``: reports of the panel, counted."""
        panel = self.runs.panel
        if not (panel.has_state or self.runs.complete or self.arriving or self.held_out):
            return self.runs.cells.select("cell", "reports", nw.lit(0.0).alias("estimated"))
        made = (nw.len().alias("reports"), self._estimated(panel).sum().alias("estimated"))
        return rows.group_by(panel.cell.alias("cell")).agg(*made)

    def _of_the_panel(self, rows: Frame) -> Frame:
        return without(self.runs.panel, rows, [*self.arriving, *self.held_out])

    @staticmethod
    def _estimated(panel: Panel) -> nw.Expr:
        if not panel.has_state:
            return nw.lit(0.0) * nw.col("quantity")
        return nw.when(nw.col("state") == STATES["estimated"]).then(nw.col("quantity")).otherwise(nw.lit(0.0))

    def _weighted_response(self, rows: Frame, estimates: Frame) -> Frame:
        """``cell, weighted``: share of a product's panel, weighted by its first twelve months, that did report."""
        panel = self.runs.panel
        year = range(self.slots.start, min(self.slots.stop, self.slots.start + months.MONTHS_A_YEAR))
        first = rows.filter(panel.month >= year.start, panel.month < year.stop)
        size = first.group_by(panel.series.alias("_series")).agg(nw.col("quantity").sum().alias("_size"))
        size = panel.engine.keep(size)
        product = (nw.col("_series") % len(panel.products)).alias("_p")
        whole = size.group_by(product).agg(nw.col("_size").sum().alias("_all")).filter(nw.col("_all") > 0)
        absent = estimates.with_columns(panel.series.alias("_series"), panel.cell.alias("cell"))
        missed = absent.join(size, on="_series", how="inner").group_by("cell").agg(nw.col("_size").sum())
        missed = missed.with_columns((nw.col("cell") // panel.width).alias("_p")).join(whole, on="_p", how="inner")
        return missed.select("cell", (1.0 - nw.col("_size") / nw.col("_all")).alias("weighted"))

    def _arrived(self) -> Frame:
        """Counts and quantities of the series that joined, from the month they joined."""
        panel = self.runs.panel
        joined = panel.engine.small(
            {
                "_series": list(self.arriving),
                "_from": [months.ordinal(e.period) - panel.start for e in self.arriving.values()],
            },
            {"_series": int, "_from": int},
        )
        zero, none = nw.lit(0.0), nw.lit(0).cast(nw.Int64)
        parts = []
        for rows, reported in ((panel.rows, True), (self.estimates, False)):
            keyed = rows.with_columns(panel.series.alias("_series")).join(joined, on="_series", how="inner")
            one = nw.lit(1).cast(nw.Int64)
            parts.append(
                keyed.filter(panel.month >= nw.col("_from")).select(
                    panel.cell.alias("cell"),
                    (one if reported else none).alias("reports"),
                    (none if reported else one).alias("absent"),
                    (zero if reported else nw.col("quantity")).alias("imputed"),
                    (self._estimated(panel) if reported else zero).alias("estimated"),
                )
            )
        return nw.concat(parts, how="vertical")


def without(panel: Panel, rows: Frame, series: list[int]) -> Frame:
    """Rows without those of a few series."""
    if not series:
        return rows
    table = panel.engine.small({"_series": series}, {"_series": int})
    return rows.with_columns(panel.series.alias("_series")).join(table, on="_series", how="anti").drop("_series")


def elementary(runs: Runs, estimates: Frame, epoch: Epoch) -> Elementary:
    """Relatives of all products of an epoch, for every month for which there are reports.

    Raises:
        Fault: E401, a product has nothing for a month; E402, its base quantity is zero or unknown; E406, an entry
            cannot be linked.
    """
    panel, width = runs.panel, runs.panel.width
    window = range(epoch.window.start - panel.start, epoch.window.stop - panel.start)
    slots = range(max(window.start, runs.first), min(window.stop, runs.last + 1))
    if not slots:
        raise fault("E401", code=panel.scheme.tree(epoch).leaves[0], period=epoch.valid_from, epoch=epoch.epoch)
    arriving, held_out = _outside_the_panel(runs, slots)
    totals = _totals(runs, estimates, [*arriving, *held_out])
    slot = nw.col("cell") % width
    made, links = _with_entries(runs, estimates, totals, arriving, slots)
    made = made.filter(slot >= slots.start, slot < slots.stop)
    made = made.with_columns((nw.col("cell") // width).alias("product_number"), slot.alias("slot"))
    made = made.join(_base_quantities(panel, epoch, made, slots), on="product_number", how="inner")
    made = panel.engine.keep(
        made.select(
            "product_number",
            "slot",
            "quantity",
            "factor",
            "base",
            (nw.col("quantity") * nw.col("factor") / nw.col("base") * 100.0).alias("index"),
        )
    )
    _complete(panel, epoch, made, slots)
    return Elementary(epoch, slots, made, runs, estimates, arriving, tuple(held_out), tuple(links))


def _outside_the_panel(runs: Runs, slots: range) -> tuple[dict[int, Event], list[int]]:
    """Series that join by an event after the panel began, and series that began later without one."""
    panel = runs.panel
    arriving = {s: e for s, e in events.entries(panel).items() if months.ordinal(e.period) - panel.start > slots.start}
    late = runs.late.filter(panel.month > slots.start, panel.month < slots.stop).select(panel.series.alias("s"))
    return arriving, sorted(set(panel.engine.rows(late)["s"]) - set(arriving))


def _totals(runs: Runs, estimates: Frame, outside: list[int]) -> Frame:
    """``cell, quantity, factor``: reported and estimated quantities of the panel."""
    panel = runs.panel
    parts = [runs.cells.select("cell", "quantity")]
    if outside:
        rows = without(panel, panel.rows, outside)
        parts = [rows.group_by(panel.cell.alias("cell")).agg(nw.col("quantity").sum())]
    if outside or not runs.complete:
        guessed = without(panel, estimates, outside).group_by(panel.cell.alias("cell"))
        parts.append(guessed.agg(nw.col("quantity").sum()))
    if stopped := _stopped_cells(runs):
        zeros: dict[str, list[float]] = {"cell": [*stopped], "quantity": [0.0] * len(stopped)}
        parts.append(panel.engine.small(zeros, {"cell": int, "quantity": float}))
    total = parts[0]
    if len(parts) > 1:
        total = nw.concat(parts, how="vertical").group_by("cell").agg(nw.col("quantity").sum())
    return total.with_columns(nw.lit(1.0).alias("factor"))


def _stopped_cells(runs: Runs) -> list[int]:
    """Products and months in which some series has stopped: where nobody else is left, output is zero, not absent."""
    width, wide = runs.panel.width, len(runs.panel.products)
    return sorted(
        {
            series % wide * width + slot
            for series, stop in events.stops(runs.panel).items()
            for slot in range(max(stop, runs.first), runs.last + 1)
        }
    )


def _with_entries(
    runs: Runs, estimates: Frame, made: Frame, arriving: dict[int, Event], slots: range
) -> tuple[Frame, list[events.Link]]:
    """Totals with the quantities of those who joined, and the factors that keep the index where it was."""
    panel = runs.panel
    arriving = {s: e for s, e in arriving.items() if months.ordinal(e.period) - panel.start < slots.stop}
    if not arriving:
        return made, []
    made = panel.engine.keep(made)
    joining = events.rows_of(panel, panel.rows.select("key", "quantity"), arriving)
    for series, found in events.rows_of(panel, estimates.select("key", "quantity"), arriving).items():
        joining[series].update(found)
    products = sorted({s % len(panel.products) for s in arriving})
    number = nw.col("cell") // panel.width
    small = panel.engine.rows(made.filter(number.is_in(products)).select("cell", "quantity"))
    totals: dict[int, dict[int, float]] = {p: {} for p in products}
    for cell, quantity in zip(small["cell"], small["quantity"], strict=True):
        totals[cell // panel.width][cell % panel.width] = quantity
    changes, links = events.link_entries(panel, arriving, joining, totals, slots)
    table = panel.engine.small(
        {"cell": list(changes), "_added": [a for a, _ in changes.values()], "_link": [f for _, f in changes.values()]},
        {"cell": int, "_added": float, "_link": float},
    )
    joined = made.join(table, on="cell", how="left").select(
        "cell",
        (nw.col("quantity") + nw.col("_added").fill_null(0.0)).alias("quantity"),
        nw.col("_link").fill_null(1.0).alias("factor"),
    )
    return panel.engine.keep(joined), links


def _base_quantities(panel: Panel, epoch: Epoch, made: Frame, slots: range) -> Frame:
    """``product_number, base``: the average month of the base period, given or computed."""
    given = panel.scheme.base_quantities(epoch)
    numbers = {leaf: panel.product_number[leaf] for leaf in panel.scheme.tree(epoch).leaves}
    if not all(leaf in given for leaf in numbers):
        base = range(epoch.base.start - panel.start, epoch.base.stop - panel.start)
        computed: dict[int, float] = {}
        if base.start >= slots.start and base.stop <= slots.stop:
            in_base = made.filter(nw.col("slot") >= base.start, nw.col("slot") < base.stop)
            total = (nw.col("quantity") * nw.col("factor")).sum() / len(base)
            found = panel.engine.rows(in_base.group_by("product_number").agg(total.alias("base")))
            computed = dict(zip(found["product_number"], found["base"], strict=True))
        given = {leaf: given.get(leaf, computed.get(n, 0.0)) for leaf, n in numbers.items()}
        for leaf, quantity in given.items():
            if not quantity > 0:
                raise fault("E402", code=leaf, epoch=epoch.epoch)
    return panel.engine.small(
        {"product_number": list(numbers.values()), "base": [given[leaf] for leaf in numbers]},
        {"product_number": int, "base": float},
    )


def _complete(panel: Panel, epoch: Epoch, made: Frame, slots: range) -> None:
    """Every product has a value for every month: an index with a hole would move for no reason of production."""
    leaves = panel.scheme.tree(epoch).leaves
    if panel.engine.rows(made.select(nw.len().alias("n")))["n"][0] == len(leaves) * len(slots):
        return
    found = panel.engine.rows(made.select("product_number", "slot"))
    there = set(zip(found["product_number"], found["slot"], strict=True))
    for leaf in leaves:
        for slot in slots:
            if (panel.product_number[leaf], slot) not in there:
                raise fault("E401", code=leaf, period=months.text(panel.start + slot), epoch=epoch.epoch)
