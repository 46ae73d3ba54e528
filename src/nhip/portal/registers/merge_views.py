"""Duplicates: what merging would move, the merging, and the way back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nhip.engine.faults import Fault
from nhip.people import rights
from nhip.people.refusals import demand, requires
from nhip.portal.registers.asking import asked_register, asked_row, keeper, sentence
from nhip.portal.registers.showing import address_of, show
from nhip.registry.models import Merger
from nhip.registry.registers.links import Links
from nhip.registry.registers.merging import merge, preview_merger, undo_merger
from nhip.registry.registers.register import Register
from nhip.registry.tax_codes import clean_tax_code


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_see_registers)
def merge_page(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """Ask for the duplicate of a row, show what would move, and merge."""
    register = asked_register(name)
    demand(request.user, getattr(rights, register.right), where=request.path)
    kept = asked_row(register, pk)
    if not register.mergeable or kept.duplicate_of_id:
        raise Http404(name)
    key = (request.POST if request.method == "POST" else request.GET).get("duplicate", "").strip()
    context: dict[str, Any] = {
        "register": register,
        "row": kept,
        "title_of_row": register.describe(kept),
        "back": address_of(register, kept),
        "key": key,
    }
    if key:
        try:
            duplicate = _find(register, key)
            if request.method == "POST":
                merge(keeper(request), register, pk, duplicate.pk)
                messages.success(request, _("Merged. It can be undone on this page."))
                return redirect(address_of(register, kept))
            context |= {"duplicate": duplicate, "title_of_duplicate": register.describe(duplicate)}
            context["preview"] = preview_merger(register, pk, duplicate.pk)
            context["differences"] = [
                (show(register.column(column), kept), show(register.column(column), duplicate))
                for column, *_ in context["preview"].differences
            ]
        except Fault as found:
            context["wrong"] = sentence(found)
    return render(request, "portal/registers/merge.html", context)


def _find(register: Register, key: str) -> Any:
    text = clean_tax_code(key) if register.name == "enterprises" else key
    pk = Links().find(register.name, text)
    return register.model._default_manager.get(pk=pk)


@require_POST
@requires(rights.may_see_registers)
def undo(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """Take a merging back."""
    register = asked_register(name)
    demand(request.user, getattr(rights, register.right), where=request.path)
    merger = get_object_or_404(Merger, pk=pk, register=name)
    try:
        undo_merger(keeper(request), pk)
    except Fault as found:
        messages.error(request, sentence(found))
    else:
        messages.success(request, _("The merging was undone; what had moved is back."))
    return redirect("registers:row", name, merger.kept)
