"""Each claim of the article, and the figure that meets it."""

import csv
import shutil

import pytest

from nhip.demonstration import CLAIMS, check_claims
from nhip.demonstration.claims import judge
from nhip.demonstration.solve import TARGETS

FIGURES = {
    "C01": "IIP %: 7.68",
    "C02": "IIP - target, points: 0.68",
    "C05": "IIP %: -0.5",
    "C06": "IIP %: 5.10",
    "C07": "coal %: -26.54; cement %: -5.50; stone %: -4.44; bricks %: -2.55",
    "C08": "IIP %: 7.21",
    "C09": "IIP %: 7.68",
    "C10": "thousand tonnes: 200; % of plan: 33.3",
    "C11": "thousand tonnes: 699.60; above plan, thousand tonnes: 100",
    "C12": "thousand tonnes: 565; above plan %: 5.2",
    "C13": "key products grown: 9/13",
    "C14": "million: 253; %: 1.0",
    "C15": "thousand m3: 134; %: 1.9",
    "C16": "thousand tonnes: 710; %: 36.2",
    "C21": "entered 2023: 23; more than 2022: 20",
    "C22": "enterprises: 226",
}


@pytest.fixture(scope="module")
def results(evidence):
    return {result.claim.id: result for result in judge(evidence)}


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_claim_is_met(results, claim):
    result = results[claim.id]
    assert result.met, f"{claim.text_en}: expected {result.expected}, found {result.found}"
    assert result.found == FIGURES[claim.id]


def test_every_claim_has_its_figure():
    assert [claim.id for claim in CLAIMS] == list(FIGURES)


@pytest.mark.parametrize(("month", "target"), TARGETS.items())
def test_growth_of_the_year_to_date_is_the_published_one(evidence, month, target):
    assert evidence.growth(month) == pytest.approx(target, abs=1e-6)


def test_quantities_are_exact_at_the_decimals_printed(evidence):
    assert evidence.produced(evidence.key("bricks"), 2023) == pytest.approx(253.0)
    assert evidence.produced(evidence.key("bricks"), 2022) == pytest.approx(250.5)
    assert evidence.produced(evidence.key("wood"), 2023) == pytest.approx(134.0)
    assert evidence.produced(evidence.key("salt"), 2023) == pytest.approx(710.0)
    assert evidence.produced(["05200-01"], 2023, range(1, 7)) == pytest.approx(199.8)
    assert evidence.sold("05200-02", 2023) == pytest.approx(565.0)


def test_a_changed_december_report_breaks_the_claim_of_the_year(folder, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    path = copy / "reports" / "2023-12.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    largest = max((row for row in rows if row["product"] == "35110-01"), key=lambda row: float(row["quantity"]))
    largest["quantity"] = f"{float(largest['quantity']) * 1.05:.3f}"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    broken = {result.claim.id for result in check_claims(copy) if not result.met}
    assert broken == {"C01", "C02", "C09"}
