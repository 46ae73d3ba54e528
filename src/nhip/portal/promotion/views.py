"""Pages that everybody reads: what calls for investment, and which support policies hold on a day."""

from __future__ import annotations

from datetime import date, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from nhip.people import rights_plans as rights
from nhip.people.refusals import requires
from nhip.plans.models import InvestmentCall
from nhip.plans.promotion import queries
from nhip.portal.exhibits import show_page
from nhip.portal.projects import exhibits
from nhip.portal.projects.common import listed

__all__ = ["call", "call_list", "call_of", "policy_list"]


def call_of(code: str) -> InvestmentCall:
    """Load the call of an address."""
    found = queries.call_by_code(code)
    if found is None:
        raise Http404(code)
    return found


def _row(call: InvestmentCall) -> dict[str, object]:
    return {
        "call": call,
        "area": queries.number(call.area, "ha", "ha").text,
        "capital": queries.number(call.capital, "tỷ đồng", "billion VND").text,
    }


@require_safe
@requires(rights.may_see_calls)
def call_list(request: HttpRequest) -> HttpResponse:
    """Show the projects that call for investment today."""
    found = queries.list_calls(request.GET.dict())
    context = listed(request, found)
    context |= {"rows": [_row(each) for each in context["page"]], "may_edit": rights.may_edit_promotion(request.user)}
    shown = [exhibits.of_calls(found)]
    return show_page(request, "promotion/calls.html", context, shown, exhibits.standing_of(request))


@require_safe
@requires(rights.may_see_calls)
def call(request: HttpRequest, code: str) -> HttpResponse:
    """Show one call for investment, and whom to ask."""
    found, today = call_of(code), timezone.localdate()
    holds = found.valid_from <= today and (found.valid_to is None or found.valid_to >= today)
    context = {**_row(found), "holds": holds, "may_edit": rights.may_edit_promotion(request.user)}
    return render(request, "promotion/call.html", context)


def _day(text: str) -> date | None:
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text.strip()[:10], form).date()  # noqa: DTZ007 - a day has no clock
        except ValueError:
            continue
    return None


@require_safe
@requires(rights.may_see_calls)
def policy_list(request: HttpRequest) -> HttpResponse:
    """Show the support policies in force on a day, today unless asked."""
    asked = request.GET.get("on", "")
    day = _day(asked) or timezone.localdate()
    context = {
        "policies": queries.policies_on(day),
        "day": day,
        "unread": bool(asked) and _day(asked) is None,
        "may_edit": rights.may_edit_promotion(request.user),
    }
    return render(request, "promotion/policies.html", context)
