"""Contributions to growth, in percentage points, that add up.

Every index, fixed-base or chained, is written as a sum of additive components X of its nodes, A(t) = Σ X(i, t), where
the sum is over the children of the ancestor A, or over its leaves, or over any other cut through its tree. The
contribution of a node to any comparison is then

    c(i) = 100 · (X̄(i, value) - X̄(i, base)) / Ā(base)

with the averages of `nhip.engine.comparisons`. Whatever Σ c lacks of the growth as published is returned beside it.

On a fixed base, X(i, t) = W(i) · I(i, t), with W the share of the node in the ancestor. In a chain, epoch k has

    X(i, t) = F(k) · W(i, k) · I(i, k, t) + K(i, k)
    K(i, k) = K(i, k-1) + F(k-1) · W(i, k-1) · Ī(i, k-1, O) - F(k) · W(i, k) · Ī(i, k, O),    K(i, 1) = 0

where F is the ancestor's link factor and O the overlap of epoch k with k-1. X does not jump at the link, and the K of
the children add up to zero there. For the same month of last year, with L the ancestor's level over the overlap, it
is Ribe's formula:

    c(i) = 100/A(y-1,m) · [L(y-1)·w(i,y)·(r(i,m,y) - 1) + L(y-2)·w(i,y-1)·(R(i,y-1) - r(i,m,y-1))]
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import narwhals as nw

from . import months
from ._meeting import LINK, mean, need
from ._native import Frame, lazy, native_like, rows
from ._paths import Path, paths
from .comparisons import UNROUNDED, Publication, chosen, levels_of, ratio_expr
from .faults import fault
from .frames import engine_of
from .rounding import round_expr
from .series import ChainedIndex, FixedBaseIndex

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Contributions", "contributions", "contributions_chained"]

_DEFAULT = ("previous_month", "same_month", "cumulative")
_FRAME = ("of", "node", "parent", "period", "comparison", "contribution")
_RESIDUAL = ("of", "period", "comparison", "growth", "explained", "residual")


@dataclass(frozen=True, eq=False)
class Contributions:
    """What moved an index, and what is left over.

    Attributes:
        frame: native frame of, node, parent, period, comparison, contribution (percentage points): a row for every
            node below the ancestor ``of``, and for itself (its own growth). Null where the node lacks a month.
        residual: native frame of, period, comparison, growth (percent, as published), explained (sum over the
            children of ``of``), residual = growth - explained.
    """

    frame: Any
    residual: Any


def _small(native: Any, found: Sequence[Path], more: dict[str, list[float]]) -> Frame:
    engine, _ = engine_of(native)
    columns: dict[str, list[Any]] = {"node": [p.node for p in found], "parent": [p.parent for p in found], **more}
    return engine.small(columns, {"node": str, "parent": str} | dict.fromkeys(more, float))


def _on_its_base(index: FixedBaseIndex) -> None:
    if index.reference != index.base:
        raise fault("E337", reference="..".join(index.reference), base="..".join(index.base))


def _explained(changes: Frame, total: Frame, of: str, publication: Publication) -> tuple[Frame, Frame]:
    """Contributions and residual of one comparison.

    ``changes`` is node, parent, period, change (of the component); ``total`` is period, base_value, value.
    """
    value, base = nw.col("value"), nw.col("base_value")
    growth = total.with_columns(growth=ratio_expr(value - base, base)).filter(~nw.col("growth").is_null())
    found = changes.join(growth.select("period", "base_value"), on="period", how="inner")
    found = found.with_columns(of=nw.lit(of), contribution=ratio_expr(nw.col("change"), base))
    if publication.growth is not None:
        growth = growth.with_columns(growth=round_expr(nw.col("growth"), publication.growth))
    sums = found.filter(nw.col("parent") == of).group_by("period").agg(explained=nw.col("contribution").sum())
    residual = growth.join(sums, on="period", how="left").with_columns(
        of=nw.lit(of), explained=nw.col("explained").fill_null(0.0)
    )
    return found, residual.with_columns(residual=nw.col("growth") - nw.col("explained"))


def _collected(parts: Sequence[tuple[str, Frame, Frame]], like: Any) -> Contributions:
    frames = [found.with_columns(comparison=nw.lit(name)).select(*_FRAME) for name, found, _ in parts]
    residuals = [left.with_columns(comparison=nw.lit(name)).select(*_RESIDUAL) for name, _, left in parts]
    return Contributions(native_like(nw.concat(frames), like), native_like(nw.concat(residuals), like))


def _levels_by_month(frame: Frame) -> Frame:
    return frame.select("node", months.ordinal_expr("period").alias("month"), "index")


def contributions(
    index: FixedBaseIndex,
    weights: Any,
    comparisons: Sequence[str] = _DEFAULT,
    *,
    of: str | None = None,
    publication: Publication = UNROUNDED,
    year_begins: int = 1,
) -> Contributions:
    """Contributions of all nodes to the growth of one, on a fixed base.

        c(i) = 100 · W(i) · (Ī(i, value) - Ī(i, base)) / Ā(base)

    Args:
        index: indices of the nodes on the base the weights belong to.
        weights: native frame node, parent, weight: weight within the parent; they need not add up to 100. The root has
            no parent, or no row.
        comparisons: see `nhip.engine.comparisons.compare`.
        of: the ancestor whose growth is explained; None: the root.
        publication: growth as published (rounded, or between rounded indices); contributions stay unrounded.
        year_begins: month in which the year begins.

    Returns:
        Contributions in percentage points, and the residual. From unrounded indices the residual is zero but for
        floating point; from rounded ones, or with a child missing, it shows what is not explained.

    Missing values: a node without one of the months of the base has a null contribution, without one of the compared
        months no row; periods in which the ancestor has no growth (a month missing, or a base of zero) have no rows.

    Raises:
        Fault: E301, E320, E330 to E335, E338 (the weights); E337, the index was re-referenced.
        TypeError: the index is chained: see `contributions_chained`.

    Source:
        UN, IRIIP 2010, chapter 7 (contributions of components to the change of the total); CPI Manual 2020,
        chapter 8.

    Example:
        >>> import polars as pl
        >>> frame = pl.DataFrame(
        ...     {
        ...         "node": ["T", "B", "C"] * 2,
        ...         "period": ["2022-01"] * 3 + ["2023-01"] * 3,
        ...         "index": [100.0, 100.0, 100.0, 108.0, 100.0, 110.0],
        ...     }
        ... )
        >>> weights = pl.DataFrame({"node": ["B", "C"], "parent": ["T", "T"], "weight": [20.0, 80.0]})
        >>> found = contributions(FixedBaseIndex(frame, ("2022-01", "2022-01")), weights, ["same_month"])
        >>> {row["node"]: round(row["contribution"], 9) for row in found.frame.sort("node").to_dicts()}
        {'B': 0.0, 'C': 8.0, 'T': 8.0}
        >>> [round(value, 9) for value in found.residual["residual"]]
        [0.0]
    """
    need(index, FixedBaseIndex, "contributions")
    _on_its_base(index)
    names = chosen(comparisons)
    top, found = paths(weights, of)
    shares = _small(index.frame, found, {"share": [path.share for path in found]})
    frame, parts = _levels_by_month(index.lazy()), []
    for name in names:
        levels = levels_of(frame, name, year_begins, publication.levels).join(shares, on="node", how="inner")
        change = nw.col("share") * (nw.col("value") - nw.col("base_value"))
        total = levels.filter(nw.col("node") == top).select("period", "base_value", "value")
        changes = levels.with_columns(change=change).select("node", "parent", "period", "change")
        parts.append((name, *_explained(changes, total, top, publication)))
    return _collected(parts, index.frame)


def contributions_chained(
    index: ChainedIndex,
    epochs: Sequence[FixedBaseIndex],
    weights: Sequence[Any],
    comparisons: Sequence[str] = _DEFAULT,
    *,
    of: str | None = None,
    publication: Publication = UNROUNDED,
    year_begins: int = 1,
) -> Contributions:
    """Contributions of all nodes to the growth of one, in a chained index.

    Formula: see the head of this module; exactly additive over any number of links between the two periods compared,
    for annual and one-period overlap alike.

    Args:
        index: the chained index, as `chain` made it of these epochs (or re-referenced since).
        epochs: its epochs, each over its own months and its overlaps.
        weights: one native frame node, parent, weight for each epoch, as in `contributions`.
        comparisons: see `nhip.engine.comparisons.compare`.
        of: the ancestor whose growth is explained; None: the root of the last epoch.
        publication: growth as published; contributions stay unrounded.
        year_begins: month in which the year begins.

    Returns:
        As `contributions`. A node that is in the tree of one of the epochs only contributes while it is there. The
        parent is that of the last epoch that has the node; a code that moves in the tree between epochs spoils the
        sums of its two parents, and the residual shows it.

    Missing values: a node that is in the weights of two neighbouring epochs but lacks a month of their overlap has
        null contributions from there on.

    Raises:
        Fault: as `contributions`; E336, epochs, weights and chain do not belong together; E339, the ancestor is not
            linked in an epoch.
        TypeError: the index is not chained.

    Source:
        M. Ribe, "Effects of subcomponents on chained price indices like the HICP and the MUICP", Statistics Sweden
        1999; Eurostat, HICP Methodological Manual 2018, chapter 8; here for a general link level.

    Example:
        >>> import polars as pl
        >>> from nhip.engine.linking import chain
        >>> months = ["2022-12", "2023-01"]
        >>> old = pl.DataFrame({"node": ["T", "B", "C"], "period": ["2022-12"] * 3, "index": [120.0, 100.0, 140.0]})
        >>> new = pl.DataFrame(
        ...     {"node": ["T", "B", "C"] * 2, "period": sorted(months * 3), "index": [100] * 3 + [104, 100, 105]}
        ... )
        >>> epochs = [
        ...     FixedBaseIndex(old, ("2020-01", "2020-12"), name="2020"),
        ...     FixedBaseIndex(new, ("2022-12", "2022-12"), "2023-01", name="2022"),
        ... ]
        >>> halves, fifths = (
        ...     pl.DataFrame({"node": ["B", "C"], "parent": ["T"] * 2, "weight": weight}) for weight in ([1, 1], [1, 4])
        ... )
        >>> found = contributions_chained(chain(epochs, "12"), epochs, [halves, fifths], ["previous_month"])
        >>> {row["node"]: round(row["contribution"], 9) for row in found.frame.sort("node").to_dicts()}
        {'B': 0.0, 'C': 4.0, 'T': 4.0}
    """
    need(index, ChainedIndex, "contributions_chained")
    names = chosen(comparisons)
    segments = index.segments
    if not (len(epochs) == len(weights) == len(segments)) or any(
        epoch.base != segment.base for epoch, segment in zip(epochs, segments, strict=False)
    ):
        raise fault("E336", epochs=len(epochs), weights=len(weights), chained=len(segments))
    for epoch in epochs:
        _on_its_base(epoch)
    top, _ = paths(weights[-1], of)
    trees = [paths(frame, top)[1] for frame in weights]
    components = _components(index, epochs, trees, top)
    chained = index.lazy().filter(nw.col("node") == top).select("node", "period", "index")
    parents = {path.node: path.parent for tree in trees for path in tree}
    tree = _small(index.frame, [Path(node, parent, 1.0) for node, parent in parents.items()], {})
    # Computed once here: DuckDB and Spark would compute the chain again for each comparison and each side of it.
    engine, _ = engine_of(index.frame)
    frame, whole = engine.keep(_levels_by_month(components)), engine.keep(_levels_by_month(chained))
    parts = []
    for name in names:
        levels = levels_of(frame, name, year_begins, None).join(tree, on="node", how="inner")
        changes = levels.with_columns(change=nw.col("value") - nw.col("base_value"))
        total = levels_of(whole, name, year_begins, publication.levels).select("period", "base_value", "value")
        changes = changes.select("node", "parent", "period", "change")
        parts.append((name, *_explained(changes, total, top, publication)))
    return _collected(parts, index.frame)


def _components(
    index: ChainedIndex, epochs: Sequence[FixedBaseIndex], trees: Sequence[Sequence[Path]], top: str
) -> Frame:
    """The additive components X of the head of this module: node, period, index."""
    links = rows(lazy(index.links, "links", LINK).filter(nw.col("node") == top))
    factors = {row["epoch"]: row["factor"] for row in links}
    nodes = list(dict.fromkeys(path.node for tree in trees for path in tree))
    offsets: dict[str, float] = dict.fromkeys(nodes, 0.0)
    parts, scales = [], []
    for number, (segment, epoch, tree) in enumerate(zip(index.segments, epochs, trees, strict=True)):
        if segment.name not in factors:
            raise fault("E339", node=top, epoch=segment.name)
        inside = {path.node: path.share * factors[segment.name] for path in tree}
        scales.append(inside)
        if number:
            before = _over(epochs[number - 1], segment.overlap, scales[number - 1])
            after = _over(epoch, segment.overlap, inside)
            offsets = {node: offsets[node] + before.get(node, 0.0) - after.get(node, 0.0) for node in nodes}
        found = [Path(node, None, 1.0) for node in nodes]
        scaled = _small(
            index.frame,
            found,
            {"scale": [inside.get(n, 0.0) for n in nodes], "offset": [offsets[n] for n in nodes]},
        ).drop("parent")
        mine = index.lazy().filter((nw.col("node") == top) & (nw.col("epoch") == segment.name)).select("period")
        grid = mine.join(scaled, how="cross").join(epoch.lazy(), on=["node", "period"], how="left")
        level = nw.when(nw.col("scale") == 0).then(nw.lit(0.0)).otherwise(nw.col("scale") * nw.col("index"))
        level = level + nw.col("offset")
        # A node whose overlap is incomplete has NaN for its offset: it is missing from here on.
        level = nw.when(level.is_finite()).then(level)
        parts.append(
            grid.with_columns(index=level).filter(~nw.col("index").is_null()).select("node", "period", "index")
        )
    return nw.concat(parts)


def _over(epoch: FixedBaseIndex, overlap: Sequence[str], scales: dict[str, float]) -> dict[str, float]:
    """Average of each node's scaled index over the overlap; NaN where a month is missing."""
    means = {row["node"]: row["mean"] for row in rows(mean(epoch.lazy(), list(overlap), "mean"))}
    return {node: scale * means.get(node, float("nan")) if scale else 0.0 for node, scale in scales.items()}
