"""Telling those further up that a task is late: each level once for each deadline, whoever runs it and how often."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from smtplib import SMTPException
from typing import Final

from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from nhip.people.models import Grant, User
from nhip.people.roles import Role
from nhip.plans.models import EntryKind, TaskEntry, TaskNotice, UnitMember
from nhip.plans.tasks.parameters import Escalation, escalations
from nhip.plans.tasks.queries import AT_WORK, StandingTask, days_late, tasks_standing
from nhip.registry.actions import SYSTEM, audit

__all__ = ["Escalated", "escalate_all"]

RETRY_DAYS: Final = 7
"""For how long a message is tried again. Who comes into office later is not told of all that was late before."""


@dataclass(slots=True)
class Escalated:
    """What a round did: levels reached, messages sent, people told on pages only, messages that failed."""

    levels: int = 0
    sent: int = 0
    noticed: int = 0
    failed: int = 0


def escalate_all(today: date | None = None, *, site: str = "") -> Escalated:
    """Write the escalations whose day has come, and tell their people. Run daily; twice a day tells nobody twice.

    A day that was missed is made up for: all levels whose day has come are written. A message that could not be sent
    is tried again by the next run.
    """
    day, done = today or timezone.localdate(), Escalated()
    levels = escalations(day)
    if not levels:
        return done
    division, leaders = _holding(Role.OFFICER, day), _holding(Role.LEADER, day)
    records = list(tasks_standing().filter(state__in=list(AT_WORK), due__lt=day).order_by("due", "task_id"))
    heads = _heads({each.lead_id for each in records}, day)
    written = _written([each.task_id for each in records])
    for record in records:
        for level in levels:
            if days_late(record, day) < level.days:
                continue
            entry = written.get((record.task_id, level.level, record.due)) or _write(record, level, day, done)
            told = {"head": heads.get(record.lead_id, []), "division": division, "leader": leaders}[level.tell]
            if entry is not None and (day - entry.on).days <= RETRY_DAYS:
                _tell(entry, record, told, day, site, done)
    return done


def _holding(role: Role, day: date) -> list[User]:
    grants = Grant.objects.current(day).filter(role=role).select_related("user").order_by("user__username")
    return list({grant.user.pk: grant.user for grant in grants if grant.user.may_sign_in}.values())


def _heads(units: Iterable[int], day: date) -> dict[int, list[User]]:
    """Return whom to tell in each unit: its heads, or everybody in it where no head is known."""
    found: dict[int, list[tuple[bool, User]]] = {}
    members = UnitMember.objects.on(day).filter(unit__in=list(units)).select_related("person")
    for member in members.order_by("unit", "id"):
        if member.person.may_sign_in:
            found.setdefault(member.unit_id, []).append((member.is_head, member.person))
    told = {}
    for unit, people in found.items():
        heads = [person for is_head, person in people if is_head]
        told[unit] = heads or [person for _, person in people]
    return told


def _written(tasks: list[int]) -> dict[tuple[int, int | None, date | None], TaskEntry]:
    rows = TaskEntry.objects.filter(task__in=tasks, kind=EntryKind.ESCALATED).prefetch_related("notices")
    return {(row.task_id, row.level, row.deadline): row for row in rows}


def _write(record: StandingTask, level: Escalation, day: date, done: Escalated) -> TaskEntry | None:
    """Add the entry of a level; None where another run has just done so, which then tells the people too."""
    try:
        with transaction.atomic():
            entry: TaskEntry = TaskEntry.objects.create(
                task=record.task,
                kind=EntryKind.ESCALATED,
                on=day,
                level=level.level,
                deadline=record.due,
                recorded_by=SYSTEM,
            )
            told = {"level": level.level, "tell": level.tell, "deadline": record.due.isoformat()}
            audit(SYSTEM, "task.escalated", f"task {record.task.code}", new=told)
    except IntegrityError:
        return None
    done.levels += 1
    return entry


def _tell(entry: TaskEntry, record: StandingTask, people: list[User], day: date, site: str, done: Escalated) -> None:
    told = {notice.person_id for notice in entry.notices.all()}
    for person in people:
        if person.pk in told:
            continue
        try:
            # The message goes out inside the transaction: one that could not be sent leaves no note, and is tried
            # again.
            with transaction.atomic():
                TaskNotice.objects.create(entry=entry, person=person, address=person.email)
                if person.email:
                    _send(entry, record, person, day, site)
        except IntegrityError:
            continue
        except (OSError, SMTPException):
            done.failed += 1
            continue
        if person.email:
            done.sent += 1
        else:
            done.noticed += 1


def _send(entry: TaskEntry, record: StandingTask, person: User, day: date, site: str) -> None:
    with translation.override(person.language):
        context = {
            "person": person,
            "task": record.task,
            "words": record.words(person.language),
            "unit": record.lead.name(person.language),
            "due": record.due,
            "late": days_late(record, day),
            "site": site,
        }
        subject = _("Late task %(code)s: %(unit)s") % {"code": record.task.code, "unit": context["unit"]}
        text = render_to_string("plans/escalation.txt", context)
        send_mail(f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}{subject}", text, None, [person.email])
