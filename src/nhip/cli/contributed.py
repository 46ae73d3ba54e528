"""Contributions of all nodes to the growth of the total, from a compilation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nhip.engine.contributions import Contributions, contributions, contributions_chained
from nhip.engine.scheme import Epoch
from nhip.engine.series import FixedBaseIndex


def contributed(compilation: Any, comparisons: Sequence[str]) -> Contributions:
    """Percentage points, by the engine's formula for a fixed base or for a chain."""
    index = compilation.index
    weights = [_weights(compilation, part.epoch) for part in compilation.parts]
    if isinstance(index, FixedBaseIndex):
        return contributions(index, weights[0], comparisons)
    return contributions_chained(index, compilation.epochs, weights, comparisons)


def _weights(compilation: Any, epoch: Epoch) -> Any:
    """``node, parent, weight`` of an epoch, as a frame of the compilation's engine."""
    tree = compilation.scheme.tree(epoch)
    nodes = [node for node in tree.nodes.values() if node.parent is not None]
    columns = {
        "node": [node.code for node in nodes],
        "parent": [node.parent for node in nodes],
        "weight": [tree.share[node.code] for node in nodes],
    }
    return compilation.engine.small(columns, {"node": str, "parent": str, "weight": float}).to_native()
