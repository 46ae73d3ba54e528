"""The enterprise's pages: what there is to do, the form, the receipt, what was sent before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhip.intake.collection import actions
from nhip.intake.collection.answers import current_cells
from nhip.intake.collection.checking import findings_of
from nhip.intake.collection.deciding import filled_products
from nhip.intake.collection.models import CollectionPeriod, Submission
from nhip.intake.collection.queries import earlier_values, last_receipt, products_for
from nhip.intake.collection.reminding import notices
from nhip.intake.collection.saving import Conflict
from nhip.intake.collection.states import Act, Form, ReasonCode
from nhip.intake.collection.tasks import tasks_of
from nhip.intake.faults import Fault
from nhip.people import rights
from nhip.people.refusals import requires
from nhip.portal.collection.boxes import lay_out
from nhip.portal.collection.common import by, collection_of, enterprise_of, key_of, language, name_of, page, say, tongue
from nhip.portal.errors import Missing
from nhip.registry.models import Enterprise

NOTICE_DAYS = 30
MOST_BOXES = 2000


@require_safe
@login_required
def first(request: HttpRequest) -> HttpResponse:
    """Lead a person to the page their role begins with."""
    user = by(request)
    if rights.may_see_own_tasks(user):
        return redirect("collection:tasks")
    return redirect("tasks:today")


@require_safe
@requires(rights.may_see_own_tasks)
def tasks(request: HttpRequest) -> HttpResponse:
    """List what a reporter has to do, the most urgent first."""
    user = by(request)
    since = timezone.now() - timedelta(days=NOTICE_DAYS)
    context = {
        "tasks": [(task, name_of(task.collection)) for task in tasks_of(user.enterprise_ids)],
        "notices": [(notice, name_of(notice.collection)) for notice in notices(user.enterprise_ids, since)[:5]],
        "enterprises": Enterprise.objects.filter(pk__in=user.enterprise_ids).order_by("sort_key"),
    }
    return page(request, "tasks.html", context)


def _submission(enterprise: Enterprise, collection: CollectionPeriod) -> Submission | None:
    found = Submission.objects.filter(enterprise=enterprise, collection=collection)
    return found.select_related("enterprise", "collection", "submitted_by").first()


def _typed(request: HttpRequest) -> dict[str, actions.Typed]:
    """Return the boxes of a request: texts named "box:…", and beside each the number of the text it was typed over."""
    typed = {}
    for name, text in list(request.POST.items())[: MOST_BOXES * 2]:
        if name.startswith("box:") and isinstance(text, str):
            over = str(request.POST.get(f"over:{name[4:]}", "0"))
            typed[name[4:]] = actions.Typed(text.strip(), int(over) if over.isdecimal() else 0)
    return typed


def _reasons(request: HttpRequest) -> dict[str, actions.Given]:
    return {
        name[7:]: actions.Given(str(code), str(request.POST.get(f"note:{name[7:]}", "")))
        for name, code in request.POST.items()
        if name.startswith("reason:") and code
    }


def _form_page(
    request: HttpRequest,
    enterprise: Enterprise,
    collection: CollectionPeriod,
    *,
    conflicts: Mapping[str, Conflict] | None = None,
    typed: Mapping[str, str] | None = None,
    asked_to_submit: bool = False,
    status: int = 200,
) -> HttpResponse:
    submission = _submission(enterprise, collection)
    products = filled_products(submission) if submission else products_for(enterprise, collection.period)
    if not products:
        raise Missing(_("This enterprise has no product to report in this period. Ask the officer."))
    boxes = current_cells(submission)
    findings = findings_of(submission or Submission(enterprise=enterprise, collection=collection), products, boxes)
    returned = submission.steps.filter(act=Act.RETURN).last() if submission else None
    comments = list(submission.comments.select_related("by")) if submission else []
    sheet = lay_out(
        collection,
        products,
        boxes,
        earlier_values(enterprise, products, collection),
        # An empty form has many errors, and nobody has asked yet.
        findings if asked_to_submit else findings.about_what_is_filled(boxes),
        comments if submission and submission.is_editable else (),
        conflicts,
        typed,
    )
    open_now = collection.accepts_on(timezone.localdate())
    may_fill = rights.may_draft(by(request), enterprise) and (submission is None or submission.is_editable) and open_now
    context = {
        "enterprise": enterprise,
        "collection": collection,
        "name": name_of(collection),
        "submission": submission,
        "sheet": sheet,
        "may_fill": may_fill,
        "open_now": open_now,
        "late": timezone.now() >= collection.late_from,
        "conflicts": list((conflicts or {}).values()),
        "returned": returned if submission and submission.is_editable else None,
        "comments": [each for each in comments if not each.key],
        "reasons": ReasonCode.choices,
        "asked_to_submit": asked_to_submit,
        "findings": findings if asked_to_submit else None,
        "monthly": collection.form == Form.MONTHLY,
        "store": f"nhip:{by(request).pk}:{enterprise.pk}:{collection.pk}",
    }
    return page(request, "form.html", context, status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_see_report, of=enterprise_of, hidden=True)
def form(request: HttpRequest, enterprise: int, collection: int) -> HttpResponse:
    """Show the form; save it, or submit it, as its buttons say. Works without scripts."""
    firm, asked = enterprise_of(enterprise), collection_of(collection)
    if request.method != "POST":
        return _form_page(request, firm, asked)
    typed = _typed(request)
    texts = {box: entry.text for box, entry in typed.items()}
    try:
        saved = actions.save_draft(firm, asked, typed, by=by(request), key=key_of(request, "save"))
    except Fault as wrong:
        say(request, wrong)
        return _form_page(request, firm, asked, typed=texts, status=409)
    if saved.conflicts:
        conflicts = {each.box: each for each in saved.conflicts}
        mine = {each.box: each.mine for each in saved.conflicts}
        return _form_page(request, firm, asked, conflicts=conflicts, typed=mine, status=409)
    if request.POST.get("do") != "submit":
        messages.success(request, _("Saved as a draft. It is not submitted yet."))
        return redirect("collection:form", enterprise, collection)
    return _submit(request, firm, asked)


def _submit(request: HttpRequest, enterprise: Enterprise, collection: CollectionPeriod) -> HttpResponse:
    submission = get_object_or_404(Submission, enterprise=enterprise, collection=collection)
    version = str(request.POST.get("version", ""))
    # A form that was never saved before has no version yet; what it says was saved a moment ago.
    seen = int(version) if version.isdecimal() and int(version) else submission.version
    try:
        actions.submit(submission, seen, by=by(request), reasons=_reasons(request), key=key_of(request, "submit"))
    except actions.Blocked as blocked:
        messages.error(request, blocked.message(tongue()))
        return _form_page(request, enterprise, collection, asked_to_submit=True, status=422)
    except Fault as wrong:
        say(request, wrong)
        return _form_page(request, enterprise, collection, status=409)
    return redirect("collection:receipt", enterprise.pk, collection.pk)


@require_POST
@requires(rights.may_see_report, of=enterprise_of, hidden=True)
def save(request: HttpRequest, enterprise: int, collection: int) -> JsonResponse:
    """Save boxes for the script: what was written, what somebody else has written, what the checks say."""
    firm, asked = enterprise_of(enterprise), collection_of(collection)
    try:
        saved = actions.save_draft(firm, asked, _typed(request), by=by(request), key=key_of(request, "save"))
    except Fault as wrong:
        told = wrong.message(tongue())
        return JsonResponse({"fault": told, "number": wrong.number}, status=409)
    submission = Submission.objects.select_related("enterprise", "collection").get(pk=saved.submission)
    boxes = current_cells(submission)
    findings = findings_of(submission, filled_products(submission), boxes).about_what_is_filled(boxes)
    answer: dict[str, Any] = {
        "numbers": saved.numbers,
        "version": submission.version,
        "conflicts": [
            {"box": each.box, "mine": each.mine, "theirs": each.theirs, "number": each.number, "who": each.who}
            for each in saved.conflicts
        ],
        "findings": [
            {
                "box": each.box,
                "key": each.finding.key,
                "error": each.finding.is_error,
                "text": each.message(language()),
                "answered": each.reason is not None,
                "choices": each.readings,
            }
            for each in findings.all
        ],
        "at": timezone.localtime().strftime("%H:%M:%S"),
    }
    return JsonResponse(answer)


@require_safe
@requires(rights.may_see_report, of=enterprise_of, hidden=True)
def receipt(request: HttpRequest, enterprise: int, collection: int) -> HttpResponse:
    """Show the receipt of what was submitted last: number, hash, moment."""
    firm, asked = enterprise_of(enterprise), collection_of(collection)
    submission = _submission(firm, asked)
    step = last_receipt(submission) if submission else None
    if submission is None or step is None:
        raise Missing(_("Nothing has been submitted yet."))
    products = filled_products(submission)
    boxes = current_cells(submission, step.last_cell)
    context = {
        "enterprise": firm,
        "collection": asked,
        "name": name_of(asked),
        "submission": submission,
        "step": step,
        "late": step.at >= asked.late_from,
        "sheet": lay_out(
            asked, products, boxes, earlier_values(firm, products, asked), findings_of(submission, products, boxes)
        ),
        "store": f"nhip:{by(request).pk}:{firm.pk}:{asked.pk}",
    }
    return page(request, "receipt.html", context)


@require_safe
@requires(rights.may_see_report, of=enterprise_of, hidden=True)
def history(request: HttpRequest, enterprise: int) -> HttpResponse:
    """List everything an enterprise has sent, with its steps and comments."""
    firm = enterprise_of(enterprise)
    found = firm.submissions.select_related("collection").prefetch_related(
        "steps__by", "steps__comments__product", "steps__comments__by"
    )
    rows = [(each, name_of(each.collection)) for each in found.order_by("-collection__period", "-collection__stage")]
    return page(request, "history.html", {"enterprise": firm, "rows": rows})
