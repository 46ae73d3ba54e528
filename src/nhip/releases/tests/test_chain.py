"""A province whose weights changed: two epochs, linked over a December."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from nhip.releases import queries
from nhip.releases.actions import compile_run, store_scheme
from nhip.releases.models import FigureRow, NodeValue

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(province, folder):
    policy = folder / "scheme" / "policy.csv"
    policy.write_text(policy.read_text(encoding="utf-8") + "overlap,12\n", encoding="utf-8")
    epochs = folder / "scheme" / "epochs.csv"
    header = epochs.read_text(encoding="utf-8").splitlines()[0]
    rows = ["2022,2022-01,2022-12,2022-01,2022-12,v,", "2023,2022-07,2022-12,2023-01,2023-12,v,"]
    epochs.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    weights = folder / "scheme" / "weights.csv"
    text = weights.read_text(encoding="utf-8")
    newer = "".join(line.replace("2022,", "2023,", 1) + "\n" for line in text.splitlines()[1:])
    newer = newer.replace("2023,B,25", "2023,B,60").replace("2023,C,75", "2023,C,40")
    weights.write_text(text + newer, encoding="utf-8")
    return compile_run(as_of=datetime(2023, 4, 1, tzinfo=UTC), scheme=store_scheme(folder / "scheme"))


def test_the_new_weights_count_from_their_first_month(run):
    total = {row.period: row.index for row in NodeValue.objects.filter(run=run, node="TOTAL")}
    assert total["2022-12"] == pytest.approx(100)
    assert total["2023-01"] == pytest.approx(0.6 * 120 + 0.4 * 104)


def test_contributions_add_up_over_the_link(run):
    rows = FigureRow.objects.filter(run=run, indicator="IIP", comparison="same_month", period="2023-01")
    points = {row.subject: row.contribution or 0.0 for row in rows}
    growth = rows.get(subject="TOTAL").value
    assert points["B"] + points["C"] == pytest.approx(growth)
    assert points["coal"] + points["bricks"] + points["salt"] == pytest.approx(growth)


def test_nodes_open_on_the_base_of_their_epoch(run):
    view = queries.view_of(run)
    for node in ("TOTAL", "B", "C", "23", "coal", "bricks", "salt"):
        for month in ("2022-06", "2023-01"):
            opened = queries.open_node(view, node, month)
            assert opened.agrees
            assert opened.epoch == month[:4]
    opened = queries.open_node(view, "TOTAL", "2023-01", "en")
    assert [child.share.bare for child in opened.children] == ["60.0", "40.0"]
    assert opened.base_words == "July 2022 – December 2022"
