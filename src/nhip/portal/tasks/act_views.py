"""Giving and correcting a task, reporting on it, deciding."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nhip.engine.faults import Fault
from nhip.people import rights_plans as rights
from nhip.people.models import User
from nhip.people.refusals import requires
from nhip.plans.models import EntryKind
from nhip.plans.tasks import acting
from nhip.plans.tasks.cases import TaskCase
from nhip.plans.tasks.giving import correct_task, give_task, withdraw_task
from nhip.portal.estates.fields import in_words
from nhip.portal.tasks.common import by, case_of, page
from nhip.portal.tasks.forms import ActForm, TaskForm
from nhip.portal.tasks.list_views import BUTTONS, DECISIONS, REPORTS, show_task


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_give_tasks)
def give(request: HttpRequest) -> HttpResponse:
    """Give a task to a unit."""
    posted = request.method == "POST"
    form = TaskForm(request.POST if posted else None, request.FILES if posted else None)
    if form.is_valid():
        try:
            task = give_task(form.said(), by=by(request))
        except Fault as wrong:
            form.complain(wrong)
        else:
            messages.success(request, _("The task is given: %(code)s.") % {"code": task.code})
            return redirect("tasks:task", task.pk)
    return page(request, "form.html", {"form": form}, 422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_give_tasks)
def correct(request: HttpRequest, task: int) -> HttpResponse:
    """Write anew what a task is, with a reason; or take back one that was entered by mistake."""
    case = case_of(task)
    seen = request.POST.get("seen", "")
    if "withdraw" in request.POST:
        return _withdraw(request, case)
    posted = request.method == "POST"
    form = TaskForm(request.POST if posted else None, request.FILES if posted else None, case=case)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            correct_task(task, form.said(case), reason, seen=int(seen) if seen.isdecimal() else 0, by=by(request))
        except Fault as wrong:
            form.complain(wrong)
        else:
            messages.success(request, _("The task is corrected. The older version is kept."))
            return redirect("tasks:task", task)
    return page(request, "form.html", {"form": form, "case": case}, 422 if form.errors else 200)


def _withdraw(request: HttpRequest, case: TaskCase) -> HttpResponse:
    seen = request.POST.get("seen", "")
    try:
        withdraw_task(case.pk, request.POST.get("why", ""), seen=int(seen) if seen.isdecimal() else 0, by=by(request))
    except Fault as wrong:
        messages.error(request, in_words(wrong))
        return page(request, "form.html", {"form": TaskForm(case=case), "case": case}, 422)
    messages.success(request, _("The task is taken back. It counts nowhere any more."))
    return redirect("tasks:list")


def _act(kind: EntryKind, task: int, form: ActForm, user: User) -> None:
    data: dict[str, Any] = form.cleaned_data
    words = data["words"]
    match kind:
        case EntryKind.ACCEPTED:
            acting.accept_task(task, by=user, words=words)
        case EntryKind.PROGRESS:
            acting.report_progress(task, words, by=user, paper=form.paper(), quantity=form.quantity_reached)
        case EntryKind.EVIDENCE:
            acting.add_evidence(task, form.paper(), by=user, words=words)
        case EntryKind.DONE:
            paper, quantity = form.paper(), form.quantity_reached
            acting.report_done(task, by=user, words=words, paper=paper, quantity=quantity)
        case EntryKind.EXTENSION_ASKED:
            acting.ask_extension(task, data["deadline"], words, by=user)
        case EntryKind.COMMENT:
            acting.comment_on_task(task, words, by=user)
        case EntryKind.CONFIRMED:
            acting.confirm_task(task, by=user, words=words)
        case EntryKind.RETURNED:
            acting.return_task(task, words, by=user)
        case EntryKind.EXTENDED:
            acting.extend_task(task, data["deadline"], words, by=user)
        case EntryKind.CANCELLED:
            acting.cancel_task(task, words, by=user)


def _answer(request: HttpRequest, task: int, kinds: dict[EntryKind, Any]) -> HttpResponse:
    asked = request.POST.get("do", "")
    kind = next((each for each in kinds if each.value == asked), None)
    if kind is None:
        return show_task(request, case_of(task), status=422)
    form = ActForm(kind, request.POST, request.FILES)
    if form.is_valid():
        try:
            _act(kind, task, form, by(request))
        except Fault as wrong:
            form.complain(wrong)
        else:
            messages.success(request, _("Done: %(what)s.") % {"what": BUTTONS[kind]})
            return redirect("tasks:task", task)
    return show_task(request, case_of(task), (kind, form), 422)


@require_POST
@requires(rights.may_comment_on_task, of=case_of, hidden=True)
def report(request: HttpRequest, task: int) -> HttpResponse:
    """Add what a unit reports, or a comment. Each act asks again for the right it takes."""
    return _answer(request, task, REPORTS)


@require_POST
@requires(rights.may_return_task, of=case_of, hidden=True)
def decide(request: HttpRequest, task: int) -> HttpResponse:
    """Confirm, return, extend or cancel. Each act asks again for the right it takes."""
    return _answer(request, task, DECISIONS)
