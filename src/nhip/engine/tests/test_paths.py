from __future__ import annotations

import math

import polars as pl
import pytest

from nhip.engine._paths import paths
from nhip.engine.faults import Fault


def weights(*rows):
    columns = {"node": pl.String, "parent": pl.String, "weight": pl.Float64}
    return pl.DataFrame(list(rows), schema=columns, orient="row")


def test_shares_multiply_down_the_tree():
    frame = weights(("T", None, None), ("B", "T", 20), ("C", "T", 60), ("c1", "C", 1), ("c2", "C", 3), ("c3", "c2", 7))
    top, found = paths(frame, None)
    assert top == "T"
    assert [(p.node, p.parent, p.share) for p in found] == [
        ("T", None, 1.0), ("B", "T", 0.25), ("C", "T", 0.75), ("c1", "C", 0.1875), ("c2", "C", 0.5625),
        ("c3", "c2", 0.5625),
    ]  # fmt: skip


def test_an_ancestor_below_the_root_may_be_chosen():
    frame = weights(("B", "T", 20), ("C", "T", 60), ("c1", "C", 1), ("c2", "C", 3))
    top, found = paths(frame, "C")
    assert top == "C"
    assert [(p.node, p.parent, p.share) for p in found] == [("C", "T", 1.0), ("c1", "C", 0.25), ("c2", "C", 0.75)]
    assert paths(frame, None)[0] == "T"


def test_an_empty_parent_is_a_root():
    assert paths(weights(("T", "", None), ("B", "T", 1)), None)[0] == "T"


def test_a_weight_of_zero_is_allowed_beside_others():
    assert [p.share for p in paths(weights(("B", "T", 0), ("C", "T", 2)), None)[1]] == [1.0, 0.0, 1.0]


@pytest.mark.parametrize(
    ("rows", "of", "number", "fields"),
    [
        ([(None, "T", 1.0)], None, "E306", {}),
        ([("B", "T", 1.0), ("B", "T", 2.0)], None, "E331", {"node": "B"}),
        ([("B", "T", -1.0)], None, "E330", {"node": "B", "value": -1.0}),
        ([("B", "T", None)], None, "E330", {"node": "B", "value": None}),
        ([("B", "T", math.inf)], None, "E330", {"node": "B", "value": math.inf}),
        ([("B", "T", 0.0), ("C", "T", 0.0)], None, "E333", {"node": "T"}),
        ([("A", "B", 1.0), ("B", "C", 1.0), ("C", "A", 1.0)], None, "E332", {"cycle": "A → B → C → A"}),
        ([("A", "A", 1.0), ("B", "T", 1.0)], None, "E332", {"cycle": "A → A"}),
        ([("B", "T", 1.0), ("C", "U", 1.0)], None, "E335", {"roots": "T, U"}),
        ([("B", "T", 1.0)], "X", "E334", {"node": "X"}),
        ([("B", "T", 1.0)], "B", "E338", {"node": "B"}),
    ],
)
def test_weights_that_are_no_tree_are_refused(rows, of, number, fields):
    with pytest.raises(Fault) as caught:
        paths(weights(*rows), of)
    assert caught.value.number == number
    assert caught.value.fields == fields
