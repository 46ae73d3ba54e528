"""What holds for every index, whatever the reports: checked on random panels."""

from __future__ import annotations

import random
from dataclasses import replace

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from nhip.engine import Base, Event, Policy, UnitFactor, compile_reports
from nhip.engine.imputation import METHODS

from .oracle import text
from .panels import NEW_TREE, TREE, Case, make
from .test_compilation import near, table

AT = ("node", "period")
any_panel = st.builds(
    make,
    seed=st.integers(0, 10**6),
    epochs=st.sampled_from([1, 2]),
    events=st.booleans(),
    states=st.booleans(),
    silent=st.booleans(),
    gaps=st.sampled_from([0.0, 0.2, 0.4]),
    zeros=st.sampled_from([0.0, 0.2]),
)
methods = st.sampled_from(METHODS)
few = settings(max_examples=8, deadline=None)


def compiled(case: Case, method="insee"):
    return compile_reports(pl.DataFrame(case.columns, infer_schema_length=None), case.scheme, imputation=method)


def indices(case: Case, method="insee"):
    return {key: value for key, (value,) in table(compiled(case, method).indices, AT, "index").items()}


def assert_equal(found, wanted):
    assert set(found) == set(wanted)
    assert {key: (found[key], v) for key, v in wanted.items() if not near(found[key], v)} == {}


@few
@given(case=any_panel, method=methods, share=st.sampled_from(["unrounded", "rounded"]))
def test_a_parent_lies_between_its_smallest_and_largest_child(case, method, share):
    """On one base, rounded or not; chaining gives that up."""
    case = Case(replace(case.scheme, policy=Policy(aggregate_from=share, decimals=1)), case.rows)
    for part in compiled(case, method).parts:
        rows = part.nodes.to_native().collect().to_dicts()
        index = {(r["node"], r["slot"]): r["index"] for r in rows}
        tree = case.scheme.tree(part.epoch)
        assert {n for n, _ in index} == set(tree.nodes)
        for (node, slot), value in index.items():
            if node in tree.children:
                below = [index[child, slot] for child in tree.children[node]]
                assert min(below) - 1e-9 <= value <= max(below) + 1e-9


@few
@given(
    case=any_panel,
    method=methods,
    factor=st.sampled_from([1e-6, 0.001, 3.0, 1e9]),
    product=st.sampled_from(["a1x", "a1y", "b2x"]),
)
def test_scaling_the_unit_of_a_product_changes_nothing(case, method, factor, product):
    bases = tuple(replace(b, quantity=b.quantity * factor) if b.product == product else b for b in case.scheme.bases)
    rows = tuple(
        {**r, "quantity": r["quantity"] * factor} if r["product"] == product and r["quantity"] is not None else r
        for r in case.rows
    )
    assert_equal(indices(Case(replace(case.scheme, bases=bases), rows), method), indices(case, method))


@few
@given(case=any_panel, factor=st.sampled_from([0.001, 1000.0]))
def test_the_unit_of_a_report_changes_nothing(case, factor):
    """The same quantity in tonnes and in another unit that the scheme converts."""
    units = (*case.scheme.units, UnitFactor("a1y", "other", factor))
    rows = tuple(
        {**r, "unit": "other", "quantity": r["quantity"] and r["quantity"] / factor}
        if r["product"] == "a1y" and i % 2 else {**r, "unit": ""}
        for i, r in enumerate(case.rows)
    )  # fmt: skip
    assert_equal(indices(Case(replace(case.scheme, units=units), rows)), indices(case))


@few
@given(case=any_panel, seed=st.integers(0, 10**6))
def test_the_order_of_rows_changes_nothing(case, seed):
    rows = list(case.rows)
    random.Random(seed).shuffle(rows)
    before, after = compiled(case), compiled(Case(case.scheme, tuple(rows)))
    for name, values in {
        "indices": ("index",),
        "quality": ("response_rate", "weighted_response_rate", "imputed_share"),
    }.items():
        found, wanted = table(getattr(after, name), AT, *values), table(getattr(before, name), AT, *values)
        assert set(found) == set(wanted)
        assert all(near(a, b) for key in wanted for a, b in zip(found[key], wanted[key], strict=True))
    assert sorted(after.held_out) == sorted(before.held_out)


@few
@given(case=any_panel, factor=st.sampled_from([0.01, 7.0, 1e6]))
def test_weights_scaled_by_a_constant_change_nothing(case, factor):
    scaled = tuple(replace(w, weight=w.weight * factor) for w in case.scheme.weights)
    assert_equal(indices(Case(replace(case.scheme, weights=scaled), case.rows)), indices(case))


@few
@given(seed=st.integers(0, 10**6), events=st.booleans(), factor=st.floats(0.1, 5.0))
def test_one_enterprise_moves_only_its_ancestors(seed, events, factor):
    """Where nothing is missing, so that no estimate leans on others: one report changed in March 2022."""
    case = make(seed, events=events, gaps=0.0)
    case = Case(
        case.scheme, tuple(r for r in case.rows if not (events and r["product"] in ("a2x", "b1x", "b1y", "b1z")))
    )
    if events:
        # only the newcomers' product keeps its events; the others become series like those of other firms
        plain = make(seed, gaps=0.0)
        case = Case(plain.scheme, plain.rows)
    at = next(r for r in case.rows if (r["enterprise"], r["product"], r["period"]) == ("F0", "b1x", "2022-03"))
    rows = tuple({**r, "quantity": r["quantity"] * factor + 1.0} if r is at else r for r in case.rows)
    before, after = indices(case), indices(Case(case.scheme, rows))
    moved = {key for key in before if not near(after[key], before[key])}
    ancestors = {("b1x", "2022-03"), ("B1", "2022-03"), ("B", "2022-03"), ("T", "2022-03")}
    assert moved <= ancestors
    if abs(at["quantity"] * (factor - 1) + 1.0) > 1e-3:
        assert moved == ancestors


@few
@given(
    seed=st.integers(0, 10**6),
    size=st.floats(0.01, 1e4),
    entry=st.integers(4, 20),
    first=st.integers(1, 3),
    method=methods,
)
def test_an_entry_alone_never_moves_an_index(seed, size, entry, first, method):
    """The newcomer behaves as the panel does: it makes ``size`` times the panel's total, month by month."""
    case = make(seed, gaps=0.0, zeros=0.0)
    case = Case(case.scheme, tuple(r for r in case.rows if r["enterprise"] != "L"))
    start = 2021 * 12
    total: dict[str, float] = {}
    for r in case.rows:
        if r["product"] == "a1x":
            total[r["period"]] = total.get(r["period"], 0.0) + r["quantity"]
    newcomer = [
        {"enterprise": "NEW", "product": "a1x", "period": period, "quantity": size * quantity}
        for period, quantity in total.items()
        if period >= text(start + entry - first)
    ]
    event = Event("entry", text(start + entry), "NEW", "a1x", overlap_from=text(start + entry - first),
                  overlap_to=text(start + entry + 1))  # fmt: skip
    joined = Case(replace(case.scheme, events=(event,)), (*case.rows, *newcomer))
    assert_equal(indices(joined, method), indices(case, method))
    # without the event it is held out, which moves nothing either, and is said
    silent = compiled(Case(case.scheme, (*case.rows, *newcomer)), method)
    assert_equal({k: v for k, (v,) in table(silent.indices, AT, "index").items()}, indices(case, method))
    assert silent.held_out == (("NEW", "a1x"),)


@few
@given(seed=st.integers(0, 10**6), stop=st.integers(2, 20), said=st.booleans(), method=methods)
def test_a_product_that_stopped_stays_at_zero(seed, stop, said, method):
    """b2y has one maker: it says zero from a month on, or leaves by an event."""
    case = make(seed, gaps=0.1)
    at = text(2021 * 12 + stop)
    if said:
        rows = tuple({**r, "quantity": 0.0} if r["product"] == "b2y" and r["period"] >= at else r for r in case.rows)
        rows = (*[r for r in rows if (r["product"], r["period"]) != ("b2y", at)],
                {**rows[0], "enterprise": "F0", "product": "b2y", "period": at, "quantity": 0.0})  # fmt: skip
        scheme = case.scheme
    else:
        rows = tuple(r for r in case.rows if r["product"] != "b2y" or r["period"] < at)
        scheme = replace(case.scheme, events=(Event("exit", at, "F0", "b2y"),))
    rows = tuple(r for r in rows if (r["enterprise"], r["product"]) != ("L", "b2y"))
    found = indices(Case(scheme, rows), method)
    after = [v for (node, period), v in found.items() if node == "b2y" and period >= at]
    assert after == [0.0] * len(after)
    assert len(after) == 23 - stop
    assert all(v > 0 for (node, period), v in found.items() if node == "T")


@few
@given(case=any_panel, method=methods)
def test_imputed_and_quality_tell_the_states_apart(case, method):
    """What was reported, zero or idle included, is never estimated; what the firm estimated is not imputed."""
    found = compiled(case, method)
    given = {(r["enterprise"], r["product"], r["period"]) for r in case.rows if r.get("state") != "not_reported"}
    imputed = table(found.imputed, ("enterprise", "product", "period"), "quantity", "rule")
    replaced = {(e.enterprise, e.product) for e in case.scheme.events if e.kind == "replacement"}
    assert not {k for k in imputed if k[:2] not in replaced} & given
    known = {k[:2] for k in given}
    silent = {(r["enterprise"], r["product"], r["period"]) for r in case.rows} - given
    # every month a firm said it did not report after its first report is estimated, unless another took its place
    first = {s: min(p for e, g, p in given if (e, g) == s) for s in known}
    gone = {f for e in case.scheme.events if e.kind == "replacement" for f in (e.enterprise, e.new_enterprise)}
    assert {k for k in silent if k[:2] in known and k[2] > first[k[:2]] and k[0] not in gone} <= set(imputed)
    for row in found.quality.to_dicts():
        assert -1e-9 <= row["imputed_share"] <= 1 + 1e-9
        assert -1e-9 <= row["estimated_share"] <= 1 + 1e-9 - row["imputed_share"]
        assert -1e-9 <= row["weighted_response_rate"] <= 1 + 1e-9
        assert 0 <= row["response_rate"] <= 1
    if not any(r.get("state") == "estimated" for r in case.rows):
        assert set(found.quality["estimated_share"]) == {0.0}


@few
@given(seed=st.integers(0, 10**6), events=st.booleans(), method=methods)
def test_nothing_is_imputed_where_nothing_is_missing(seed, events, method):
    case = make(seed, events=events, gaps=0.0, states=True)
    rows = tuple(r for r in case.rows if not events or r["product"] not in ("a1x", "a2x", "b1x", "b1y", "b1z"))
    scheme = case.scheme
    if events:
        rows += tuple(r for r in make(seed, gaps=0.0, states=True).rows if r["product"] in ("a1x", "a2x", "b1x", "b1y"))
    found = compiled(Case(replace(scheme, events=()), rows), method)
    assert found.imputed.height == 0
    for column, value in {"imputed_share": 0.0, "response_rate": 1.0, "weighted_response_rate": 1.0}.items():
        assert all(near(v, value) for v in found.quality[column])


@few
@given(case=any_panel, method=methods)
def test_the_base_period_averages_100_where_its_quantities_are_computed(case, method):
    found = compiled(case, method)
    for part in found.parts:
        rows = part.nodes.to_native().collect().to_dicts()
        base = [m - found.start for m in part.epoch.base]
        tree = TREE if part.epoch.classification == "v1" else NEW_TREE
        for node in tree:
            values = [r["index"] for r in rows if r["node"] == node and r["slot"] in base]
            assert len(values) == 12
            assert near(sum(values) / 12, 100.0)


@few
@given(case=any_panel, method=methods)
def test_a_base_that_is_given_is_the_one_that_counts(case, method):
    """Twice the base quantity of a product is half its index."""
    plain = indices(case, method)
    average = {}
    for part in compiled(case, method).parts:
        rows = part.products.rows.to_native().collect().to_dicts()
        numbers = case.scheme.leaf_codes
        average |= {(part.epoch.epoch, numbers[r["product_number"]]): r["base"] for r in rows}
    same = tuple(Base(e, p, q) for (e, p), q in average.items())
    assert_equal(indices(Case(replace(case.scheme, bases=same), case.rows), method), plain)
    first = case.scheme.epochs[:1]
    doubled = tuple(replace(b, quantity=b.quantity * 2) if b.product == "a1y" else b for b in same if b.epoch == "e1")
    one = Case(
        replace(case.scheme, epochs=first, bases=doubled), tuple(r for r in case.rows if r["period"] <= "2022-12")
    )
    if {r["product"] for r in one.rows} <= set(replace(case.scheme, epochs=first).leaf_codes):
        half, whole = indices(one, method), indices(Case(replace(one.scheme, bases=()), one.rows), method)
        assert all(near(half["a1y", p] * 2, whole["a1y", p]) for n, p in whole if n == "a1y")
