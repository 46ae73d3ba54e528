"""Enquiries of investors, as the page of the day shows them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from nhip.people import rights_plans as rights
from nhip.people.models import User
from nhip.plans.promotion.queries import due_followups
from nhip.plans.tasks.desk import SOON
from nhip.portal.tasks.providers import Item


def items(user: User, day: date) -> Sequence[Item]:
    """Return the next steps of enquiries that a person follows up, those that are late or due within a week."""
    if not rights.may_see_enquiries(user):
        return []
    return [
        Item(
            words=step.investor,
            address=reverse("promotion:enquiry", args=[step.enquiry]),
            area=_("Enquiries"),
            what=step.words,
            due=step.next_by,
        )
        for step in due_followups(user, day + timedelta(days=SOON))
    ]
