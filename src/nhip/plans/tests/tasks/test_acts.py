"""Giving a task, reporting on it, deciding: what each act does, and what it refuses without changing anything."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from nhip.people.refusals import Refused
from nhip.plans.models import EntryKind, Task, TaskEntry, TaskRecord
from nhip.plans.tasks import acting, giving
from nhip.plans.tasks.cases import task_case
from nhip.plans.tasks.faults import Fault
from nhip.plans.tasks.states import TaskState
from nhip.plans.tasks.units import add_member, add_unit, end_member, end_unit
from nhip.plans.tasks.writing import Paper
from nhip.registry.append_only import AppendOnlyError
from nhip.registry.documents import keep_document, withdraw_document
from nhip.registry.models import AuditEntry, Document

MINUTES = Paper(number="05/BC-SCT", title="Báo cáo kết quả", content=b"%PDF-1.4 minutes", file_name="bao-cao.pdf")


def state(task: Task) -> TaskState:
    return task_case(task.pk).stands.state


def number_of(fault: pytest.ExceptionInfo[Fault]) -> str:
    assert fault.value.message("vi") != fault.value.message("en")
    return fault.value.number


def test_a_task_goes_from_given_to_done(task, staff):
    assert state(task) == TaskState.GIVEN
    acting.accept_task(task.pk, by=staff["head"])
    acting.report_progress(task.pk, "Xong một hồ sơ", by=staff["helper"], quantity=Decimal(1))
    assert state(task) == TaskState.WORKING
    acting.report_done(task.pk, by=staff["clerk"], paper=MINUTES)
    assert state(task) == TaskState.WAITING
    acting.confirm_task(task.pk, by=staff["officer"])
    case = task_case(task.pk)
    assert case.stands.state == TaskState.DONE
    assert not case.stands.is_open
    assert case.reached.quantity == 1
    assert [entry.document.file_name for entry in case.evidence] == ["bao-cao.pdf"]
    assert bytes(Document.objects.get(number="05/BC-SCT").content) == MINUTES.content


def test_every_act_leaves_one_audit_row_of_its_own(task, staff):
    acts = {"task.given"}
    acting.accept_task(task.pk, by=staff["head"])
    acting.comment_on_task(task.pk, "Cần họp", by=staff["leader"])
    acts |= {"task.accepted", "task.comment"}
    rows = AuditEntry.objects.filter(subject=f"task {task.code}")
    assert sorted(rows.values_list("act", flat=True)) == sorted(acts)
    assert rows.get(act="task.accepted").actor == "head"


def test_who_reports_done_does_not_confirm(staff, units, said):
    add_member(units["SCT"], "officer", valid_from=date(2023, 1, 1))
    task = giving.give_task(said(), by=staff["officer"])
    acting.report_done(task.pk, by=staff["officer"], paper=MINUTES)
    with pytest.raises(Refused):
        acting.confirm_task(task.pk, by=staff["officer"])
    assert state(task) == TaskState.WAITING
    acting.confirm_task(task.pk, by=staff["leader"])
    assert state(task) == TaskState.DONE


def test_done_needs_evidence_given_since_the_last_return(task, staff):
    with pytest.raises(Fault) as fault:
        acting.report_done(task.pk, by=staff["head"])
    assert number_of(fault) == "E822"
    acting.add_evidence(task.pk, MINUTES, by=staff["helper"])
    acting.report_done(task.pk, by=staff["head"])
    acting.return_task(task.pk, "Thiếu chữ ký", by=staff["officer"])
    assert state(task) == TaskState.RETURNED
    with pytest.raises(Fault) as fault:
        acting.report_done(task.pk, by=staff["head"])
    assert number_of(fault) == "E822"


def test_evidence_that_was_withdrawn_does_not_count(task, staff):
    document = keep_document("nhip", "07/BC", content=b"x", file_name="a.txt")
    withdraw_document("nhip", document, "nhầm")
    before = TaskEntry.objects.count()
    with pytest.raises(Fault) as fault:
        acting.report_done(task.pk, by=staff["head"], paper=Paper(pk=document.pk))
    assert number_of(fault) == "E658"
    entry = acting.add_evidence(task.pk, MINUTES, by=staff["head"])
    withdraw_document("nhip", entry.document, "sai tệp")
    with pytest.raises(Fault) as fault:
        acting.report_done(task.pk, by=staff["head"])
    assert number_of(fault) == "E822"
    assert TaskEntry.objects.count() == before + 1


@pytest.mark.parametrize(
    ("more", "number"),
    [
        ({"lead": "KHONG-CO"}, "E820"),
        ({"lead": "LOC-BINH"}, "E820"),
        ({"supports": ["STC", "NOWHERE"]}, "E820"),
        ({"deadline": date(2024, 1, 1)}, "E821"),
        ({"text": "  "}, "E824"),
        ({"supports": ["SCT"]}, "E825"),
        ({"quantity": Decimal(0)}, "E829"),
        ({"quantity": Decimal(-2)}, "E829"),
        ({"target": "NO-SUCH"}, "E832"),
        ({"indicator": "NO-SUCH"}, "E832"),
        ({"deadline": date(202, 5, 1)}, "E836"),
        ({"given_on": date(1024, 5, 1)}, "E836"),
        ({"paper": Paper(content=b"x", file_name="")}, "E655"),
        ({"paper": Paper(pk=999_999)}, "E657"),
    ],
)
def test_bad_words_of_a_task_are_refused_and_nothing_is_kept(staff, said, more, number):
    with pytest.raises(Fault) as fault:
        giving.give_task(said(**more), by=staff["officer"])
    assert number_of(fault) == number
    assert not Task.objects.exists()
    assert not Document.objects.exists()
    assert not AuditEntry.objects.filter(act="task.given").exists()


def test_a_deadline_does_not_lie_before_the_document(staff, said, today):
    late_paper = Paper(number="99/QĐ-UBND", issued_on=today)
    with pytest.raises(Fault) as fault:
        giving.give_task(said(paper=late_paper, deadline=today - timedelta(days=1)), by=staff["officer"])
    assert number_of(fault) == "E821"


@pytest.mark.parametrize("kind", ["accept", "confirm", "return", "done", "extend"])
def test_an_act_that_does_not_fit_the_state_is_refused(task, staff, today, kind):
    acting.cancel_task(task.pk, "Không còn cần", by=staff["leader"])
    act = {
        "accept": lambda: acting.accept_task(task.pk, by=staff["head"]),
        "confirm": lambda: acting.confirm_task(task.pk, by=staff["leader"]),
        "return": lambda: acting.return_task(task.pk, "x", by=staff["leader"]),
        "done": lambda: acting.report_done(task.pk, by=staff["head"], paper=MINUTES),
        "extend": lambda: acting.extend_task(task.pk, today + timedelta(days=90), "x", by=staff["leader"]),
    }[kind]
    with pytest.raises(Fault) as fault:
        act()
    assert number_of(fault) == "E823"
    assert "huỷ" in fault.value.message("vi")
    assert state(task) == TaskState.CANCELLED


def test_a_leader_extends_to_a_later_day_with_a_reason(task, staff, today):
    now, later = task_case(task.pk).stands.deadline, today + timedelta(days=60)
    acting.ask_extension(task.pk, later, "Chờ ý kiến Bộ", by=staff["head"])
    assert task_case(task.pk).stands.deadline == now
    for day, reason, number in ((now, "x", "E827"), (later, " ", "E824"), (date(22, 1, 1), "x", "E836")):
        with pytest.raises(Fault) as fault:
            acting.extend_task(task.pk, day, reason, by=staff["leader"])
        assert number_of(fault) == number
    acting.extend_task(task.pk, later, "Đồng ý", by=staff["leader"])
    assert task_case(task.pk).stands.deadline == later
    with pytest.raises(Refused):
        acting.extend_task(task.pk, later + timedelta(days=1), "x", by=staff["officer"])


def test_days_outside_are_refused(task, staff, today):
    for day in (today + timedelta(days=1), today - timedelta(days=11)):
        with pytest.raises(Fault) as fault:
            acting.report_progress(task.pk, "x", by=staff["head"], on=day)
        assert number_of(fault) == "E826"
    with pytest.raises(Fault) as fault:
        acting.report_progress(task.pk, "x", by=staff["head"], quantity=Decimal(-1))
    assert number_of(fault) == "E839"
    assert not TaskEntry.objects.exists()


def test_a_correction_keeps_the_older_version_and_two_at_once_do_not_both_win(task, staff, said, today):
    seen = task_case(task.pk).record
    giving.correct_task(task.pk, said(text="Hoàn thiện 3 hồ sơ"), "ghi nhầm số", seen=seen.pk, by=staff["officer"])
    assert task_case(task.pk).record.text == "Hoàn thiện 3 hồ sơ"
    assert TaskRecord.objects.filter(task=task).count() == 2
    assert TaskRecord.objects.known_at(seen.recorded_at).get(task=task).text == seen.text
    with pytest.raises(Fault) as fault:
        giving.correct_task(task.pk, said(text="Khác"), "x", seen=seen.pk, by=staff["leader"])
    assert number_of(fault) == "E831"
    acting.extend_task(task.pk, today + timedelta(days=40), "x", by=staff["leader"])
    newest = task_case(task.pk).record
    with pytest.raises(Fault) as fault:
        giving.correct_task(
            task.pk, said(deadline=today + timedelta(days=30)), "x", seen=newest.pk, by=staff["officer"]
        )
    assert number_of(fault) == "E833"


def test_a_task_entered_by_mistake_is_taken_back(task, staff):
    seen = task_case(task.pk).record.pk
    giving.withdraw_task(task.pk, "trùng", seen=seen, by=staff["officer"])
    with pytest.raises(Fault) as fault:
        task_case(task.pk)
    assert number_of(fault) == "E828"
    assert TaskRecord.objects.filter(task=task).count() == 2


def test_codes_count_within_the_year_of_giving(staff, said):
    first = giving.give_task(said(given_on=date(2024, 2, 1), paper=None), by=staff["officer"])
    second = giving.give_task(said(given_on=date(2024, 3, 1), paper=None), by=staff["officer"])
    assert (first.code, second.code) == ("NV-2024-001", "NV-2024-002")
    with pytest.raises(Fault) as fault:
        giving.give_task(said(), by=staff["officer"], code="NV-2024-001")
    assert number_of(fault) == "E830"


def test_a_document_with_a_number_that_is_kept_is_not_kept_twice(task, staff, said):
    giving.give_task(said(), by=staff["officer"])
    assert Document.objects.filter(number="12/CT-UBND").count() == 1


def test_entries_and_versions_are_never_changed(task, staff):
    entry = acting.accept_task(task.pk, by=staff["head"])
    with pytest.raises(AppendOnlyError):
        TaskEntry.objects.filter(pk=entry.pk).update(kind=EntryKind.DONE)
    with pytest.raises(AppendOnlyError):
        TaskRecord.objects.filter(task=task).delete()


def test_units_have_codes_names_and_days(staff, units):
    for arguments, number in (
        ({"code": "sở", "name_vi": "x"}, "E837"),
        ({"code": "SCT", "name_vi": "x"}, "E830"),
        ({"code": "X", "name_vi": " "}, "E824"),
        ({"code": "X", "name_vi": "x", "valid_from": date(2024, 2, 1), "valid_to": date(2024, 1, 1)}, "E838"),
    ):
        with pytest.raises(Fault) as fault:
            add_unit(kind="department", by=staff["officer"], **arguments)
        assert number_of(fault) == number
    with pytest.raises(Refused):
        add_unit("X", "x", "department", by=staff["leader"])
    with pytest.raises(Fault) as fault:
        end_unit(units["LOC-BINH"], date(1999, 1, 1), by=staff["officer"])
    assert number_of(fault) == "E836"


def test_who_left_a_unit_works_on_its_tasks_no_more(task, staff, units):
    with pytest.raises(Fault) as fault:
        add_member(units["SCT"], "head", by=staff["officer"])
    assert number_of(fault) == "E835"
    with pytest.raises(Fault) as fault:
        add_member(units["SCT"], "nobody-here", by=staff["officer"])
    assert number_of(fault) == "E834"
    end_member(units["SCT"].members.get(person=staff["clerk"]), by=staff["officer"])
    with pytest.raises(Refused):
        acting.accept_task(task.pk, by=staff["clerk"])
    assert acting.accept_task(task.pk, by=staff["head"]).kind == EntryKind.ACCEPTED
