"""Reminders to those who have not answered: by e-mail, and as a notice on their first page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from nhip.figures.periods import Period
from nhip.intake.collection.calendar import last_rule_due
from nhip.intake.collection.models import CollectionPeriod, Reminder
from nhip.intake.collection.queries import Answer, answers_to, collections_open_on
from nhip.people import rights
from nhip.people.models import Grant, User
from nhip.people.refusals import demand
from nhip.people.roles import Role
from nhip.registry.actions import SYSTEM, audit

__all__ = ["BY_HAND", "Reminded", "remind_all", "remind_late"]

BY_HAND = "by_hand"


@dataclass(slots=True)
class Reminded:
    """What a round of reminders did: messages sent, enterprises without an address, messages that failed."""

    sent: int = 0
    noticed: int = 0
    failed: int = 0
    enterprises: list[str] = field(default_factory=list)

    def add(self, other: Reminded) -> None:
        """Add the counts of another round."""
        self.sent += other.sent
        self.noticed += other.noticed
        self.failed += other.failed
        self.enterprises += other.enterprises


def remind_all(today: date | None = None, *, site: str = "") -> Reminded:
    """Send the reminders that are due on a day, for every open collection. Run daily; twice a day sends nothing twice.

    A day that was missed is made up for: the latest rule whose day has come is sent once for each collection.
    """
    day = today or timezone.localdate()
    total = Reminded()
    for collection in collections_open_on(day):
        rule = last_rule_due(collection.deadline, day)
        if rule is not None:
            done = set(collection.reminders.filter(rule=rule.name).values_list("enterprise", flat=True))
            waiting = [each for each in _waiting(collection) if each.enterprise.pk not in done]
            total.add(_remind(collection, waiting, rule.name, SYSTEM, day, site))
    return total


def remind_late(
    collection: CollectionPeriod, *, by: User, enterprises: Iterable[int] | None = None, site: str = ""
) -> Reminded:
    """Remind, at once, those who have not answered; once a day each.

    Args:
        enterprises: only these; all that have not answered, if not given.

    Raises:
        Refused: the person sends no reminders.
    """
    demand(by, rights.may_remind)
    wanted = None if enterprises is None else set(enterprises)
    waiting = [each for each in _waiting(collection) if wanted is None or each.enterprise.pk in wanted]
    return _remind(collection, waiting, BY_HAND, by.username, timezone.localdate(), site)


def _waiting(collection: CollectionPeriod) -> list[Answer]:
    return [answer for answer in answers_to(collection) if not answer.in_hand]


def _remind(
    collection: CollectionPeriod, answers: list[Answer], rule: str, actor: str, day: date, site: str
) -> Reminded:
    reporters: dict[int, list[User]] = {}
    ids = [answer.enterprise.pk for answer in answers]
    grants = Grant.objects.current(day).filter(role=Role.REPORTER, enterprise__in=ids).select_related("user")
    for grant in grants:
        if grant.user.may_sign_in and grant.enterprise_id:
            reporters.setdefault(grant.enterprise_id, []).append(grant.user)
    done = Reminded()
    for answer in answers:
        # Somebody without an address reads the notice on the page.
        people: list[User | None] = [*reporters.get(answer.enterprise.pk, ())] or [None]
        for person in people:
            _one(collection, answer, person, rule, actor, day, site, done)
    return done


def _one(
    collection: CollectionPeriod,
    answer: Answer,
    person: User | None,
    rule: str,
    actor: str,
    day: date,
    site: str,
    done: Reminded,
) -> None:
    address = person.email if person else ""
    try:
        # The message goes out inside the transaction: one that could not be sent leaves no note, and is tried again.
        with transaction.atomic():
            Reminder.objects.create(
                collection=collection,
                enterprise=answer.enterprise,
                person=person,
                address=address,
                rule=rule,
                sent_on=day,
                by=actor,
            )
            told = {"enterprise": answer.enterprise.tax_code, "rule": rule, "to": address}
            audit(actor, "reminder.sent", f"collection {collection}", new=told)
            if person is not None and address:
                _send(collection, answer, person, day, site)
    except IntegrityError:
        return  # told today already, by whichever of two rounds was first
    except (OSError, SMTPException):
        done.failed += 1
        return
    done.enterprises.append(answer.enterprise.tax_code)
    if address:
        done.sent += 1
    else:
        done.noticed += 1


def _send(collection: CollectionPeriod, answer: Answer, person: User, day: date, site: str) -> None:
    with translation.override(person.language):
        words = Period.parse(collection.period).in_words(person.language)
        context = {
            "person": person,
            "enterprise": answer.enterprise,
            "collection": collection,
            "period": words,
            "late": (day - collection.deadline).days,
            "site": site or _site(),
        }
        subject = _("%(period)s: your report is awaited by %(day)s") % {
            "period": words[:1].upper() + words[1:],
            "day": f"{collection.deadline:%d/%m/%Y}",
        }
        text = render_to_string("intake/reminder.txt", context)
        send_mail(f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}{subject}", text, None, [person.email])


def _site() -> str:
    """The address of the site, if it has a public name."""
    names = [
        host for host in settings.ALLOWED_HOSTS if host not in {"127.0.0.1", "localhost", "[::1]", "*", "testserver"}
    ]
    return f"https://{names[0].lstrip('.')}/" if names else ""


def notices(enterprises: Iterable[int], since: datetime) -> list[Reminder]:
    """Return the reminders that the reporters of some enterprises have got since an instant, the newest first."""
    found = Reminder.objects.filter(enterprise__in=list(enterprises), sent_at__gte=since)
    return list(found.select_related("collection", "enterprise").order_by("-id"))
