"""One calculation, four ways to hold a table: the same numbers to 1e-9, and those of the oracle."""

from __future__ import annotations

import polars as pl
import pytest

from nhip.engine import Policy, compile_components, compile_reports, compile_store, prepare
from nhip.engine.imputation import METHODS

from .panels import make
from .test_compilation import CASES, assert_agrees, table

CASE = make(
    20, epochs=2, events=True, states=True, units=True, silent=True, gaps=0.25, zeros=0.15, policy=Policy(overlap="12")
)


def native(backend, case):
    frame = pl.DataFrame(case.columns, infer_schema_length=None)
    return backend.make({name: frame[name] for name in frame.columns})


def test_the_panel_has_everything():
    assert {row["state"] for row in CASE.rows} == {"", "reported", "not_produced", "not_reported", "estimated"}
    assert {row["unit"] for row in CASE.rows} == {"", "kg", "tonne"}
    assert {e.kind for e in CASE.scheme.events} == {"entry", "exit", "replacement"}
    compiled = compile_reports(pl.DataFrame(CASE.columns), CASE.scheme)
    assert set(compiled.imputed["rule"]) == {"insee", "matched", "seasonal", "zero", "class"}
    assert {link.kind for link in compiled.links} == {"entry", "replacement"}
    assert compiled.held_out


def test_every_engine_finds_what_the_oracle_finds(backend):
    # on Spark each method takes half a minute, and one goes through all of the code
    for method in METHODS[:1] if backend.name == "spark" else METHODS:
        compiled = compile_reports(native(backend, CASE), CASE.scheme, imputation=method)
        assert_agrees(compiled, CASE, method, rows=backend.rows)
        on_polars = compile_reports(pl.DataFrame(CASE.columns), CASE.scheme, imputation=method)
        wanted = [vars(k) | {"factor": pytest.approx(k.factor, rel=1e-12)} for k in on_polars.links]
        assert [vars(k) for k in compiled.links] == wanted


def test_rounded_step_by_step_is_the_same_everywhere(backend):
    policy = Policy(aggregate_from="rounded", decimals=1)
    case = make(21, states=True, events=True, policy=policy)
    compiled = compile_reports(native(backend, case), case.scheme)
    on_polars = compile_reports(pl.DataFrame(case.columns), case.scheme)
    at = ("node", "period")
    assert table(compiled.indices, at, "index", rows=backend.rows) == table(on_polars.indices, at, "index")


def test_components_are_the_same_everywhere(backend):
    case = make(22, epochs=2, policy=Policy(overlap="12"))
    scheme = case.scheme
    leaves = ["a1x", "a1y", "a2x", "b1x", "b1y", "b2x", "b2y", "b3x"]
    months = [f"{y}-{m:02d}" for y in (2021, 2022, 2023) for m in range(1, 13)][:29]
    given = {
        "node": [leaf for leaf in leaves for _ in months],
        "period": [m for _ in leaves for m in months],
        "index": [80.0 + i * 7 + j % 11 for i in range(len(leaves)) for j in range(len(months))],
    }
    found = table(
        compile_components(backend.make(given), scheme).indices, ("node", "period"), "index", rows=backend.rows
    )
    wanted = table(compile_components(pl.DataFrame(given), scheme).indices, ("node", "period"), "index")
    assert set(found) == set(wanted)
    assert all(abs(found[key][0] - value) < 1e-9 for key, (value,) in wanted.items())
    assert ("T", "2023-05") in found
    assert ("b2y", "2023-01") not in found


@pytest.mark.parametrize(
    ("engine", "suffix"),
    [
        ("polars", "csv"), ("polars", "parquet"), ("duckdb", "csv"), ("duckdb", "parquet"),
        pytest.param("spark", "csv", marks=pytest.mark.spark),
    ],
)  # fmt: skip
def test_files_give_what_frames_give(engine, suffix, tmp_path, request):
    if engine == "spark":
        request.getfixturevalue("spark")
    frame = pl.DataFrame(CASE.columns, infer_schema_length=None)
    path = tmp_path / f"reports.{suffix}"
    frame.write_csv(path) if suffix == "csv" else frame.write_parquet(path)
    compiled = compile_reports(path, CASE.scheme, engine=engine)
    readers = {"polars": lambda f: f.to_dicts(), "duckdb": lambda f: f.pl().to_dicts(),
               "spark": lambda f: [r.asDict() for r in f.collect()]}  # fmt: skip
    found = table(compiled.indices, ("node", "period"), "index", rows=readers[engine])
    wanted = table(compile_reports(frame, CASE.scheme).indices, ("node", "period"), "index")
    assert set(found) == set(wanted)
    assert all(abs(found[key][0] - value) < 1e-9 * max(1.0, value) for key, (value,) in wanted.items())


def test_pandas_runs_on_polars():
    pandas = pytest.importorskip("pandas")
    frame = pl.DataFrame(CASE.columns, infer_schema_length=None)
    given = pandas.DataFrame({c: frame[c].to_list() for c in frame.columns})
    found = compile_reports(given, CASE.scheme)
    assert isinstance(found.indices, pl.DataFrame)
    assert_agrees(found, CASE, "insee")


@pytest.mark.parametrize("name", ["three epochs, events", "events, states, units", "silent at first", "rounded"])
def test_a_prepared_store_gives_what_the_reports_give(name, tmp_path):
    case = make(sorted(CASES).index(name), **CASES[name])
    frame = pl.DataFrame(case.columns, infer_schema_length=None)
    prepare(frame, case.scheme, tmp_path / "store", imputation="matched")
    assert_agrees(compile_store(tmp_path / "store"), case, "matched")
