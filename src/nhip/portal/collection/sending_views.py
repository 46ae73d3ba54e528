"""The officer's way in for files of many enterprises: tried out first, then taken in whole or not at all."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nhip.intake.collection.states import ReasonCode
from nhip.intake.faults import Fault
from nhip.intake.imports.acts import Given, import_workbook
from nhip.intake.imports.examination import Examination, examine, marked_copy
from nhip.intake.imports.models import ImportBatch
from nhip.intake.reading.limits import LIMITS, MB
from nhip.people import rights
from nhip.people.refusals import requires
from nhip.portal.collection.common import by, key_of, language, page, tongue
from nhip.portal.collection.upload_views import SHOWN_FAULTS, XLSX, bare, download
from nhip.portal.errors import Missing


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_import_many)
def send(request: HttpRequest) -> HttpResponse:
    """Try out a file of many enterprises, or take it in."""
    reasons = [(code, str(words)) for code, words in ReasonCode.choices]
    context: dict[str, Any] = {"most": LIMITS.file // MB, "reasons": reasons, "posted": request.POST}
    if request.method != "POST":
        return page(request, "send.html", context)
    sent = request.FILES.get("file")
    if not isinstance(sent, UploadedFile) or not sent.size:
        messages.error(request, _("Choose a file first."))
        return page(request, "send.html", context, 422)
    if sent.size > LIMITS.file:
        told = _("The file is larger than %(most)s MB. Remove pictures and unused sheets.")
        messages.error(request, told % {"most": LIMITS.file // MB})
        return page(request, "send.html", context, 413)
    content, name = sent.read(), sent.name or "file"
    try:
        if request.POST.get("do") == "take":
            return _take(request, content, name, context)
        examined = examine(content, name)
    except Fault as wrong:
        return page(request, "send.html", {**context, "unreadable": wrong.message(tongue())}, 422)
    status = 422 if examined.errors else 200
    return page(request, "send.html", {**context, **_shown(examined)}, status)


def _take(request: HttpRequest, content: bytes, name: str, context: dict[str, Any]) -> HttpResponse:
    code = request.POST.get("reason", "")
    given = Given(code, request.POST.get("note", "")) if code in ReasonCode.values else None
    outcome = import_workbook(content, name, actor=by(request), reasons=given, key=key_of(request, "send"))
    if outcome.again:
        messages.info(request, _("This file was taken in before. Nothing has changed."))
        return redirect("collection:imports")
    if outcome.done:
        added = outcome.batch.observations_added
        messages.success(request, _("The file was taken in: %(count)s values.") % {"count": added})
        return redirect("collection:imports")
    refusal = outcome.refusal.message(tongue()) if outcome.refusal else ""
    found = _shown(outcome.examined) if outcome.examined else {"unreadable": refusal}
    return page(request, "send.html", {**context, **found, "refusal": refusal, "batch": outcome.batch}, 422)


def _shown(examined: Examination) -> dict[str, Any]:
    rows = [{"finding": each, "place": each.places[0], "text": bare(each)} for each in examined.findings[:SHOWN_FAULTS]]
    return {
        "examined": examined,
        "rows": rows,
        "more": max(0, len(examined.findings) - SHOWN_FAULTS),
        "notes": [note.message(tongue()) for note in examined.notes],
    }


@require_safe
@requires(rights.may_import_many)
def batch_marked(request: HttpRequest, batch: int) -> HttpResponse:
    """Hand back a file that was sent, with the cells marked and commented."""
    kept = get_object_or_404(ImportBatch.objects.select_related("source_file"), pk=batch)
    content = bytes(kept.source_file.content)
    try:
        examined = examine(content, kept.name)
    except Fault as wrong:
        raise Missing(wrong.message(tongue())) from wrong
    return download(marked_copy(content, examined, language()), XLSX, f"import-{kept.pk}-marked.xlsx")
