from __future__ import annotations

import math
import statistics

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhip.engine.faults import Fault
from nhip.engine.outliers import FLAGS, check_reports, hidiroglou_berthelot


def reports(pairs, product="p", periods=("2023-01", "2023-02")):
    """Columns of reports from (before, now) of each enterprise; None leaves the report out, "" leaves it empty."""
    rows = [
        (f"e{number:02d}", product, period, None if quantity == "" else float(quantity))
        for number, pair in enumerate(pairs)
        for period, quantity in zip(periods, pair, strict=True)
        if quantity is not None
    ]
    return {key: [row[i] for row in rows] for i, key in enumerate(("enterprise", "product", "period", "quantity"))}


def latest(rows, period="2023-02"):
    return {row["enterprise"]: row for row in rows if row["period"] == period}


def by_hand(pairs, u, a, c):
    """The formulae in plain Python: effects, and the bounds of the one cell."""
    ratios = [now / before for before, now in pairs]
    middle = statistics.median(ratios)
    effects = [
        (1 - middle / r if r < middle else r / middle - 1) * max(pair) ** u
        for r, pair in zip(ratios, pairs, strict=True)
    ]
    ordered = sorted(effects)

    def quantile(q):
        at = q * (len(ordered) - 1)
        low = math.floor(at)
        return ordered[low] + (at - low) * (ordered[min(low + 1, len(ordered) - 1)] - ordered[low])

    m, q1, q3 = quantile(0.5), quantile(0.25), quantile(0.75)
    return effects, m - c[0] * max(m - q1, abs(a * m)), m + c[1] * max(q3 - m, abs(a * m))


def test_a_cell_worked_by_hand(backend):
    # Ratios 0.8, 1, 1, 1.25, 4 with median 1 give s = -0.25, 0, 0, 0.25, 3; with U = 0.5 the sizes are 10, 10, 10,
    # 11.180 and 20. The quartiles of E are 0 and 2.795, the median 0: bounds 0 and 4 · 2.795.
    pairs = [(100, 80), (100, 100), (100, 100), (100, 125), (100, 400)]
    found = hidiroglou_berthelot(backend.make(reports(pairs)), u=0.5, c=(4.0, 4.0))
    rows = latest(backend.rows(found))
    assert [rows[e]["effect"] for e in sorted(rows)] == pytest.approx([-2.5, 0, 0, 2.7950849718747373, 60])
    assert [rows[e]["ratio"] for e in sorted(rows)] == pytest.approx([0.8, 1, 1, 1.25, 4])
    for row in rows.values():
        assert row["lower"] == pytest.approx(0)
        assert row["upper"] == pytest.approx(11.180339887498949)
        assert row["previous"] == 100
    assert [rows[e]["flag"] for e in sorted(rows)] == ["low", "inside", "inside", "inside", "high"]
    assert {row["flag"] for row in backend.rows(found) if row["period"] == "2023-01"} == {"no_previous"}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 5000), st.integers(1, 5000)), min_size=5, max_size=15),
    st.sampled_from([0.0, 0.3, 0.5, 1.0]),
    st.sampled_from([0.0, 0.05, 1.0]),
    st.sampled_from([(4.0, 4.0), (2.0, 10.0)]),
)
def test_any_cell_agrees_with_the_formulae(pairs, u, a, c):
    effects, lower, upper = by_hand(pairs, u, a, c)
    rows = latest(hidiroglou_berthelot(pl.DataFrame(reports(pairs)), u=u, a=a, c=c).to_dicts())
    for number, effect in enumerate(effects):
        row = rows[f"e{number:02d}"]
        assert row["effect"] == pytest.approx(effect, rel=1e-9, abs=1e-7)
        assert row["lower"] == pytest.approx(lower, rel=1e-9, abs=1e-7)
        assert row["upper"] == pytest.approx(upper, rel=1e-9, abs=1e-7)
        if abs(effect - lower) > 1e-5 and abs(effect - upper) > 1e-5:
            assert row["flag"] == ("low" if effect < lower else "high" if effect > upper else "inside")


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 5000), st.integers(1, 5000)), min_size=5, max_size=12), st.integers(2, 1000))
def test_the_unit_does_not_matter(pairs, factor):
    plain = latest(hidiroglou_berthelot(pl.DataFrame(reports(pairs))).to_dicts())
    scaled = [(before * factor, now * factor) for before, now in pairs]
    for key, row in latest(hidiroglou_berthelot(pl.DataFrame(reports(scaled))).to_dicts()).items():
        assert row["effect"] == pytest.approx(plain[key]["effect"] * factor**0.4, abs=1e-6)


def test_zeros_and_missing_reports_are_named_and_take_no_part(backend):
    pairs = [(100, 90), (100, 95), (100, 100), (100, 105), (100, 110)]
    odd = [(100, 0), (0, 100), (0, 0), (100, ""), ("", 100), (None, 100)]
    rows = latest(backend.rows(hidiroglou_berthelot(backend.make(reports(pairs + odd)))))
    flags = [rows[f"e{number:02d}"]["flag"] for number in range(len(rows))]
    assert flags[5:] == ["to_zero", "from_zero", "both_zero", "missing", "no_previous", "no_previous"]
    assert set(flags) <= set(FLAGS)
    alone = latest(backend.rows(hidiroglou_berthelot(backend.make(reports(pairs)))))
    for key, row in alone.items():
        assert (rows[key]["lower"], rows[key]["upper"]) == (row["lower"], row["upper"])
    for number in range(5, 11):
        row = rows[f"e{number:02d}"]
        assert (row["ratio"], row["effect"], row["lower"], row["upper"]) == (None, None, None, None)


def test_a_small_cell_has_no_bounds(backend):
    pairs = [(100, 90), (100, 100), (100, 110), (100, 900)]
    native = backend.make(reports(pairs))
    rows = latest(backend.rows(hidiroglou_berthelot(native)))
    assert {(row["flag"], row["lower"], row["upper"]) for row in rows.values()} == {("few", None, None)}
    rows = latest(backend.rows(hidiroglou_berthelot(native, least=4)))
    assert rows["e03"]["lower"] is not None
    assert "few" not in {row["flag"] for row in rows.values()}


def test_equal_movements_are_no_outliers():
    pairs = [(3 * k, 3 * k * 1.1) for k in range(1, 12)]
    rows = latest(hidiroglou_berthelot(pl.DataFrame(reports(pairs))).to_dicts())
    assert {row["flag"] for row in rows.values()} == {"inside"}


def test_the_two_sides_have_bounds_of_their_own():
    pairs = [(100, 60), (100, 95), (100, 100), (100, 105), (100, 160), (100, 100), (100, 98), (100, 103)]
    frame = pl.DataFrame(reports(pairs))
    narrow = latest(hidiroglou_berthelot(frame, c=(2.0, 50.0)).to_dicts())
    assert (narrow["e00"]["flag"], narrow["e04"]["flag"]) == ("low", "inside")
    narrow = latest(hidiroglou_berthelot(frame, c=(50.0, 2.0)).to_dicts())
    assert (narrow["e00"]["flag"], narrow["e04"]["flag"]) == ("inside", "high")


def test_the_lag_finds_the_month_and_not_the_row(backend):
    pairs = [(100, 90), (100, 95), (100, 100), (100, 105), (100, 110)]
    native = backend.make(reports(pairs, periods=("2022-02", "2023-02")))
    assert {row["flag"] for row in backend.rows(hidiroglou_berthelot(native))} == {"no_previous"}
    rows = latest(backend.rows(hidiroglou_berthelot(native, lag=12)))
    assert [rows[e]["ratio"] for e in sorted(rows)] == pytest.approx([0.9, 0.95, 1.0, 1.05, 1.1])


def test_a_cell_may_hold_several_products(backend):
    first, second = reports([(100, 90), (100, 95), (100, 100)]), reports([(10, 10.5), (10, 11), (10, 90)], "q")
    columns = {key: first[key] + second[key] for key in first} | {"class": ["x"] * 12}
    found = backend.rows(hidiroglou_berthelot(backend.make(columns), cell=("class", "period"), c=(4.0, 4.0)))
    now = [row for row in found if row["period"] == "2023-02"]
    assert {row["class"] for row in now} == {"x"}
    assert len({row["upper"] for row in now}) == 1
    assert [(r["product"], r["enterprise"]) for r in now if r["flag"] == "high"] == [("q", "e02")]


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"u": -0.1}, "u"),
        ({"u": 1.1}, "u"),
        ({"a": -0.01}, "a"),
        ({"a": math.inf}, "a"),
        ({"c": (0.0, 4.0)}, "c"),
        ({"c": (4.0, math.inf)}, "c"),
        ({"c": (4.0,)}, "c"),
        ({"lag": 0}, "lag"),
        ({"least": 0}, "least"),
    ],
)
def test_parameters_have_ranges(change, name):
    with pytest.raises(Fault) as caught:
        hidiroglou_berthelot(pl.DataFrame(reports([(1, 1)])), **change)
    assert caught.value.number == "E340"
    assert caught.value.fields["name"] == name


@pytest.mark.parametrize(
    ("change", "number"),
    [
        ({"quantity": [1.0, -1.0]}, "E341"),
        ({"quantity": [1.0, math.inf]}, "E341"),
        ({"quantity": [1.0, math.nan]}, "E341"),
        ({"period": ["2023-01", "2023-1"]}, "E343"),
        ({"period": ["2023-01", None]}, "E343"),
        ({"period": ["2023-02", "2023-02"]}, "E342"),
    ],
)
def test_reports_that_cannot_be_are_named(backend, change, number):
    right = reports([(1, 0)])
    check_reports(backend.make(right))
    with pytest.raises(Fault) as caught:
        hidiroglou_berthelot(backend.make(right | change))
    assert caught.value.number == number
    assert caught.value.fields["enterprise"] == "e00"
    with pytest.raises(Fault) as caught:
        check_reports(pl.DataFrame({"enterprise": ["e"]}))
    assert caught.value.number == "E301"
