"""Working pages: add and correct calls for investment and support policies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhip.people import rights_plans as rights
from nhip.people.refusals import requires
from nhip.plans.models import InvestmentCall, SupportPolicy
from nhip.plans.promotion.actions import call_for_investment, keep_policy, withdraw_record
from nhip.portal.projects.common import answer_form, keeper
from nhip.portal.projects.sheets import RecordForm

__all__ = ["call_form", "policy_form"]

CALL: Final = (
    *("code", "name", "sector", "place", "estate", "project", "area", "capital", "valid_from", "valid_to"),
    *("contact_name", "contact_phone", "contact_email", "document", "source", "note"),
)
POLICY: Final = (*("code", "name", "number", "authority", "supports", "valid_from", "valid_to", "document", "source"),)


def _coded_form(
    request: HttpRequest,
    model: type[InvestmentCall] | type[SupportPolicy],
    names: tuple[str, ...],
    row: Any,
    act: Callable[..., Any],
    title: str,
    crumbs: list[tuple[str, str]],
) -> HttpResponse:
    """Show the form of a record whose code stays the same over its versions."""
    shown = [name for name in names if row is None or name != "code"]
    form = RecordForm(model, shown, request.POST or None, request.FILES or None, row=row, correcting=row is not None)
    there = crumbs[-1][1]

    def do(values: dict[str, Any], reason: str) -> str:
        if row is not None:
            values["illustrative"] = row.illustrative
        act(keeper(request), values, replaces=row, reason=reason)
        return there

    def away(reason: str) -> str:
        withdraw_record(keeper(request), row, reason)
        return crumbs[0][1]

    return answer_form(request, form, do, title=title, crumbs=crumbs, withdraw=away if row is not None else None)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_edit_promotion)
def call_form(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add a call for investment, or correct one."""
    row = get_object_or_404(InvestmentCall, pk=pk) if pk else None
    crumbs = [(_("Calls for investment"), reverse("promotion:calls"))]
    if row is not None:
        crumbs.append((row.name, reverse("promotion:call", args=[row.code])))
    title = _("Correct a call for investment") if row else _("Add a call for investment")
    return _coded_form(request, InvestmentCall, CALL, row, call_for_investment, title, crumbs)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_edit_promotion)
def policy_form(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add a support policy, or correct one."""
    row = get_object_or_404(SupportPolicy, pk=pk) if pk else None
    crumbs = [(_("Support policies"), reverse("promotion:policies"))]
    title = _("Correct a support policy") if row else _("Add a support policy")
    return _coded_form(request, SupportPolicy, POLICY, row, keep_policy, title, crumbs)
