"""The page of one zone or cluster, its sheet, and the documents that everybody may read."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhip.estates import queries
from nhip.estates.queries import EstateView
from nhip.people import rights_estates as rights
from nhip.people.refusals import requires
from nhip.portal.errors import Missing
from nhip.portal.estates import showing
from nhip.portal.estates.list_views import map_of
from nhip.portal.estates.sheet import sheet_of
from nhip.registry.models import Document
from nhip.reports.estate_sheet import write_sheet

__all__ = ["document", "estate", "sheet"]

# What a browser shows itself; everything else is handed out to be kept.
_SHOWN = frozenset({"application/pdf", "image/png", "image/jpeg"})


def _opened(code: str) -> EstateView:
    found = queries.open_estate(code, get_language() or "vi")
    if found is None:
        raise Missing(_("There is no zone or cluster of this code."))
    return found


@require_safe
@requires(rights.may_see_estates)
def estate(request: HttpRequest, code: str) -> HttpResponse:
    """Show everything that everybody may know of a zone or cluster."""
    view = _opened(code)
    context: dict[str, Any] = {
        "view": view,
        "row": view.row,
        "stage_code": view.row.stage.code if view.row.stage else "none",
        "life": showing.life(view),
        "chart": showing.chart(view),
        "contact": showing.contact(view),
        "documents": showing.documents(view),
        "may_edit": rights.may_edit_estates(request.user),
        **map_of([view.row], 1),
        "others_words": _("other zones and clusters"),
    }
    return render(request, "estates/estate.html", context)


@require_safe
@requires(rights.may_see_estates)
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """Hand out the sheet of one page."""
    view = _opened(code)
    address = request.build_absolute_uri(reverse("estates:estate", args=[code]))
    answer = HttpResponse(write_sheet(sheet_of(view, get_language() or "vi", address)), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{code}.pdf"'
    return answer


@require_safe
@requires(rights.may_see_estates)
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the file of a document: to everybody if it is public, to those who keep the estates in any case."""
    kept = get_object_or_404(Document, pk=pk)
    open_to_all = kept.public and Document.objects.standing().filter(pk=pk).exists()
    if not kept.sha256 or not (open_to_all or rights.may_edit_estates(request.user)):
        raise Http404
    answer = HttpResponse(bytes(kept.content or b""), content_type=kept.media_type)
    place = "inline" if kept.media_type in _SHOWN else "attachment"
    name = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_.") else "-" for sign in kept.file_name)
    answer["Content-Disposition"] = f'{place}; filename="{name or pk}"'
    answer["ETag"] = f'"{kept.sha256}"'
    return answer
