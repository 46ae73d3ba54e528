"""Dossiers, as the page of the day shows them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nhip.estates.dossiers.queries import due_work
from nhip.people import rights_dossiers as rights
from nhip.people.models import User
from nhip.portal.tasks.providers import Item


def items(user: User, day: date) -> Sequence[Item]:
    """Return the steps of dossiers that the department has to take, late ones and those due soon."""
    if not rights.may_keep_dossiers(user):
        return []
    found = []
    for due in due_work(day, get_language() or "vi", soon_only=True):
        name, arguments = due.address
        address = reverse(name, args=arguments)
        found.append(Item(due.dossier, address, _("Dossiers"), what=due.words, about=due.actor, due=due.due_on))
    return found
