from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhip.engine import months
from nhip.engine.comparisons import COMPARISONS, Publication, compare
from nhip.engine.contributions import contributions, contributions_chained
from nhip.engine.faults import Fault
from nhip.engine.linking import chain
from nhip.engine.rereferencing import rereference
from nhip.engine.rounding import Rounding, round_value
from nhip.engine.series import FixedBaseIndex
from nhip.engine.tests import golden

BASE = ("2021-01", "2021-12")


def by_node(rows, period, comparison):
    return {r["node"]: r["contribution"] for r in rows if (r["period"], r["comparison"]) == (period, comparison)}


def residuals(rows):
    return {(r["period"], r["comparison"]): r for r in rows}


def test_the_golden_case_to_the_last_digit(examples, backend):
    index = FixedBaseIndex(backend.make(golden.index_columns(examples)), BASE)
    found = contributions(index, backend.make(golden.weight_columns(examples)))
    shares = by_node(backend.rows(found.frame), "2023-03", "same_month")
    expected = golden.read(examples / "golden_synth_contributions_m3_yoy.csv")
    assert [row["section"] for row in expected] == ["B", "C", "D", "E"]
    for row in expected:
        assert round_value(shares[row["section"]], Rounding(4)) == float(row["contribution_pp"])
    assert len(shares) == 27
    assert shares["TOTAL"] == pytest.approx(7.2506, abs=5e-5)
    for row in backend.rows(found.residual):
        assert row["residual"] == pytest.approx(0, abs=1e-9)
    assert {row["of"] for row in backend.rows(found.frame)} == {"TOTAL"}


def test_every_parent_is_the_sum_of_its_children(examples):
    index = FixedBaseIndex(pl.DataFrame(golden.index_columns(examples)), BASE)
    frame = contributions(index, pl.DataFrame(golden.weight_columns(examples))).frame
    sums = frame.group_by("parent", "period", "comparison").agg(total=pl.col("contribution").sum())
    joined = frame.join(
        sums, left_on=["node", "period", "comparison"], right_on=["parent", "period", "comparison"], how="inner"
    )
    # 18 parents; month on month has five comparisons less one (January has no December), the others three.
    assert joined.height == 18 * (4 + 3 + 3)
    assert joined["total"].to_list() == pytest.approx(joined["contribution"].to_list(), abs=1e-9)


def test_contributions_to_an_ancestor_below_the_root(examples):
    index = FixedBaseIndex(pl.DataFrame(golden.index_columns(examples)), BASE)
    found = contributions(index, pl.DataFrame(golden.weight_columns(examples)), ["same_month"], of="C")
    shares = by_node(found.frame.to_dicts(), "2023-03", "same_month")
    assert set(shares) == {"C", "div16", "div23", "1621", "2392", "2394", "16210-01", "23920-01", "23920-02",
                           "23941-01", "23941-02"}  # fmt: skip
    # 104.5375 in the printed case.
    assert round_value(shares["C"], Rounding(4)) == 4.5375
    assert shares["div16"] + shares["div23"] == pytest.approx(shares["C"])
    assert found.residual["explained"].to_list() == pytest.approx(found.residual["growth"].to_list())


def test_three_industries_of_a_textbook():
    # byjus.com, "Index of industrial production": quantities 35→107, 413→1225, 10→27, weights 10, 85, 5: 296.19.
    relatives = {"Mining": 107 / 35, "Manufacturing": 1225 / 413, "Electricity": 27 / 10}
    shares = {"Mining": 10.0, "Manufacturing": 85.0, "Electricity": 5.0}
    total = sum(shares[k] * relatives[k] for k in shares)
    assert round(total, 4) == 296.1901
    nodes = [*shares, "IIP"]
    frame = pl.DataFrame(
        {
            "node": nodes * 2,
            "period": ["2022-01"] * 4 + ["2023-01"] * 4,
            "index": [100.0] * 4 + [100 * relatives[k] for k in shares] + [total],
        }
    )
    weights = pl.DataFrame({"node": list(shares), "parent": ["IIP"] * 3, "weight": list(shares.values())})
    found = contributions(FixedBaseIndex(frame, ("2022-01", "2022-01")), weights, ["same_month"])
    explained = found.residual.to_dicts()[0]["explained"]
    assert round(100 + explained, 4) == 296.1901
    parts = by_node(found.frame.to_dicts(), "2023-01", "same_month")
    assert {k: round(v, 3) for k, v in parts.items()} == {
        "Mining": 20.571, "Manufacturing": 167.119, "Electricity": 8.5, "IIP": 196.19,
    }  # fmt: skip


def small(values, make=pl.DataFrame):
    """Two leaves and their total, weights 1 and 3, from {period: (b, c)}."""
    rows = []
    for period, (b, c) in values.items():
        for node, value in (("B", b), ("C", c)):
            if value is not None:
                rows.append((node, period, float(value)))
        if b is not None and c is not None:
            rows.append(("T", period, (b + 3 * c) / 4))
    frame = make({key: [row[i] for row in rows] for i, key in enumerate(("node", "period", "index"))})
    weights = make({"node": ["B", "C"], "parent": ["T", "T"], "weight": [1.0, 3.0]})
    return FixedBaseIndex(frame, BASE), weights


def test_the_residual_to_the_published_growth_is_shown(backend):
    index, weights = small({"2022-01": (100, 100), "2023-01": (101, 104)}, backend.make)
    publication = Publication(index=Rounding(1), growth=Rounding(1))
    found = contributions(index, weights, ["same_month"], publication=publication)
    (row,) = backend.rows(found.residual)
    assert row["growth"] == 3.3
    assert row["explained"] == pytest.approx(3.25)
    assert row["residual"] == pytest.approx(0.05)
    assert by_node(backend.rows(found.frame), "2023-01", "same_month")["C"] == pytest.approx(3.0)


def test_published_indices_explain_published_growth():
    index, weights = small({"2022-01": (100.04, 100.0), "2023-01": (100.06, 104.0)})
    rounded = Publication("rounded", index=Rounding(1))
    found = contributions(index, weights, ["same_month"], publication=rounded)
    parts = by_node(found.frame.to_dicts(), "2023-01", "same_month")
    assert parts["B"] == pytest.approx(0.025)
    assert parts["T"] == pytest.approx(3.0)
    assert found.residual["residual"].to_list() == pytest.approx([3.0 - 3.025])


def test_a_missing_child_is_missing_and_the_residual_says_how_much(backend):
    index, weights = small({"2022-01": (100, 100), "2023-01": (110, 110)}, backend.make)
    rows = [r for r in backend.rows(index.frame) if (r["node"], r["period"]) != ("B", "2022-01")]
    gap = backend.make({key: [row[key] for row in rows] for key in ("node", "period", "index")})
    found = contributions(FixedBaseIndex(gap, BASE), weights, ["same_month"])
    parts = by_node(backend.rows(found.frame), "2023-01", "same_month")
    assert parts == {"T": pytest.approx(10.0), "B": None, "C": pytest.approx(7.5)}
    (row,) = backend.rows(found.residual)
    assert row["residual"] == pytest.approx(2.5)


def test_without_growth_there_is_nothing_to_explain(backend):
    index, weights = small({"2022-01": (0, 0), "2023-01": (110, 110), "2023-03": (120, 100)}, backend.make)
    found = contributions(index, weights)
    assert backend.rows(found.frame) == []
    assert backend.rows(found.residual) == []


def test_a_wrong_kind_of_index_is_refused():
    index, weights = small(dict.fromkeys(months.periods("2021-01", "2022-12"), (100, 110)))
    with pytest.raises(TypeError, match="contributions takes a FixedBaseIndex, not a ChainedIndex"):
        contributions(chain([index]), weights)
    with pytest.raises(TypeError, match="contributions_chained takes a ChainedIndex, not a FixedBaseIndex"):
        contributions_chained(index, [index], [weights])
    with pytest.raises(Fault) as caught:
        contributions(rereference(index, ("2022-01", "2022-12")), weights)
    assert caught.value.number == "E337"
    assert caught.value.fields == {"reference": "2022-01..2022-12", "base": "2021-01..2021-12"}
    with pytest.raises(Fault) as caught:
        contributions(index, weights, ["yoy"])
    assert caught.value.number == "E320"


# A chain of three years: five leaves in two sections. "c3" is in the weights of 2023 only, "b2" ends with 2022.
TREES = (
    {"b1": ("B", 2.0), "b2": ("B", 1.0), "c1": ("C", 4.0), "c2": ("C", 1.0), "B": ("T", 30.0), "C": ("T", 50.0)},
    {"b1": ("B", 1.0), "c1": ("C", 3.0), "c2": ("C", 2.0), "c3": ("C", 1.0), "B": ("T", 25.0), "C": ("T", 60.0)},
    {"b1": ("B", 1.0), "c1": ("C", 2.0), "c2": ("C", 2.0), "B": ("T", 1.0), "C": ("T", 1.0)},
)
LEAVES = ("b1", "b2", "c1", "c2", "c3")


def three_years(values, make=pl.DataFrame):
    """Epochs on the average of the year before, from quantities of five products over four years."""
    periods = list(months.periods("2021-01", "2024-12"))
    q = {leaf: dict(zip(periods, values[48 * i : 48 * i + 48], strict=True)) for i, leaf in enumerate(LEAVES)}
    epochs, weights = [], []
    for year, tree in zip((2022, 2023, 2024), TREES, strict=True):
        span = [p for p in periods if p[:4] in (str(year - 1), str(year))]
        rows = {}
        for leaf in LEAVES:
            if leaf in tree:
                mean = sum(q[leaf][p] for p in span[:12]) / 12
                rows |= {(leaf, p): 100 * q[leaf][p] / mean for p in span}
        for parent in ("B", "C", "T"):
            below = {node: w for node, (up, w) in tree.items() if up == parent}
            for p in span:
                rows[parent, p] = sum(w * rows[node, p] for node, w in below.items()) / sum(below.values())
        columns = {"node": [n for n, _ in rows], "period": [p for _, p in rows], "index": list(rows.values())}
        start = f"{year}-01" if year > 2022 else None
        epochs.append(FixedBaseIndex(make(columns), (f"{year - 1}-01", f"{year - 1}-12"), start, name=str(year)))
        columns = {
            "node": list(tree),
            "parent": [up for up, _ in tree.values()],
            "weight": [w for _, w in tree.values()],
        }
        weights.append(make(columns))
    return epochs, weights


EXAMPLE = [float(20 + (k * k * 7 + k * 3) % 41) for k in range(240)]


@pytest.mark.parametrize("overlap", ["average", "12"])
def test_chained_contributions_add_up_on_every_backend(backend, overlap):
    epochs, weights = three_years(EXAMPLE, backend.make)
    chained = chain(epochs, overlap)
    found = contributions_chained(chained, epochs, weights)
    reference = contributions_chained(chain(three_years(EXAMPLE)[0], overlap), *three_years(EXAMPLE))
    assert len(backend.rows(found.residual)) == 47 + 36 + 36
    for row in backend.rows(found.residual):
        assert row["residual"] == pytest.approx(0, abs=1e-9)
    for comparison in ("previous_month", "same_month", "cumulative"):
        parts = by_node(backend.rows(found.frame), "2023-05", comparison)
        assert parts == pytest.approx(by_node(reference.frame.to_dicts(), "2023-05", comparison))
        assert set(parts) == {"T", "B", "C", *LEAVES}


quantities = st.lists(st.floats(0, 100), min_size=240, max_size=240).filter(
    lambda values: all(sum(values[12 * k : 12 * k + 12]) > 1 for k in range(20))
)


@settings(max_examples=15, deadline=None)
@given(quantities)
def test_contributions_add_up_over_any_number_of_links(values):
    epochs, weights = three_years(values)
    chained = chain(epochs)
    found = contributions_chained(chained, epochs, weights, COMPARISONS)
    growth = {
        (r["period"], r["comparison"]): r["growth"]
        for r in compare(chained).to_dicts()
        if r["node"] == "T" and r["growth"] is not None
    }
    assert {key: row["growth"] for key, row in residuals(found.residual.to_dicts()).items()} == pytest.approx(growth)
    scale = max(1.0, max(map(abs, growth.values())))
    for row in found.residual.to_dicts():
        assert abs(row["residual"]) <= 1e-8 * scale
    leaves = found.frame.filter(pl.col("node").is_in(LEAVES)).group_by("period", "comparison")
    for row in leaves.agg(total=pl.col("contribution").sum()).to_dicts():
        assert row["total"] == pytest.approx(growth[row["period"], row["comparison"]], abs=1e-8 * scale)


@pytest.mark.parametrize("overlap", ["average", "12"])
def test_the_same_month_of_last_year_is_ribes_formula(overlap):
    epochs, weights = three_years(EXAMPLE)
    chained = chain(epochs, overlap)
    a = {r["period"]: r["index"] for r in chained.frame.to_dicts() if r["node"] == "T"}
    e = [{(r["node"], r["period"]): r["index"] for r in epoch.frame.to_dicts()} for epoch in epochs]

    def over(values, year):
        span = [f"{year}-{m:02d}" for m in range(1, 13)] if overlap == "average" else [f"{year}-12"]
        return sum(values(p) for p in span) / len(span)

    found = contributions_chained(chained, epochs, weights, ["same_month"])
    for section in ("B", "C"):
        level = [over(lambda p: a[p], 2022), over(lambda p: a[p], 2023)]
        r_node = [over(lambda p, k=k, s=section: e[k][s, p], 2021 + k) for k in range(3)]
        r_total = [over(lambda p, k=k: e[k]["T", p], 2021 + k) for k in range(3)]
        share = [tree[section][1] / (tree["B"][1] + tree["C"][1]) for tree in TREES]
        # Weights at the prices of the link: for December they are the base weights, moved on to December.
        w = [share[k] * r_node[k] / r_total[k] for k in range(3)]
        for month in ("01", "06", "12"):
            now, then = f"2024-{month}", f"2023-{month}"
            relative_now = e[2][section, now] / r_node[2]
            relative_then = e[1][section, then] / r_node[1]
            at_next_link = over(lambda p, s=section: e[1][s, p], 2023) / r_node[1]
            ribe = level[1] * w[2] * (relative_now - 1) + level[0] * w[1] * (at_next_link - relative_then)
            parts = by_node(found.frame.to_dicts(), now, "same_month")
            assert parts[section] == pytest.approx(100 * ribe / a[then])


def test_a_chain_of_one_epoch_is_the_fixed_base():
    epochs, weights = three_years(EXAMPLE)
    fixed = contributions(epochs[0], weights[0]).frame.sort("node", "period", "comparison")
    chained = contributions_chained(chain(epochs[:1]), epochs[:1], weights[:1]).frame
    chained = chained.sort("node", "period", "comparison")
    assert chained.select("node", "period").equals(fixed.select("node", "period"))
    assert chained["contribution"].to_list() == pytest.approx(fixed["contribution"].to_list(), abs=1e-9)


def test_the_reference_of_a_chain_does_not_matter():
    epochs, weights = three_years(EXAMPLE)
    chained = chain(epochs)
    # b2 and c3 do not span the chain; they are left out of the re-referenced table, not of the contributions.
    moved = rereference(chained, ("2022-01", "2022-12"), omit=True)
    key = ["node", "period", "comparison"]
    plain = contributions_chained(chained, epochs, weights).frame.sort(key)
    again = contributions_chained(moved, epochs, weights).frame.sort(key)
    assert again["contribution"].to_list() == pytest.approx(plain["contribution"].to_list(), abs=1e-9)


def test_contributions_to_a_section_of_a_chain():
    epochs, weights = three_years(EXAMPLE)
    found = contributions_chained(chain(epochs), epochs, weights, ["same_month"], of="C")
    assert set(found.frame["node"]) == {"C", "c1", "c2", "c3"}
    assert found.residual["residual"].to_list() == pytest.approx([0] * 36, abs=1e-9)


def test_an_incomplete_overlap_leaves_a_gap_not_a_wrong_number():
    epochs, weights = three_years(EXAMPLE)
    second = epochs[1].frame.filter(~((pl.col("node") == "c1") & (pl.col("period") == "2022-04")))
    epochs[1] = FixedBaseIndex(second, epochs[1].base, epochs[1].valid_from, name="2023")
    found = contributions_chained(chain(epochs), epochs, weights, ["same_month"], of="C")
    periods = set(found.frame.filter(pl.col("node") == "c1")["period"])
    assert max(periods) == "2022-12"
    residual = {row["period"]: row["residual"] for row in found.residual.to_dicts()}
    assert residual["2022-02"] == pytest.approx(0, abs=1e-9)
    lost = contributions_chained(chain(three_years(EXAMPLE)[0]), *three_years(EXAMPLE), ["same_month"], of="C")
    assert residual["2023-02"] == pytest.approx(by_node(lost.frame.to_dicts(), "2023-02", "same_month")["c1"])
    # The sections are whole, so the total is explained all the same.
    whole = contributions_chained(chain(epochs), epochs, weights, ["same_month"])
    assert whole.residual["residual"].to_list() == pytest.approx([0] * 36, abs=1e-9)


def test_epochs_weights_and_chain_belong_together():
    epochs, weights = three_years(EXAMPLE)
    chained = chain(epochs)
    for wrong in ((epochs[:2], weights), (epochs, weights[:2]), (epochs[::-1], weights)):
        with pytest.raises(Fault) as caught:
            contributions_chained(chained, *wrong)
        assert caught.value.number == "E336"
    moved = [epochs[0], epochs[1], rereference(epochs[2], ("2024-01", "2024-12"), omit=True)]
    with pytest.raises(Fault) as caught:
        contributions_chained(chained, moved, weights)
    assert caught.value.number == "E337"
    broken = FixedBaseIndex(
        epochs[1].frame.filter(~((pl.col("node") == "T") & (pl.col("period") == "2022-04"))),
        epochs[1].base, epochs[1].valid_from, name="2023",
    )  # fmt: skip
    parts = [epochs[0], broken, epochs[2]]
    with pytest.raises(Fault) as caught:
        contributions_chained(chain(parts), parts, weights)
    assert caught.value.number == "E339"
    assert caught.value.fields == {"node": "T", "epoch": "2023"}
