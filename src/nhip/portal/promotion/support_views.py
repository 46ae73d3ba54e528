"""Pages of support measures: for officials all of them, for a reporter what his enterprise received."""

from __future__ import annotations

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nhip.people import rights_plans as rights
from nhip.people.models import User
from nhip.people.refusals import demand, requires
from nhip.plans.models import Result, SupportKind, SupportMeasure, SupportOutcome, SupportRecord
from nhip.plans.promotion import queries
from nhip.plans.promotion.actions import describe_support, give_support, note_outcome, withdraw_record
from nhip.portal.projects.boxes import link_to
from nhip.portal.projects.common import answer_form, keep_or_complain, keeper, listed
from nhip.portal.projects.sheets import RecordForm
from nhip.registry.models import Enterprise

__all__ = ["add", "change", "support", "support_list"]

NAMES: Final = ("kind", "words", "given_from", "given_to", "policy", "amount", "document", "source")
OUTCOME: Final = ("on", "result", "words")


def measure_of(measure: int) -> SupportMeasure:
    """Load the measure of an address."""
    return get_object_or_404(SupportMeasure, pk=measure)


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Support to enterprises"), reverse("promotion:support_list"))]


def _amount(row: SupportRecord) -> str:
    return queries.number(row.amount, "triệu đồng", "million VND").text


@require_safe
@requires(rights.may_see_support)
def support_list(request: HttpRequest) -> HttpResponse:
    """Show support measures, newest first."""
    user = request.user
    mine = None if rights.may_see_enquiries(user) else user.enterprise_ids if isinstance(user, User) else frozenset()
    context = listed(request, queries.list_support(request.GET.dict(), mine))
    results = {each.value: each.label for each in Result}
    context |= {
        "rows": [
            {"row": row, "result": results.get(row.result, ""), "amount": _amount(row)} for row in context["page"]
        ],
        "kinds": SupportKind.choices,
        "may_edit": rights.may_edit_promotion(user),
        "only_mine": mine is not None,
    }
    return render(request, "promotion/support_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_edit_promotion)
def add(request: HttpRequest) -> HttpResponse:
    """Note that an enterprise received support."""
    form = RecordForm(SupportRecord, NAMES, request.POST or None, request.FILES or None)
    form.fields = {"enterprise": link_to(Enterprise, label=_("Tax code of the enterprise")), **form.fields}

    def do(values: dict[str, Any], _reason: str) -> str:
        made = give_support(keeper(request), form.cleaned_data["enterprise"], values)
        return reverse("promotion:support", args=[made.measure_id])

    return answer_form(request, form, do, title=_("Add a support measure"), crumbs=_crumbs())


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_see_support_of, of=measure_of)
def support(request: HttpRequest, measure: int) -> HttpResponse:
    """Show a support measure with what came of it, and note what came of it."""
    found = queries.support_with_outcomes(measure)
    if found is None:
        raise Http404(str(measure))
    may_edit = rights.may_edit_promotion(request.user)
    form = RecordForm(SupportOutcome, OUTCOME, request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST":
        demand(request.user, rights.may_edit_promotion, where=request.path)

        def do(values: dict[str, Any]) -> str:
            note_outcome(keeper(request), found.measure, values)
            return reverse("promotion:support", args=[measure])

        answer = keep_or_complain(request, form, do)
        if answer is not None:
            return answer
    context = {"row": found, "amount": _amount(found), "may_edit": may_edit, "form": form}
    return render(request, "promotion/support.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_edit_promotion)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what is kept of a support measure."""
    row = get_object_or_404(SupportRecord.objects.select_related("measure__enterprise"), pk=pk)
    form = RecordForm(SupportRecord, NAMES, request.POST or None, request.FILES or None, row=row, correcting=True)
    there = reverse("promotion:support", args=[row.measure_id])

    def do(values: dict[str, Any], reason: str) -> str:
        describe_support(keeper(request), row, values, reason=reason)
        return there

    def away(reason: str) -> str:
        withdraw_record(keeper(request), row, reason)
        return reverse("promotion:support_list")

    crumbs = [*_crumbs(), (row.measure.enterprise.name, there)]
    return answer_form(request, form, do, title=_("Correct a support measure"), crumbs=crumbs, withdraw=away)
