"""A file into a register: first what it would do, then, if nothing is wrong, all of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from nhip.engine.faults import Fault, Faults
from nhip.people import rights
from nhip.people.refusals import demand, requires
from nhip.portal.registers.asking import asked_register, keeper, sentence
from nhip.portal.registers.forms import FileForm
from nhip.portal.registers.showing import in_words
from nhip.registry.boundaries import import_boundaries
from nhip.registry.faults import fault
from nhip.registry.models import RegisterFile
from nhip.registry.registers.actions import check_file, import_file
from nhip.registry.registers.columns import plain
from nhip.registry.registers.importing import Change, Plan
from nhip.registry.registers.register import Register
from nhip.registry.registers.tables import MOST_BYTES

MOST_SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_see_registers)
def import_page(request: HttpRequest, name: str) -> HttpResponse:
    """Check a file; with `file_id`, import the one that was checked."""
    register = asked_register(name)
    demand(request.user, getattr(rights, register.right), where=request.path)
    if request.method == "POST" and request.POST.get("file_id"):
        return _import(request, register)
    if request.method != "POST":
        return _page(request, register, FileForm())
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, register, form)
    sent = form.cleaned_data["file"]
    try:
        if sent.size > MOST_BYTES:
            raise fault("E641", file=sent.name, most=MOST_BYTES // 1024**2)
        plan, kept = check_file(keeper(request), register, sent.read(), sent.name)
    except Fault as found:
        return _page(request, register, form, faults=[found], status=422)
    return _page(request, register, FileForm(), plan=plan, kept=kept, status=200 if plan.sound else 422)


def _import(request: HttpRequest, register: Register) -> HttpResponse:
    number = request.POST["file_id"]
    kept = RegisterFile.objects.filter(register=register.name, pk=number).first() if number.isdigit() else None
    if kept is None:
        raise Http404(number)
    try:
        done = import_file(keeper(request), register, bytes(kept.content), kept.name)
    except (Fault, Faults) as found:
        faults = found.faults if isinstance(found, Faults) else [found]
        return _page(request, register, FileForm(), faults=faults, status=422)
    told = _("Imported: %(added)s added, %(changed)s changed, %(unchanged)s unchanged.")
    numbers = {"added": done.added, "changed": done.changed, "unchanged": done.unchanged}
    messages.success(request, told % numbers)
    return redirect("registers:list", register.name)


def _page(
    request: HttpRequest,
    register: Register,
    form: FileForm,
    *,
    plan: Plan | None = None,
    kept: RegisterFile | None = None,
    faults: list[Fault] | None = None,
    status: int = 200,
) -> HttpResponse:
    found = faults or (plan.faults if plan else [])
    context: dict[str, Any] = {
        "register": register,
        "form": form,
        "plan": plan,
        "kept": kept,
        "faults": [_told(each) for each in found],
        "added": _words(register, plan.added) if plan else [],
        "changed": _words(register, plan.changed) if plan else [],
        "more": max(0, len(plan.added) - MOST_SHOWN) + max(0, len(plan.changed) - MOST_SHOWN) if plan else 0,
    }
    return render(request, "portal/registers/import.html", context, status=status)


def _told(found: Fault) -> dict[str, Any]:
    """Return a fault as a row of the list of faults."""
    where = {name: found.fields.get(name, "") for name in ("sheet", "row", "column", "value")}
    return {**where, "words": sentence(found)}


def _words(register: Register, changes: list[Change]) -> list[tuple[int, str, list[tuple[str, str, str]]]]:
    """Return the first changes in words: row of the file, key, (column, before, after)."""
    told = []
    for change in changes[:MOST_SHOWN]:
        words = []
        for name, old, new in change.words:
            column = register.column(name)
            if new not in ("", None, (), False) or change.row is not None:
                words.append((str(column.label), in_words(column, plain(old)), in_words(column, plain(new))))
        key = " ".join(str(plain(part)) for part in change.key if part is not None)
        told.append((change.line.number, key, words))
    return told


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_edit_registers)
def boundaries(request: HttpRequest) -> HttpResponse:
    """Take in a GeoJSON file of boundaries."""
    faults: list[Fault] = []
    form = FileForm(request.POST or None, request.FILES or None)
    form.fields["file"].help_text = _("GeoJSON; each feature names a place by its code.")
    form.fields["file"].widget.attrs["accept"] = ".geojson,.json"
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            done = import_boundaries(keeper(request), sent.read(), sent.name)
        except (Fault, Faults) as found:
            faults = found.faults if isinstance(found, Faults) else [found]
        else:
            count = done.added + done.changed
            told = ngettext("%(count)s boundary was taken in.", "%(count)s boundaries were taken in.", count)
            messages.success(request, told % {"count": count})
            return redirect("registers:list", "places")
    context = {
        "form": form,
        "faults": [_told(each) for each in faults],
    }
    return render(request, "portal/registers/boundaries.html", context, status=422 if faults else 200)
