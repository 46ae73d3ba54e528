"""Weights of a tree as a table node, parent, weight: checked, and multiplied along the way up."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from ._native import lazy, rows
from .faults import fault

__all__ = ["Path", "paths"]

_COLUMNS = ("node", "parent", "weight")


@dataclass(frozen=True)
class Path:
    """A node below an ancestor, and the share with which it enters there."""

    node: str
    parent: str | None
    share: float


def paths(weights: Any, of: str | None) -> tuple[str, list[Path]]:
    """The ancestor, and every node of its tree from itself (share 1) down.

    The share of a node in its parent is its weight over the sum of its siblings' weights; along a path shares
    multiply. A root has no parent (null or empty text), or no row at all.

    Raises:
        Fault: E301, E330 to E335, E338.
    """
    children: dict[str, list[tuple[str, float]]] = {}
    parents: dict[str, str | None] = {}
    for row in rows(lazy(weights, "weights", _COLUMNS)):
        node, parent = row["node"], row["parent"] or None
        if node is None:
            raise fault("E306")
        if node in parents:
            raise fault("E331", node=node)
        parents[node] = parent
        if parent is not None:
            weight = row["weight"]
            if weight is None or not math.isfinite(weight) or weight < 0:
                raise fault("E330", node=node, value=weight)
            children.setdefault(parent, []).append((node, float(weight)))
    for parent in children:
        parents.setdefault(parent, None)
    _no_cycle(parents)
    top = _top(parents, of)
    if top not in children:
        raise fault("E338", node=top)
    found = [Path(top, parents[top], 1.0)]
    for path in found:
        below = sorted(children.get(path.node, ()))
        total = math.fsum(weight for _, weight in below)
        if below and total == 0:
            raise fault("E333", node=path.node)
        found.extend(Path(node, path.node, path.share * weight / total) for node, weight in below)
    return top, found


def _no_cycle(parents: dict[str, str | None]) -> None:
    safe: set[str] = set()
    for start in sorted(parents):
        trail: list[str] = []
        node: str | None = start
        while node is not None and node not in safe:
            if node in trail:
                raise fault("E332", cycle=" → ".join([*trail[trail.index(node) :], node]))
            trail.append(node)
            node = parents[node]
        safe.update(trail)


def _top(parents: dict[str, str | None], of: str | None) -> str:
    if of is None:
        roots = sorted(node for node, parent in parents.items() if parent is None)
        if len(roots) != 1:
            raise fault("E335", roots=", ".join(roots))
        return roots[0]
    if of not in parents:
        raise fault("E334", node=of)
    return of
