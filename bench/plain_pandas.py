"""The same job in plain pandas: read, spread out as series × month, estimate what is missing, aggregate.

It follows the engine's default rule (INSEE's), so that the results can be compared value by value, but it is the
program one would write for this file alone: it checks nothing, knows one epoch, no events, no units and no states,
flags no estimate and holds the whole grid in memory. Run it as
``python -m bench.plain_pandas REPORTS SCHEME OUT``.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


def main(reports: Path, scheme: Path, out: Path) -> None:
    """Compile and write node, period, index."""
    data = pd.read_parquet(reports)
    grid = data.pivot(index=["enterprise", "product"], columns="period", values="quantity")
    makers = grid.index.get_level_values("product")
    products = pd.Index(sorted(makers.unique()))
    nodes = pd.read_csv(scheme / "nodes.csv", keep_default_na=False).set_index("code")
    weights = pd.read_csv(scheme / "weights.csv").set_index("code")["weight"]
    epoch = pd.read_csv(scheme / "epochs.csv").iloc[0]
    shares = weights / weights.groupby(nodes["parent"].reindex(weights.index)).transform("sum")

    product_of = products.get_indexer(makers)
    filled = fill(grid.to_numpy(), product_of, products, nodes["parent"], shares)
    # The panel is who reported in the first month; those who came later would move the index by coming.
    panel = ~np.isnan(grid.to_numpy()[:, 0])
    totals = pd.DataFrame(filled[panel], columns=grid.columns).groupby(product_of[panel]).sum()
    totals.index = products[totals.index]
    base = totals.loc[:, epoch["base_from"] : epoch["base_to"]].mean(axis=1)
    index = totals.div(base, axis=0) * 100
    levels = [index]
    while len(index) > 1 or nodes.loc[index.index[0], "parent"]:
        index = index.mul(shares.reindex(index.index), axis=0).groupby(nodes["parent"].reindex(index.index)).sum()
        levels.append(index)
    result = pd.concat(levels).rename_axis("node").reset_index()
    result.melt(id_vars="node", var_name="period", value_name="index").to_parquet(out)


def fill(
    reported: Matrix, product_of: NDArray[np.intp], products: pd.Index, parent: pd.Series, shares: pd.Series
) -> Matrix:
    """Estimate month by month: x̂(m) = x̂(m−1) · (panel growth)^τ · (own growth a year ago)^(1−τ)."""
    count, months = len(products), reported.shape[1]
    there = ~np.isnan(reported)
    known = np.nan_to_num(reported)
    average = np.array([np.bincount(product_of, known[:, m], count) for m in range(months)])
    seen = np.array([np.bincount(product_of, there[:, m], count) for m in range(months)]) > 0
    mean = np.where(seen, average, 0).sum(axis=0) / seen.sum(axis=0)
    filled = reported.copy()
    for m in range(1, months):
        missing = np.isnan(reported[:, m]) & ~np.isnan(filled[:, m - 1])
        if not missing.any():
            continue
        both = there[:, m] & there[:, m - 1]
        now = np.bincount(product_of[both], reported[both, m], count)
        before = np.bincount(product_of[both], reported[both, m - 1], count)
        came = np.bincount(product_of, there[:, m], count)
        rate = came / np.maximum(came + np.bincount(product_of[missing], minlength=count), 1)
        good = (now > 0) & (before > 0)
        panel_growth = np.divide(now, before, out=np.full(count, np.nan), where=good)
        rows = np.flatnonzero(missing)
        growth = panel_growth[product_of[rows]]
        if m >= 13:
            own = reported[rows, m - 12] / reported[rows, m - 13]
            tau = rate[product_of[rows]]
            mixed = growth**tau * own ** (1 - tau)
            growth = np.where(np.isnan(mixed), np.where(np.isnan(growth), own, growth), mixed)
        lost = np.isnan(growth)
        if lost.any():
            above = growth_above(now, before, mean, products, parent, shares)
            growth[lost] = above[product_of[rows[lost]]]
        filled[rows, m] = filled[rows, m - 1] * growth
    return filled


def growth_above(
    now: Matrix, before: Matrix, mean: Matrix, products: pd.Index, parent: pd.Series, shares: pd.Series
) -> Matrix:
    """Growth of each product's class or, where that has nothing either, of the next step up that has."""
    weight = shares.reindex(products).to_numpy() / mean
    sums = pd.DataFrame({"now": now * weight, "before": before * weight}, index=products)
    found = pd.Series(np.nan, index=products)
    place = pd.Series(products, index=products)
    while found.isna().any():
        place = parent.reindex(place).set_axis(products)
        step = parent.reindex(sums.index)
        if sums.index.isin(products).all():
            sums = sums.groupby(step.to_numpy()).sum()
        else:
            sums = sums.mul(shares.reindex(sums.index), axis=0).groupby(step.to_numpy()).sum()
        growth = (sums["now"] / sums["before"]).where((sums["now"] > 0) & (sums["before"] > 0))
        found = found.fillna(pd.Series(growth.reindex(place).to_numpy(), index=products))
    return found.to_numpy()


if __name__ == "__main__":
    main(*(Path(word) for word in sys.argv[1:4]))
