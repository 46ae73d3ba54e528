"""The measuring itself: the input is what it claims to be, and the results are compared."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from bench.agree import gap
from bench.generate import MONTHS, Size, chunks, shuffle
from bench.measure import CommandFailed, Contestant, Run, interleave, ratios, run

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("count", [1, 2, 7, 1_000, 65_537])
def test_the_shuffle_is_a_permutation(count):
    shuffled = shuffle(np.arange(count, dtype=np.uint64), count)
    assert sorted(shuffled.tolist()) == list(range(count))
    if count > 100:
        assert abs(np.corrcoef(np.arange(count), shuffled.astype(float))[0, 1]) < 0.1


@pytest.fixture(scope="module")
def reports() -> pl.DataFrame:
    return pl.concat(chunks(Size(60_000)))


def test_the_reports_are_what_they_claim_to_be(reports):
    size = Size(60_000)
    assert dict(reports.schema) == {
        "enterprise": pl.String,
        "product": pl.String,
        "period": pl.String,
        "quantity": pl.Float64,
    }
    assert reports.select("enterprise", "product", "period").is_unique().all()
    assert reports["period"].n_unique() == MONTHS
    assert reports["product"].str.head(5).n_unique() == 400
    assert len(reports) / size.cells == pytest.approx(0.98, abs=0.003)
    assert (reports["quantity"] > 0).all()
    # Shuffled: neighbours in the file are not neighbours in time.
    assert reports["period"].head(500).n_unique() > 100


def test_the_same_size_gives_the_same_rows(reports):
    assert pl.concat(chunks(Size(60_000))).equals(reports)


def test_series_begin_in_the_first_month_unless_told_otherwise(reports):
    def late(frame: pl.DataFrame) -> int:
        starts = frame.group_by("enterprise", "product").agg(pl.col("period").min())
        return starts.filter(pl.col("period") > "2015-01").height

    assert late(reports) == 0
    assert late(pl.concat(chunks(Size(60_000, late=0.5)))) > 0


def test_too_small_a_size_is_refused():
    with pytest.raises(ValueError, match="at least 60000 rows"):
        Size(1_000)


def test_a_run_is_accounted_for():
    busy = run([sys.executable, "-c", "x = bytearray(80_000_000); sum(range(3_000_000))"])
    idle = run([sys.executable, "-c", "import time; time.sleep(0.3)"])
    assert busy.memory > 75
    assert idle.wall >= 0.3
    assert idle.cpu < idle.wall


def test_a_contestant_that_fails_is_not_measured():
    with pytest.raises(CommandFailed, match="ended with 3:\nthis is why"):
        run([sys.executable, "-c", "import sys; print('this is why', file=sys.stderr); sys.exit(3)"])


def test_runs_take_turns_after_one_to_warm_up():
    one, other = (Contestant(name, [sys.executable, "-c", ""]) for name in "ab")
    order: list[str] = []
    interleave([one, other], 2, order.append)
    assert order == ["a", "b"] * 3
    assert (len(one.runs), len(other.runs)) == (2, 2)


def test_ratios_are_taken_pair_by_pair():
    floor = Contestant("floor", [], [Run(1.0, 1, 1), Run(2.0, 1, 1)])
    other = Contestant("other", [], [Run(1.5, 1, 1), Run(2.0, 1, 1)])
    assert ratios(other, floor) == [1.5, 1.0]


def test_a_missing_or_different_value_is_seen(tmp_path):
    frame = pl.DataFrame({"node": ["a", "b"], "period": ["2015-01"] * 2, "index": [100.0, 50.0]})
    frame.write_parquet(tmp_path / "one.parquet")
    frame.with_columns(pl.Series("index", [100.0, 50.5])).write_parquet(tmp_path / "other.parquet")
    frame.head(1).write_parquet(tmp_path / "short.parquet")
    assert gap(tmp_path / "one.parquet", tmp_path / "one.parquet") == (2, 0.0)
    assert gap(tmp_path / "one.parquet", tmp_path / "other.parquet") == (2, pytest.approx(0.01))
    assert gap(tmp_path / "one.parquet", tmp_path / "short.parquet") == (2, float("inf"))


@pytest.mark.slow
def test_everything_agrees_at_a_small_size(tmp_path):
    options = ["--rows", "60000", "--runs", "1", "--late", "0.05", "--folder", str(tmp_path), "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "bench", *options], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout)
    assert told["agree"] is True
    (result,) = told["results"]
    names = [one["name"] for group in result["groups"].values() for one in group]
    assert names == [
        "floor prepared", "floor, one key", "prepared polars", "prepared duckdb",
        "floor raw", "raw polars", "raw duckdb", "raw pandas",
    ]  # fmt: skip
    assert [pair["other"] for pair in result["agreement"]] == [
        "prepared polars", "prepared duckdb", "raw duckdb", "raw pandas",
    ]  # fmt: skip
    assert all(pair["values"] > 90_000 and pair["gap"] < 1e-9 for pair in result["agreement"])


@pytest.mark.slow
def test_questions_about_estates_are_asked_and_timed(tmp_path):
    options = ["--estates", "20", "--leases", "60", "--events", "400", "--runs", "1", "--json"]
    environment = {**os.environ, "DATABASE_URL": ""}
    done = subprocess.run(
        [sys.executable, "-m", "bench.estates", *options],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
        check=False,
    )
    assert done.stdout, done.stderr
    told = json.loads(done.stdout)
    assert (told["database"], told["events"]) == ("sqlite", 400)
    assert {"list", "list, all filters", "one estate", "counts by event"} <= told["questions"].keys()
    assert all(0 < each["median"] <= each["slowest"] for each in told["questions"].values())
