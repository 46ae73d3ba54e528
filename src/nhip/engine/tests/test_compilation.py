"""The whole compilation against the oracle, on panels where everything happens."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhip.engine import Event, Policy, compile_reports
from nhip.engine.imputation import METHODS

from .oracle import Oracle
from .oracle_index import IndexOracle
from .panels import Case, make
from .test_reports import GOOD, SCHEME, frame, refused


def near(found, wanted):
    return abs(found - wanted) <= 1e-9 * max(1.0, abs(wanted))


def assert_same(found, wanted):
    """Same keys, same texts, same numbers to 1e-9."""
    assert set(found) == set(wanted)
    for key, values in wanted.items():
        for a, b in zip(found[key], values, strict=True):
            assert a == b if isinstance(b, str) else near(a, b), (key, found[key], values)


def table(native, key, *values, rows=lambda native: native.to_dicts()):
    listed = rows(native)
    found = {tuple(row[k] for k in key): tuple(row[v] for v in values) for row in listed}
    assert len(found) == len(listed), "a key stands twice"
    return found


def assert_agrees(compiled, case: Case, method: str, rows=lambda native: native.to_dicts()):
    oracle = Oracle(case.scheme, list(case.rows), method)
    whole = IndexOracle(oracle)
    at = ("node", "period")
    assert_same(
        table(compiled.imputed, ("enterprise", "product", "period"), "quantity", "rule", rows=rows), oracle.imputed
    )
    assert set(compiled.held_out) == whole.held_out
    assert_same(table(compiled.indices, at, "epoch", "index", rows=rows), whole.indices)
    measures = ("response_rate", "weighted_response_rate", "imputed_share", "estimated_share")
    assert_same(table(compiled.quality, at, *measures, rows=rows), whole.quality)


CASES: dict[str, dict[str, Any]] = {
    "plain": {},
    "states and units": {"states": True, "units": True},
    "many gaps": {"gaps": 0.45, "zeros": 0.3, "states": True},
    "events": {"events": True},
    "events, states, units": {"events": True, "states": True, "units": True, "given_bases": True},
    "two epochs": {"epochs": 2, "states": True},
    "two epochs, December": {"epochs": 2, "policy": Policy(overlap="12")},
    "three epochs, events": {"epochs": 3, "events": True, "policy": Policy(overlap="06")},
    "rounded": {"epochs": 2, "policy": Policy(aggregate_from="rounded", decimals=1, halves="even")},
    "silent at first": {"silent": True, "events": True},
    "silent at first, two epochs": {"silent": True, "epochs": 2, "gaps": 0.3},
}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", CASES)
def test_the_compilation_is_that_of_the_oracle(name, method):
    case = make(sorted(CASES).index(name), **CASES[name])
    assert_agrees(compile_reports(pl.DataFrame(case.columns), case.scheme, imputation=method), case, method)


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    method=st.sampled_from(METHODS),
    epochs=st.sampled_from([1, 1, 2, 3]),
    events=st.booleans(),
    states=st.booleans(),
    silent=st.booleans(),
    gaps=st.sampled_from([0.0, 0.1, 0.4]),
    zeros=st.sampled_from([0.0, 0.1, 0.4]),
    overlap=st.sampled_from(["average", "12", "10"]),
)
def test_the_compilation_is_that_of_the_oracle_on_any_panel(overlap, method, **knobs):
    case = make(**knobs, units=True, policy=Policy(overlap=overlap))
    assert_agrees(compile_reports(pl.DataFrame(case.columns), case.scheme, imputation=method), case, method)


def test_what_cannot_be_computed():
    one = [row for row in GOOD if row["product"] == "coal"]
    (found,) = refused(frame(one))
    assert (found.number, found.fields) == ("E401", {"code": "brick", "period": "2023-01", "epoch": "e"})
    bare = replace(SCHEME, bases=SCHEME.bases[:1])
    (found,) = refused(frame(GOOD), scheme=bare)
    assert (found.number, found.fields) == ("E402", {"code": "brick", "epoch": "e"})
    # nobody at all reports in March, though A does in April
    later = [*GOOD, {**GOOD[0], "period": "2023-04"}]
    (found,) = refused(frame(later))
    assert (found.number, found.fields) == ("E403", {"code": "coal", "period": "2023-03"})
    joining = Event("entry", "2023-02", "C", "coal", overlap_from="2022-01", overlap_to="2022-02")
    with_entry = replace(SCHEME, events=(joining,))
    (found,) = refused(frame(GOOD), scheme=with_entry)
    assert (found.number, found.fields) == ("E406", {"code": "coal", "period": "2023-02", "overlap": "2022-01–2022-02"})
    with pytest.raises(ValueError, match="insee, matched, class, carry_forward, not 'mean'"):
        compile_reports(frame(GOOD), SCHEME, imputation="mean")
