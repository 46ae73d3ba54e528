"""What a person has to do about tasks: in the units they work in, and as the one who gave them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from django.db.models import Exists, F, OuterRef, Q

from nhip.people import rights_plans as rights
from nhip.people.models import User
from nhip.people.roles import Role
from nhip.plans.models import EntryKind, UnitMember
from nhip.plans.tasks.queries import AT_WORK, StandingTask, days_late, tasks_standing
from nhip.plans.tasks.states import TaskState

__all__ = ["SOON", "TaskDue", "Why", "tasks_due"]

SOON: Final = 7
"""Days before a deadline in which a task is shown as due."""


class Why(StrEnum):
    """Why a task is on the desk."""

    LATE = "late"
    DUE = "due"
    ACCEPT = "accept"
    RETURNED = "returned"
    CONFIRM = "confirm"
    EXTEND = "extend"


@dataclass(frozen=True, slots=True)
class TaskDue:
    """A task on somebody's desk: why, and how many days are left; negative when it is late."""

    record: StandingTask
    why: Why
    days: int


def tasks_due(user: User, day: date) -> list[TaskDue]:
    """Return the tasks a person has to do something about on a day. Two questions to the database."""
    found = [*_to_work_on(user, day), *_to_decide(user, day)]
    return sorted(found, key=lambda each: (each.days, each.record.task_id))


def _to_work_on(user: User, day: date) -> Iterator[TaskDue]:
    mine = UnitMember.objects.on(day).filter(unit=OuterRef("lead"), person=user)
    for record in tasks_standing().filter(Exists(mine), state__in=list(AT_WORK)):
        days = (record.due - day) // timedelta(days=1)
        if days_late(record, day):
            yield TaskDue(record, Why.LATE, days)
        elif record.state == TaskState.RETURNED:
            yield TaskDue(record, Why.RETURNED, days)
        elif record.state == TaskState.GIVEN:
            yield TaskDue(record, Why.ACCEPT, days)
        elif days <= SOON:
            yield TaskDue(record, Why.DUE, days)


def _to_decide(user: User, day: date) -> Iterator[TaskDue]:
    """Whoever gave a task decides; a leader where that person has left, or has reported it as done themselves."""
    if not rights.may_give_tasks(user):
        return
    decides = Q(task__recorded_by=user.username)
    leads = Role.LEADER in user.roles
    if leads:
        here = User.objects.filter(is_active=True).exclude(pk=user.pk).values("username")
        decides |= ~Q(task__recorded_by__in=here) | Q(done_by=F("task__recorded_by"))
    waiting = Q(state=TaskState.WAITING) & decides & ~Q(done_by=user.username)
    asked = Q(last_asked=EntryKind.EXTENSION_ASKED, state__in=list(AT_WORK)) if leads else Q(pk=None)
    for record in tasks_standing().filter(waiting | asked):
        days = (record.due - day) // timedelta(days=1)
        yield TaskDue(record, Why.CONFIRM if record.state == TaskState.WAITING else Why.EXTEND, days)
