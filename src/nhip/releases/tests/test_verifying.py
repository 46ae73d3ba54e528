"""`verify` finds nothing in what nobody touched, and finds each thing somebody did."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from nhip.intake.actions import import_reports
from nhip.intake.models import SourceFile
from nhip.registry.models import Enterprise, KeyProduct
from nhip.releases import verifying
from nhip.releases.models import Run
from nhip.releases.preparing import attach_file, attach_text, prepare_release
from nhip.releases.releasing import approve, schedule, send_to_review
from nhip.releases.tests.conftest import MINE, NOW, months_of, publish
from nhip.releases.verifying import verify

pytestmark = pytest.mark.django_db
APRIL = datetime(2023, 4, 1, tzinfo=UTC)


def numbers() -> set[str]:
    return {each.number for each in verify().faults}


@pytest.fixture
def released(province):
    release = prepare_release("2023-02", by="lan", as_of=APRIL)
    attach_text(release, "headline", "vi", "Chỉ số tăng.", by="lan")
    attach_file(release, "report", "vi", "báo cáo.pdf", b"%PDF-1.7", "application/pdf", by="lan")
    send_to_review(release, by="lan")
    approve(release, by="duyet")
    schedule(release, by="duyet")
    return release


def test_nothing_differs_in_what_nobody_touched(released):
    import_reports(
        months_of(2023, {**NOW, MINE: ("13", "9")}).encode(), name="sửa.csv", at=datetime(2023, 4, 20, tzinfo=UTC)
    )
    publish("2023-01")
    found = verify()
    assert [each.message("en") for each in found.faults] == []
    assert (found.sound, found.runs, found.releases, found.files) == (True, 2, 2, 4)
    assert (found.other_programs, found.other_rules) == ([], [])


def test_registers_that_change_later_change_no_old_run(released):
    """Enterprises, key products and consents are changed in place; the run keeps what they said."""
    before = Run.objects.get().result_hash
    Enterprise.objects.filter(tax_code=MINE).update(entered_on=date(2023, 1, 9))
    KeyProduct.objects.filter(code="salt").delete()
    assert numbers() == set()
    later = publish("2023-01").bases.get().run
    assert later.registers != Run.objects.earliest("id").registers
    assert Run.objects.earliest("id").result_hash == before


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("UPDATE releases_figurerow SET value = value + 1 WHERE indicator = 'KEY_OUTPUT'", {"E572", "E573"}),
        ("UPDATE releases_releasetext SET body = 'Chỉ số giảm.'", {"E582"}),
        ("UPDATE releases_releasefile SET name = 'khác.pdf'", {"E574"}),
        ("UPDATE releases_release SET reason = 'khác'", {"E574"}),
        ("DELETE FROM releases_releasetext", {"E574"}),
        ("UPDATE releases_run SET result_hash = 'x'", {"E570", "E572", "E574"}),
        ("UPDATE registry_auditentry SET actor = 'ai khác' WHERE act = 'release.approved'", {"E576"}),
        ("UPDATE intake_sourcefile SET sha256 = 'x' WHERE name = '2023.csv'", {"E577"}),
        ("UPDATE releases_schemefile SET name = 'weights.old' WHERE name = 'weights.csv'", None),
    ],
)
def test_each_change_is_found(released, tamper, sql, expected):
    tamper(sql)
    found = numbers()
    assert found == expected if expected is not None else "E579" in found


def test_a_file_of_nothing_is_found(released):
    SourceFile.objects.create(name="lạc.xlsx", sha256="1" * 64, content=b"x")
    assert numbers() == {"E577", "E578"}


def test_records_added_with_an_earlier_day_are_found(released):
    import_reports(
        months_of(2023, {**NOW, MINE: ("13", "9")}).encode(), name="lùi.csv", at=datetime(2023, 3, 2, tzinfo=UTC)
    )
    assert numbers() == {"E570", "E571"}


def test_another_version_of_the_program_is_said_and_no_fault(released, monkeypatch):
    monkeypatch.setattr(verifying, "__version__", "9.9")
    found = verify()
    assert found.sound
    assert found.other_programs == [(Run.objects.get().pk, Run.objects.get().code_version)]
    monkeypatch.setattr(verifying, "law_hash", lambda: "other")
    assert verify().other_rules == ["2023-02"]


def test_the_parts_are_looked_at_in_order(released):
    steps: list[str] = []
    verify(steps.append)
    assert steps == ["audit", "files", "schemes", "runs", "releases", "rooms"]
