"""The rights about tasks: every right against everybody, and what depends on the task."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from nhip.people import rights_plans as rights
from nhip.plans.tasks.acting import report_done
from nhip.plans.tasks.cases import task_case
from nhip.plans.tasks.giving import give_task
from nhip.plans.tasks.writing import Paper

STAFF = {"officer", "statistician", "approver", "leader"}
EVERYBODY = {*STAFF, "administrator", "head", "clerk", "helper", "outsider"}
EXPECTED = {
    rights.may_see_today: EVERYBODY,
    rights.may_see_tasks: STAFF,
    rights.may_give_tasks: {"officer", "statistician", "leader"},
    rights.may_keep_units: {"officer", "statistician"},
}
OF_A_TASK = {
    rights.may_see_task: {*STAFF, "head", "clerk", "helper"},
    rights.may_see_work_on_task: {*STAFF, "head", "clerk", "helper"},
    rights.may_comment_on_task: {*STAFF, "head", "clerk", "helper"},
    rights.may_help_with_task: {"head", "clerk", "helper"},
    rights.may_lead_task: {"head", "clerk"},
    rights.may_extend_task: {"leader"},
    rights.may_return_task: {"officer", "leader"},
    rights.may_confirm_task: {"officer", "leader"},
}


@pytest.fixture
def asking(staff):
    return {**staff, "public": AnonymousUser()}


@pytest.mark.parametrize("right", EXPECTED, ids=lambda right: right.__name__)
def test_rights_that_depend_on_nothing(asking, right):
    assert {name for name, user in asking.items() if right(user)} == EXPECTED[right]


@pytest.mark.parametrize("right", OF_A_TASK, ids=lambda right: right.__name__)
def test_rights_about_a_task(asking, task, right):
    case = task_case(task.pk)
    assert {name for name, user in asking.items() if right(user, case)} == OF_A_TASK[right]


def test_a_public_task_is_for_everybody_but_not_the_work_on_it(asking, staff, said):
    case = task_case(give_task(said(public=True), by=staff["officer"]).pk)
    assert all(rights.may_see_task(user, case) for user in asking.values())
    assert not rights.may_see_work_on_task(asking["public"], case)
    assert not rights.may_see_work_on_task(asking["outsider"], case)


def test_who_reported_done_may_not_confirm(task, staff):
    report_done(task.pk, paper=Paper(number="1/BC"), by=staff["head"])
    case = task_case(task.pk)
    assert case.done_by == "head"
    assert rights.may_confirm_task(staff["officer"], case)
    staff["officer"].username = "head"
    assert not rights.may_confirm_task(staff["officer"], case)


def test_a_closed_account_sees_and_does_nothing(task, staff):
    staff["head"].is_active = False
    case = task_case(task.pk)
    assert not rights.may_lead_task(staff["head"], case)
    assert not rights.may_see_today(staff["head"])
