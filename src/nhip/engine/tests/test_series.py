from __future__ import annotations

import math

import polars as pl
import pytest

from nhip.engine.faults import Fault
from nhip.engine.series import ChainedIndex, FixedBaseIndex, Segment, check_index

YEAR = ("2022-01", "2022-12")
RIGHT = {"node": ["B", "C"], "period": ["2023-01", "2023-01"], "index": [100.0, 0.0]}


@pytest.mark.parametrize(
    ("change", "number"),
    [
        ({"node": ["B", None]}, "E306"),
        ({"period": ["2023-01", "2023-13"]}, "E305"),
        ({"period": ["2023-01", None]}, "E305"),
        ({"index": [100.0, None]}, "E303"),
        ({"index": [100.0, -0.1]}, "E304"),
        ({"index": [100.0, math.nan]}, "E304"),
        ({"index": [100.0, math.inf]}, "E304"),
        ({"node": ["C", "C"]}, "E302"),
    ],
)
def test_a_table_that_is_no_index_is_refused_by_number(backend, change, number):
    check_index(backend.make(RIGHT))
    with pytest.raises(Fault) as caught:
        check_index(backend.make(RIGHT | change))
    assert caught.value.number == number


def test_the_first_wrong_row_is_named():
    frame = pl.DataFrame({"node": ["C", "B"], "period": ["2023-02", "2023-01"], "index": [-1.0, -2.0]})
    with pytest.raises(Fault) as caught:
        check_index(frame)
    assert caught.value.fields == {"node": "B", "period": "2023-01", "value": -2.0}


def test_columns_are_asked_for_by_name():
    with pytest.raises(Fault) as caught:
        check_index(pl.DataFrame({"node": ["B"], "month": ["2023-01"], "index": [1.0]}))
    assert caught.value.number == "E301"
    assert caught.value.fields == {"table": "index", "missing": "period", "wanted": "node, period, index"}
    with pytest.raises(Fault) as caught:
        check_index(pl.DataFrame({"node": ["B"], "period": [202301], "index": [1.0]}))
    assert caught.value.number == "E106"


def test_the_reference_is_the_base_unless_said_otherwise():
    frame = pl.DataFrame(RIGHT)
    assert FixedBaseIndex(frame, base=YEAR).reference == YEAR
    assert FixedBaseIndex(frame, base=YEAR, reference=("2021-01", "2021-12")).reference == ("2021-01", "2021-12")


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"base": ("2022-12", "2022-01")}, "base"),
        ({"base": ("2022", "2022")}, "base"),
        ({"base": YEAR, "reference": ("2022-01", "x")}, "reference"),
        ({"base": YEAR, "valid_from": "2023-05", "valid_to": "2023-04"}, "valid"),
        ({"base": YEAR, "valid_to": "soon"}, "valid"),
    ],
)
def test_periods_that_are_none_are_refused(wrong, word):
    with pytest.raises(ValueError, match=f"^{word}: "):
        FixedBaseIndex(pl.DataFrame(RIGHT), **wrong)


def test_an_index_speaks_for_its_months_only():
    periods = ["2022-12", "2023-01", "2023-02", "2023-03"]
    frame = pl.DataFrame({"node": ["C"] * 4, "period": periods, "index": [100, 101, 102, 103]})
    index = FixedBaseIndex(frame, base=YEAR, valid_from="2023-01", valid_to="2023-02")
    assert index.within().to_native().collect()["period"].to_list() == ["2023-01", "2023-02"]
    assert index.within("2023-02").to_native().collect()["index"].to_list() == [101.0]
    assert index.lazy().to_native().collect().height == 4
    assert FixedBaseIndex(frame, base=YEAR).within().to_native().collect().height == 4


def test_a_chain_has_segments_and_a_checked_table():
    frame = pl.DataFrame(RIGHT).with_columns(epoch=pl.lit("2022"))
    segment = Segment("2022", YEAR, None, None)
    assert ChainedIndex(frame, YEAR, (segment,), None, None).segments == (segment,)
    with pytest.raises(ValueError, match="at least one segment"):
        ChainedIndex(frame, YEAR, (), None, None)
    with pytest.raises(Fault):
        ChainedIndex(frame.with_columns(index=-1.0), YEAR, (segment,), None, None)
