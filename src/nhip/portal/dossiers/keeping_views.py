"""Starting a dossier and recording what happened to it. A refused form stands on the page as it was filled in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nhip.engine.faults import Fault
from nhip.estates.dossiers import acts
from nhip.estates.dossiers.acts import Said
from nhip.estates.dossiers.one import one_dossier
from nhip.estates.models import Dossier, DossierEntry, EntryKind
from nhip.people import rights_dossiers as rights
from nhip.people.refusals import requires
from nhip.portal.dossiers.common import dossier_of, keeper, page, sentence, today
from nhip.portal.dossiers.forms import ClockForm, CorrectForm, EndForm, EstateForm, StartForm, StepForm
from nhip.portal.dossiers.views import show_dossier
from nhip.registry.documents import keep_document
from nhip.registry.keepers import Keeper


def said_of(by: Keeper, data: dict[str, Any], kept: int | None = None) -> Said:
    """Keep the file of a form, and return what goes with the entry."""
    number, file = data["document_number"].strip(), data["file"]
    if file is not None:
        kept = keep_document(
            by.name, number or file.name, issued_on=data["on"], file_name=file.name, content=file.read()
        ).pk
    return Said(kept, number, data["note"].strip())


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_keep_dossiers)
def start(request: HttpRequest) -> HttpResponse:
    """Start a dossier."""
    filled = request.method == "POST"
    form = StartForm(request.POST, request.FILES) if filled else StartForm(initial={"on": today()})
    if filled and form.is_valid():
        data, by = form.cleaned_data, keeper(request)
        try:
            with transaction.atomic():
                made = acts.start_dossier(
                    by,
                    data["kind"],
                    data["name"],
                    data["applicant"],
                    data["on"],
                    purpose=data["purpose"],
                    estate=data["estate"],
                    said=said_of(by, data),
                )
        except Fault as wrong:
            form.add_error(None, sentence(wrong))
        else:
            messages.success(request, _("The dossier is on record."))
            return redirect("dossiers:dossier", made.pk)
    return page(request, "start.html", {"form": form})


def _record(
    request: HttpRequest, dossier: Dossier, form: forms.Form, name: str, kind: str, told: str, step: str = ""
) -> HttpResponse:
    """Record what a valid form says, document and entry at once, and go back to the dossier."""
    data, by = form.cleaned_data, keeper(request)
    try:
        with transaction.atomic():
            acts.record_entry(by, dossier, kind, data["on"], step, said_of(by, data))
    except Fault as wrong:
        form.add_error(None, sentence(wrong))
        return show_dossier(request, dossier, **{name: form})
    messages.success(request, told)
    return redirect("dossiers:dossier", dossier.pk)


@require_POST
@requires(rights.may_keep_dossiers)
def step(request: HttpRequest, dossier: int) -> HttpResponse:
    """Record that a step is done."""
    found = dossier_of(dossier)
    form = StepForm(one_dossier(found, today()).standing, request.POST, request.FILES)
    if not form.is_valid():
        return show_dossier(request, found, step_form=form)
    told = _("The step is recorded.")
    return _record(request, found, form, "step_form", EntryKind.DONE, told, form.cleaned_data["step"])


@require_POST
@requires(rights.may_keep_dossiers)
def clock(request: HttpRequest, dossier: int) -> HttpResponse:
    """Stop the clock, or let it run again."""
    found = dossier_of(dossier)
    # What the person saw decides: whoever sees a running clock does not start one that was stopped meanwhile.
    stopped = request.POST.get("stopped") == "1"
    form = ClockForm(request.POST, request.FILES, stopped=stopped)
    if not form.is_valid():
        return show_dossier(request, found, clock_form=form)
    kind = EntryKind.COMPLETED if stopped else EntryKind.RETURNED
    told = _("The clock runs again.") if stopped else _("The clock stands.")
    return _record(request, found, form, "clock_form", kind, told)


@require_POST
@requires(rights.may_keep_dossiers)
def end(request: HttpRequest, dossier: int) -> HttpResponse:
    """Record that a dossier was refused, or withdrawn by the applicant."""
    found = dossier_of(dossier)
    form = EndForm(request.POST, request.FILES)
    if not form.is_valid():
        return show_dossier(request, found, end_form=form)
    procedure = acts.procedure_of(found)
    decision = next((each.code for each in procedure.steps if each.decides), "")
    return _record(request, found, form, "end_form", form.cleaned_data["kind"], _("The dossier has ended."), decision)


@require_POST
@requires(rights.may_keep_dossiers)
def estate(request: HttpRequest, dossier: int) -> HttpResponse:
    """Say which zone or cluster a dossier is about."""
    found = dossier_of(dossier)
    form = EstateForm(found.kind, request.POST)
    if form.is_valid():
        try:
            acts.set_estate(keeper(request), found, form.cleaned_data["estate"])
        except Fault as wrong:
            form.add_error(None, sentence(wrong))
        else:
            messages.success(request, _("The events of the steps that are done are recorded."))
            return redirect("dossiers:dossier", dossier)
    return show_dossier(request, found, estate_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_keep_dossiers)
def correct(request: HttpRequest, dossier: int, entry: int) -> HttpResponse:
    """Correct an entry, or withdraw it."""
    found = DossierEntry.objects.filter(pk=entry, dossier=dossier).select_related("dossier").first()
    if found is None:
        raise Http404
    start = {"on": found.on, "document_number": found.document_number, "note": found.note}
    filled = request.method == "POST"
    form = CorrectForm(request.POST, request.FILES) if filled else CorrectForm(initial=start)
    if filled and "withdraw" in request.POST:
        # Only the reason counts; the other boxes may hold anything.
        for name in ("on", "document_number", "file", "note"):
            form.fields[name].required = False
    if filled and form.is_valid():
        data, by = form.cleaned_data, keeper(request)
        try:
            with transaction.atomic():
                if "withdraw" in request.POST:
                    acts.withdraw_entry(by, found, data["reason"])
                else:
                    acts.correct_entry(by, found, data["on"], said_of(by, data, found.document_id), data["reason"])
        except Fault as wrong:
            form.add_error(None, sentence(wrong))
        else:
            messages.success(request, _("Corrected; the older version stays on record."))
            return redirect("dossiers:dossier", dossier)
    of_step = acts.procedure_of(found.dossier).step(found.step)
    return page(request, "correct.html", {"form": form, "entry": found, "dossier": found.dossier, "step": of_step})
