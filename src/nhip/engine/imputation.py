"""Estimates for reports that did not come: from those who reported, and from the same season last year.

A missing month is carried on from the series' own last value by growth factors, one a month:

    x̂(m) = x̂(m−1) · g(m)

What g is depends on the rule; each estimate says by which rule it was made, and the share of estimates travels with
every index. Carrying the last value forward is done only when asked for. GSBPM 5.4 (edit and impute).

A series that says ``not_reported`` before its first report belongs to the panel from the first such month on; these
months are carried back from the first report by the same factors, as far as they are not zero:

    x̂(m) = x̂(m+1) / g(m+1)

It has no season of its own yet, so INSEE's rule is the matched growth alone.

Sources: UN IRIIP 2010, recommendation on missing data; IMF, Producer Price Index Manual 2004, 9.181 ff. (matched
panel); INSEE, *L'indice de la production industrielle*, Insee Méthodes 133, 2.4 (the rule weighted by the response
rate).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import narwhals as nw

from .faults import fault
from .frames import Frame
from .reports import Panel
from .runs import NO_NEXT, Runs, matched_cells
from .scheme import Scheme, Tree

Method = Literal["insee", "matched", "class", "carry_forward"]
METHODS: tuple[Method, ...] = ("insee", "matched", "class", "carry_forward")
RULES = {"insee": 1, "matched": 2, "seasonal": 3, "zero": 4, "class": 5, "carry_forward": 6}
RULE_NAMES = {n: r for r, n in RULES.items()}


def missing_reports(runs: Runs, stops: Mapping[int, int]) -> Frame:
    """``key, last, before, step``: each missing month after a series' first report.

    Args:
        stops: slot from which a series (by number) has stopped and nothing is missing any more.

    Months before the first report are missing only where the series said so, see `leading_reports`.
    """
    panel, engine = runs.panel, runs.panel.engine
    gaps = runs.edges.filter(NO_NEXT).with_columns(panel.series.alias("_series"))
    until = nw.lit(runs.last)
    if stops:
        table = engine.small({"_series": list(stops), "_stop": list(stops.values())}, {"_series": int, "_stop": int})
        gaps = gaps.join(table, on="_series", how="left")
        until = nw.when(nw.col("_stop").is_null() | (nw.col("_stop") > runs.last)).then(until)
        until = until.otherwise(nw.col("_stop") - 1)
    length = nw.when(nw.col("next").is_null()).then(until - panel.month)
    gaps = engine.keep(
        gaps.with_columns(length.otherwise(nw.col("next") - nw.col("key") - 1).alias("_length"))
        .filter(nw.col("_length") > 0)
        .select(nw.col("key").alias("last"), nw.col("quantity").alias("before"), "_length")
    )
    return _spread(runs, gaps, nw.col("last") + nw.col("step"))


def leading_reports(runs: Runs) -> Frame | None:
    """``key, last, before, step``: each month from a series' first ``not_reported`` to its first report, ``last``."""
    if runs.leading is None:
        return None
    length = (nw.col("last") - nw.col("begin")).alias("_length")
    return _spread(runs, runs.leading.with_columns(length), nw.col("last") - nw.col("step"))


def _spread(runs: Runs, gaps: Frame, key: nw.Expr) -> Frame:
    """A row for each of the ``_length`` months of every gap, counted by ``step`` from 1."""
    engine = runs.panel.engine
    lengths = engine.rows(gaps.select("_length").unique())["_length"]
    steps = [(n, step) for n in lengths for step in range(1, n + 1)]
    table = engine.small(
        {"_length": [n for n, _ in steps], "step": [s for _, s in steps]}, {"_length": int, "step": int}
    )
    found = gaps.join(table, on="_length", how="inner")
    return engine.keep(found.select(key.alias("key"), "last", "before", "step"))


def impute(runs: Runs, missing: Frame, method: Method) -> Frame:
    """``key, quantity, rule`` for every missing report.

    Raises:
        Fault: E403, nobody reported in a month from which an estimate could be made.
    """
    engine = runs.panel.engine
    leading = leading_reports(runs)
    absent = missing if leading is None else nw.concat([missing, leading], how="vertical")
    growth = _growth(runs, missing, absent, method)
    chain = nw.col("g").cum_prod().over("last", order_by="step")
    estimate = (nw.col("before") * nw.col("_chain")).alias("quantity")
    found = growth.with_columns(chain.alias("_chain")).select("key", estimate, "rule")
    if leading is not None:
        found = nw.concat([found, _carried_back(runs, leading, absent, method)], how="vertical")
    return engine.keep(found)


def _growth(runs: Runs, missing: Frame, absent: Frame, method: Method, *, positive: bool = False) -> Frame:
    """``key, last, before, step, g, rule``: growth to each missing month from the one before.

    Args:
        absent: all missing reports, for the response rate.
        positive: whether a growth of zero will not do, and the growth above the product is taken instead.
    """
    engine = runs.panel.engine
    if method == "carry_forward":
        return missing.with_columns(nw.lit(1.0).alias("g"), nw.lit(RULES["carry_forward"]).alias("rule"))
    cells = engine.keep(_cell_growth(runs, missing, absent))
    growth = _own_growth(runs, missing, cells, method)
    if positive:
        usable = nw.col("g") > 0
        rule = nw.when(usable).then(nw.col("rule")).otherwise(nw.lit(RULES["class"]))
        growth = growth.with_columns(nw.when(usable).then(nw.col("g")).alias("g"), rule.alias("rule"))
    return _filled_from_above(runs, engine.keep(growth))


def _carried_back(runs: Runs, leading: Frame, absent: Frame, method: Method) -> Frame:
    """``key, quantity, rule``: from the first report back, month by month, each divided by the growth to the next."""
    # Growth from a month to the next belongs to the next, so the keys stand one month later until it is found.
    following = runs.panel.engine.keep(leading.with_columns((nw.col("key") + 1).alias("key")))
    if method != "class" and method != "carry_forward":
        method = "matched"
    growth = _growth(runs, following, absent, method, positive=True)
    chain = (1.0 / nw.col("g")).cum_prod().over("last", order_by="step")
    estimate = (nw.col("before") * nw.col("_chain")).alias("quantity")
    return growth.with_columns(chain.alias("_chain")).select((nw.col("key") - 1).alias("key"), estimate, "rule")


def _cell_growth(runs: Runs, missing: Frame, absent: Frame) -> Frame:
    """``cell, now, before, matched, rate``: matched totals of product and month, and its response rate τ."""
    cell = runs.panel.cell.alias("cell")
    counted = absent.group_by(cell).agg(nw.len().alias("_absent"))
    if absent is not missing:
        counted = missing.select(cell).unique().join(counted, on="cell", how="left")
    return (
        counted.join(matched_cells(runs), on="cell", how="left")
        .with_columns(nw.col("now", "before", "matched", "reports", "_absent").fill_null(0))
        .with_columns((nw.col("reports") / (nw.col("reports") + nw.col("_absent"))).alias("rate"))
        .drop("_absent", "reports")
    )


def _own_growth(runs: Runs, missing: Frame, cells: Frame, method: Method) -> Frame:
    """Growth from the product's own respondents and, for ``insee``, from the series itself a year ago.

    ``g`` is null where neither can be taken.
    """
    panel = runs.panel
    nothing = nw.lit(None, dtype=nw.Float64)
    table = missing.with_columns(panel.cell.alias("cell"))
    if method == "class":
        return table.with_columns(nothing.alias("g"), nw.lit(RULES["class"]).alias("rule"))
    table = table.join(cells, on="cell", how="left", suffix="_cell")
    good, dead = _ratio_states("now", "before_cell")
    if method == "matched":
        g = nw.when(good).then(nw.col("now") / nw.col("before_cell")).otherwise(nw.when(dead).then(nw.lit(0.0)))
        named = nw.when(good).then(nw.lit(RULES["matched"])).when(dead).then(nw.lit(RULES["zero"]))
        return table.with_columns(g.alias("g"), named.otherwise(nw.lit(RULES["class"])).alias("rule"))
    table = _with_last_year(panel, table)
    good12, dead12 = _ratio_states("_m12", "_m13")
    panel_growth, own_growth = nw.col("now") / nw.col("before_cell"), nw.col("_m12") / nw.col("_m13")
    rate = nw.col("rate")
    g = (
        nw.when(good & good12)
        .then(panel_growth**rate * own_growth ** (1 - rate))
        .when(good)
        .then(panel_growth)
        .when(good12)
        .then(own_growth)
        .when(dead | dead12)
        .then(nw.lit(0.0))
    )
    rule = (
        nw.when(good & good12)
        .then(nw.lit(RULES["insee"]))
        .when(good)
        .then(nw.lit(RULES["matched"]))
        .when(good12)
        .then(nw.lit(RULES["seasonal"]))
        .when(dead | dead12)
        .then(nw.lit(RULES["zero"]))
        .otherwise(nw.lit(RULES["class"]))
    )
    return table.with_columns(g.alias("g"), rule.alias("rule"))


def _ratio_states(numerator: str, denominator: str) -> tuple[nw.Expr, nw.Expr]:
    """Whether a ratio can be used, and whether it says that production stopped. What is absent says neither."""
    n, d = nw.col(numerator).fill_null(-1.0), nw.col(denominator).fill_null(-1.0)
    return (n > 0) & (d > 0), (n == 0) & (d > 0)


def _with_last_year(panel: Panel, table: Frame) -> Frame:
    """Adds ``_m12`` and ``_m13``: what the series itself reported twelve and thirteen months before."""
    lags = (12, 13)
    old_enough = table.filter(panel.month >= 13)
    wanted = nw.concat(
        [old_enough.select((nw.col("key") - n).alias("_at"), "key", nw.lit(n).alias("_lag")) for n in lags],
        how="vertical",
    )
    # one pass over all reports for both months
    found = panel.rows.select(nw.col("key").alias("_at"), "quantity").join(wanted, on="_at", how="inner")
    found = panel.engine.keep(found.select("key", "_lag", "quantity"))
    for n in lags:
        month = found.filter(nw.col("_lag") == n).select("key", nw.col("quantity").alias(f"_m{n}"))
        table = table.join(month, on="key", how="left")
    return table


def _filled_from_above(runs: Runs, growth: Frame) -> Frame:
    """Where a product has nothing to go by, the growth of its class; where that has nothing, of what is above."""
    panel, engine = runs.panel, runs.panel.engine
    columns = ["key", "last", "before", "step", "g", "rule"]
    open_ = growth.filter(nw.col("g").is_null())
    if not engine.rows(open_.select(nw.len().alias("n")))["n"][0]:
        return growth.select(*columns)
    above = engine.keep(_growth_above(runs, open_))
    filled = open_.drop("g").join(above, on="cell", how="left").select(*columns)
    filled = engine.keep(filled)
    left = engine.rows(filled.filter(nw.col("g").is_null()).select("key").sort("key").head(1))["key"]
    if left:
        _, product = panel.names_of(left[0] // panel.width)
        raise fault("E403", code=product, period=panel.period(left[0]))
    return nw.concat([growth.filter(~nw.col("g").is_null()).select(*columns), filled], how="vertical")


def _growth_above(runs: Runs, open_: Frame) -> Frame:
    """``cell, g``: matched growth of the nearest ancestor that has any, quantities made comparable by weights.

    A class's growth is Σ w·x(m) / Σ w·x(m−1) over its matched reports, with x in units of the product's average month,
    so that tonnes and kilowatt-hours can stand in one sum.
    """
    panel, engine, width = runs.panel, runs.panel.engine, runs.panel.width
    parents, shares, closure = _tree_tables(panel.scheme)
    average = runs.cells.group_by((nw.col("cell") // width).alias("_p")).agg(nw.col("quantity").mean().alias("_mean"))
    numbers = {p: panel.product_number[p] for p in parents}
    above = engine.small(
        {"_p": list(numbers.values()), "_parent": list(parents.values()), "_share": [shares[p] for p in parents]},
        {"_p": int, "_parent": str, "_share": float},
    )
    scale = above.join(average.filter(nw.col("_mean") > 0), on="_p", how="inner")
    weight = nw.col("_share") / nw.col("_mean")
    classes = (
        matched_cells(runs)
        .filter(nw.col("matched") > 0)
        .with_columns((nw.col("cell") // width).alias("_p"), (nw.col("cell") % width).alias("_slot"))
        .join(scale, on="_p", how="inner")
        .group_by("_parent", "_slot")
        .agg((nw.col("now") * weight).sum().alias("now"), (nw.col("before") * weight).sum().alias("before"))
    )
    steps = engine.small(closure, {"code": str, "ancestor": str, "path": float, "steps": int})
    nodes = (
        classes.join(steps, left_on="_parent", right_on="code", how="inner")
        .group_by("ancestor", "_slot")
        .agg(
            (nw.col("now") * nw.col("path")).sum().alias("now"),
            (nw.col("before") * nw.col("path")).sum().alias("before"),
        )
        .filter(nw.col("now") > 0, nw.col("before") > 0)
        .with_columns((nw.col("now") / nw.col("before")).alias("g"))
    )
    wanted = (
        open_.select("cell")
        .unique()
        .with_columns((nw.col("cell") // width).alias("_p"), (nw.col("cell") % width).alias("_slot"))
        .join(above.select("_p", "_parent"), on="_p", how="inner")
        .join(steps.select("code", "ancestor", "steps"), left_on="_parent", right_on="code", how="inner")
        .join(nodes.select("ancestor", "_slot", "g"), on=["ancestor", "_slot"], how="inner")
    )
    wanted = engine.keep(wanted.select("cell", "steps", "g"))
    nearest = wanted.group_by("cell").agg(nw.col("steps").min())
    return wanted.join(nearest, on=["cell", "steps"], how="inner").select("cell", "g")


def _tree_tables(scheme: Scheme) -> tuple[dict[str, str], dict[str, float], dict[str, list[object]]]:
    """Parent and share of every product, latest epoch first, and the closure over the parents."""
    parents: dict[str, str] = {}
    shares: dict[str, float] = {}
    owner: dict[str, Tree] = {}
    for epoch in reversed(scheme.epochs):
        tree = scheme.tree(epoch)
        for leaf in tree.leaves:
            if leaf not in parents and (parent := tree.nodes[leaf].parent) is not None:
                parents[leaf], shares[leaf] = parent, tree.share[leaf]
                owner.setdefault(parent, tree)
    rows = [(c, a, w, s) for c, tree in owner.items() for s, (a, w) in enumerate(tree.ancestors(c))]
    columns = ("code", "ancestor", "path", "steps")
    closure: dict[str, list[object]] = {k: [r[i] for r in rows] for i, k in enumerate(columns)}
    return parents, shares, closure
