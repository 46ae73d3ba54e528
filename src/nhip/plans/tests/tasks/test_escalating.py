"""Late tasks are told of further up: by level, by e-mail where there is an address, and once, however often it runs."""

from __future__ import annotations

import threading
from datetime import timedelta
from smtplib import SMTPException

import pytest
from django.core import mail
from django.db import connection

from nhip.plans.models import EntryKind, TaskEntry, TaskNotice
from nhip.plans.tasks import acting, escalating
from nhip.plans.tasks.cases import task_case
from nhip.plans.tasks.escalating import escalate_all
from nhip.plans.tasks.parameters import escalations
from nhip.plans.tasks.queries import task_notices
from nhip.plans.tasks.units import add_member
from nhip.plans.tasks.writing import Paper
from nhip.registry.models import AuditEntry


def told() -> set[tuple[int, str]]:
    return set(TaskNotice.objects.values_list("entry__level", "person__username"))


def test_nothing_is_told_of_what_is_not_late(task, staff):
    done = escalate_all()
    assert (done.levels, done.sent, done.noticed, done.failed) == (0, 0, 0, 0)
    assert not TaskEntry.objects.exists()
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("days", "people"),
    [
        (1, {(1, "head")}),
        (6, {(1, "head")}),
        (7, {(1, "head"), (2, "officer")}),
        (15, {(1, "head"), (2, "officer"), (3, "leader")}),
    ],
)
def test_the_longer_it_is_late_the_further_up_it_goes(late, staff, days, people):
    late(days)
    done = escalate_all()
    assert told() == people
    assert (done.levels, done.sent) == (len(people), len(people))
    assert {message.to[0] for message in mail.outbox} == {f"{name}@example.vn" for _, name in people}


def test_a_message_says_what_is_late_whose_it_is_and_by_how_much(late, staff):
    task = late(3)
    escalate_all(site="https://nhip.example.vn/")
    (message,) = mail.outbox
    assert task.code in message.subject
    assert "Sở Công Thương" in message.subject
    assert "Hoàn thiện hồ sơ thành lập 2 cụm công nghiệp" in message.body
    assert "quá hạn 3 ngày" in message.body.lower() or "3 ngày" in message.body
    assert "https://nhip.example.vn/" in message.body


def test_twice_a_day_and_on_the_next_day_nobody_is_told_twice(late, staff, today):
    late(15)
    escalate_all()
    before = len(mail.outbox)
    again = escalate_all()
    next_day = escalate_all(today + timedelta(days=1))
    assert (again.levels, again.sent, next_day.levels, next_day.sent) == (0, 0, 0, 0)
    assert len(mail.outbox) == before == 3
    assert AuditEntry.objects.filter(act="task.escalated").count() == 3


def test_an_extended_deadline_counts_anew(late, staff, today):
    task = late(3)
    escalate_all()
    acting.extend_task(task.pk, today + timedelta(days=5), "x", by=staff["leader"])
    assert escalate_all(today + timedelta(days=5)).levels == 0
    assert escalate_all(today + timedelta(days=6)).levels == 1
    levels = TaskEntry.objects.filter(kind=EntryKind.ESCALATED).values_list("level", "deadline")
    assert sorted(levels) == [(1, today - timedelta(days=3)), (1, today + timedelta(days=5))]


def test_what_is_reported_done_or_cancelled_is_not_told_of(late, staff):
    done, cancelled = late(20), late(20)
    acting.report_done(done.pk, by=staff["head"], paper=Paper(number="1/BC"))
    acting.cancel_task(cancelled.pk, "x", by=staff["leader"])
    assert escalate_all().levels == 0


def test_without_a_head_everybody_in_the_unit_is_told_and_without_an_address_on_the_page(late, staff, today):
    late(2, lead="STC", supports=[])
    done = escalate_all()
    assert told() == {(1, "helper")}
    assert (done.sent, done.noticed) == (0, 1)
    assert [record.lead.code for _, record in task_notices(staff["helper"], today)] == ["STC"]


def test_a_message_that_fails_is_tried_again_and_the_others_are_not_sent_again(late, staff, today, monkeypatch):
    late(15)
    send, failing = escalating.send_mail, {"officer@example.vn"}

    def sometimes(subject, text, sender, to):
        if set(to) & failing:
            raise SMTPException("no")
        return send(subject, text, sender, to)

    monkeypatch.setattr(escalating, "send_mail", sometimes)
    first = escalate_all()
    assert (first.levels, first.sent, first.failed) == (3, 2, 1)
    failing.clear()
    second = escalate_all(today + timedelta(days=1))
    assert (second.levels, second.sent, second.failed) == (0, 1, 0)
    assert [message.to for message in mail.outbox].count(["officer@example.vn"]) == 1
    assert len(mail.outbox) == 3


def test_who_comes_into_office_later_is_not_told_of_all_that_was_late(late, staff, units, today):
    late(2)
    escalate_all()
    add_member(units["SCT"], "outsider", is_head=True)
    escalate_all(today + timedelta(days=4 + escalating.RETRY_DAYS))
    assert "outsider" not in {person for _, person in told()}


def test_levels_are_parameters_with_days(today):
    levels = escalations(today)
    assert [each.days for each in levels] == sorted(each.days for each in levels)
    assert all(each.reference for each in levels)
    assert escalations(today.replace(year=2020)) == []


@pytest.mark.skipif(connection.vendor == "sqlite", reason="threads share one SQLite database in memory: no waiting")
@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_tell_once(late, staff):
    task = late(15)
    start, faults = threading.Barrier(2), []

    def run() -> None:
        try:
            start.wait()
            escalate_all()
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert TaskEntry.objects.filter(task=task, kind=EntryKind.ESCALATED).count() == 3
    assert len(mail.outbox) == 3
    assert task_case(task.pk).stands.late == 15
