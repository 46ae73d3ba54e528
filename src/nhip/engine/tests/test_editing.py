from __future__ import annotations

import polars as pl
import pytest

from nhip.engine.editing import editing_scores
from nhip.engine.faults import Fault
from nhip.engine.rereferencing import rereference
from nhip.engine.series import FixedBaseIndex
from nhip.engine.tests import golden

COLUMNS = ("enterprise", "product", "period", "quantity", "expected")
BASE = ("2021-01", "2021-12")


def suspects(*rows):
    columns = {key: [row[i] for row in rows] for i, key in enumerate(COLUMNS)}
    return columns | {key: [None if v is None else float(v) for v in columns[key]] for key in COLUMNS[3:]}


@pytest.fixture(name="case")
def _case():
    def build(make=pl.DataFrame):
        weights = {"node": ["p", "q", "C", "B"], "parent": ["C", "C", "T", "T"], "weight": [1.0, 3.0, 60.0, 40.0]}
        bases = {"product": ["p", "q"], "quantity": [50.0, 1000.0]}
        index = {"node": ["T"] * 2 + ["C"], "period": ["2022-03", "2023-03", "2023-03"], "index": [80.0, 125.0, 90.0]}
        return make(weights), make(bases), FixedBaseIndex(make(index), BASE)

    return build


def test_the_effect_is_weight_times_relative_error(case, backend):
    rows = suspects(
        ("a", "p", "2023-03", 60, 50),  # 100 · 0.15 · 10/50 = 3 points
        ("b", "q", "2023-03", 100, 300),  # 100 · 0.45 · -200/1000 = -9 points
        ("c", "q", "2023-03", None, 300),
        ("d", "q", "2023-03", 300, 100),
        ("e", "p", "2023-04", 50, 50),
        ("f", "p", "2023-03", 5, None),
    )
    found = {r["enterprise"]: r for r in backend.rows(editing_scores(backend.make(rows), *case(backend.make)))}
    assert found["a"]["node"] == "T"
    assert found["a"]["points"] == pytest.approx(3.0)
    assert found["a"]["percentage_points"] == pytest.approx(3.75)
    assert found["a"]["score"] == pytest.approx(2.4)
    assert found["b"]["points"] == pytest.approx(-9.0)
    assert found["b"]["percentage_points"] == pytest.approx(-11.25)
    assert found["b"]["score"] == pytest.approx(7.2)
    assert {key: row["rank"] for key, row in found.items()} == {"a": 3, "b": 1, "c": None, "d": 1, "e": 1, "f": None}
    assert (found["c"]["points"], found["c"]["percentage_points"], found["c"]["score"]) == (None, None, None)
    assert found["e"]["points"] == 0.0
    assert (found["e"]["percentage_points"], found["e"]["score"]) == (None, None)


def test_the_published_node_and_the_lag_may_be_chosen(case):
    frame = pl.DataFrame(suspects(("a", "p", "2023-03", 60, 50)))
    weights, bases, index = case()
    (row,) = editing_scores(frame, weights, bases, index, of="C").to_dicts()
    assert (row["node"], row["points"], row["percentage_points"]) == ("C", pytest.approx(5.0), None)
    assert row["score"] == pytest.approx(100 * 5 / 90)
    (row,) = editing_scores(frame, weights, bases, index, lag=1).to_dicts()
    assert row["percentage_points"] is None


def test_points_are_what_recompiling_gives(examples):
    """The golden case with one report changed by hand: the total moves by exactly the points."""
    before = golden.indices(examples)
    weights = pl.DataFrame(golden.weight_columns(examples))
    products = golden.read(examples / "golden_synth_products.csv")
    bases = pl.DataFrame(
        {
            "product": [row["product_code"] for row in products],
            "quantity": [float(row["base_month_avg"]) for row in products],
        }
    )
    index = FixedBaseIndex(pl.DataFrame(golden.index_columns(examples)), BASE)
    frame = pl.DataFrame(suspects(("x", "23941-01", "2023-03", 95000, 94000)))
    (row,) = editing_scores(frame, weights, bases, index).to_dicts()
    after = golden.indices(examples, {("23941-01", "2023-03"): 1000})
    points = float(after["TOTAL", "2023-03"] - before["TOTAL", "2023-03"])
    # 1,000 of 80,000 tonnes a month, 70 % of its class, 55 % of its division, 65 % of its section, 35 % of the total.
    assert points == pytest.approx(100 * 0.35 * 0.65 * 0.55 * 0.70 * 1000 / 80000)
    assert row["points"] == pytest.approx(points)
    assert row["percentage_points"] == pytest.approx(100 * points / float(before["TOTAL", "2022-03"]))


@pytest.mark.parametrize(
    ("rows", "number", "field"),
    [
        (suspects(("a", "z", "2023-03", 1, 1)), "E334", ("node", "z")),
        (suspects(("a", "T", "2023-03", 1, 1)), "E334", ("node", "T")),
        (suspects(("a", "B", "2023-03", 1, 1)), "E344", ("product", "B")),
        (suspects(("a", "p", "2023-03", -1, 1)), "E341", ("column", "quantity")),
        (suspects(("a", "p", "2023-03", 1, -1)), "E341", ("column", "expected")),
        (suspects(("a", "p", "2023-03", 1, 1), ("a", "p", "2023-03", 2, 1)), "E342", ("enterprise", "a")),
        (suspects(("a", "p", "03/2023", 1, 1)), "E343", ("period", "03/2023")),
    ],
)
def test_suspects_that_cannot_be_are_named(case, backend, rows, number, field):
    with pytest.raises(Fault) as caught:
        editing_scores(backend.make(rows), *case(backend.make))
    assert caught.value.number == number
    assert caught.value.fields[field[0]] == field[1]


def test_a_base_of_zero_is_no_base(case):
    weights, _, index = case()
    bases = pl.DataFrame({"product": ["p"], "quantity": [0.0]})
    with pytest.raises(Fault) as caught:
        editing_scores(pl.DataFrame(suspects(("a", "p", "2023-03", 1, 1))), weights, bases, index)
    assert caught.value.number == "E344"


def test_the_index_must_stand_on_its_base(case):
    frame = pl.DataFrame(suspects(("a", "p", "2023-03", 1, 1)))
    weights, bases, index = case()
    with pytest.raises(TypeError, match="not a DataFrame"):
        editing_scores(frame, weights, bases, index.frame)
    with pytest.raises(Fault) as caught:
        editing_scores(frame, weights, bases, rereference(index, ("2023-03", "2023-03")))
    assert caught.value.number == "E337"
    with pytest.raises(Fault) as caught:
        editing_scores(frame, weights, bases, index, lag=0)
    assert caught.value.number == "E340"
