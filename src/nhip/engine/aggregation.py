"""Up the tree: from leaf indices to every node, by weighted means.

    I(A, t) = Σ children w · I(child, t) / Σ children w

Unrounded, all steps are one: each leaf's parent enters each ancestor with the product of the shares between them (a
closure table, one join and one group-by instead of one per level). Where the policy aggregates rounded indices, as
India's office does, the steps are taken one by one and rounded between. GSBPM 5.7. Source: IRIIP 2010, chapter 5
(Laspeyres, weighted arithmetic means).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw

from .frames import Engine, Frame
from .rounding import Rounding, round_expr
from .scheme import Policy, Tree

# What travels up the tree beside the index: index points made of imputed and of estimated quantities, the weighted
# response, and counts of reports.
WEIGHTED = ("index", "imputed_points", "estimated_points", "weighted")
COUNTED = ("reports", "expected")


def aggregate(engine: Engine, tree: Tree, leaves: Frame, policy: Policy, carried: bool = False) -> Frame:
    """Indices of all nodes of a tree.

    Args:
        engine: the engine of ``leaves``.
        tree: weights of one epoch.
        leaves: ``node, slot, index`` and, if ``carried``, the other columns of ``WEIGHTED`` and ``COUNTED``; complete:
            every leaf for every slot.
        policy: rounded or unrounded, decimals, halves.
        carried: whether the columns beside the index are there.

    Returns:
        The same columns for leaves and inner nodes.
    """
    weighted = WEIGHTED if carried else ("index",)
    counted = COUNTED if carried else ()
    if policy.aggregate_from == "rounded":
        return _step_by_step(engine, tree, leaves, policy, weighted, counted)
    return _at_once(engine, tree, leaves, weighted, counted)


def _sums(weight: str, weighted: Sequence[str], counted: Sequence[str]) -> list[nw.Expr]:
    return [
        *((nw.col(c) * nw.col(weight)).sum().alias(c) for c in weighted),
        *(nw.col(c).sum().alias(c) for c in counted),
    ]


def _at_once(engine: Engine, tree: Tree, leaves: Frame, weighted: Sequence[str], counted: Sequence[str]) -> Frame:
    columns = ["node", "slot", *weighted, *counted]
    inner = tuple(tree.children)
    number = {code: i for i, code in enumerate(inner)}  # grouping by integers is the faster half of the work
    above = [(leaf, tree.nodes[leaf].parent) for leaf in tree.leaves]
    held = [(leaf, number[parent], tree.share[leaf]) for leaf, parent in above if parent is not None]
    parents = _columns(engine, held, {"node": str, "_parent": int, "_share": float})
    paths = [(number[c], number[a], w) for c in inner for a, w in tree.ancestors(c)]
    closure = _columns(engine, paths, {"_parent": int, "_above": int, "_path": float})
    names = _columns(engine, [(i, c) for c, i in number.items()], {"_above": int, "node": str})
    partial = leaves.join(parents, on="node", how="inner")
    partial = partial.group_by("_parent", "slot").agg(*_sums("_share", weighted, counted))
    whole = partial.join(closure, on="_parent", how="inner")
    whole = whole.group_by("_above", "slot").agg(*_sums("_path", weighted, counted))
    whole = whole.join(names, on="_above", how="inner")
    return nw.concat([leaves.select(*columns), whole.select(*columns)], how="vertical")


def _columns(engine: Engine, rows: Sequence[tuple[Any, ...]], types: Mapping[str, type]) -> Frame:
    return engine.small({name: [row[i] for row in rows] for i, name in enumerate(types)}, types)


def _steps_table(engine: Engine, tree: Tree, codes: Sequence[str]) -> Frame:
    rows = [(c, tree.nodes[c].parent, tree.share[c]) for c in codes if tree.nodes[c].parent is not None]
    return _columns(engine, rows, {"node": str, "_parent": str, "_share": float})


def _step_by_step(
    engine: Engine, tree: Tree, leaves: Frame, policy: Policy, weighted: Sequence[str], counted: Sequence[str]
) -> Frame:
    columns = ["node", "slot", *weighted, *counted]
    rounding = Rounding(policy.decimals, policy.halves)

    def rounded(frame: Frame) -> Frame:
        return frame.with_columns(round_expr(nw.col("index"), rounding).alias("index")).select(*columns)

    done = [engine.keep(rounded(leaves))]
    for depth in range(max(tree.depth.values()), 0, -1):
        codes = [c for c, d in tree.depth.items() if d == depth]
        table = _steps_table(engine, tree, codes)
        below = nw.concat(done, how="vertical").join(table, on="node", how="inner")
        above = below.group_by("_parent", "slot").agg(*_sums("_share", weighted, counted))
        done.append(engine.keep(rounded(above.with_columns(nw.col("_parent").alias("node")))))
    return nw.concat(done, how="vertical")
