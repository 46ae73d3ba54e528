"""Filling in by a file: the template, the upload, what was found, the marked copy, and taking it in."""

from __future__ import annotations

from pathlib import PurePath

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhip.intake.collection import actions
from nhip.intake.collection.answers import current_cells
from nhip.intake.collection.models import CollectionPeriod, Submission, Upload
from nhip.intake.collection.queries import products_for
from nhip.intake.collection.states import Form
from nhip.intake.collection.uploading import changes_of
from nhip.intake.faults import Fault
from nhip.intake.imports.examination import marked_copy
from nhip.intake.reading.limits import LIMITS, MB
from nhip.intake.returns import MONTHLY, PLAN, Finding
from nhip.intake.sheets.rows import rows_for
from nhip.intake.sheets.template import csv_of, monthly_template, plan_template
from nhip.people import rights
from nhip.people.refusals import requires
from nhip.portal.collection.common import by, collection_of, enterprise_of, key_of, language, name_of, page, say, tongue
from nhip.portal.errors import Missing
from nhip.registry.models import Enterprise, Product

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN_FAULTS = 200


def download(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


@require_safe
@requires(rights.may_draft, of=enterprise_of, hidden=True)
def template(request: HttpRequest, enterprise: int, collection: int) -> HttpResponse:
    """Hand out the workbook, or the CSV, that is made for this enterprise and period."""
    firm, asked = enterprise_of(enterprise), collection_of(collection)
    plan = asked.form == Form.PLAN
    form = PLAN if plan else MONTHLY
    rows = rows_for([firm.tax_code], asked.period, stage=asked.stage, form=form, language=language())
    name = f"{firm.tax_code}_{asked.period}_{asked.stage}"
    if request.GET.get("kind") == "csv":
        return download(csv_of(rows, asked.period, asked.stage, form), "text/csv", f"{name}.csv")
    if plan:
        return download(plan_template(rows, asked.period, language()), XLSX, f"{name}.xlsx")
    return download(monthly_template(rows, asked.period, asked.stage, language()), XLSX, f"{name}.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_draft, of=enterprise_of, hidden=True)
def upload(request: HttpRequest, enterprise: int, collection: int) -> HttpResponse:
    """Ask for a file, keep it, and go on to what was found in it."""
    firm, asked = enterprise_of(enterprise), collection_of(collection)
    context = {"enterprise": firm, "collection": asked, "name": name_of(asked), "most": LIMITS.file // MB}
    if request.method != "POST":
        return page(request, "upload.html", context)
    sent = request.FILES.get("file")
    if not isinstance(sent, UploadedFile) or not sent.size:
        messages.error(request, _("Choose a file first."))
        return page(request, "upload.html", context, 422)
    if sent.size > LIMITS.file:
        told = _("The file is larger than %(most)s MB. Remove pictures and unused sheets.")
        messages.error(request, told % {"most": LIMITS.file // MB})
        return page(request, "upload.html", context, 413)
    try:
        kept = actions.keep_upload(firm, asked, sent.read(), sent.name or "file", by=by(request))
    except Fault as wrong:
        say(request, wrong)
        return page(request, "upload.html", context, 409)
    return redirect("collection:found", enterprise, collection, kept.pk)


def bare(finding: Finding) -> str:
    """The sentence of a finding; its place stands in the columns beside it."""
    return finding.fault().at(sheet=None, row=None, column=None, value=None).message(tongue())


def _upload(enterprise: int, collection: int, file: int) -> Upload:
    rows = Upload.objects.select_related("enterprise", "collection", "file", "by")
    return get_object_or_404(rows, pk=file, enterprise=enterprise, collection=collection)


def _products(firm: Enterprise, asked: CollectionPeriod, codes: set[str]) -> dict[str, Product]:
    also = Product.objects.filter(code__in=codes).values_list("pk", flat=True)
    return {each.code: each for each in products_for(firm, asked.period, also)}


@require_safe
@requires(rights.may_draft, of=enterprise_of, hidden=True)
def found(request: HttpRequest, enterprise: int, collection: int, file: int) -> HttpResponse:
    """Show what a file says and what is wrong with it. Nothing has changed yet."""
    kept = _upload(enterprise, collection, file)
    name = name_of(kept.collection)
    context = {"enterprise": kept.enterprise, "collection": kept.collection, "name": name, "upload": kept}
    try:
        examined = actions.examine_upload(kept)
    except Fault as wrong:
        return page(request, "found.html", {**context, "unreadable": wrong.message(tongue())}, 422)
    submission = Submission.objects.filter(enterprise=enterprise, collection=collection).first()
    codes = {line.product for each in examined.returns for line in each.lines}
    products = _products(kept.enterprise, kept.collection, codes)
    boxes = current_cells(submission)
    changes = changes_of(kept, examined, boxes, products)
    rows = [{"finding": each, "place": each.places[0], "text": bare(each)} for each in examined.findings[:SHOWN_FAULTS]]
    context |= {
        "examined": examined,
        "rows": rows,
        "more": max(0, len(examined.findings) - SHOWN_FAULTS),
        "notes": [note.message(tongue()) for note in examined.notes],
        "changes": len(changes),
        "replaced": sum(bool(each.before) for each in changes),
        "may_take": not examined.errors and (submission is None or submission.is_editable),
    }
    return page(request, "found.html", context, 422 if examined.errors else 200)


@require_safe
@requires(rights.may_draft, of=enterprise_of, hidden=True)
def marked(request: HttpRequest, enterprise: int, collection: int, file: int) -> HttpResponse:
    """Hand back the user's own workbook with the cells marked and commented."""
    kept = _upload(enterprise, collection, file)
    try:
        examined = actions.examine_upload(kept)
    except Fault as wrong:
        raise Missing(wrong.message(tongue())) from wrong
    stem = "".join(each for each in PurePath(kept.file.name).stem if each.isascii() and each.isalnum())
    return download(marked_copy(bytes(kept.file.content), examined, language()), XLSX, f"{stem or 'file'}-marked.xlsx")


@require_POST
@requires(rights.may_draft, of=enterprise_of, hidden=True)
def take(request: HttpRequest, enterprise: int, collection: int, file: int) -> HttpResponse:
    """Put what the file says into the draft."""
    kept = _upload(enterprise, collection, file)
    try:
        saved = actions.take_upload(kept, by=by(request), key=key_of(request, "take"))
    except Fault as wrong:
        say(request, wrong)
        return redirect("collection:found", enterprise, collection, file)
    messages.success(
        request, _("The file filled %(count)s boxes. Look at them, then submit.") % {"count": len(saved.numbers)}
    )
    return redirect("collection:form", enterprise, collection)
