"""One row of a register: what it says, what belongs to it, who changed what and when; and the form to change it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nhip.engine.faults import Faults
from nhip.people import rights
from nhip.people.refusals import demand, requires
from nhip.portal.registers.asking import asked_register, asked_row, keeper, may_change
from nhip.portal.registers.drawing import outline
from nhip.portal.registers.forms import RowForm, proposals
from nhip.portal.registers.related import related_of
from nhip.portal.registers.showing import address_of, history_of, show_row
from nhip.registry.history import history
from nhip.registry.models import Merger, Place
from nhip.registry.registers.actions import digest_of, save_row
from nhip.registry.registers.definitions.enterprises import state_of
from nhip.registry.registers.register import Register

PER_PAGE = 20


@require_safe
@requires(rights.may_see_registers)
def row(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """Show a row."""
    register = asked_register(name)
    found = asked_row(register, pk)
    page = Paginator(history(name, pk), PER_PAGE).get_page(request.GET.get("page"))
    kept = getattr(found, "duplicate_of", None)
    context = {
        "register": register,
        "row": found,
        "title_of_row": register.describe(found),
        "values": show_row(register, found, listed=False),
        "state": state_of(found) if name == "enterprises" else "",
        "related": related_of(request, register, found),
        "page": page,
        "told": history_of(register, page.object_list),
        "kept": (register.describe(kept), address_of(register, kept)) if kept else None,
        "mergers": _mergers(register, pk) if register.mergeable else [],
        "outline": outline(found) if isinstance(found, Place) else None,
        "may_change": may_change(request, register) and kept is None,
    }
    return render(request, "portal/registers/row.html", context)


def _mergers(register: Register, pk: int) -> list[tuple[Merger, str]]:
    found = list(Merger.objects.filter(register=register.name, kept=pk, undone_at=None))
    names = {row.pk: row for row in register.model._default_manager.filter(pk__in=[each.duplicate for each in found])}
    return [(each, register.describe(names[each.duplicate])) for each in found]


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_see_registers)
def form(request: HttpRequest, name: str, pk: int | None = None) -> HttpResponse:
    """Add a row or change one."""
    register = asked_register(name)
    demand(request.user, getattr(rights, register.right), where=request.path)
    found = asked_row(register, pk) if pk else None
    if request.method == "POST":
        filled = RowForm(register, request.POST, row=found)
        if filled.is_valid():
            try:
                saved = save_row(
                    keeper(request), register, pk, filled.values(), seen=filled.cleaned_data.get("seen") or ""
                )
            except Faults as wrong:
                return _again(request, register, found, filled, wrong)
            messages.success(request, _("Saved."))
            return redirect(address_of(register, saved))
    else:
        filled = RowForm(register, initial=_start(register, found, request.GET.dict()), row=found)
    return _form(request, register, found, filled)


def _start(register: Register, found: Any, asked: dict[str, str]) -> dict[str, Any]:
    if found is not None:
        return {**RowForm.start(register.values(found)), "seen": digest_of(register, found)}
    # A page about an enterprise opens the form with that enterprise filled in.
    return {column.name: asked[column.name] for column in register.stored if column.name in asked}


def _again(request: HttpRequest, register: Register, found: Any, filled: RowForm, wrong: Faults) -> HttpResponse:
    for each in wrong.faults:
        filled.complain(each)
    now = []
    if found is not None and any(each.number == "E633" for each in wrong.faults):
        # The next attempt knows the new values; until then they stand beside what was typed.
        filled.data = {**filled.data.dict(), "seen": digest_of(register, found)}  # type: ignore[attr-defined]
        now = show_row(register, found, listed=False)
    return _form(request, register, found, filled, now, status=409 if now else 200)


def _form(
    request: HttpRequest, register: Register, found: Any, filled: RowForm, now: Any = (), *, status: int = 200
) -> HttpResponse:
    context = {
        "register": register,
        "row": found,
        "title_of_row": register.describe(found) if found else "",
        "back": address_of(register, found) if found else "",
        "form": filled,
        "now": now,
        "proposals": proposals(register),
    }
    return render(request, "portal/registers/form.html", context, status=status)
