"""Each step of a submission: by each role, from each state, and what it leaves."""

from __future__ import annotations

import csv
import hashlib
import io

import pytest
from django.core.exceptions import PermissionDenied

from nhip.engine.faults import Fault
from nhip.intake.collection import actions
from nhip.intake.collection.actions import Blocked, Given, Typed
from nhip.intake.collection.models import Cell, CollectionPeriod, Comment, Reason, Step, Submission
from nhip.intake.collection.states import TRANSITIONS, Act, SubmissionState
from nhip.intake.models import Observation, SourceFile
from nhip.people.roles import Role
from nhip.registry.models import AuditEntry

EVERYBODY = [*(role.value for role in Role), "stranger", "colleague", "nobody"]
MAY = {
    Act.SUBMIT: {"reporter", "colleague", "officer", "statistician"},
    Act.ACCEPT: {"officer", "statistician"},
    Act.RETURN: {"officer", "statistician"},
    Act.REOPEN: {"statistician", "approver"},
    Act.CORRECT: {"officer", "statistician"},
}


def take(act: Act, submission: Submission, by, box) -> actions.Taken:
    match act:
        case Act.SUBMIT:
            return actions.submit(submission, submission.version, by=by)
        case Act.ACCEPT:
            return actions.accept(submission, submission.version, by=by)
        case Act.RETURN:
            return actions.return_with_comment(submission, submission.version, "Hãy xem lại.", by=by)
        case Act.REOPEN:
            return actions.reopen(submission, submission.version, "Doanh nghiệp báo sai.", by=by)
    return actions.correct_with_note(submission, submission.version, box("sales"), "49", "Theo điện thoại.", by=by)


def put(submission: Submission, state: str) -> Submission:
    Submission.objects.filter(pk=submission.pk).update(state=state)
    return Submission.objects.get(pk=submission.pk)


@pytest.mark.parametrize("name", EVERYBODY)
@pytest.mark.parametrize("act", list(Act))
def test_each_act_by_each_role(submitted, people, box, act, name):
    source = next(iter(TRANSITIONS[act].sources))
    submission = put(submitted, source)
    if name in MAY[act]:
        taken = take(act, submission, people[name], box)
        assert taken.state == (TRANSITIONS[act].to or source)
        assert taken.version == submission.version + 1
        step = Step.objects.latest("pk")
        assert (step.act, step.by, step.before) == (act, people[name], source)
        assert AuditEntry.objects.latest("pk").act == f"submission.{act}"
    else:
        before = Step.objects.count()
        with pytest.raises(PermissionDenied):
            take(act, submission, people[name], box)
        assert Step.objects.count() == before
        assert AuditEntry.objects.latest("pk").act == "right.refused"


@pytest.mark.parametrize("act", list(Act))
@pytest.mark.parametrize("state", list(SubmissionState))
def test_each_act_from_each_state(submitted, people, box, act, state):
    submission = put(submitted, state)
    actor = people["approver" if act is Act.REOPEN else "officer" if act is not Act.SUBMIT else "reporter"]
    if state in TRANSITIONS[act].sources:
        assert take(act, submission, actor, box).state == (TRANSITIONS[act].to or state)
    else:
        with pytest.raises(Fault, match="N603"):
            take(act, submission, actor, box)
        assert Submission.objects.get(pk=submission.pk).version == submission.version


def test_nobody_accepts_what_he_has_submitted(submitted, people):
    Submission.objects.filter(pk=submitted.pk).update(submitted_by=people["officer"])
    with pytest.raises(PermissionDenied):
        actions.accept(Submission.objects.get(pk=submitted.pk), submitted.version, by=people["officer"])
    assert actions.accept(submitted, submitted.version, by=people["statistician"]).state == "accepted"


def test_a_submission_leaves_a_file_with_every_box(submitted, people, box):
    step = Step.objects.get(submission=submitted)
    content = bytes(step.file.content)
    assert hashlib.sha256(content).hexdigest() == step.file.sha256
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    assert {row["measure"]: row["text"] for row in rows[:6]}["production"] == "52"
    assert rows[0]["enterprise"] == "9900000016"
    assert step.receipt == f"{submitted.pk}-{submitted.version}"


def test_accepting_writes_observations_that_lead_to_their_cells(submitted, people, mine, coal):
    taken = actions.accept(submitted, submitted.version, by=people["officer"])
    found = {row.measure: row for row in Observation.objects.filter(enterprise=mine, period="2023-05")}
    assert taken.added == 6
    assert {name: int(row.quantity) for name, row in found.items()} == {
        "opening_stock": 8, "production": 52, "sales": 50, "closing_stock": 10, "value": 1500, "forecast": 51,
    }  # fmt: skip
    row = found["production"]
    lines = bytes(row.source_file.content).decode().splitlines()
    cells = next(csv.reader([lines[row.row - 1]]))
    assert cells[lines[0].split(",").index(row.column)] == "52"
    assert cells[3:5] == [coal.code, "production"]
    assert row.stage == "official"


def test_the_estimate_stays_when_the_official_value_comes(submitted, people, mine, month):
    CollectionPeriod.objects.filter(pk=month.pk).update(stage="estimate")
    actions.accept(Submission.objects.get(pk=submitted.pk), submitted.version, by=people["officer"])
    official = actions.open_period("monthly", "2023-05", "official", opens_on=month.opens_on, deadline=month.deadline)
    cells = {cell.key: cell.text for cell in Cell.objects.filter(submission=submitted)}
    production = next(key for key in cells if key.endswith("-production"))
    typed = {key: Typed("54" if key == production else text, 0) for key, text in cells.items()}
    closing = next(key for key in cells if key.endswith("-closing_stock"))
    typed[closing] = Typed("12", 0)
    saved = actions.save_draft(mine, official, typed, by=people["reporter"])
    second = Submission.objects.get(pk=saved.submission)
    actions.submit(second, second.version, by=people["reporter"])
    second.refresh_from_db()
    actions.accept(second, second.version, by=people["officer"])
    rows = Observation.objects.filter(enterprise=mine, period="2023-05", measure="production")
    assert {(row.stage, int(row.quantity)) for row in rows} == {("estimate", 52), ("official", 54)}
    assert int(rows.known_at().get().quantity) == 54


def test_zero_not_produced_and_not_reported_stay_apart(fill, people, box, mine, month, last_month):
    blank = dict.fromkeys(("opening_stock", "sales", "closing_stock", "value", "forecast"), "")
    submission = fill(production="", state="not_produced", **blank)
    actions.submit(submission, submission.version, by=people["reporter"])
    submission.refresh_from_db()
    actions.accept(submission, submission.version, by=people["officer"])
    row = Observation.objects.get(enterprise=mine, period="2023-05")
    assert (row.measure, row.quantity, row.state) == ("production", None, "not_produced")


def test_an_error_stops_and_nothing_is_lost(fill, people, last_month):
    submission = fill(production="")
    with pytest.raises(Blocked) as blocked:
        actions.submit(submission, submission.version, by=people["reporter"])
    assert "N213" in {each.finding.number for each in blocked.value.findings.errors}
    assert blocked.value.message("vi").startswith("N612")
    assert Cell.objects.filter(submission=submission).count() == 5
    assert not SourceFile.objects.filter(name__contains="2023-05").exists()


def test_an_ambiguous_number_is_asked(fill, people, last_month):
    submission = fill(production="1.234")
    with pytest.raises(Blocked) as blocked:
        actions.submit(submission, submission.version, by=people["reporter"])
    told = next(each for each in blocked.value.findings.errors if each.finding.number == "N131")
    assert "1234" in told.message("vi")
    assert "1,234" in told.message("vi")


def test_a_warning_goes_through_with_a_reason_which_covers_that_number_only(fill, people, box, mine, month, last_month):
    submission = fill(closing_stock="15")
    with pytest.raises(Blocked) as blocked:
        actions.submit(submission, submission.version, by=people["reporter"])
    warning = blocked.value.findings.open_warnings[0]
    assert warning.finding.number == "N220"
    given = {warning.finding.key: Given("other", "tự dùng")}
    again = {box("closing_stock"): Typed("16", 1)}
    actions.save_draft(mine, month, again, by=people["reporter"])
    actions.submit(submission, submission.version, by=people["reporter"], reasons=given)
    assert Reason.objects.get().note == "tự dùng"
    submission.refresh_from_db()
    actions.return_with_comment(submission, submission.version, "Xem lại tồn kho.", by=people["officer"])
    actions.save_draft(mine, month, {box("closing_stock"): Typed("17", 2)}, by=people["reporter"])
    submission.refresh_from_db()
    with pytest.raises(Blocked):
        actions.submit(submission, submission.version, by=people["reporter"])


def test_a_return_says_what_to_do(submitted, people, box):
    with pytest.raises(Fault, match="N606"):
        actions.return_with_comment(submitted, submitted.version, "  ", by=people["officer"])
    comments = {box("sales"): "Thiếu phần xuất khẩu."}
    actions.return_with_comment(submitted, submitted.version, "Xem ô tiêu thụ.", by=people["officer"], boxes=comments)
    assert [(each.key, each.text) for each in Comment.objects.all()] == [
        ("", "Xem ô tiêu thụ."),
        (box("sales"), "Thiếu phần xuất khẩu."),
    ]


def test_a_correction_is_a_newer_value_beside_the_older(submitted, people, box, mine):
    actions.accept(submitted, submitted.version, by=people["officer"])
    submitted.refresh_from_db()
    with pytest.raises(Fault, match="N606"):
        actions.correct_with_note(submitted, submitted.version, box("production"), "53", " ", by=people["officer"])
    taken = actions.correct_with_note(
        submitted, submitted.version, box("production"), "53", "Doanh nghiệp gọi điện.", by=people["officer"]
    )
    rows = Observation.objects.filter(enterprise=mine, period="2023-05", measure="production").order_by("id")
    assert [int(row.quantity) for row in rows] == [52, 53]
    assert taken.added == 1
    assert "Doanh nghiệp gọi điện." in bytes(rows[1].source_file.content).decode()
    submitted.refresh_from_db()
    with pytest.raises(Fault, match="N614"):
        actions.correct_with_note(submitted, submitted.version, box("production"), "53", "x", by=people["officer"])


def test_whoever_comes_second_is_told(submitted, people):
    actions.return_with_comment(submitted, submitted.version, "Xem lại.", by=people["officer"])
    with pytest.raises(Fault, match="N604") as told:
        actions.accept(submitted, submitted.version, by=people["statistician"])
    assert "Người officer" in told.value.message("vi")


def test_twenty_times_the_same_request_has_one_effect(fill, people, last_month):
    submission = fill()
    answers = [
        actions.submit(submission, submission.version, by=people["reporter"], key="abc-submit") for _ in range(20)
    ]
    assert len(set(answers)) == 1
    assert Step.objects.count() == 1
    submission.refresh_from_db()
    again = [actions.accept(submission, submission.version, by=people["officer"], key="k") for _ in range(20)]
    assert len(set(again)) == 1
    assert Observation.objects.filter(period="2023-05").count() == 6
    # The same key in another person's hand is another request.
    with pytest.raises(Fault, match="N604"):
        actions.accept(submission, submission.version, by=people["statistician"], key="k")
