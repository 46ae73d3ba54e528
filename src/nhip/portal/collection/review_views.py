"""The officer's look at one submission: what it says, what changed, and the decision."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhip.intake.collection import actions
from nhip.intake.collection.answers import current_cells, read_text, split_box
from nhip.intake.collection.checking import findings_of
from nhip.intake.collection.deciding import filled_products
from nhip.intake.collection.models import Submission
from nhip.intake.collection.queries import earlier_values
from nhip.intake.collection.states import TRANSITIONS, Act, Form, FormField
from nhip.intake.faults import Fault
from nhip.intake.models import State
from nhip.people import rights
from nhip.people.refusals import demand, requires
from nhip.portal.collection.boxes import lay_out
from nhip.portal.collection.common import by, key_of, language, name_of, page, say, submission_of, written
from nhip.registry.models import Product
from nhip.releases.correction import Correction
from nhip.releases.inbox import effect_of
from nhip.releases.models import Run


def _version(request: HttpRequest) -> int:
    text = str(request.POST.get("version", ""))
    return int(text) if text.isdecimal() else 0


@require_safe
@requires(rights.may_see_report, of=submission_of, hidden=True)
def review(request: HttpRequest, submission: int) -> HttpResponse:
    """Show a submission as it stands, beside earlier values, and what changed since it was last sent."""
    found = submission_of(submission)
    user = by(request)
    products = filled_products(found)
    boxes = current_cells(found)
    findings = findings_of(found, products, boxes)
    steps = list(found.steps.select_related("by", "file"))
    sent = [step for step in steps if step.act == Act.SUBMIT]
    # Against the submission before this one; after a correction, against what the enterprise sent.
    against = sent[-2] if len(sent) > 1 else sent[-1] if sent else None
    was = current_cells(found, against.last_cell) if against else None
    earlier = earlier_values(found.enterprise, products, found.collection)
    sheet = lay_out(found.collection, products, boxes, earlier, findings, was=was)
    may = {
        act.value: found.state in TRANSITIONS[act].sources
        and TRANSITIONS[act].right(user, found)
        and not (TRANSITIONS[act].needs_open_period and found.collection.is_closed)
        for act in (Act.ACCEPT, Act.RETURN, Act.REOPEN, Act.CORRECT)
    }
    context = {
        "submission": found,
        "enterprise": found.enterprise,
        "collection": found.collection,
        "name": name_of(found.collection),
        "sheet": sheet,
        "findings": findings,
        "errors": [(each, each.message(language())) for each in findings.errors],
        "answered": [(each, each.message(language())) for each in findings.answered],
        "open_warnings": [(each, each.message(language())) for each in findings.open_warnings],
        "steps": reversed(steps),
        "comments": found.comments.select_related("by", "product"),
        "may": may,
        "own": rights.may_return(user, found) and not rights.may_accept(user, found),
        "changed": [box for box in sheet.boxes if box.was is not None],
        "against": against,
        "late": bool(found.submitted_at and found.submitted_at >= found.collection.late_from),
    }
    return page(request, "review.html", context)


def _act(request: HttpRequest, submission: int, do: Callable[[Submission], object], done: str) -> HttpResponse:
    try:
        do(submission_of(submission))
    except Fault as wrong:
        say(request, wrong)
    else:
        messages.success(request, done)
    return redirect("collection:review", submission)


@require_POST
@requires(rights.may_see_report, of=submission_of, hidden=True)
def accept(request: HttpRequest, submission: int) -> HttpResponse:
    """Accept a submission."""
    return _act(
        request,
        submission,
        lambda found: actions.accept(found, _version(request), by=by(request), key=key_of(request, "accept")),
        _("Accepted. The values are observations now, and count at the next compilation."),
    )


@require_POST
@requires(rights.may_see_report, of=submission_of, hidden=True)
def send_back(request: HttpRequest, submission: int) -> HttpResponse:
    """Return a submission with a comment on the whole, and one on a box if wanted."""
    box, words = str(request.POST.get("box", "")), str(request.POST.get("box-comment", ""))
    said = {box: words} if box and words.strip() else {}
    text = str(request.POST.get("comment", ""))
    return _act(
        request,
        submission,
        lambda found: actions.return_with_comment(
            found, _version(request), text, by=by(request), boxes=said, key=key_of(request, "return")
        ),
        _("Returned. The enterprise sees your comment on its first page."),
    )


@require_POST
@requires(rights.may_see_report, of=submission_of, hidden=True)
def reopen(request: HttpRequest, submission: int) -> HttpResponse:
    """Open an accepted submission again."""
    text = str(request.POST.get("comment", ""))
    return _act(
        request,
        submission,
        lambda found: actions.reopen(found, _version(request), text, by=by(request), key=key_of(request, "reopen")),
        _("Opened again. The older values stay until newer ones are accepted."),
    )


@require_POST
@requires(rights.may_see_report, of=submission_of, hidden=True)
def correct(request: HttpRequest, submission: int) -> HttpResponse:
    """Correct a box with a note; first show what that does to the index, then do it."""
    found = submission_of(submission)
    box, text = str(request.POST.get("box", "")), str(request.POST.get("text", "")).strip()
    note = str(request.POST.get("note", ""))
    if request.POST.get("do") == "correct":
        return _act(
            request,
            submission,
            lambda each: actions.correct_with_note(
                each, _version(request), box, text, note, by=by(request), key=key_of(request, "correct")
            ),
            _("Corrected. The older value stays beside the newer one."),
        )
    demand(by(request), rights.may_correct, found, where=request.path)
    products = filled_products(found)
    try:
        product, field = split_box(box, found.collection.form, [each.pk for each in products])
        value, wrong = read_text(field, text)
        if wrong is not None:
            raise wrong
        effects = _effects(found, product, field, value, products)
    except Fault as wrong:
        say(request, wrong)
        return redirect("collection:review", submission)
    context = {
        "submission": found,
        "enterprise": found.enterprise,
        "name": name_of(found.collection),
        "box": box,
        "product": next((each for each in products if each.pk == product), None),
        "field": FormField(field).label,
        "before": current_cells(found).text(box),
        "text": text,
        "note": note,
        "effects": effects,
    }
    return page(request, "correct.html", context)


def _effects(
    found: Submission, product: int | None, field: str, value: object, products: list[Product]
) -> list[tuple[str, str, str, str]] | None:
    """Return what a corrected production moves: code, name, index before and after. None: not in the index."""
    run = Run.objects.select_related("scheme").order_by("as_of", "id").last()
    if run is None or field != FormField.PRODUCTION or found.collection.form != Form.MONTHLY or value is None:
        return None
    code = next(each.code for each in products if each.pk == product)
    correction = Correction(
        found.enterprise.tax_code, code, found.collection.period, float(str(value)), State.REPORTED.value
    )
    return [
        (each.code, each.name(language()), written(each.before, 2), written(each.after, 2))
        for each in effect_of(run, correction)
    ]
