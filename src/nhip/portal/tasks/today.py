"""Tasks, as the page of the day shows them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from nhip.people.models import User
from nhip.plans.tasks.desk import Why, tasks_due
from nhip.portal.tasks.providers import Item

WANTED: Final = {
    Why.LATE: gettext_lazy("do it, or ask for an extension"),
    Why.DUE: gettext_lazy("do it"),
    Why.ACCEPT: gettext_lazy("accept it"),
    Why.RETURNED: gettext_lazy("it was returned: see why"),
    Why.CONFIRM: gettext_lazy("confirm or return it"),
    Why.EXTEND: gettext_lazy("extend the deadline, or not"),
}


def items(user: User, day: date) -> Sequence[Item]:
    """Return the tasks of a person's units that want something, and those that wait for a decision."""
    language = get_language() or "vi"
    return [
        Item(
            words=due.record.words(language),
            address=reverse("tasks:task", args=[due.record.task_id]),
            area=_("Tasks"),
            what=str(WANTED[due.why]),
            about=due.record.lead.name(language),
            # What waits for a decision is not late by the deadline of those who have done their part.
            due=None if due.why == Why.CONFIRM else due.record.due,
            illustrative=due.record.task.illustrative or due.record.details_illustrative,
        )
        for due in tasks_due(user, day)
    ]
