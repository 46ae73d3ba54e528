"""Opening a number: the rows below it, down to single reports, and the proof that they make it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import narwhals as nw

from . import months
from .compilation import Compilation, Part
from .elementary import Elementary
from .faults import fault
from .frames import Frame
from .imputation import RULE_NAMES
from .reports import STATE_NAMES
from .scheme_checks import nearest
from .series import ChainedIndex


@dataclass(frozen=True)
class Row:
    """One thing a number is made of.

    Attributes:
        child: code of the node below, or of the enterprise that reported.
        weight: share of the node above in its step; of a report, the share of the product's base quantity it stands for
            is not known, so None.
        relative: the child's index, its base period = 100; of a report, None.
        quantity: of a report, as used, in the product's unit (after conversion and replacement).
        contribution: index points: weight × relative; of a report, 100 × factor × quantity / base. They add up to the
            number above.
        origin: ``node``, or of a report its state (``reported``, ``not_produced``, ``estimated``, ``imputed``).
        rule: of an imputed report, by which rule it was estimated.
    """

    child: str
    contribution: float
    origin: str
    weight: float | None = None
    relative: float | None = None
    quantity: float | None = None
    rule: str = ""


@dataclass(frozen=True)
class Explanation:
    """A number, opened.

    Attributes:
        index: the index of the compilation.
        own: the same on the base of its epoch; ``index = own × link``.
        link: the factor of the epoch in the chain; 1 where there is one epoch.
        factor: of a product, the link factor of entries into its panel.
        base: of a product, the average month of the base period.
        rows: what is below; empty for a component index, which was given.
    """

    node: str
    period: str
    epoch: str
    index: float
    own: float
    link: float
    rows: tuple[Row, ...]
    factor: float | None = None
    base: float | None = None

    @property
    def recomputed(self) -> float:
        """The number made again from its rows: Σ contribution × link."""
        return sum(r.contribution for r in self.rows) * self.link if self.rows else self.index


def explain(compilation: Compilation, node: str, period: str) -> Explanation:
    """Open the index of a node in a month: what it is made of, one step down.

        index = link × Σ contribution        contribution of a node below = weight × relative
                                             contribution of a report = 100 × factor × quantity / base

    Args:
        compilation: a compiled index.
        node: any code of the tree.
        period: "YYYY-MM".

    Returns:
        The rows one step below; call it again on a row's ``child`` to go on, down to reports. Units: index points,
        quantities in the product's own unit. A report that did not come is there with its estimate and rule. Where the
        policy rounds between steps, the parts make the number after that rounding.

    Raises:
        Fault: E404, no such node (the nearest codes are named); E405, no such month in the result; E120, not a month.

    Source: design of this project: every number can be opened; contributions as in IRIIP 2010, chapter 8.

    Example:
        >>> import polars as pl
        >>> from nhip.engine import Epoch, Node, Scheme, Weight, compile_components
        >>> scheme = Scheme(
        ...     nodes=(Node("v", "T", None), Node("v", "B", "T"), Node("v", "C", "T")),
        ...     epochs=(Epoch("e", "2022-01", "2022-12", "2023-01", "2023-12", "v"),),
        ...     weights=(Weight("e", "B", 25.0), Weight("e", "C", 75.0)),
        ... )
        >>> given = pl.DataFrame({"node": ["B", "C"], "period": ["2023-01"] * 2, "index": [120.0, 100.0]})
        >>> opened = explain(compile_components(given, scheme), "T", "2023-01")
        >>> [(r.child, r.weight, r.relative, r.contribution) for r in opened.rows], opened.index
        ([('B', 0.25, 120.0, 30.0), ('C', 0.75, 100.0, 75.0)], 105.0)
    """
    part, slot = _part_of(compilation, period)
    tree = compilation.scheme.tree(part.epoch)
    if node not in tree.nodes:
        names = {f"{c} {n.name_vi}": c for c, n in tree.nodes.items()}
        found = nearest(node, list(tree.nodes))
        raise fault("E404", code=node, near=found if found != "–" else nearest(node, list(names)))
    children = tree.children.get(node, ())
    values = _values(compilation, part, slot, (node, *children))
    own = values[node]
    link = _link(compilation, part, node)
    if children:
        rows = tuple(
            Row(c, tree.share[c] * values[c], "node", weight=tree.share[c], relative=values[c]) for c in children
        )
        return Explanation(node, period, part.epoch.epoch, own * link, own, link, rows)
    products = part.products
    if products is None:
        return Explanation(node, period, part.epoch.epoch, own * link, own, link, ())
    number = compilation.reports.product_number[node]
    row = products.rows.filter(nw.col("product_number") == number, nw.col("slot") == slot)
    made = compilation.engine.rows(row.select("base", "factor"))
    base, factor = made["base"][0], made["factor"][0]
    rows = tuple(_reports(compilation, products, number, slot, 100.0 * factor / base))
    return Explanation(node, period, part.epoch.epoch, own * link, own, link, rows, factor, base)


def _part_of(compilation: Compilation, period: str) -> tuple[Part, int]:
    try:
        slot = months.ordinal(period) - compilation.start
    except ValueError as e:
        raise fault("E120", value=period, text=period) from e
    for part in compilation.parts:
        if slot in compilation.speaks_for(part):
            return part, slot
    first, last = compilation.speaks_for(compilation.parts[0]), compilation.speaks_for(compilation.parts[-1])
    span = f"{months.text(compilation.start + first.start)}–{months.text(compilation.start + last.stop - 1)}"
    raise fault("E405", period=period, span=span)


def _values(compilation: Compilation, part: Part, slot: int, nodes: tuple[str, ...]) -> dict[str, float]:
    wanted = part.nodes.filter(nw.col("slot") == slot, nw.col("node").is_in(list(nodes)))
    found = compilation.engine.rows(wanted.select("node", "index"))
    return dict(zip(found["node"], found["index"], strict=True))


def _link(compilation: Compilation, part: Part, node: str) -> float:
    index = compilation.index
    if not isinstance(index, ChainedIndex):
        return 1.0
    links: Frame = nw.from_native(index.links).lazy()
    epoch = nw.col("epoch") == part.epoch.epoch
    found = compilation.engine.rows(links.filter(nw.col("node") == node, epoch).select("factor"))["factor"]
    return float(found[0]) if found else 1.0


def _reports(compilation: Compilation, products: Elementary, number: int, slot: int, points: float) -> list[Row]:
    """The reports behind a product's month; ``points`` is what one unit of quantity adds to the index."""
    panel = compilation.reports
    outside = {*products.held_out} | {
        s for s, e in products.arriving.items() if months.ordinal(e.period) - panel.start > slot
    }
    rows = []
    for frame, imputed in ((panel.rows, False), (products.estimates, True)):
        found: dict[str, list[Any]] = compilation.engine.rows(frame.filter(panel.cell == number * panel.width + slot))
        for i, key in enumerate(found["key"]):
            if key // panel.width in outside:
                continue
            quantity = found["quantity"][i]
            state = "imputed" if imputed else STATE_NAMES[found["state"][i]] if panel.has_state else "reported"
            enterprise, _ = panel.names_of(key // panel.width)
            rule = RULE_NAMES[found["rule"][i]] if imputed else ""
            rows.append(Row(enterprise, points * quantity, state, quantity=quantity, rule=rule))
    return sorted(rows, key=lambda r: (-r.contribution, r.child))


def walk(compilation: Compilation, node: str, period: str, depth: int | None = None) -> list[tuple[int, Explanation]]:
    """Explanations from a node downwards, with their depth, in the order of the tree.

    Args:
        compilation, node, period: as for `explain`.
        depth: how many steps below the node to open; None opens everything.

    Returns:
        Pairs of depth and explanation; the node itself first, at depth 0.

    Raises:
        Fault: as `explain`.

    Source:
        As `explain`.

    Example:
        >>> import polars as pl
        >>> from nhip.engine import Epoch, Node, Scheme, Weight, compile_components
        >>> scheme = Scheme(
        ...     nodes=(Node("v", "T", None), Node("v", "B", "T"), Node("v", "C", "T")),
        ...     epochs=(Epoch("e", "2022-01", "2022-12", "2023-01", "2023-12", "v"),),
        ...     weights=(Weight("e", "B", 25.0), Weight("e", "C", 75.0)),
        ... )
        >>> given = pl.DataFrame({"node": ["B", "C"], "period": ["2023-01"] * 2, "index": [120.0, 100.0]})
        >>> opened = walk(compile_components(given, scheme), "T", "2023-01")
        >>> [(depth, e.node, e.index) for depth, e in opened]
        [(0, 'T', 105.0), (1, 'B', 120.0), (1, 'C', 100.0)]
    """
    opened = explain(compilation, node, period)
    found = [(0, opened)]
    if depth == 0:
        return found
    for row in opened.rows:
        if row.origin == "node":
            below = walk(compilation, row.child, period, None if depth is None else depth - 1)
            found.extend((level + 1, e) for level, e in below)
    return found
