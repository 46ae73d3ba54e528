"""The law's files: nothing missing, nothing twice, and what contradicts itself is refused."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from nhip.estates.law import LawError, Unit, law, load
from nhip.estates.law.loading import DATA
from nhip.estates.models import EstateKind, EventKind

LAW = law()


@pytest.mark.parametrize("procedure", LAW.procedures, ids=lambda each: f"{each.code} {each.version}")
def test_a_procedure_has_titles_references_and_known_events(procedure):
    assert procedure.title.vi
    assert procedure.title.en
    assert procedure.reference
    assert procedure.kind in EstateKind.values
    for step in procedure.steps:
        assert step.reference, step.code
        assert step.name.vi, step.code
        assert step.name.en, step.code
        assert {*step.events, *step.expansion_events} <= set(EventKind.values), step.code
        assert step.papers, step.code
    assert [step.code for step in procedure.steps if step.decides] == ["decision"]


@pytest.mark.parametrize(
    ("code", "day", "version"),
    [
        ("cluster", date(2017, 7, 14), None),
        ("cluster", date(2023, 6, 2), "68/2017"),
        ("cluster", date(2024, 4, 30), "68/2017"),
        ("cluster", date(2024, 5, 1), "32/2024"),
        ("cluster", date(2025, 6, 30), "32/2024"),
        ("cluster", date(2025, 7, 1), "32/2024+139/2025"),
        ("zone", date(2023, 5, 15), "35/2022"),
        ("zone", date(2022, 1, 1), None),
    ],
)
def test_the_procedure_of_a_day(code, day, version):
    found = LAW.procedure_on(code, day)
    assert (found.version if found else None) == version


def test_the_limits_of_the_two_decrees():
    limits = {
        version: [
            (step.code, step.limit.number, step.limit.unit)
            for step in LAW.procedure("cluster", version).steps
            if step.limit and step.code != "policy"
        ]
        for version in ("68/2017", "32/2024")
    }
    assert limits["68/2017"] == [
        ("dossier", 5, Unit.WORKING),
        ("appraisal", 15, Unit.WORKING),
        ("decision", 5, Unit.WORKING),
    ]
    assert limits["32/2024"] == [
        ("call", 5, Unit.WORKING),
        ("files", 15, Unit.CALENDAR),
        ("dossier", 5, Unit.WORKING),
        ("appraisal", 25, Unit.CALENDAR),
        ("decision", 7, Unit.WORKING),
    ]


def test_the_commune_acts_for_the_district_since_july_2025():
    assert LAW.actor_on("district", date(2025, 6, 30)).code == "district"
    assert LAW.actor_on("district", date(2025, 7, 1)).code == "commune"
    assert LAW.actor_on("planning_ministry", date(2025, 3, 1)).name.vi == "Bộ Tài chính"


def test_the_powers_over_zones_have_moved_from_the_prime_minister_to_the_province():
    assert LAW.procedure("zone", "35/2022").step("decision").actor == "prime_minister"
    assert LAW.procedure("zone", "57/2024").step("decision").actor == "province"


def test_every_parameter_that_is_not_published_has_a_note():
    assert [each.code for each in LAW.parameters if each.certainty != "published" and each.note is None] == []
    assert all(each.reference for each in LAW.parameters)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("procedures/cluster_2024.toml", "valid_from = 2024-05-01", "valid_from = 2024-05-02", "ends 2024-04-30"),
        ("procedures/cluster_2024.toml", "valid_from = 2024-05-01", "valid_from = 2024-04-30", "ends 2024-04-30"),
        ("procedures/zone_2026.toml", "valid_from = 2026-03-01", "valid_from = 2026-03-01\nvalid_to = 2027-01-01",
         "nothing follows"),
        ("procedures/cluster_2017.toml", 'reference = "Nghị định 68/2017/NĐ-CP, điều 12"', 'reference = ""',
         "no reference"),
        ("procedures/cluster_2017.toml", 'after = "request"', 'after = "decision"', "no earlier step"),
        ("procedures/cluster_2017.toml", 'actor = "district"', 'actor = "mayor"', "nobody is mayor"),
        ("procedures/cluster_2017.toml", "number = 5", "number = 0", "no length"),
        ("procedures/cluster_2017.toml", 'code = "dossier"', 'code = "request"', "stands twice"),
        ("procedures/cluster_2017.toml", 'unit = "working"', 'unit = "lunar"', "cluster_2017.toml"),
        ("actors.toml", 'successor = "commune"', 'successor = "canton"', "which is nobody"),
        ("parameters.toml", "valid_to = 2024-04-30", "valid_to = 2024-04-29", "parameter"),
    ],
)  # fmt: skip
def test_a_file_that_contradicts_itself_is_refused(folder, file, old, new, says):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LawError, match=says):
        load(folder)
