"""Deadlines, opening and closing, who is asked, reminders, and the plan of a year."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from nhip.engine.faults import Fault
from nhip.intake.collection import actions
from nhip.intake.collection.actions import Typed
from nhip.intake.collection.answers import box_name, plain_text
from nhip.intake.collection.calendar import deadline_of, last_rule_due
from nhip.intake.collection.models import CollectionPeriod, Reminder, Submission
from nhip.intake.collection.queries import answers_to, asked_of
from nhip.intake.collection.tasks import tasks_of
from nhip.intake.reading.numerals import parse_number
from nhip.people.roles import Role
from nhip.registry.models import ProductionPlan, Reporting


@pytest.mark.parametrize(
    ("form", "period", "stage", "opens", "due"),
    [
        ("monthly", "2023-12", "official", date(2024, 1, 1), date(2024, 1, 15)),
        ("monthly", "2024-02", "estimate", date(2024, 2, 10), date(2024, 2, 17)),
        ("plan", "2024", "official", date(2023, 11, 1), date(2023, 12, 15)),
    ],
)
def test_deadlines_are_parameters_with_a_reference(form, period, stage, opens, due):
    found = deadline_of(form, period, stage)
    assert (found.opens_on, found.due_on) == (opens, due)
    assert found.reference


def test_before_the_parameters_there_is_no_deadline():
    with pytest.raises(Fault, match="N610"):
        deadline_of("monthly", "1999-01", "official")


def test_the_latest_rule_whose_day_has_come_is_the_one():
    due = date(2024, 1, 15)
    found = [last_rule_due(due, due + timedelta(days=days)) for days in (-4, -3, -1, 0, 1, 4, 5, 40)]
    assert [rule.name if rule else None for rule in found] == [
        None, "before_3", "before_3", "due", "late_1", "late_1", "late_5", "late_5",
    ]  # fmt: skip


@pytest.mark.parametrize("name", [*(role.value for role in Role), "nobody"])
def test_who_opens_and_who_closes(people, name):
    def opens() -> CollectionPeriod:
        return actions.open_period("monthly", "2023-07", by=people[name])

    if name == "statistician":
        assert opens().opened_by == name
    else:
        with pytest.raises(PermissionDenied):
            opens()
    month = actions.open_period("monthly", "2023-08")
    if name == "approver":
        assert actions.close_period(month, by=people[name]).is_closed
        assert not actions.reopen_period(month, by=people[name]).is_closed
    else:
        with pytest.raises(PermissionDenied):
            actions.close_period(month, by=people[name])
        with pytest.raises(PermissionDenied):
            actions.reopen_period(month, by=people[name])


def test_a_closed_month_takes_nothing(submitted, people, mine, month, box):
    with pytest.raises(Fault, match="N605"):
        actions.close_period(month, by=people["approver"])
    actions.return_with_comment(submitted, submitted.version, "Xem lại.", by=people["officer"])
    actions.close_period(month, by=people["approver"])
    with pytest.raises(Fault, match="N602"):
        actions.save_draft(mine, month, {box("sales"): Typed("1", 1)}, by=people["reporter"])
    submitted.refresh_from_db()
    with pytest.raises(Fault, match="N602"):
        actions.submit(submitted, submitted.version, by=people["reporter"])


def test_before_its_day_a_month_takes_nothing(people, mine, coal):
    tomorrow = timezone.localdate() + timedelta(days=1)
    month = actions.open_period("monthly", "2023-09", opens_on=tomorrow, deadline=tomorrow)
    with pytest.raises(Fault, match="N601"):
        actions.save_draft(mine, month, {box_name(coal.pk, "sales"): Typed("1", 0)}, by=people["reporter"])


@pytest.mark.parametrize(
    ("form", "period", "number"), [("monthly", "2023", "E120"), ("plan", "2023-01", "E120"), ("monthly", "x", "E120")]
)
def test_a_period_fits_its_form(db, form, period, number):
    with pytest.raises(Fault, match=number):
        actions.open_period(form, period)


def test_the_register_says_who_is_asked_for_what(mine, kiln, coal, last_month):
    assert asked_of("2023-05") == {mine.pk: {coal.pk}, kiln.pk: asked_of("2023-05")[kiln.pk]}
    Reporting.objects.filter(enterprise=mine).update(to_period="2023-04")
    assert mine.pk not in asked_of("2023-05")
    Reporting.objects.filter(enterprise=mine).delete()
    # Unknown to the register: asked for what it reported before.
    assert asked_of("2023-05")[mine.pk] == {coal.pk}
    assert mine.pk not in asked_of("2025-05")


def test_reminders_go_once_to_those_who_have_not_answered(submitted, kiln, month, people):
    due = month.deadline
    assert actions.remind_all(due - timedelta(days=4)).sent == 0
    first = actions.remind_all(due - timedelta(days=3))
    assert (first.sent, first.enterprises) == (1, [kiln.tax_code])
    assert mail.outbox[0].to == ["stranger@example.vn"]
    assert "Lò gạch Gió Lau" in mail.outbox[0].body
    assert "tháng 5/2023" in mail.outbox[0].body
    # Again on that day, and on the next one, by the same rule: nothing.
    assert actions.remind_all(due - timedelta(days=3)).sent == 0
    assert actions.remind_all(due - timedelta(days=2)).sent == 0
    late = actions.remind_all(due + timedelta(days=1))
    assert late.sent == 1
    assert "chậm 1 ngày" in mail.outbox[-1].body
    assert {each.rule for each in Reminder.objects.all()} == {"before_3", "late_1"}


def test_a_message_that_cannot_be_sent_is_tried_again(submitted, kiln, month, people, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 1
    assert actions.remind_all(month.deadline).failed == 1
    assert Reminder.objects.count() == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert actions.remind_all(month.deadline).sent == 1


@pytest.mark.parametrize("name", ["reporter", "approver", "leader", "administrator", "nobody"])
def test_who_may_not_remind(month, people, name):
    with pytest.raises(PermissionDenied):
        actions.remind_late(month, by=people[name])


def test_answers_and_tasks(submitted, mine, kiln, month, people):
    states = {answer.enterprise.pk: (answer.state, answer.late) for answer in answers_to(month)}
    assert states == {mine.pk: ("submitted", False), kiln.pk: ("none", False)}
    CollectionPeriod.objects.update(opens_on=date(2023, 6, 1), deadline=date(2023, 6, 15))
    month.refresh_from_db()
    assert all(answer.late for answer in answers_to(month))
    assert [task.is_open for task in tasks_of([mine.pk, kiln.pk])] == [True, False]
    assert {task.enterprise.pk for task in tasks_of([mine.pk])} == {mine.pk}


def test_a_plan_takes_the_same_way_into_the_register(people, mine, coal):
    day = timezone.localdate()
    plan = actions.open_period("plan", "2024", opens_on=day, deadline=day)
    typed = {box_name(coal.pk, "production"): Typed("600", 0), box_name(coal.pk, "sales"): Typed("590", 0)}
    saved = actions.save_draft(mine, plan, typed, by=people["reporter"])
    with pytest.raises(Fault, match="N607"):
        actions.save_draft(mine, plan, {box_name(coal.pk, "forecast"): Typed("1", 0)}, by=people["reporter"])
    submission = Submission.objects.get(pk=saved.submission)
    actions.submit(submission, submission.version, by=people["reporter"])
    submission.refresh_from_db()
    assert actions.accept(submission, submission.version, by=people["officer"]).added == 2
    plans = ProductionPlan.objects.known_at().filter(enterprise=mine, year=2024)
    found = {each.measure: each.quantity for each in plans}
    assert found == {"production": Decimal(600), "sales": Decimal(590)}
    submission.refresh_from_db()
    box = box_name(coal.pk, "production")
    actions.correct_with_note(submission, submission.version, box, "650", "Nghị quyết mới", by=people["officer"])
    assert ProductionPlan.objects.known_at().get(enterprise=mine, year=2024, measure="production").quantity == 650


@pytest.mark.parametrize("text", ["0", "1200", "1234.5", "1.234", "0.001", "999999.123456", "12.340"])
def test_what_is_written_out_can_be_read_in_one_way_only(text):
    value = Decimal(text)
    assert parse_number(plain_text(value)) == value
