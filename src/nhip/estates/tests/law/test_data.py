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
        ("cluster", date(2026, 9, 14), "32/2024+143/2025"),
        ("cluster", date(2026, 9, 15), "32/2024+303/2026"),
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
        for version in ("68/2017", "32/2024", "32/2024+303/2026")
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
    assert limits["32/2024+303/2026"] == [
        ("call", 2, Unit.WORKING),
        ("files", 5, Unit.WORKING),
        ("dossier", 5, Unit.WORKING),
        ("appraisal", 20, Unit.WORKING),
        ("decision", 5, Unit.WORKING),
    ]


@pytest.mark.parametrize(
    ("version", "step", "reference"),
    [
        ("68/2017", "dossier", "Nghị định 68/2017/NĐ-CP, khoản 2 điều 12"),
        ("68/2017", "appraisal", "Nghị định 68/2017/NĐ-CP, khoản 3 điều 12"),
        ("68/2017", "decision", "Nghị định 68/2017/NĐ-CP, khoản 4 điều 12"),
        ("32/2024", "call", "Nghị định 32/2024/NĐ-CP, khoản 1 điều 10"),
        ("32/2024", "appraisal", "Nghị định 32/2024/NĐ-CP, khoản 3 điều 10, điều 11"),
        ("32/2024", "policy", "Luật Đầu tư 61/2020/QH14, khoản 1 điều 36"),
    ],
)
def test_a_limit_that_was_compared_names_its_clause_and_the_text(version, step, reference):
    found = LAW.procedure("cluster", version).step(step)
    assert found.reference == reference
    assert found.compared is not None
    assert found.compared.where


@pytest.mark.parametrize(
    ("code", "day", "value", "reference", "certainty"),
    [
        # Decree 66/2020, in force since 1 August 2020: "less than 50 ha", where Decree 32/2024 says "not above 100 ha".
        ("cluster_unleased_most", date(2023, 6, 1), "50", "66/2020", "published"),
        ("cluster_unleased_bound", date(2023, 6, 1), "below", "66/2020", "published"),
        ("cluster_unleased_most", date(2024, 5, 1), "100", "32/2024/NĐ-CP, điểm c khoản 1 điều 8", "compared"),
        ("cluster_unleased_bound", date(2024, 5, 1), "at_most", "32/2024/NĐ-CP, điểm c khoản 1 điều 8", "compared"),
        ("cluster_unleased_most", date(2026, 9, 15), "50", "303/2026", "unread"),
        ("cluster_occupancy_above", date(2024, 5, 1), "50", "điểm c khoản 1 điều 8", "compared"),
        ("cluster_occupancy_unit", date(2025, 6, 30), "district", "điểm c khoản 1 điều 8", "compared"),
        ("cluster_occupancy_unit", date(2025, 7, 1), "former_district", "139/2025/NĐ-CP, điều 12", "choice"),
        ("cluster_occupancy_unit", date(2026, 9, 15), "commune", "303/2026", "unread"),
        ("cluster_area_least", date(2023, 6, 1), "10", "68/2017/NĐ-CP, khoản 1 điều 2", "compared"),
        ("cluster_area_least", date(2024, 5, 1), "10", "32/2024/NĐ-CP, khoản 1 điều 2", "compared"),
        ("cluster_area_least", date(2026, 9, 15), "5", "303/2026", "unread"),
        ("cluster_area_most", date(2024, 5, 1), "75", "điểm a khoản 2 điều 8", "compared"),
        ("cluster_expansion_occupancy_least", date(2024, 5, 1), "60", "điểm c khoản 2 điều 8", "compared"),
        ("cluster_expansion_occupancy_least", date(2026, 9, 15), "50", "303/2026", "unread"),
        ("cluster_craft_share_least", date(2024, 5, 1), "75", "32/2024/NĐ-CP, khoản 2 điều 2", "compared"),
    ],
)
def test_thresholds_with_their_articles(code, day, value, reference, certainty):
    found = LAW.parameter_on(code, day)
    assert found.text == value
    assert reference in found.reference
    assert found.certainty == certainty


def test_the_commune_acts_for_the_district_since_july_2025():
    assert LAW.actor_on("district", date(2025, 6, 30)).code == "district"
    assert LAW.actor_on("district", date(2025, 7, 1)).code == "commune"
    assert LAW.actor_on("planning_ministry", date(2025, 3, 1)).name.vi == "Bộ Tài chính"


def test_the_powers_over_zones_have_moved_from_the_prime_minister_to_the_province():
    assert LAW.procedure("zone", "35/2022").step("decision").actor == "prime_minister"
    assert LAW.procedure("zone", "57/2024").step("decision").actor == "province"


def test_every_parameter_that_is_not_sure_has_a_note():
    sure = {"published", "compared"}
    assert [each.code for each in LAW.parameters if each.certainty not in sure and each.note is None] == []
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
        ("procedures/cluster_2017.toml", 'reference = "Nghị định 68/2017/NĐ-CP, khoản 1 điều 12"', 'reference = ""',
         "no reference"),
        ("procedures/cluster_2017.toml", 'after = "request"', 'after = "decision"', "no earlier step"),
        ("procedures/cluster_2017.toml", 'actor = "district"', 'actor = "mayor"', "nobody is mayor"),
        ("procedures/cluster_2017.toml", "number = 5", "number = 0", "no length"),
        ("procedures/cluster_2017.toml", 'code = "dossier"', 'code = "request"', "stands twice"),
        ("procedures/cluster_2017.toml", 'unit = "working"', 'unit = "lunar"', "cluster_2017.toml"),
        ("procedures/cluster_2017.toml", 'compared = "decree_68_2017_article_12"', 'compared = "hearsay"', "no source"),
        ("procedures/cluster_2017.toml", 'compared = "decree_68_2017_article_12"\n', "", "with which text"),
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
