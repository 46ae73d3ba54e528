"""What an official states about a condition that no register can answer, with the paper it rests on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhip.engine.faults import Fault
from nhip.estates.conditions import Answer, Finding
from nhip.estates.dossiers.one import one_dossier
from nhip.estates.dossiers.statements import state_condition, statement_on, withdraw_statement
from nhip.estates.models import ConditionStatement, Dossier
from nhip.people import rights_dossiers as rights
from nhip.people.refusals import requires
from nhip.portal.dossiers.common import dossier_of, keeper, page, sentence, today
from nhip.portal.dossiers.forms import ConditionForm
from nhip.portal.dossiers.keeping_views import said_of
from nhip.portal.dossiers.views import findings_of


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_keep_dossiers)
def state(request: HttpRequest, dossier: int, code: str) -> HttpResponse:
    """State whether a condition is met; correct or withdraw what was stated."""
    found = dossier_of(dossier)
    finding = _finding(found, code)
    kept = finding.statement
    filled = request.method == "POST"
    form = (
        ConditionForm(request.POST, request.FILES, corrects=kept is not None)
        if filled
        else ConditionForm(corrects=kept is not None, initial=_initial(kept))
    )
    withdraws = filled and kept is not None and "withdraw" in request.POST
    if withdraws:
        # Only the reason counts; the other boxes may hold anything.
        for name in ("met", "on", "document_number", "file", "note"):
            form.fields[name].required = False
    if filled and form.is_valid():
        try:
            with transaction.atomic():
                _do(request, found, code, form.cleaned_data, withdraws)
        except Fault as wrong:
            form.add_error(None, sentence(wrong))
        else:
            messages.success(request, _("The statement is withdrawn.") if withdraws else _("The answer is on record."))
            return redirect("dossiers:dossier", dossier)
    return page(request, "condition.html", {"form": form, "dossier": found, "finding": finding, "kept": kept})


def _finding(found: Dossier, code: str) -> Finding:
    """Return the condition of an address, if no register tells its answer."""
    findings = findings_of(one_dossier(found, today()))
    finding = next((each for each in findings if each.code == code), None)
    if finding is None or (finding.answer is not Answer.UNKNOWN and finding.statement is None):
        raise Http404(code)
    return finding


def _initial(kept: ConditionStatement | None) -> dict[str, Any]:
    if kept is None:
        return {}
    met = "yes" if kept.met else "no"
    return {"met": met, "on": kept.on, "document_number": kept.document_number, "note": kept.note, "seen": kept.pk}


def _do(request: HttpRequest, found: Dossier, code: str, data: dict[str, Any], withdraws: bool) -> None:
    """Do what the form says, on the version that was looked at: whoever was slower replaces nothing."""
    by, seen = keeper(request), request.POST.get("seen", "")
    kept = None
    if seen.isdecimal() and len(seen) < 16:
        kept = ConditionStatement.objects.filter(dossier=found, condition=code, pk=int(seen)).first()
    if withdraws:
        withdraw_statement(by, kept or _standing(found, code), data["reason"])
        return
    said = said_of(by, data, kept.document_id if kept else None)
    state_condition(
        by, found, code, data["met"] == "yes", data["on"], said, replaces=kept, reason=data.get("reason", "")
    )


def _standing(found: Dossier, code: str) -> ConditionStatement:
    kept = statement_on(found, code)
    if kept is None:
        raise Http404(code)
    return kept
