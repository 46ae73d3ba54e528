"""The list of dossiers, one dossier, and its documents."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from nhip.engine.faults import Fault
from nhip.estates.conditions import Finding, check, facts_of, with_statements
from nhip.estates.dossiers.one import DossierView, one_dossier
from nhip.estates.dossiers.queries import SHOWN, work_list
from nhip.estates.dossiers.statements import statements_of
from nhip.estates.models import Dossier
from nhip.people import rights_dossiers as rights
from nhip.people.refusals import requires
from nhip.portal.dossiers.common import dossier_of, page, sentence, today
from nhip.portal.dossiers.forms import ClockForm, EndForm, EstateForm, StepForm, tongue
from nhip.portal.dossiers.showing import shown_row, shown_step, state_words, status_sentence
from nhip.registry.models import Document

PER_PAGE = 50
FILTERS = {
    "open": _("in hand"),
    "overdue": _("overdue"),
    "soon": _("due soon"),
    "stopped": _("paused"),
    "ended": _("ended"),
    "all": _("all"),
}


@require_safe
@requires(rights.may_see_dossiers)
def dossiers(request: HttpRequest) -> HttpResponse:
    """Show the dossiers that want attention, what is late first."""
    show = request.GET.get("show", "open")
    show = show if show in SHOWN else "open"
    text = request.GET.get("q", "").strip()[:100].replace("\0", "")
    day = today()
    found = work_list(day, show, text)
    shown = Paginator(found.rows, PER_PAGE).get_page(request.GET.get("page"))
    kept = {"q": text} if text else {}
    context = {
        "day": day,
        "show": show,
        "text": text,
        "filters": [
            (name, words, found.counts[name], urlencode({"show": name, **kept})) for name, words in FILTERS.items()
        ],
        "rows": [shown_row(row, day) for row in shown.object_list],
        "page": shown,
        "more": "&" + urlencode({"show": show, **kept}),
    }
    return page(request, "list.html", context)


@require_safe
@requires(rights.may_see_dossiers)
def dossier(request: HttpRequest, dossier: int) -> HttpResponse:
    """Show one dossier."""
    return show_dossier(request, dossier_of(dossier))


def show_dossier(request: HttpRequest, found: Dossier, **forms: Any) -> HttpResponse:
    """Show a dossier; a form that was refused stands in it as it was filled in."""
    day = today()
    try:
        view = one_dossier(found, day)
    except Fault as wrong:
        raise Http404(sentence(wrong)) from wrong
    context = {
        "dossier": found,
        "view": view,
        "title_of_dossier": found.name,
        "state": view.standing.state.value,
        "words": state_words(view.standing.state),
        "status": status_sentence(view),
        "procedure": view.procedure.title.into(tongue()),
        "notes": [note.into(tongue()) for note in view.procedure.notes],
        "steps": [shown_step(each, view.standing) for each in view.steps],
        "entries": [(entry, view.older[entry.pk], _step_name(view, entry.step)) for entry in reversed(view.entries)],
        "findings": findings_of(view),
        "from": view.procedure.span.valid_from,
        **_forms(view, forms),
    }
    return page(request, "dossier.html", context)


def findings_of(view: DossierView) -> list[Finding]:
    """Return what can be told of the conditions on the day of receipt, and what officials have stated of the rest."""
    if view.estate is None:
        return []
    found = view.dossier
    told = check(facts_of(view.estate, found.purpose, found.received_on), tongue())
    return with_statements(told, statements_of(found))


def _step_name(view: DossierView, code: str) -> str:
    step = view.procedure.step(code)
    return step.name.into(tongue()) if step else ""


def _forms(view: DossierView, given: dict[str, Any]) -> dict[str, Any]:
    if view.standing.ended:
        return given
    stopped = view.standing.stopped_since is not None
    offered: dict[str, Any] = {"clock_form": ClockForm(stopped=stopped), "end_form": EndForm()}
    if not stopped:
        offered["step_form"] = StepForm(view.standing)
    if view.estate is None:
        offered["estate_form"] = EstateForm(view.dossier.kind)
    return {**offered, **given}


@require_safe
@requires(rights.may_see_dossiers)
def document(request: HttpRequest, dossier: int, document: int) -> HttpResponse:
    """Hand out the file of a document of a dossier, byte for byte."""
    found = (
        Document.objects.filter(
            Q(dossier_entries__dossier=dossier) | Q(condition_statements__dossier=dossier), pk=document
        )
        .exclude(content=None)
        .first()
    )
    if found is None or found.content is None:
        raise Http404
    answer = HttpResponse(bytes(found.content), content_type=found.media_type or "application/octet-stream")
    # Never shown inside the page: what came from outside is only saved.
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.file_name or f'document-{found.pk}')}"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
