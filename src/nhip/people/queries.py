"""What pages ask about people and about the audit chain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet
from django.utils import timezone

from nhip.people.models import Grant, User
from nhip.registry.models import AuditEntry

__all__ = ["AuditQuestion", "audit_rows", "has_second_factor", "people"]


def has_second_factor(user: User) -> bool:
    """Whether a person has set up codes from an app."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def people(text: str = "", role: str = "") -> QuerySet[User]:
    """Return people by a part of their name, sign-in name or e-mail, and by a role held today."""
    found = User.objects.order_by("username")
    for word in text.split():
        found = found.filter(Q(full_name__icontains=word) | Q(username__icontains=word) | Q(email__icontains=word))
    if role:
        found = found.filter(pk__in=Grant.objects.current().filter(role=role).values("user"))
    return found


@dataclass(frozen=True, slots=True)
class AuditQuestion:
    """Which rows of the audit chain are asked for; what is empty does not narrow."""

    actor: str = ""
    act: str = ""
    subject: str = ""
    first: date | None = None
    last: date | None = None


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def audit_rows(question: AuditQuestion) -> QuerySet[AuditEntry]:
    """Return audit rows, the newest first. Days are days in Viet Nam, both included."""
    found = AuditEntry.objects.order_by("-id")
    if question.actor:
        found = found.filter(actor=question.actor)
    if question.act:
        found = found.filter(act=question.act)
    if question.subject:
        found = found.filter(subject__contains=question.subject)
    if question.first:
        found = found.filter(at__gte=_start(question.first))
    if question.last:
        found = found.filter(at__lt=_start(question.last + timedelta(days=1)))
    return found
