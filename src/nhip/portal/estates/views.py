"""The page of one zone or cluster, and its sheet."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhip.estates import queries
from nhip.estates.queries import EstateView
from nhip.people import rights_estates as rights
from nhip.people.refusals import requires
from nhip.portal.errors import Missing
from nhip.portal.estates import exhibits, showing
from nhip.portal.estates.fields import DayField
from nhip.portal.estates.list_views import map_of
from nhip.portal.estates.sheet import sheet_of
from nhip.portal.exhibits import exhibited, show_page
from nhip.reports.estate_sheet import write_sheet

__all__ = ["estate", "sheet"]


def _opened(code: str, day: date | None = None) -> EstateView:
    found = queries.open_estate(code, get_language() or "vi", day=day)
    if found is None:
        raise Missing(_("There is no zone or cluster of this code."))
    return found


def _day(request: HttpRequest) -> date | None:
    """Return the day a page is asked for; None for today."""
    try:
        day: date | None = DayField(required=False).clean(request.GET.get("day", "")[:20])
    except ValidationError as wrong:
        raise Missing(" ".join(wrong.messages)) from wrong
    return day


@exhibited
@require_safe
@requires(rights.may_see_estates)
def estate(request: HttpRequest, code: str) -> HttpResponse:
    """Show everything that everybody may know of a zone or cluster."""
    day = _day(request)
    view = _opened(code, day)
    chart = exhibits.occupancy_chart(view)
    context: dict[str, Any] = {
        "as_of": f"{day:%d/%m/%Y}" if day else "",
        "view": view,
        "row": view.row,
        "stage_code": view.row.stage.code if view.row.stage else "none",
        "life": showing.life(view),
        "chart": chart,
        "points": showing.points(view),
        "contact": showing.contact(view),
        "documents": showing.documents(view),
        "may_edit": rights.may_edit_estates(request.user),
        **map_of([view.row], 1),
        "others_words": _("other zones and clusters"),
    }
    standing = exhibits.standing_of_day("estates:estate", view.day, code, illustrative=view.row.illustrative)
    return show_page(request, "estates/estate.html", context, exhibits.of_estate(view, chart), standing)


@require_safe
@requires(rights.may_see_estates)
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """Hand out the sheet of one page."""
    view = _opened(code)
    address = request.build_absolute_uri(reverse("estates:estate", args=[code]))
    answer = HttpResponse(write_sheet(sheet_of(view, get_language() or "vi", address)), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{code}.pdf"'
    return answer
