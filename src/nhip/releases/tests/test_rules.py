"""Dated rules: which of them a release is made by."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from nhip.releases import rules


@pytest.fixture
def rooms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the dated rules of all rooms, to be changed."""
    for path in (path for ending in (".csv", ".json", ".toml") for path in rules.ROOMS.glob(f"*/**/data/**/*{ending}")):
        copy = tmp_path / path.relative_to(rules.ROOMS)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    monkeypatch.setattr(rules, "ROOMS", tmp_path)
    rules.law_hash.cache_clear()
    yield tmp_path
    rules.law_hash.cache_clear()


@pytest.mark.parametrize(
    "file",
    [
        "estates/law/data/parameters.toml",
        "estates/data/cluster_report.toml",
        "plans/data/escalations.csv",
        "releases/data/confidentiality.csv",
        "reports/data/layout.json",
    ],
)
def test_a_release_tells_that_a_rule_of_any_room_was_changed(rooms, file):
    before = rules.law_hash()
    path = rooms / file
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    rules.law_hash.cache_clear()
    assert rules.law_hash() != before


def test_the_registers_are_no_rules(rooms):
    before = rules.law_hash()
    (rooms / "registry/data/places.csv").write_text("code\n", encoding="utf-8")
    rules.law_hash.cache_clear()
    assert rules.law_hash() == before
