"""Collecting, as the page of the day shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhip.intake.collection.models import CollectionPeriod, Reason
from nhip.intake.collection.queries import answers_to, collections_open_on
from nhip.intake.collection.states import Form, SubmissionState
from nhip.intake.collection.tasks import tasks_of
from nhip.people import rights
from nhip.people.models import User
from nhip.portal.collection.common import name_of
from nhip.portal.tasks.providers import Item


def items(user: User, day: date) -> Sequence[Item]:
    """Return the forms a reporter has to send, and what officials have to do about open collections."""
    return [*_to_send(user), *_to_check(user, day)]


def _to_send(user: User) -> Iterator[Item]:
    if not rights.may_see_own_tasks(user):
        return
    for task in tasks_of(user.enterprise_ids):
        if task.is_open:
            returned = task.state == SubmissionState.RETURNED
            yield Item(
                words=name_of(task.collection),
                address=reverse("collection:form", args=[task.enterprise.pk, task.collection.pk]),
                area=_("Reports"),
                what=_("it was returned: see the comment") if returned else _("fill it in and submit it"),
                about=task.enterprise.name,
                due=task.collection.deadline,
            )


def _to_check(user: User, day: date) -> Iterator[Item]:
    works, closes = rights.may_work_inbox(user), rights.may_close_period(user)
    if not works and not closes:
        return
    for collection in collections_open_on(day):
        answers = answers_to(collection)
        waiting = [each for each in answers if each.state == SubmissionState.SUBMITTED]
        late = sum(each.late and not each.in_hand for each in answers)
        if works:
            others = [each for each in waiting if each.submission and rights.may_accept(user, each.submission)]
            if others:
                told = ngettext("%(n)s report waits for a decision", "%(n)s reports wait for a decision", len(others))
                yield _item(collection, told % {"n": len(others)}, "waiting", None)
            # A value that a check found unusual came with its reason; whoever decides looks at these first.
            odd = Reason.objects.filter(submission__in=[each.submission for each in others if each.submission])
            unusual = odd.values("submission").distinct().count() if others else 0
            if unusual:
                told = ngettext(
                    "%(n)s report has unusual values: look at them first",
                    "%(n)s reports have unusual values: look at them first",
                    unusual,
                )
                item = _item(collection, told % {"n": unusual}, "waiting", None)
                if collection.form == Form.MONTHLY:
                    item = replace(item, address=reverse("collection:inbox", args=[collection.pk]))
                yield item
            if late:
                told = ngettext("%(n)s enterprise is late: remind it", "%(n)s enterprises are late: remind", late)
                yield _item(collection, told % {"n": late}, "late", collection.deadline)
        if closes and not waiting and not late and collection.deadline < day:
            yield _item(collection, _("everybody has answered: close it"), "all", None)


def _item(collection: CollectionPeriod, what: str, show: str, due: date | None) -> Item:
    address = f"{reverse('collection:board', args=[collection.pk])}?show={show}"
    return Item(words=name_of(collection), address=address, area=_("Reports"), what=what, due=due)
