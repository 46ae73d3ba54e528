"""Compiling an index: from reports, or from component indices, to every node of the tree and every month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import narwhals as nw

from . import months
from .aggregation import COUNTED, WEIGHTED, aggregate
from .elementary import Elementary, elementary
from .events import Link, apply_replacements, stops
from .faults import fault
from .frames import Engine, Frame
from .imputation import METHODS, RULE_NAMES, Method, impute, missing_reports
from .linking import chain
from .report_checks import diagnose
from .reports import Panel, encode, open_source, reading
from .runs import Runs, find_runs
from .scheme import Epoch, Scheme
from .series import ChainedIndex, FixedBaseIndex


@dataclass(frozen=True)
class Part:
    """One epoch, compiled on its own base.

    Attributes:
        nodes: ``node, slot, index``.
        products: the step below the tree, where there were reports.
    """

    epoch: Epoch
    slots: range
    nodes: Frame
    products: Elementary | None = None


@dataclass(frozen=True)
class Compilation:
    """A compiled index and all that is needed to open it.

    Frames are native to the engine that compiled: Polars ``DataFrame``, DuckDB relation, PySpark ``DataFrame``.
    """

    engine: Engine
    scheme: Scheme
    start: int
    parts: tuple[Part, ...]
    imputation: str
    panel: Panel | None = None
    estimates: Frame | None = None
    links: tuple[Link, ...] = ()

    @property
    def reports(self) -> Panel:
        """The coded reports.

        Raises:
            ValueError: compiled from component indices, there are none.
        """
        if self.panel is None:
            raise ValueError("an index compiled from components has no reports")
        return self.panel

    @property
    def held_out(self) -> tuple[tuple[str, str], ...]:
        """Series (enterprise, product) that took no part in some epoch, for want of an entry event."""
        if self.panel is None:
            return ()
        found = [s for part in self.parts if part.products is not None for s in part.products.held_out]
        return tuple(self.panel.names_of(s) for s in dict.fromkeys(found))

    @cached_property
    def epochs(self) -> tuple[FixedBaseIndex, ...]:
        """Each epoch on its own base, with the months over which it meets the one before."""
        return tuple(
            FixedBaseIndex(
                self._native(self._labelled(part, part.nodes, part.slots).select("node", "period", "index")),
                base=(part.epoch.base_from, part.epoch.base_to),
                valid_from=part.epoch.valid_from if i else None,
                valid_to=part.epoch.valid_to if i < len(self.parts) - 1 else None,
                name=part.epoch.epoch,
            )
            for i, part in enumerate(self.parts)
        )

    @cached_property
    def index(self) -> FixedBaseIndex | ChainedIndex:
        """The index as its own type: of one base, or chained over the epochs with the policy's overlap."""
        return self.epochs[0] if len(self.epochs) == 1 else chain(self.epochs, self.scheme.policy.overlap)

    @cached_property
    def indices(self) -> Any:
        """``node, period, epoch, index``: every node and month, unrounded unless the policy aggregates rounded.

        In order of node and period, unless the input is so large that sorting would cost more than compiling.
        """
        if len(self.parts) == 1:
            part = self.parts[0]
            labelled = self._labelled(part, part.nodes, part.slots).select("node", "period", "epoch", "index")
            return self._native(labelled if self.engine.large else labelled.sort("node", "period"))
        return self.index.frame

    @cached_property
    def quality(self) -> Any:
        """``node, period, response_rate, weighted_response_rate, imputed_share, estimated_share``, shares of one.

        ``response_rate`` counts reports of the panel; the weighted one weighs each by its size and the product's
        weight; the shares say what part of the index value rests on imputed, and on estimated, quantities. Empty when
        compiled from component indices.
        """
        frames = [self._quality_of(part, part.products) for part in self.parts if part.products is not None]
        if not frames:
            return self._native(self.engine.small(dict.fromkeys(_QUALITY, ()), _QUALITY))
        return self._native(nw.concat(frames, how="vertical"))

    @cached_property
    def imputed(self) -> Any:
        """``enterprise, product, period, quantity, rule``: every estimate made for a report that did not come."""
        if self.panel is None or self.estimates is None:
            return self._native(self.engine.small(dict.fromkeys(_IMPUTED, ()), _IMPUTED))
        rules: dict[str, Sequence[object]] = {"rule": list(RULE_NAMES), "_name": list(RULE_NAMES.values())}
        named = self.panel.named(self.estimates, enterprise=True)
        named = named.join(self.engine.small(rules, {"rule": int, "_name": str}), on="rule", how="inner")
        named = named.drop("rule").with_columns(nw.col("_name").alias("rule"))
        return self._native(named.select(*_IMPUTED).sort("enterprise", "product", "period"))

    def _quality_of(self, part: Part, products: Elementary) -> Frame:
        def ratio(a: str, b: str, of_nothing: float = 0.0) -> nw.Expr:
            return nw.when(nw.col(b) > 0).then(nw.col(a) / nw.col(b)).otherwise(nw.lit(of_nothing))

        codes = self.reports.products
        labels: dict[str, Sequence[object]] = {"product_number": range(len(codes)), "node": codes}
        names = self.engine.small(labels, {"product_number": int, "node": str})
        leaves = (
            products.rows.join(products.detail, on=["product_number", "slot"], how="inner")
            .join(names, on="product_number", how="inner")
            .with_columns(
                (nw.col("index") * ratio("imputed", "quantity")).alias("imputed_points"),
                (nw.col("index") * ratio("estimated", "quantity")).alias("estimated_points"),
            )
        )
        leaves = self.engine.keep(leaves.select("node", "slot", *WEIGHTED, *COUNTED))
        tree = self.scheme.tree(part.epoch)
        nodes = aggregate(self.engine, tree, leaves, replace(self.scheme.policy, aggregate_from="unrounded"), True)
        frame = self._labelled(part, nodes, self.speaks_for(part))
        return frame.select(
            "node",
            "period",
            ratio("reports", "expected", of_nothing=1.0).alias("response_rate"),
            nw.col("weighted").alias("weighted_response_rate"),
            ratio("imputed_points", "index").alias("imputed_share"),
            ratio("estimated_points", "index").alias("estimated_share"),
        )

    def speaks_for(self, part: Part) -> range:
        """Slots (months from ``start``) an epoch speaks for: its valid months; the first also for what lies before."""
        first = part is self.parts[0]
        valid = range(part.epoch.valid.start - self.start, part.epoch.valid.stop - self.start)
        start = part.slots.start if first else max(valid.start, part.slots.start)
        return range(start, min(valid.stop, part.slots.stop))

    def _labelled(self, part: Part, nodes: Frame, slots: range) -> Frame:
        """Rows of an epoch with periods written out."""
        calendar = self.engine.small(
            {"slot": slots, "period": [months.text(self.start + s) for s in slots]}, {"slot": int, "period": str}
        )
        frame = nodes.join(calendar, on="slot", how="inner")
        return frame.with_columns(nw.lit(part.epoch.epoch).alias("epoch"))

    def _native(self, frame: Frame) -> Any:
        native = self.engine.keep(frame).to_native()
        return native.collect() if self.engine.name == "polars" else native


_QUALITY: dict[str, type] = {
    "node": str, "period": str, "response_rate": float, "weighted_response_rate": float, "imputed_share": float,
    "estimated_share": float,
}  # fmt: skip
_IMPUTED: dict[str, type] = {"enterprise": str, "product": str, "period": str, "quantity": float, "rule": str}


def compile_reports(
    reports: Any, scheme: Scheme, *, imputation: Method = "insee", engine: str = "polars"
) -> Compilation:
    """Compile an index from the reports of enterprises.

    Steps: check and code the reports; estimate the missing ones; total the matched panel of each product, with the link
    factors of dated events; relative to the average month of the base period; weighted means up the tree; one index
    on a fixed base, or one chained over the epochs.

        I(p, t) = 100 · F(p, t) · Σ x̂(e, p, t) / q̄(p)        I(A, t) = Σ w · I(child, t) / Σ w

    Args:
        reports: a path (.csv, .parquet) or a native frame: ``enterprise, product, period, quantity`` and, if wanted,
            ``state`` (reported, not_produced, not_reported, estimated; blank means reported) and ``unit``. One row an
            enterprise, product and month, in any order. ``period`` is "YYYY-MM" or a date in the month. Quantities are
            in the product's own unit, or in ``unit``.
        scheme: tree, weights, base, events, policy.
        imputation: ``insee``, ``matched``, ``class`` or ``carry_forward``; see `nhip.engine.imputation`.
        engine: ``polars``, ``duckdb`` or ``spark``, when a path is given; a frame runs on its own engine.

    Returns:
        The compilation. A zero and a product not made are output of zero; a report that did not come is estimated and
        flagged; a series that starts later than the panel, without an entry event, is held out and listed in
        ``held_out``; one that says ``not_reported`` from the panel's first month on belongs to the panel.

    Raises:
        Fault, Faults: E1xx and E2xx for bad input, with file, row, column and value; E4xx for what cannot be computed.

    Source:
        UN, IRIIP 2010, chapters 4 to 6; the Vietnamese method: Decision 144/QĐ-TCTK of 2017.

    Example:
        >>> import polars as pl
        >>> from nhip.engine import Base, Epoch, Node, Scheme, Weight
        >>> scheme = Scheme(
        ...     nodes=(Node("v", "T", None), Node("v", "coal", "T", unit="t"), Node("v", "brick", "T", unit="1000")),
        ...     epochs=(Epoch("e", "2022-01", "2022-12", "2023-01", "2023-12", "v"),),
        ...     weights=(Weight("e", "coal", 40.0), Weight("e", "brick", 60.0)),
        ...     bases=(Base("e", "coal", 50.0), Base("e", "brick", 20.0)),
        ... )
        >>> reports = pl.DataFrame({
        ...     "enterprise": ["A", "B"], "product": ["coal", "brick"], "period": ["2023-01"] * 2,
        ...     "quantity": [55.0, 19.0],
        ... })
        >>> found = compile_reports(reports, scheme).indices.sort("node")
        >>> found.select("node", pl.col("index").round(6)).rows()
        [('T', 101.0), ('brick', 95.0), ('coal', 110.0)]
    """
    if imputation not in METHODS:
        raise ValueError(f"imputation is one of {', '.join(METHODS)}, not {imputation!r}")
    source = open_source(reports, engine)
    panel = encode(source, scheme)
    panel, links = apply_replacements(panel)
    runs = find_runs(panel)
    if runs is None:
        diagnose(source, scheme)
        raise AssertionError("a report stands twice, but no rule says which")  # a mistake of ours, not of the user
    estimates = impute(runs, missing_reports(runs, stops(panel)), imputation)
    return compile_panel(panel, runs, estimates, imputation, links)


def _epochs_with_reports(scheme: Scheme, start: int, first: int, last: int) -> list[Epoch]:
    """Epochs for some of whose valid months there are reports."""
    found = [e for e in scheme.epochs if e.valid.start - start <= last and e.window.stop - start > first]
    return found or [scheme.epochs[0]]


def compile_panel(
    panel: Panel, runs: Runs, estimates: Frame, imputation: str, links: Sequence[Link] = ()
) -> Compilation:
    """The steps after estimation: relatives, and up the tree, epoch by epoch."""
    scheme, engine = panel.scheme, panel.engine
    parts = []
    found = list(links)
    labels = {"product_number": range(len(panel.products)), "node": panel.products}
    names = engine.small(labels, {"product_number": int, "node": str})
    for epoch in _epochs_with_reports(scheme, panel.start, runs.first, runs.last):
        products = elementary(runs, estimates, epoch)
        found.extend(link for link in products.links if link not in found)
        leaves = products.rows.join(names, on="product_number", how="inner").select("node", "slot", "index")
        nodes = engine.keep(aggregate(engine, scheme.tree(epoch), engine.keep(leaves), scheme.policy))
        parts.append(Part(epoch, products.slots, nodes, products))
    return Compilation(engine, scheme, panel.start, tuple(parts), imputation, panel, estimates, tuple(found))


def compile_components(components: Any, scheme: Scheme, *, engine: str = "polars") -> Compilation:
    """Compile an index from component indices that are already there, as many offices publish them.

    Args:
        components: a path or a native frame ``node, period, index``: every leaf of the tree for every month.
        scheme: tree, weights, policy; the leaves are the components.
        engine: when a path is given.

    Returns:
        The compilation; its ``quality`` and ``imputed`` are empty.

    Raises:
        Fault, Faults: as `compile_reports`; E211 a node that is no leaf, E212 one given twice, E213 a value that is no
            index.

    Source: IRIIP 2010, chapter 5.

    Example:
        >>> import polars as pl
        >>> from nhip.engine import Epoch, Node, Policy, Scheme, Weight
        >>> scheme = Scheme(
        ...     nodes=(Node("v", "T", None), Node("v", "B", "T"), Node("v", "C", "T")),
        ...     epochs=(Epoch("e", "2022-01", "2022-12", "2023-01", "2023-12", "v"),),
        ...     weights=(Weight("e", "B", 25.0), Weight("e", "C", 75.0)),
        ...     policy=Policy(aggregate_from="rounded", decimals=1),
        ... )
        >>> given = pl.DataFrame({"node": ["B", "C"], "period": ["2023-01"] * 2, "index": [102.6, 99.9]})
        >>> compile_components(given, scheme).indices.filter(pl.col("node") == "T")["index"].to_list()
        [100.6]
    """
    from .component_checks import check_components

    source = open_source(components, engine, ("node", "period", "index"), ("index",))
    run, span = source.engine, scheme.span
    with reading(source):
        check_components(source, scheme)
    period = nw.col("period")
    frame = source.frame
    if source.schema["period"] != nw.String:
        ordinal = period.dt.year().cast(nw.Int64) * 12 + period.dt.month().cast(nw.Int64) - 1
        frame = frame.with_columns((ordinal - span.start).alias("slot"))
    else:
        calendar = {"period": [months.text(m) for m in span], "slot": range(len(span))}
        frame = frame.join(run.small(calendar, {"period": str, "slot": int}), on="period", how="inner")
    coded = run.keep(frame.select("node", "slot", nw.col("index").cast(nw.Float64)))
    ends = run.rows(coded.select(nw.col("slot").min().alias("first"), nw.col("slot").max().alias("last")))
    parts = []
    for epoch in _epochs_with_reports(scheme, span.start, ends["first"][0], ends["last"][0]):
        window = epoch.window
        first, last = ends["first"][0], ends["last"][0]
        slots = range(max(window.start - span.start, first), min(window.stop - span.start, last + 1))
        leaves = coded.filter(nw.col("slot") >= slots.start, nw.col("slot") < slots.stop)
        tree = scheme.tree(epoch)
        leaves = leaves.filter(nw.col("node").is_in(list(tree.leaves)))
        _complete(run, tree.leaves, leaves, slots, span.start, epoch)
        nodes = run.keep(aggregate(run, tree, leaves, scheme.policy))
        parts.append(Part(epoch, slots, nodes))
    return Compilation(run, scheme, span.start, tuple(parts), "none")


def _complete(engine: Engine, leaves: Sequence[str], frame: Frame, slots: range, start: int, epoch: Epoch) -> None:
    found = engine.rows(frame.select("node", "slot"))
    there = set(zip(found["node"], found["slot"], strict=True))
    for leaf in leaves:
        for slot in slots:
            if (leaf, slot) not in there:
                raise fault("E401", code=leaf, period=months.text(start + slot), epoch=epoch.epoch)
