"""The way of a release: prepared by one, approved by another, public at its second, corrected and never changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from nhip.figures.comparisons import Comparison
from nhip.intake.actions import import_reports
from nhip.intake.collection.periods import close_period, open_period
from nhip.people.actions import add_person, grant_role
from nhip.people.models import User
from nhip.people.refusals import Refused
from nhip.people.roles import Role
from nhip.registry.models import AuditEntry
from nhip.registry.queries import broken_links
from nhip.releases import queries
from nhip.releases.book import book_of
from nhip.releases.faults import Fault, Faults
from nhip.releases.models import Basis, FigureRow, Release, ReleaseState
from nhip.releases.preparing import attach_file, attach_text, prepare_release, refresh_release
from nhip.releases.releasing import approve, drop, return_to_draft, schedule, send_to_review
from nhip.releases.steps import newest_basis, newest_step, take_step
from nhip.releases.tests.conftest import MINE, NOW, months_of

pytestmark = pytest.mark.django_db
APRIL = datetime(2023, 4, 1, tzinfo=UTC)


def person(name: str, *roles: Role) -> User:
    user = add_person(name, name)
    for role in roles:
        grant_role(user, role)
    return User.objects.get(pk=user.pk)


@pytest.fixture
def statistician(db) -> User:
    return person("lan", Role.STATISTICIAN)


@pytest.fixture
def approver(db) -> User:
    return person("duyet", Role.APPROVER)


@pytest.fixture
def draft(province, statistician) -> Release:
    return prepare_release("2023-02", by=statistician, as_of=APRIL)


def test_a_release_is_prepared_reviewed_approved_and_public_at_its_second(draft, statistician, approver):
    assert newest_step(draft).state == ReleaseState.DRAFT
    send_to_review(draft, by=statistician)
    approve(draft, by=approver)
    moment = timezone.now() + timedelta(hours=1)
    schedule(draft, moment, by=approver)
    assert queries.latest_release() is None
    before, after = moment - timedelta(microseconds=1), moment
    assert queries.latest_release(now=before) is None
    found = queries.latest_release(now=after)
    assert found.slug == "2023-02"
    assert (found.state, found.prepared_by, found.approved_by) == ("published", "lan", "duyet")
    assert found.published_at == moment
    assert queries.release_of("2023-02", now=after).id == draft.pk
    assert queries.latest_release("year", now=after) is None
    assert [each.slug for each in queries.all_releases(now=before)] == []
    assert [each.state for each in queries.all_releases(unpublished=True, now=before)] == ["scheduled"]
    acts = AuditEntry.objects.filter(subject="release 2023-02").order_by("id").values_list("act", "actor")
    assert list(acts) == [
        ("release.prepared", "lan"),
        ("release.review", "lan"),
        ("release.approved", "duyet"),
        ("release.scheduled", "duyet"),
    ]
    assert broken_links() == []


def test_nobody_approves_what_he_has_had_a_hand_in(draft, statistician):
    both = person("ca-hai", Role.STATISTICIAN, Role.APPROVER)
    attach_text(draft, "headline", "vi", "Một câu.", by=both)
    send_to_review(draft, by=statistician)
    with pytest.raises(Refused):
        approve(draft, by=both)
    with pytest.raises(Refused):
        approve(draft, by=statistician)
    with pytest.raises(Fault, match="E567"):
        approve(draft, by="lan")
    assert newest_step(draft).state == ReleaseState.REVIEW


def test_an_open_collection_keeps_it_a_draft(draft, statistician, approver):
    collection = open_period("monthly", "2023-02", by=statistician)
    with pytest.raises(Faults, match="E558") as caught:
        send_to_review(draft, by=statistician)
    assert "2023-02" in caught.value.faults[0].message("en")
    assert newest_step(draft).state == ReleaseState.DRAFT
    close_period(collection, by=approver)
    send_to_review(draft, by=statistician)
    assert newest_step(draft).state == ReleaseState.REVIEW


def test_a_missing_figure_keeps_it_a_draft(province, statistician):
    # Nothing is known of 2021, so December 2022 has no month of the year before to be compared with.
    early = prepare_release("2022-12", by=statistician, as_of=APRIL)
    with pytest.raises(Faults) as caught:
        send_to_review(early, by=statistician)
    assert {each.number for each in caught.value.faults} == {"E559"}
    assert any("cùng tháng năm trước" in each.message("vi") for each in caught.value.faults)
    assert newest_step(early).state == ReleaseState.DRAFT


def test_from_approval_on_nothing_is_added(draft, statistician, approver):
    attach_file(draft, "report", "vi", "báo cáo.pdf", b"%PDF-1.7", "application/pdf", by=statistician)
    send_to_review(draft, by=statistician)
    for act in (
        lambda: attach_text(draft, "headline", "vi", "Khác.", by=statistician),
        lambda: attach_file(draft, "report", "vi", "x.pdf", b"%PDF", "application/pdf", by=statistician),
        lambda: refresh_release(draft, by=statistician),
    ):
        with pytest.raises(Fault, match="E557"):
            act()
    return_to_draft(draft, by=approver, note="Sửa câu đầu.")
    attach_text(draft, "headline", "vi", "Khác.", by=statistician)
    send_to_review(draft, by=statistician)
    assert approve(draft, by=approver).hash != ""


def test_the_database_itself_refuses(draft, statistician, approver):
    basis, run = newest_basis(draft), newest_basis(draft).run
    text = attach_text(draft, "headline", "vi", "Một câu.", by=statistician)
    send_to_review(draft, by=statistician)
    approve(draft, by=approver)
    schedule(draft, by=approver)
    assert queries.latest_release() is not None
    more = FigureRow(
        run=run, indicator="IIP", subject="x", period="2023-02", comparison="none", value=1, status="official"
    )
    for refused in (
        lambda: _sql("UPDATE releases_figurerow SET value = 1 WHERE run_id = %s", run.pk),
        lambda: _sql("DELETE FROM releases_releasestep WHERE release_id = %s", draft.pk),
        lambda: _sql("UPDATE releases_releasetext SET body = 'x' WHERE id = %s", text.pk),
        lambda: _sql("UPDATE releases_release SET reason = 'x' WHERE id = %s", draft.pk),
        more.save,
        lambda: Basis.objects.create(
            release=draft, run=run, law_hash="x", figures_hash="x", figures=1, recorded_by="x"
        ),
        lambda: draft.steps.create(state=ReleaseState.DRAFT, by="x"),
        lambda: draft.texts.create(kind="headline", language="vi", body="x", sha256="x", recorded_by="x"),
    ):
        with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
            refused()
    assert newest_basis(draft) == basis


def _sql(sql: str, *values: object) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_a_published_release_is_corrected_by_another_that_names_it(draft, statistician, approver):
    _publish(draft, statistician, approver)
    with pytest.raises(Fault, match="E554"):
        prepare_release("2023-02", by=statistician)
    with pytest.raises(Fault, match="E555"):
        prepare_release("2023-02", by=statistician, corrects=draft)
    import_reports(
        months_of(2023, {**NOW, MINE: ("13", "9")}).encode(), name="sửa.csv", at=datetime(2023, 4, 20, tzinfo=UTC)
    )
    second = prepare_release(
        "2023-02", by=statistician, corrects=draft, reason="Mỏ Na Dương sửa báo cáo tháng 1.", as_of=timezone.now()
    )
    assert second.slug == "2023-02v2"
    assert queries.release_of("2023-02").slug == "2023-02"
    _publish(second, statistician, approver)
    now, old = queries.release_of("2023-02"), queries.release_by_slug("2023-02")
    assert (now.slug, now.corrects, now.reason) == ("2023-02v2", "2023-02", "Mỏ Na Dương sửa báo cáo tháng 1.")
    assert old.corrected_by == "2023-02v2"
    value = {
        each.slug: book_of(each, "vi").figure("IIP", "TOTAL", period="2023-01", comparison=Comparison.BASE_MONTH).value
        for each in (old, now)
    }
    assert value == {"2023-02": pytest.approx(108), "2023-02v2": pytest.approx(110.5)}
    with pytest.raises(Fault, match="E556"):
        prepare_release("2023-02", by=statistician, corrects=draft, reason="Lần nữa.")


def _publish(release: Release, statistician: User, approver: User) -> None:
    send_to_review(release, by=statistician)
    approve(release, by=approver)
    schedule(release, by=approver)


def test_the_second_can_be_moved_until_it_has_come(draft, statistician, approver):
    send_to_review(draft, by=statistician)
    approve(draft, by=approver)
    with pytest.raises(Fault, match="E561"):
        schedule(draft, timezone.now() - timedelta(seconds=1), by=approver)
    later = timezone.now() + timedelta(days=1)
    schedule(draft, later, by=approver)
    with pytest.raises(Fault, match="E555"):
        schedule(draft, later + timedelta(days=1), by=approver)
    schedule(draft, by=approver, note="Công bố sớm theo lịch mới.")
    with pytest.raises(Fault, match="E557"):
        return_to_draft(draft, by=approver, note="Muộn rồi.")


def test_two_who_act_at_once_do_not_both_get_there(draft, statistician, approver, monkeypatch):
    send_to_review(draft, by=statistician)
    stale = newest_step(draft)
    return_to_draft(draft, by=approver, note="Xem lại.")
    monkeypatch.setattr("nhip.releases.steps.newest_step", lambda release: stale)
    with pytest.raises(Fault, match="E566"):
        approve(draft, by=approver)


def test_a_draft_can_be_refreshed_or_dropped(draft, statistician):
    before = newest_basis(draft)
    assert refresh_release(draft, by=statistician, as_of=APRIL) == before
    import_reports(
        months_of(2023, {**NOW, MINE: ("13", "9")}).encode(), name="sửa.csv", at=datetime(2023, 4, 20, tzinfo=UTC)
    )
    after = refresh_release(draft, by=statistician)
    assert after.run != before.run
    assert after.figures_hash != before.figures_hash
    drop(draft, by=statistician, note="Làm lại từ đầu.")
    again = prepare_release("2023-02", by=statistician)
    assert again.slug == "2023-02v2"


def test_periods_that_are_not_released(province, statistician):
    for wrong in ("2023-01/2023-08", "tháng 2", "2023-13"):
        with pytest.raises(Fault, match="E553"):
            prepare_release(wrong, by=statistician)
    with pytest.raises(Fault, match="E568"):
        prepare_release("2023-Q2", by=statistician, as_of=APRIL)
    with pytest.raises(Refused):
        prepare_release("2023-02", by=person("chuyen-vien", Role.OFFICER))
    assert Release.objects.count() == 0


def test_a_months_figures_are_provisional_until_the_year_is_told(draft, statistician, approver):
    _publish(draft, statistician, approver)
    book = book_of(queries.latest_release(), "vi")
    status = {
        month: book.figure("IIP", "TOTAL", period=month, comparison=Comparison.BASE_MONTH).status.value
        for month in ("2023-01", "2023-02")
    }
    assert status == {"2023-01": "provisional", "2023-02": "provisional"}
    assert book.figure("ENTERPRISES", period="2023-02").status.value == "official"


def test_what_was_approved_is_what_was_looked_at(draft, statistician, approver):
    send_to_review(draft, by=statistician)
    seen = newest_step(draft)
    return_to_draft(draft, by=approver, note="thiếu lời")
    send_to_review(draft, by=statistician)
    with pytest.raises(Fault, match="E566"):
        take_step(draft, seen, ReleaseState.APPROVED, approver, "", None, hash="of what was looked at")
    assert newest_step(draft).state == ReleaseState.REVIEW
