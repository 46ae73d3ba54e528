"""A file of lots, leases or enterprises of an estate: first what it would do, then, if nothing is wrong, all of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from nhip.estates.actions import keeper_of
from nhip.estates.actions.import_files import LISTS, FileList, check_list, import_list, kept_list
from nhip.estates.import_template import how_to_fill, import_template
from nhip.estates.models import Estate
from nhip.people import rights_estates as rights
from nhip.people.models import User
from nhip.people.refusals import requires
from nhip.portal.estates.faults import Fault, Faults, fault
from nhip.portal.registers.asking import sentence
from nhip.portal.registers.forms import FileForm
from nhip.registry.keepers import Keeper
from nhip.registry.registers.tables import MOST_BYTES

__all__ = ["import_page", "template_file"]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_edit_estates)
def import_page(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Check a file; with `file_id`, take in the one that was checked."""
    estate, kind = get_object_or_404(Estate, code=code), LISTS.get(name)
    if kind is None or not isinstance(request.user, User):
        raise Http404(name)
    by = keeper_of(request.user, request.path)
    if request.method == "POST" and request.POST.get("file_id"):
        return _take_in(request, by, estate, kind)
    if request.method != "POST":
        return _page(request, estate, kind, FileForm())
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, estate, kind, form, status=422)
    sent = form.cleaned_data["file"]
    try:
        if sent.size > MOST_BYTES:
            raise fault("E641", file=sent.name, most=MOST_BYTES // 1024**2)
        done, kept = check_list(by, estate, kind, sent.read(), sent.name)
    except (Fault, Faults) as found:
        return _page(request, estate, kind, FileForm(), faults=found, status=422)
    return _page(request, estate, kind, FileForm(), kept=kept, added=done.added)


@require_safe
@requires(rights.may_edit_estates)
def template_file(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Hand out the empty workbook of a kind of list."""
    estate, kind = get_object_or_404(Estate, code=code), LISTS.get(name)
    if kind is None:
        raise Http404(name)
    answer = HttpResponse(import_template(kind, get_language() or "vi"), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{estate.code}-{kind.name}.xlsx"'
    return answer


def _take_in(request: HttpRequest, by: Keeper, estate: Estate, kind: FileList) -> HttpResponse:
    number = request.POST["file_id"]
    kept = kept_list(estate, kind, int(number)) if number.isdecimal() and len(number) < 16 else None
    if kept is None:
        raise Http404(number)
    try:
        done = import_list(by, estate, kind, kept)
    except (Fault, Faults) as found:
        return _page(request, estate, kind, FileForm(), faults=found, status=422)
    told = ngettext("%(n)s entry was taken in from the file.", "%(n)s entries were taken in from the file.", done.added)
    messages.success(request, told % {"n": done.added})
    return redirect(f"{reverse('estates:keep', args=[estate.code])}#{kind.name}")


def _told(found: Fault) -> dict[str, Any]:
    where = {name: found.fields.get(name, "") for name in ("sheet", "row", "column", "value")}
    return {**where, "words": sentence(found)}


def _page(
    request: HttpRequest,
    estate: Estate,
    kind: FileList,
    form: FileForm,
    *,
    faults: Fault | Faults | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    found = [] if faults is None else faults.faults if isinstance(faults, Faults) else [faults]
    context = {
        "estate": estate,
        "kind": kind,
        "columns": [(column, how_to_fill(column)) for column in kind.columns],
        "form": form,
        "faults": [_told(each) for each in found],
        "back": reverse("estates:keep", args=[estate.code]),
        **more,
    }
    return render(request, "estates/import.html", context, status=status)
