"""Every node in every month, with what it enters its parent with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nhip import engine
from nhip.engine import months
from nhip.releases.models import NodeValue, Run

__all__ = ["node_values"]


def node_values(run: Run, compilation: engine.Compilation) -> Iterator[NodeValue]:
    """Make the rows of a run, in the order of the tree and of time."""
    scheme = compilation.scheme
    published = {
        (node, period): (epoch, index)
        for node, period, epoch, index in compilation.indices.select("node", "period", "epoch", "index").iter_rows()
    }
    quality = {(row["node"], row["period"]): row for row in compilation.quality.iter_rows(named=True)}
    for part in compilation.parts:
        tree = scheme.tree(part.epoch)
        weights = {w.code: w.weight for w in scheme.weights if w.epoch == part.epoch.epoch}
        products = _products(compilation, part)
        own = part.nodes.select("node", "slot", "index").to_native().collect()
        for node, slot, own_index in sorted(own.iter_rows(), key=lambda row: (tree.order[row[0]], row[1])):
            period = months.text(compilation.start + slot)
            epoch, index = published.get((node, period), (None, None))
            # An epoch also compiles the months it is linked over; the other one speaks for those.
            if epoch != part.epoch.epoch or index is None:
                continue
            said = quality.get((node, period), {})
            quantity, base, factor = products.get((node, slot), (None, None, None))
            yield NodeValue(
                run=run,
                node=node,
                parent=tree.nodes[node].parent or "",
                period=period,
                epoch=epoch,
                index=index,
                own_index=own_index,
                weight=weights.get(node),
                share=tree.share.get(node, 1.0),
                quantity=quantity,
                base_quantity=base,
                factor=factor,
                response_rate=said.get("response_rate"),
                weighted_response_rate=said.get("weighted_response_rate"),
                imputed_share=said.get("imputed_share"),
                estimated_share=said.get("estimated_share"),
            )


def _products(compilation: engine.Compilation, part: Any) -> dict[tuple[str, int], tuple[float, float, float]]:
    """Quantity, base quantity and link factor of each product and month of an epoch."""
    if part.products is None or compilation.panel is None:
        return {}
    codes = compilation.panel.products
    rows = part.products.rows.select("product_number", "slot", "quantity", "base", "factor").to_native().collect()
    return {(codes[p], slot): (quantity, base, factor) for p, slot, quantity, base, factor in rows.iter_rows()}
