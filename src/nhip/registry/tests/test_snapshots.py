"""A register read from a snapshot says what it said when the snapshot was taken."""

from __future__ import annotations

import json
from datetime import date
from typing import NamedTuple

from nhip.registry import snapshots
from nhip.registry.snapshots import as_kept, snapshotted, take_snapshot


class Life(NamedTuple):
    code: str
    entered_on: date | None
    products: tuple[str, ...]


def test_rows_come_back_as_they_were(monkeypatch):
    monkeypatch.setattr(snapshots, "_readers", {})
    rows = [Life("b", date(2023, 1, 5), ("x", "y")), Life("@a", None, ())]

    @snapshotted("lives", Life)
    def lives():
        return rows

    taken = take_snapshot()
    first = list(rows)
    rows[:] = [Life("c", None, ())]
    assert lives() == [Life("c", None, ())]
    with as_kept(taken):
        assert sorted(lives()) == sorted(first)
    assert lives() == [Life("c", None, ())]
    with as_kept(b"{}"):
        assert lives() == []


def test_the_order_of_rows_makes_no_difference(monkeypatch):
    monkeypatch.setattr(snapshots, "_readers", {})
    rows = [Life("b", None, ()), Life("a", None, ())]
    snapshotted("lives", Life)(lambda: rows)
    one = take_snapshot()
    rows.reverse()
    assert take_snapshot() == one
    assert [row[0] for row in json.loads(one)["lives"]] == ["a", "b"]
