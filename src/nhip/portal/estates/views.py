"""The page of one zone or cluster, and its sheet."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
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
from nhip.reports.estate_sheet import write_sheet

__all__ = ["estate", "sheet"]


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
