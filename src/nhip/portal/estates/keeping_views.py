"""Working pages of an estate: everything that was recorded with its history, and the forms that add to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nhip.estates import actions
from nhip.estates.actions import Basis, Correction, keeper_of
from nhip.estates.models import Estate, Lease
from nhip.estates.queries_keeping import Versions, everything_about, leases_of
from nhip.people import rights_estates as rights
from nhip.people.models import User
from nhip.people.refusals import requires
from nhip.portal.estates.description import divisions
from nhip.portal.estates.faults import Fault
from nhip.portal.estates.forms import EndForm, EstateForm, KeptForm, PhaseForm, WithdrawForm
from nhip.portal.estates.kept import entries, values_of
from nhip.portal.estates.things import THINGS, Thing
from nhip.registry.documents import keep_document
from nhip.registry.keepers import Keeper
from nhip.registry.models import Place

__all__ = ["add", "correct", "end", "keep", "phase", "record", "withdraw"]

CONFLICT, WRONG = 409, 422


def _estate(code: str) -> Estate:
    return get_object_or_404(Estate, code=code)


def _thing(name: str) -> Thing:
    if name not in THINGS:
        raise Http404(name)
    return THINGS[name]


def _by(request: HttpRequest) -> Keeper:
    if not isinstance(request.user, User):
        raise Http404
    return keeper_of(request.user, request.path)


def _sent(request: HttpRequest) -> QueryDict | None:
    """Return what was sent; nothing for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def _version(thing: Thing, estate: Estate, pk: int) -> Any:
    return get_object_or_404(thing.model.objects.select_related(*thing.related), estate=estate, pk=pk)


def _newest(row: Any) -> Any:
    while (newer := type(row).objects.filter(replaces=row.pk).first()) is not None:
        row = newer
    return row


def _back(estate: Estate) -> str:
    return reverse("estates:keep", args=[estate.code])


@require_safe
@requires(rights.may_edit_estates)
def keep(request: HttpRequest, code: str) -> HttpResponse:
    """Show everything recorded about an estate, with the ways to add, correct and withdraw."""
    estate = _estate(code)
    kept = everything_about(estate)
    sections: list[tuple[str, str, Sequence[Versions[Any]]]] = [
        ("event", _("Events"), kept.events),
        ("description", _("Descriptions"), kept.descriptions),
        ("area", _("Areas"), kept.areas),
        ("lot", _("Lots"), kept.lots),
        ("lease", _("Leases"), leases_of(estate) if rights.may_see_leases(request.user) else []),
        ("project", _("Projects"), kept.projects),
        ("enterprise", _("Enterprises working here"), kept.operations),
    ]
    context = {
        "estate": estate,
        "phases": kept.phases,
        "sections": [
            (name, title, entries(estate, name, rows, may_edit=True), _adding(estate, name))
            for name, title, rows in sections
        ],
    }
    return render(request, "estates/keep.html", context)


def _adding(estate: Estate, name: str) -> str:
    return reverse("estates:record", args=[estate.code, name])


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_edit_estates)
def add(request: HttpRequest) -> HttpResponse:
    """Add a zone or cluster."""
    form = EstateForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_estate(_by(request), **form.cleaned_data)
        except Fault as wrong:
            form.complain(wrong)
        else:
            messages.success(request, _("Added. Now say what it is like, and record its first event."))
            return redirect("estates:keep", made.code)
    context = {"form": form, "title_words": _("Add a zone or cluster"), "back": reverse("estates:list")}
    return render(request, "estates/form.html", context, status=WRONG if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_edit_estates)
def record(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Record a thing that is not there yet."""
    estate, thing = _estate(code), _thing(name)
    form = thing.form(estate, _sent(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            _done(_by(request), thing, estate, form, None)
        except Fault as wrong:
            _complain(thing, form, wrong)
        else:
            messages.success(request, _("Recorded."))
            return redirect(_back(estate))
    title = _("Record: %(thing)s") % {"thing": thing.words}
    return _form(request, estate, thing, form, {"title_words": title}, WRONG if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_edit_estates)
def correct(request: HttpRequest, code: str, name: str, pk: int) -> HttpResponse:
    """Correct a version of a thing; the older one stays. Of two people who correct one version, the first wins."""
    estate, thing = _estate(code), _thing(name)
    row = _version(thing, estate, pk)
    title = {"title_words": _("Correct: %(thing)s") % {"thing": thing.words}}
    if request.method != "POST":
        newest = _newest(row)
        if newest.withdrawn:
            raise Http404
        form = thing.form(estate, correcting=True, initial=thing.start(newest))
        return _form(request, estate, thing, form, {**title, "goes_to": _correcting(estate, name, newest)})
    form = thing.form(estate, request.POST, request.FILES, correcting=True)
    status = WRONG
    if form.is_valid():
        try:
            _done(_by(request), thing, estate, form, Correction(row, form.cleaned_data["reason"]))
        except Fault as wrong:
            status = CONFLICT if wrong.number == "E710" else WRONG
            _complain(thing, form, wrong)
        else:
            messages.success(request, _("Corrected. The older version stays below the newer one."))
            return redirect(_back(estate))
    newest = _newest(row)
    more = {"now": values_of(thing, newest)} if status == CONFLICT else {}
    return _form(request, estate, thing, form, {**title, **more, "goes_to": _correcting(estate, name, newest)}, status)


def _correcting(estate: Estate, name: str, row: Any) -> str:
    return reverse("estates:correct", args=[estate.code, name, row.pk])


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_edit_estates)
def withdraw(request: HttpRequest, code: str, name: str, pk: int) -> HttpResponse:
    """Withdraw a thing that should not be there, with the reason."""
    estate, thing = _estate(code), _thing(name)
    row = _version(thing, estate, pk)
    form = WithdrawForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(_by(request), row, form.cleaned_data["reason"])
        except Fault as wrong:
            form.complain(wrong)
        else:
            messages.success(request, _("Withdrawn. It stays on record and no longer counts."))
            return redirect(_back(estate))
    context = {"title_words": _("Withdraw: %(thing)s") % {"thing": thing.words}, "now": values_of(thing, row)}
    return _form(request, estate, thing, form, context, WRONG if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_edit_estates)
def end(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """End a lease."""
    estate, thing = _estate(code), THINGS["lease"]
    lease: Lease = _version(thing, estate, pk)
    form = EndForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_lease(_by(request), lease, form.cleaned_data["ends_on"], form.cleaned_data["reason"])
        except Fault as wrong:
            form.complain(wrong)
        else:
            messages.success(request, _("The lease has its last day."))
            return redirect(_back(estate))
    context = {"title_words": _("End the lease"), "now": values_of(thing, lease)}
    return _form(request, estate, thing, form, context, WRONG if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_edit_estates)
def phase(request: HttpRequest, code: str) -> HttpResponse:
    """Add a phase."""
    estate = _estate(code)
    form = PhaseForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_phase(_by(request), estate, form.cleaned_data["number"], form.cleaned_data["name"])
        except Fault as wrong:
            form.complain(wrong)
        else:
            messages.success(request, _("Recorded."))
            return redirect(_back(estate))
    context = {"estate": estate, "form": form, "title_words": _("Add a phase"), "back": _back(estate)}
    return render(request, "estates/form.html", context, status=WRONG if form.errors else 200)


def _done(by: Keeper, thing: Thing, estate: Estate, form: KeptForm, correction: Correction | None) -> Any:
    """Keep the file, if there is one, and act on what was typed: both or neither."""
    typed = form.cleaned_data
    with transaction.atomic():
        document = int(typed["document"]) if typed.get("document") else None
        if typed.get("file"):
            document = _kept(by, typed).pk
        illustrative = bool(correction and getattr(correction.of, "illustrative", False))
        basis = Basis(document=document, source=typed["source"], illustrative=illustrative)
        return thing.act(by, estate, typed, basis, correction)


def _kept(by: Keeper, typed: dict[str, Any]) -> Any:
    by.demand("may_edit_estates")
    file, on = typed["file"], typed.get("when")
    return keep_document(
        by.name,
        typed.get("file_number") or typed.get("document_number") or "",
        authority=typed.get("authority") or "",
        issued_on=on.on if on is not None and on.on == on.until else None,
        source=typed["source"],
        file_name=file.name,
        content=file.read(),
        public=typed["public"],
    )


def _complain(thing: Thing, form: KeptForm, wrong: Fault) -> None:
    box = str(wrong.fields.get("field") or "")
    if wrong.number in {"E655", "E641"}:
        box = "file"
    elif wrong.number in {"E657", "E658"}:
        box = "document"
    form.complain(Fault(wrong.number, {**wrong.fields, "field": (thing.boxes or {}).get(box, box)}))


def _form(
    request: HttpRequest, estate: Estate, thing: Thing, form: Any, more: dict[str, Any], status: int = 200
) -> HttpResponse:
    context = {
        "estate": estate,
        "form": form,
        "back": _back(estate),
        "file_again": bool(request.FILES),
        "enctype": thing.form.rests_on_document,
        **more,
    }
    if thing.name == "description" and isinstance(form, KeptForm):
        context["places"] = Place.objects.distinct_things().exclude(kind="").order_by("sort_key")[:600]
        context["divisions"] = divisions().items()
    return render(request, "estates/form.html", context, status=status)
