"""From coded reports to the relative of each product: quantity over the average month of the base period.

    I(p, t) = 100 · F(p, t) · Σ panel x̂(e, p, t) / q̄(p)

over the matched panel of the epoch, with estimates for what did not come and the link factor F of entries. GSBPM 5.7.
Source: IRIIP 2010, chapter 5 (volume extrapolation); the Vietnamese method's first step, i = q / q̄ × 100.
"""

from __future__ import annotations

from dataclasses import dataclass

import narwhals as nw

from . import events, months
from .faults import fault
from .frames import Frame
from .reports import STATES, Panel
from .runs import Runs
from .scheme import Epoch, Scheme


@dataclass(frozen=True)
class Elementary:
    """The products of one epoch.

    Attributes:
        rows: ``product_number, slot, quantity, imputed, estimated, reports, expected, factor, base, index, weighted``:
            one row a product and month. ``quantity`` is the panel's total in the product's unit, ``imputed`` and
            ``estimated`` the parts of it that were; ``index`` is 100 × factor × quantity / base; ``weighted`` the
            share of the base quantity whose enterprises reported.
        held_out: series that take no part, for want of an entry event.
    """

    epoch: Epoch
    slots: range
    rows: Frame
    held_out: tuple[tuple[str, str], ...]
    links: tuple[events.Link, ...]


def elementary(runs: Runs, imputed: Frame, epoch: Epoch) -> Elementary:
    """Relatives of all products of an epoch, for every month for which there are reports.

    Raises:
        Fault: E401, a product has nothing for a month; E402, its base quantity is zero or unknown; E406, an entry
            cannot be linked.
    """
    panel, engine = runs.panel, runs.panel.engine
    window = range(epoch.window.start - panel.start, epoch.window.stop - panel.start)
    slots = range(max(window.start, runs.first), min(window.stop, runs.last + 1))
    if not slots:
        raise fault("E401", code=panel.scheme.tree(epoch).leaves[0], period=epoch.valid_from, epoch=epoch.epoch)
    arriving, held_out = _outside_the_panel(runs, slots)
    outside = [*arriving, *held_out]
    rows, estimates = panel.rows, imputed
    cells = runs.cells
    if outside:
        table = engine.small({"_series": outside}, {"_series": int})
        rows = rows.with_columns(panel.series.alias("_series")).join(table, on="_series", how="anti")
        estimates = estimates.with_columns(panel.series.alias("_series")).join(table, on="_series", how="anti")
        cells = rows.group_by(panel.cell.alias("cell")).agg(nw.col("quantity").sum(), nw.len().alias("reports"))
    made = _totals(panel, cells, rows, estimates)
    made = made.filter(nw.col("slot") >= slots.start, nw.col("slot") < slots.stop)
    made = engine.keep(made.join(_weighted_response(runs, rows, estimates, slots), on="cell", how="left"))
    made, links = _with_entries(runs, imputed, made, arriving, slots)
    base = _base_quantities(panel, epoch, made, slots)
    made = made.join(base, on="product_number", how="inner").with_columns(
        nw.col("weighted").fill_null(1.0),
        (nw.col("quantity") * nw.col("factor") / nw.col("base") * 100.0).alias("index"),
    )
    made = engine.keep(made.drop("cell"))
    _complete(panel, panel.scheme, epoch, made, slots)
    return Elementary(epoch, slots, made, tuple(panel.names_of(s) for s in held_out), tuple(links))


def _outside_the_panel(runs: Runs, slots: range) -> tuple[dict[int, events.Event], list[int]]:
    """Series that join by an event after the panel began, and series that began later without one."""
    panel = runs.panel
    arriving = {
        s: e for s, e in events.entries(panel).items() if months.ordinal(e.period) - panel.start > slots.start
    }
    late = runs.starts().filter(panel.month > slots.start, panel.month < slots.stop).select(panel.series.alias("s"))
    return arriving, sorted(set(panel.engine.rows(late)["s"]) - set(arriving))


def _totals(panel: Panel, cells: Frame, rows: Frame, estimates: Frame) -> Frame:
    """Reported and estimated quantities of each cell, side by side."""
    zero, none = nw.lit(0.0), nw.lit(0)
    parts = [
        cells.select(
            "cell", "quantity", "reports", nw.lit(0.0).alias("imputed"), zero.alias("estimated"), none.alias("absent")
        ),
        estimates.group_by(panel.cell.alias("cell"))
        .agg(nw.col("quantity").sum(), nw.len().alias("absent"))
        .select(
            "cell", "quantity", none.alias("reports"), nw.col("quantity").alias("imputed"), zero.alias("estimated"),
            "absent",
        ),
    ]  # fmt: skip
    if panel.has_state:
        guessed = rows.filter(nw.col("state") == STATES["estimated"]).with_columns(panel.cell.alias("cell"))
        parts.append(
            guessed.group_by("cell")
            .agg(nw.col("quantity").sum().alias("estimated"))
            .select(
                "cell", zero.alias("quantity"), none.alias("reports"), zero.alias("imputed"), "estimated",
                none.alias("absent"),
            )
        )  # fmt: skip
    counts = ("reports", "absent")
    parts = [p.with_columns(*(nw.col(c).cast(nw.Int64) for c in counts)) for p in parts]
    total = nw.concat(parts, how="vertical").group_by("cell").agg(
        nw.col("quantity", "imputed", "estimated", "reports", "absent").sum()
    )
    return total.with_columns(
        (nw.col("cell") // panel.width).alias("product_number"),
        (nw.col("cell") % panel.width).alias("slot"),
        (nw.col("reports") + nw.col("absent")).alias("expected"),
        nw.lit(1.0).alias("factor"),
    ).drop("absent")


def _weighted_response(runs: Runs, rows: Frame, estimates: Frame, slots: range) -> Frame:
    """``cell, weighted``: share of a product's panel, weighted by its first twelve months, that did report."""
    panel = runs.panel
    year = range(slots.start, min(slots.stop, slots.start + months.MONTHS_A_YEAR))
    absent = estimates.with_columns(panel.series.alias("_series"), panel.cell.alias("cell"))
    first = rows.filter(panel.month >= year.start, panel.month < year.stop)
    size = first.group_by(panel.series.alias("_series")).agg(nw.col("quantity").sum().alias("_size"))
    size = panel.engine.keep(size)
    whole = size.group_by((nw.col("_series") % len(panel.products)).alias("_p")).agg(nw.col("_size").sum().alias("_all"))
    missed = absent.join(size, on="_series", how="inner").group_by("cell").agg(nw.col("_size").sum())
    missed = missed.with_columns((nw.col("cell") // panel.width).alias("_p")).join(
        whole.filter(nw.col("_all") > 0), on="_p", how="inner"
    )
    return missed.select("cell", (1.0 - nw.col("_size") / nw.col("_all")).alias("weighted"))


def _with_entries(
    runs: Runs, imputed: Frame, made: Frame, arriving: dict[int, events.Event], slots: range
) -> tuple[Frame, list[events.Link]]:
    panel = runs.panel
    if not arriving:
        return made, []
    joining = events.rows_of(panel, panel.rows.select("key", "quantity"), arriving)
    guessed = events.rows_of(panel, imputed.select("key", "quantity"), arriving)
    for series, found in guessed.items():
        joining[series].update(found)
    products = sorted({s % len(panel.products) for s in arriving})
    small = panel.engine.rows(
        made.filter(nw.col("product_number").is_in(products)).select("product_number", "slot", "quantity")
    )
    totals: dict[int, dict[int, float]] = {p: {} for p in products}
    for p, s, q in zip(small["product_number"], small["slot"], small["quantity"], strict=True):
        totals[p][s] = q
    changes, links = events.link_entries(panel, arriving, joining, totals, slots)
    inside = {s: months.ordinal(e.period) - panel.start for s, e in arriving.items()}
    counts = _entry_counts(panel, joining, guessed, inside, slots)
    cells = sorted(changes)
    table = panel.engine.small(
        {
            "cell": cells,
            "_added": [changes[c][0] for c in cells],
            "_factor": [changes[c][1] for c in cells],
            "_reports": [counts.get(c, (0, 0, 0.0))[0] for c in cells],
            "_expected": [counts.get(c, (0, 0, 0.0))[1] for c in cells],
            "_imputed": [counts.get(c, (0, 0, 0.0))[2] for c in cells],
        },
        {"cell": int, "_added": float, "_factor": float, "_reports": int, "_expected": int, "_imputed": float},
    )
    extra = ("_added", "_factor", "_reports", "_expected", "_imputed")
    joined = made.join(table, on="cell", how="left").with_columns(
        (nw.col("quantity") + nw.col("_added").fill_null(0.0)).alias("quantity"),
        (nw.col("imputed") + nw.col("_imputed").fill_null(0.0)).alias("imputed"),
        (nw.col("reports") + nw.col("_reports").fill_null(0)).alias("reports"),
        (nw.col("expected") + nw.col("_expected").fill_null(0)).alias("expected"),
        nw.col("_factor").fill_null(1.0).alias("factor"),
    )
    return panel.engine.keep(joined.drop(*extra)), links


def _entry_counts(
    panel: Panel,
    joining: dict[int, dict[int, float]],
    guessed: dict[int, dict[int, float]],
    inside: dict[int, int],
    slots: range,
) -> dict[int, tuple[int, int, float]]:
    """By cell: reports, expected reports and imputed quantity of the series that joined."""
    found: dict[int, tuple[int, int, float]] = {}
    for series, quantities in joining.items():
        for slot, quantity in quantities.items():
            if slot in slots and slot >= inside[series]:
                cell = series % len(panel.products) * panel.width + slot
                reports, expected, imputed = found.get(cell, (0, 0, 0.0))
                was_guessed = slot in guessed.get(series, {})
                found[cell] = (
                    reports + (not was_guessed), expected + 1, imputed + (quantity if was_guessed else 0.0)
                )  # fmt: skip
    return found


def _base_quantities(panel: Panel, epoch: Epoch, made: Frame, slots: range) -> Frame:
    """``product_number, base``: the average month of the base period, given or computed."""
    tree = panel.scheme.tree(epoch)
    given = panel.scheme.base_quantities(epoch)
    numbers = {leaf: panel.product_number[leaf] for leaf in tree.leaves}
    if all(leaf in given for leaf in numbers):
        return panel.engine.small(
            {"product_number": list(numbers.values()), "base": [given[leaf] for leaf in numbers]},
            {"product_number": int, "base": float},
        )
    base = range(epoch.base.start - panel.start, epoch.base.stop - panel.start)
    covered = base.start >= slots.start and base.stop <= slots.stop
    in_base = made.filter(nw.col("slot") >= base.start, nw.col("slot") < base.stop)
    total = (nw.col("quantity") * nw.col("factor")).sum() / len(base)
    found = panel.engine.rows(in_base.group_by("product_number").agg(total.alias("base"))) if covered else {}
    computed = dict(zip(found["product_number"], found["base"], strict=True)) if found else {}
    quantities = {leaf: given.get(leaf, computed.get(n, 0.0)) for leaf, n in numbers.items()}
    for leaf, quantity in quantities.items():
        if not quantity > 0:
            raise fault("E402", code=leaf, epoch=epoch.epoch)
    return panel.engine.small(
        {"product_number": list(numbers.values()), "base": list(quantities.values())},
        {"product_number": int, "base": float},
    )


def _complete(panel: Panel, scheme: Scheme, epoch: Epoch, made: Frame, slots: range) -> None:
    """Every product has a value for every month: an index with a hole would move for no reason of production."""
    leaves = scheme.tree(epoch).leaves
    found = panel.engine.rows(made.group_by("product_number").agg(nw.len().alias("n")))
    have = dict(zip(found["product_number"], found["n"], strict=True))
    for leaf in leaves:
        number = panel.product_number[leaf]
        if have.get(number, 0) != len(slots):
            there = set(panel.engine.rows(made.filter(nw.col("product_number") == number).select("slot"))["slot"])
            missing = next(s for s in slots if s not in there)
            raise fault("E401", code=leaf, period=months.text(panel.start + missing), epoch=epoch.epoch)
