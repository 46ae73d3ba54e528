"""The worked example with five levels: every number to the last digit given, through the command and the library.

Source of the numbers: worked example, exact decimals (examples/golden).
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from nhip import engine
from nhip.engine.comparisons import Publication, compare
from nhip.engine.contributions import contributions
from nhip.engine.rounding import Rounding, round_value

FOLDER = Path(__file__).resolve().parents[1] / "examples" / "golden"
FOUR = Rounding(4)
COMPARISONS = ["previous_month", "same_month", "cumulative"]


@pytest.fixture(scope="module")
def expected() -> dict[tuple[str, str, str], float]:
    """Return the value by measure, node and period."""
    with (FOLDER / "expected.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = {(row["measure"], row["node"], row["period"]): float(row["value"]) for row in rows}
    assert len(found) == len(rows) == 27 * 6 + 27 * 3 + 4
    return found


@pytest.fixture(scope="module")
def compilation() -> engine.Compilation:
    return engine.compile_reports(FOLDER / "reports.csv", engine.read_scheme(FOLDER / "scheme"))


@pytest.mark.parametrize(
    "engine_name", ["polars", "duckdb", pytest.param("spark", marks=[pytest.mark.spark, pytest.mark.slow])]
)
def test_the_command_gives_every_number(tmp_path, engine_name):
    if engine_name == "spark" and not shutil.which("java"):
        pytest.skip("NOT TESTED ON SPARK: there is no Java")
    out = tmp_path / "indices.csv"
    words = ["compile", FOLDER / "reports.csv", "--scheme", FOLDER / "scheme", "--check", FOLDER / "expected.csv"]
    command = [sys.executable, "-m", "nhip.cli", *map(str, words), "--out", str(out), "--engine", engine_name, "--json"]
    env = {**os.environ, "NHIP_LANG": "en"}
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=env, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    content = json.loads(done.stdout)
    assert content["check"]["differences"] == []
    assert {line["what"]: (line["agreed"], line["compared"]) for line in content["check"]["tally"]} == {
        "indices": (162, 162),
        "to the previous month": (27, 27),
        "to the same month last year": (27, 27),
        "cumulative to last year": (27, 27),
        "contributions": (4, 4),
    }
    assert len(pl.read_csv(out, infer_schema=False)) == 27 * 15


def test_the_library_gives_every_index(compilation, expected):
    found = {
        ("index", row["node"], row["period"]): round_value(row["index"], FOUR)
        for row in compilation.indices.iter_rows(named=True)
    }
    indices = {key: value for key, value in expected.items() if key[0] == "index"}
    assert {key: found[key] for key in indices} == indices


def test_the_library_gives_every_comparison(compilation, expected):
    # The example writes a comparison with 100 for "no change".
    rows = compare(compilation.index, COMPARISONS, publication=Publication(growth=FOUR)).iter_rows(named=True)
    found = {
        (row["comparison"], row["node"], row["period"]): round_value(100 + row["growth"], FOUR)
        for row in rows
        if row["growth"] is not None
    }
    comparisons = {key: value for key, value in expected.items() if key[0] in COMPARISONS}
    assert len(comparisons) == 81
    assert {key: found[key] for key in comparisons} == comparisons


def test_the_library_gives_every_contribution_and_they_add_up(compilation, expected):
    tree = compilation.scheme.tree(compilation.scheme.epochs[0])
    below = [node for node in tree.nodes.values() if node.parent]
    weights = pl.DataFrame(
        {
            "node": [node.code for node in below],
            "parent": [node.parent for node in below],
            "weight": [tree.share[node.code] for node in below],
        }
    )
    found = contributions(compilation.index, weights, ["same_month"])
    of_month = found.frame.filter(pl.col("period") == "2023-03")
    points = dict(of_month.select("node", "contribution").iter_rows())
    for section in "BCDE":
        assert round_value(points[section], FOUR) == expected["contribution", section, "2023-03"]
    growth = expected["same_month", "TOTAL", "2023-03"] - 100
    assert sum(points[section] for section in "BCDE") == pytest.approx(points["TOTAL"], abs=1e-12)
    assert round_value(points["TOTAL"], FOUR) == pytest.approx(growth, abs=1e-9)


def test_what_fills_the_months_between_changes_nothing(compilation, expected):
    reports = pl.read_csv(FOLDER / "reports.csv", schema_overrides={"quantity": pl.Float64})
    between = pl.col("state") == "estimated"
    doubled = reports.with_columns(pl.when(between).then(pl.col("quantity") * 2).otherwise(pl.col("quantity")))
    assert reports.filter(between).height == 9 * 9
    other = engine.compile_reports(doubled, compilation.scheme).indices
    told = {key[2] for key in expected}
    for indices in (compilation.indices, other):
        assert set(indices["period"]) > told
    keep = pl.col("period").is_in(sorted(told))
    one, two = (
        {row[:2]: row[2] for row in indices.filter(keep).select("node", "period", "index").iter_rows()}
        for indices in (compilation.indices, other)
    )
    assert len(one) == 27 * 6
    # A sum may end in another last bit when it is made in another order.
    assert one == pytest.approx(two, rel=1e-14)
