"""What the pages of tasks share: the task of an address, a page, and a day in words."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from nhip.engine.faults import Fault
from nhip.people import rights_plans as rights
from nhip.people.models import User
from nhip.plans.tasks.cases import TaskCase, task_case
from nhip.portal.errors import Missing

__all__ = ["by", "case_of", "days_in_words", "language", "page", "rights_of_pages"]


def language() -> str:
    """Return the language of the page."""
    return get_language() or "vi"


def by(request: HttpRequest) -> User:
    """Return the person who asks; the guard has seen to it that there is one."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def case_of(task: int, **_arguments: Any) -> TaskCase:
    """Load the task of an address."""
    try:
        return task_case(task)
    except Fault as wrong:
        raise Missing(_("There is no such task, or it was taken back.")) from wrong


def days_in_words(days: int | None) -> str:
    """Say how many days are left, or by how many something is late."""
    if days is None:
        return ""
    if days < 0:
        return ngettext("%(n)s day late", "%(n)s days late", -days) % {"n": -days}
    if days == 0:
        return _("due today")
    return ngettext("%(n)s day left", "%(n)s days left", days) % {"n": days}


def page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render a page of tasks."""
    return render(request, f"tasks/{template}", {**rights_of_pages(request), **context}, status=status)


def rights_of_pages(request: HttpRequest) -> dict[str, Any]:
    """Return what the person who asks may do, as every page of tasks takes it."""
    return {
        "may_give": rights.may_give_tasks(request.user),
        "may_see_all": rights.may_see_tasks(request.user),
        "may_keep_units": rights.may_keep_units(request.user),
    }
