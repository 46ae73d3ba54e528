"""The pages of tasks: what they show, to whom, and what their forms do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from nhip.plans.models import Task, TaskEntry, Unit, UnitMember
from nhip.plans.tasks import acting
from nhip.plans.tasks.cases import task_case
from nhip.plans.tasks.giving import give_task
from nhip.plans.tasks.states import TaskState
from nhip.plans.tasks.writing import Paper
from nhip.portal.tasks.providers import Item, items_of, providers
from nhip.registry.models import AuditEntry, Document
from nhip.releases.preparing import prepare_release
from nhip.releases.releasing import send_to_review
from nhip.releases.tests.conftest import folder, province  # noqa: F401


def text(answer) -> str:
    return answer.content.decode()


def test_today_shows_each_person_what_they_have_to_do(enter, late, task, staff):
    late(3, text="Việc quá hạn")
    acting.report_done(task.pk, by=staff["head"], paper=Paper(number="1/BC"))
    head, officer, helper = (text(enter(name).get(reverse("tasks:today"))) for name in ("head", "officer", "helper"))
    assert "Việc quá hạn" in head
    assert "quá hạn 3 ngày" in head
    assert "Hoàn thiện hồ sơ" not in head
    assert "xác nhận hoặc trả lại" in officer
    assert "Hoàn thiện hồ sơ" in officer
    assert "Không có việc nào chờ bạn" in helper


def test_what_was_given_by_somebody_who_is_gone_waits_for_a_leader(enter, task, staff):
    acting.report_done(task.pk, by=staff["head"], paper=Paper(number="1/BC"))
    assert "Hoàn thiện hồ sơ" not in text(enter("leader").get(reverse("tasks:today")))
    staff["officer"].is_active = False
    staff["officer"].save()
    assert "Hoàn thiện hồ sơ" in text(enter("leader").get(reverse("tasks:today")))


def test_every_part_of_the_portal_brings_its_own(staff, today):
    modules = {provider.__module__ for provider in providers()}
    assert {"nhip.portal.tasks.today", "nhip.portal.collection.today"} <= modules
    for user in staff.values():
        found = items_of(user, today)
        assert all(isinstance(item, Item) and item.address and item.area for item in found)


def test_late_says_by_unit_what_is_late_and_for_how_long(enter, late):
    late(20, text="Việc lâu nhất")
    late(3, text="Việc mới trễ")
    late(2, text="Việc của tài chính", lead="STC", supports=[])
    page = text(enter("leader").get(reverse("tasks:late")))
    assert "2 trong 2 nhiệm vụ đang mở đã quá hạn; lâu nhất 20 ngày." in page
    assert page.index("Việc lâu nhất") < page.index("Việc mới trễ") < page.index("Việc của tài chính")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Một", "Hai", "Ba"}),
        ("?unit=STC", {"Hai", "Ba"}),
        ("?state=late", {"Ba"}),
        ("?state=done", set()),
        ("?q=mot", {"Một"}),
        ("?year=1999", set()),
        ("?year=abc&document=99999999999999999999", {"Một", "Hai", "Ba"}),
        ("?year=0", {"Một", "Hai", "Ba"}),
        ("?year=10000", {"Một", "Hai", "Ba"}),
        ("?year=9999&document=999999999999", set()),
    ],
)
def test_the_list_is_narrowed(enter, said, late, staff, query, found):
    give_task(said(text="Một", supports=[]), by=staff["officer"])
    give_task(said(text="Hai", lead="STC", supports=[]), by=staff["officer"])
    late(4, text="Ba")
    page = text(enter("officer").get(reverse("tasks:list") + query))
    assert {name for name in ("Một", "Hai", "Ba") if f">{name}</a>" in page} == found


def test_the_public_sees_public_tasks_and_nothing_of_the_work(said, staff):
    hidden = give_task(said(text="Việc nội bộ"), by=staff["officer"])
    shown = give_task(said(text="Việc công khai", public=True), by=staff["officer"])
    acting.report_progress(shown.pk, "Lời nội bộ", by=staff["head"], paper=Paper(content=b"x", file_name="a.txt"))
    anybody = Client()
    page = text(anybody.get(reverse("tasks:list")))
    assert "Việc công khai" in page
    assert "Việc nội bộ" not in page
    assert anybody.get(reverse("tasks:task", args=[hidden.pk])).status_code == 302
    answer = anybody.get(reverse("tasks:task", args=[shown.pk]))
    assert answer.status_code == 200
    assert "Lời nội bộ" not in text(answer)
    entry = TaskEntry.objects.get()
    assert anybody.get(reverse("tasks:document", args=[shown.pk, entry.document_id])).status_code == 404


def test_evidence_comes_back_byte_for_byte_and_only_from_its_task(enter, task, said, staff):
    sent = SimpleUploadedFile("kết quả.pdf", b"%PDF-1.4 whatever", content_type="text/html")
    values = {"do": "evidence", "evidence-words": "Biên bản", "evidence-document_file": sent}
    answer = enter("helper").post(reverse("tasks:report", args=[task.pk]), values)
    assert answer.status_code == 302
    kept = Document.objects.get(file_name="kết quả.pdf")
    answer = enter("clerk").get(reverse("tasks:document", args=[task.pk, kept.pk]))
    assert answer.content == b"%PDF-1.4 whatever"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    other = give_task(said(), by=staff["officer"])
    assert enter("clerk").get(reverse("tasks:document", args=[other.pk, kept.pk])).status_code == 404


def test_a_form_that_is_refused_keeps_what_was_typed_and_says_why(enter, task):
    answer = enter("head").post(reverse("tasks:report", args=[task.pk]), {"do": "done", "done-words": "Đã xong hết"})
    assert answer.status_code == 422
    assert "E822" in text(answer)
    assert "Đã xong hết" in text(answer)
    answer = enter("head").post(
        reverse("tasks:report", args=[task.pk]), {"do": "progress", "progress-words": "x", "progress-quantity": "1.234"}
    )
    assert answer.status_code == 422
    assert "1.234" in text(answer)
    assert not TaskEntry.objects.exists()


def test_acts_that_are_not_open_to_somebody_are_not_offered_and_not_done(enter, task, staff):
    page = text(enter("helper").get(reverse("tasks:task", args=[task.pk])))
    assert "Báo cáo tiến độ" in page
    assert "Báo cáo hoàn thành" not in page
    answer = enter("helper").post(reverse("tasks:report", args=[task.pk]), {"do": "accepted"})
    assert answer.status_code == 403
    assert enter("clerk").post(reverse("tasks:decide", args=[task.pk]), {"do": "cancelled"}).status_code == 404
    assert task_case(task.pk).stands.state == TaskState.GIVEN


def test_a_task_is_given_corrected_and_taken_back_on_pages(enter, units, today):
    officer = enter("officer")
    values = {
        "text": "Lập danh mục",
        "lead": "SCT",
        "supports": ["STC"],
        "deadline": (today + timedelta(days=9)).isoformat(),
        "priority": "high",
        "quantity": "2",
        "unit_vi": "danh mục",
        "document_number": "3/KH-UBND",
    }
    assert officer.post(reverse("tasks:give"), {**values, "lead": ""}).status_code == 422
    assert officer.post(reverse("tasks:give"), values).status_code == 302
    task = Task.objects.get()
    seen = task_case(task.pk).record.pk
    form = text(officer.get(reverse("tasks:correct", args=[task.pk])))
    assert "3/KH-UBND" in form
    address = reverse("tasks:correct", args=[task.pk])
    assert officer.post(address, {**values, "text": "Lập 2 danh mục", "seen": seen}).status_code == 422
    answer = officer.post(address, {**values, "text": "Lập 2 danh mục", "seen": seen, "reason": "rõ hơn"})
    assert answer.status_code == 302
    assert task_case(task.pk).record.text == "Lập 2 danh mục"
    stale = officer.post(address, {**values, "text": "x", "seen": seen, "reason": "y"})
    assert stale.status_code == 422
    assert "E831" in text(stale)
    newest = task_case(task.pk).record.pk
    assert officer.post(address, {"withdraw": "1", "why": "", "seen": newest}).status_code == 422
    assert officer.post(address, {"withdraw": "1", "why": "nhầm", "seen": newest}).status_code == 302
    assert officer.get(reverse("tasks:task", args=[task.pk])).status_code == 404


def test_units_and_their_people_are_kept_on_pages(enter, units, today):
    officer = enter("officer")
    values = {"code": "SXD", "name_vi": "Sở Xây dựng", "kind": "department"}
    assert officer.post(reverse("tasks:add_unit"), {**values, "code": "SCT"}).status_code == 422
    assert officer.post(reverse("tasks:add_unit"), values).status_code == 302
    unit = Unit.objects.get(code="SXD")
    address = reverse("tasks:unit", args=[unit.pk])
    assert officer.post(address, {"username": "ai-do"}).status_code == 422
    assert officer.post(address, {"username": "outsider", "is_head": "on"}).status_code == 302
    member = UnitMember.objects.get(unit=unit)
    assert "Người ngoài" in text(officer.get(reverse("tasks:units")))
    assert officer.post(reverse("tasks:leave", args=[member.pk])).status_code == 302
    assert UnitMember.objects.get(pk=member.pk).valid_to == today
    assert officer.post(address, {"last": "không phải ngày"}).status_code == 422
    assert officer.post(address, {"last": today.isoformat()}).status_code == 302
    assert Unit.objects.get(pk=unit.pk).valid_to == today


def test_a_unit_that_ended_is_said_on_the_page_of_its_task(enter, units, said, staff, today):
    task = give_task(said(supports=[]), by=staff["officer"])
    Unit.objects.filter(code="SCT").update(valid_to=today - timedelta(days=1))
    assert "Đơn vị chủ trì đã kết thúc hoạt động" in text(enter("officer").get(reverse("tasks:task", args=[task.pk])))


def test_a_release_under_review_waits_for_an_approver_who_did_not_make_it(enter, province):  # noqa: F811
    release = prepare_release("2023-02", by="lan")
    assert "hoàn thiện và gửi duyệt" in text(enter("statistician").get(reverse("tasks:today")))
    send_to_review(release, by="lan")
    waiting = "duyệt hoặc trả lại"
    assert waiting in text(enter("approver").get(reverse("tasks:today")))
    assert waiting not in text(enter("statistician").get(reverse("tasks:today")))


def test_a_membership_entered_by_mistake_is_taken_back_at_once(enter, task, staff):
    unit = Unit.objects.get(code="STC")
    acting_clerk = enter("officer")
    added = acting_clerk.post(reverse("tasks:unit", args=[unit.pk]), {"username": "outsider", "valid_from": ""})
    assert added.status_code == 302
    member = UnitMember.objects.get(unit=unit, person__username="outsider")
    there = reverse("tasks:unit", args=[unit.pk])
    assert "Ghi nhầm, rút lại" in text(acting_clerk.get(there))
    leave = reverse("tasks:leave", args=[member.pk])
    UnitMember.objects.filter(pk=member.pk).update(recorded_at=member.recorded_at - timedelta(days=2))
    refused = acting_clerk.post(leave, {"mistake": "1"}, follow=True)
    assert "E779" in text(refused)
    assert UnitMember.objects.filter(pk=member.pk).exists()
    UnitMember.objects.filter(pk=member.pk).update(recorded_at=member.recorded_at)
    acting_clerk.post(leave, {"mistake": "1"})
    assert not UnitMember.objects.filter(pk=member.pk).exists()
    kept = AuditEntry.objects.get(act="unit.member-taken-back")
    assert (kept.actor, kept.old["person"]) == ("officer", "outsider")
