"""`verify` finds nothing in what nobody touched, and finds each thing somebody did."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from nhip.figures.catalogue import all_indicators
from nhip.figures.periods import Period
from nhip.intake.actions import import_reports
from nhip.intake.models import SourceFile
from nhip.registry.documents import keep_document
from nhip.registry.models import Enterprise, KeyProduct
from nhip.releases import verifying
from nhip.releases.actions import result_hash
from nhip.releases.models import Basis, Release, Run
from nhip.releases.preparing import attach_file, attach_text, prepare_release
from nhip.releases.publication import content_hash, figures_hash, published_figures
from nhip.releases.releasing import approve, schedule, send_to_review
from nhip.releases.tests.conftest import MINE, NOW, months_of, publish
from nhip.releases.verifying import verify

pytestmark = pytest.mark.django_db
APRIL = datetime(2023, 4, 1, tzinfo=UTC)


def numbers() -> set[str]:
    return {each.number for each in verify().faults}


@pytest.fixture
def released(province):
    keep_document("lan", "01/QĐ", content=b"%PDF-1.7", file_name="01.pdf")
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
        ("UPDATE releases_releasefile SET name = 'khác.pdf'", {"E574", "E584"}),
        ("UPDATE releases_release SET reason = 'khác'", {"E574", "E584"}),
        ("DELETE FROM releases_releasetext", {"E574", "E584"}),
        ("UPDATE releases_run SET result_hash = 'x'", {"E570", "E572", "E574", "E584"}),
        ("UPDATE registry_auditentry SET actor = 'ai khác' WHERE act = 'release.approved'", {"E576", "E584"}),
        # The way down, and what is told beside a figure.
        ("UPDATE releases_usedreport SET quantity = quantity + 0.001 WHERE period = '2023-02'", {"E583"}),
        ("DELETE FROM releases_usedreport WHERE period = '2023-01'", {"E583"}),
        ("UPDATE releases_nodevalue SET share = 0.5 WHERE node = 'salt' AND period = '2023-02'", {"E583"}),
        ("UPDATE releases_figurerow SET imputed_share = 0.9 WHERE subject = 'salt'", {"E583"}),
        ("UPDATE intake_observation SET quantity = 22.000001 WHERE raw = '22'", {"E583"}),
        ("UPDATE releases_schemenode SET name_vi = 'Vàng' WHERE code = 'salt'", {"E579"}),
        # Who did what when.
        ("UPDATE releases_releasestep SET \"by\" = 'ai khác' WHERE state = 'approved'", {"E584"}),
        ("UPDATE releases_releasestep SET note = 'đã xem' WHERE state = 'review'", {"E584"}),
        ("UPDATE releases_release SET prepared_by = 'ai khác'", {"E584"}),
        ("UPDATE releases_releasetext SET recorded_by = 'ai khác'", {"E584"}),
        ("UPDATE registry_document SET sha256 = 'x'", {"E585"}),
        ("UPDATE intake_sourcefile SET sha256 = 'x' WHERE name = '2023.csv'", {"E577"}),
        ("UPDATE releases_schemefile SET name = 'weights.old' WHERE name = 'weights.csv'", None),
    ],
)
def test_each_change_is_found(released, tamper, sql, expected):
    tamper(sql)
    found = numbers()
    assert found == expected if expected is not None else "E579" in found


def test_an_earlier_moment_of_publication_is_found(released, tamper):
    release = Release.objects.get()
    moment = release.steps.get(state="scheduled").publish_at - timedelta(days=3)
    at = moment - timedelta(days=1)
    tamper("UPDATE releases_releasestep SET publish_at = %s, at = %s WHERE state = 'scheduled'", moment, at)
    assert numbers() == {"E584"}


def test_figures_changed_with_all_their_hashes_are_found(released, tamper):
    """What is computed anew is not what stands there, and the audit chain tells of the hashes that were approved."""
    basis, run = Basis.objects.get(), Run.objects.get()
    tamper("UPDATE releases_figurerow SET value = value + 1 WHERE indicator = 'IIP' AND subject = 'TOTAL'")
    tamper("UPDATE releases_run SET result_hash = %s", result_hash(verifying._kept(run), all_indicators()))
    release = Release.objects.get()
    hidden = verifying.suppressed(basis)
    figures = published_figures(run, release.kind, Period.parse(release.period), hidden)
    tamper("UPDATE releases_basis SET figures_hash = %s", figures_hash(figures)[0])
    forged = content_hash(release, Basis.objects.get())
    tamper("UPDATE releases_releasestep SET hash = %s WHERE hash <> ''", forged)
    assert numbers() == {"E570", "E584"}


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
