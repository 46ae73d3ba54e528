from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings

from nhip.engine.faults import Fault
from nhip.engine.linking import chain, splice, unchain
from nhip.engine.rereferencing import rebase, rereference
from nhip.engine.tests.test_linking import Y, index, positive, random_epochs, table

YEAR_2022 = ("2022-01", "2022-12")


def growth(values, node, period, base):
    return values[node, period] / values[node, base]


@settings(max_examples=25, deadline=None)
@given(positive)
def test_growth_does_not_change_and_the_reference_is_100(values):
    chained = chain(random_epochs(values))
    moved = rereference(chained, YEAR_2022)
    before, after = table(chained.frame), table(moved.frame)
    assert before.keys() == after.keys()
    assert moved.reference == YEAR_2022
    for node in ("B", "C"):
        assert sum(after[node, period] for period in Y[2022]) / 12 == pytest.approx(100)
        for period in ("2022-07", "2023-03", "2024-12"):
            assert growth(after, node, period, "2022-01") == pytest.approx(growth(before, node, period, "2022-01"))


def test_the_epochs_of_a_chain_keep_their_own_base():
    epochs = random_epochs([100.0 + (7 * k) % 31 for k in range(96)])
    chained = chain(epochs)
    moved = rereference(chained, ("2024-01", "2024-12"))
    for before, after in zip(unchain(chained), unchain(moved), strict=True):
        assert table(after.frame) == pytest.approx(table(before.frame))


def test_a_fixed_base_index_keeps_its_base_and_remembers_the_reference(backend):
    rows = {"T": {"2022-12": 125.0, "2023-01": 150.0}}
    old = index(rows, "2020", ("2020-01", "2020-12"), make=backend.make)
    moved = rereference(old, ("2022-12", "2022-12"))
    assert table(moved.frame, rows=backend.rows) == {("T", "2022-12"): 100.0, ("T", "2023-01"): pytest.approx(120.0)}
    assert (moved.base, moved.reference) == (("2020-01", "2020-12"), ("2022-12", "2022-12"))


def test_nodes_without_the_reference_period_are_named_or_left_out_and_listed(backend):
    rows = {"T": {"2022-12": 125.0, "2023-01": 150.0}, "gap": {"2023-01": 90.0}, "nil": {"2022-12": 0.0}}
    old = index(rows, "2020", ("2020-01", "2020-12"), make=backend.make)
    with pytest.raises(Fault) as caught:
        rereference(old, ("2022-12", "2022-12"))
    assert caught.value.number == "E314"
    assert caught.value.fields["node"] == "gap"
    assert {node for node, _ in table(rereference(old, ("2022-12",) * 2, omit=True).frame, rows=backend.rows)} == {"T"}
    chained = rereference(chain([old]), ("2022-12", "2022-12"), omit=True)
    assert table(chained.unlinked, "reason", ("node", "epoch"), backend.rows) == {
        ("gap", "2020"): "no_reference",
        ("nil", "2020"): "no_reference",
    }
    assert table(chained.links, "factor", ("node", "epoch"), backend.rows) == {("T", "2020"): 0.8}


def test_only_indices_are_rereferenced():
    with pytest.raises(TypeError, match="not a DataFrame"):
        rereference(pl.DataFrame(), YEAR_2022)
    with pytest.raises(ValueError, match="lies before the first month"):
        rereference(random_epochs([100.0])[0], ("2022-12", "2022-01"))


def test_rebasing_leaves_the_new_series_as_it_is(backend):
    old = {"T": dict.fromkeys(Y[2021], 120) | dict.fromkeys(Y[2022], 150), "ends": dict.fromkeys(Y[2022], 90)}
    new = {"T": dict.fromkeys(Y[2022], 100) | {"2023-01": 110}, "starts": {"2023-01": 130}}
    old = index(old, "2020", ("2020-01", "2020-12"), make=backend.make)
    new = index(new, "2022", YEAR_2022, "2023-01", make=backend.make)
    rebased = rebase(old, new)
    found = table(rebased.frame, rows=backend.rows)
    assert found["T", "2021-05"] == pytest.approx(80)
    assert found["T", "2022-05"] == pytest.approx(100)
    assert found["T", "2023-01"] == pytest.approx(110)
    assert found["starts", "2023-01"] == 130
    assert {node for node, _ in found} == {"T", "starts"}
    assert rebased.reference == YEAR_2022
    listed = table(rebased.unlinked, "reason", ("node", "epoch"), backend.rows)
    assert listed == {("ends", "2022"): "ends", ("starts", "2022"): "starts"}
    factors = table(rebased.links, "factor", ("node", "epoch"), backend.rows)
    assert factors["T", "2022"] == pytest.approx(1)
    assert factors["T", "2020"] == pytest.approx(1 / 1.5)


@settings(max_examples=25, deadline=None)
@given(positive)
def test_rebasing_and_splicing_differ_by_the_reference_only(values):
    epochs = random_epochs(values)
    spliced = table(splice(chain(epochs[:2]), epochs[2]).frame)
    rebased = table(rebase(chain(epochs[:2]), epochs[2]).frame)
    assert spliced.keys() == rebased.keys()
    for node in ("B", "C"):
        ratio = spliced[node, "2022-01"] / rebased[node, "2022-01"]
        for period in ("2022-12", "2023-06", "2024-01", "2024-12"):
            assert spliced[node, period] / rebased[node, period] == pytest.approx(ratio)
