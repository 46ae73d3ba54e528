"""Working pages of enquiries: who asked, who follows up, what is due, and how it ended."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nhip.people import rights_plans as rights
from nhip.people.refusals import demand, requires
from nhip.plans.models import Enquiry, EnquiryEntry, EnquiryStep, Outcome
from nhip.plans.promotion import queries
from nhip.plans.promotion.actions import note_entry, receive_enquiry
from nhip.portal.projects.common import answer_form, keep_or_complain, keeper, listed
from nhip.portal.projects.sheets import RecordForm

__all__ = ["add", "enquiry", "enquiry_list"]

NAMES: Final = ("received_on", "investor", "subject", "call", "contact_name", "contact_phone", "contact_email")
BOXES: Final = {
    EnquiryStep.CONTACT: ("on", "words"),
    EnquiryStep.FOLLOW_UP: ("on", "words", "follower", "next_by"),
    EnquiryStep.OUTCOME: ("on", "words", "outcome"),
}


@require_safe
@requires(rights.may_see_enquiries)
def enquiry_list(request: HttpRequest) -> HttpResponse:
    """Show enquiries, those due first."""
    context = listed(request, queries.list_enquiries(request.GET.dict()))
    outcomes, today = {each.value: each.label for each in Outcome}, timezone.localdate()
    context |= {
        "rows": [
            {
                "enquiry": row,
                "outcome": outcomes.get(row.outcome, ""),
                "late": not row.ended and row.next_by is not None and row.next_by < today,
            }
            for row in context["page"]
        ],
        "state": request.GET.get("state", "open"),
        "states": [("open", _("open")), ("late", _("late")), ("ended", _("ended")), ("all", _("all"))],
        "may_edit": rights.may_edit_promotion(request.user),
    }
    return render(request, "promotion/enquiries.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_edit_promotion)
def add(request: HttpRequest) -> HttpResponse:
    """Note that an investor asked."""
    start = {"received_on": timezone.localdate()}
    form = RecordForm(Enquiry, NAMES, request.POST or None, initial=start)

    def do(values: dict[str, Any], _reason: str) -> str:
        return reverse("promotion:enquiry", args=[receive_enquiry(keeper(request), values).pk])

    crumbs = [(_("Enquiries of investors"), reverse("promotion:enquiries"))]
    return answer_form(request, form, do, title=_("Add an enquiry"), crumbs=crumbs)


def _entry_form(kind: str, data: Any = None) -> RecordForm:
    form = RecordForm(EnquiryEntry, BOXES[EnquiryStep(kind)], data, prefix=kind, initial={"on": timezone.localdate()})
    for name in form.names:
        form.fields[name].required = True
    if "follower" in form.fields:
        form.fields["follower"].help_text = _("The sign-in name; the box proposes those who may.")
    if "outcome" in form.fields:
        form.fields["outcome"] = forms.ChoiceField(label=form.fields["outcome"].label, choices=Outcome.choices)
    return form


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_see_enquiries)
def enquiry(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an enquiry with what happened, and note what happens."""
    found: Any = queries.enquiry_with_entries(pk)
    if found is None:
        raise Http404(str(pk))
    may_edit = rights.may_edit_promotion(request.user)
    sent = request.POST.get("kind", "") if request.method == "POST" else ""
    if request.method == "POST":
        demand(request.user, rights.may_edit_promotion, where=request.path)
    kinds = [kind for kind in EnquiryStep if may_edit and not found.ended]
    boxes = {kind.value: _entry_form(kind, request.POST if sent == kind else None) for kind in kinds}
    form = boxes.get(sent)
    if form is not None:

        def do(values: dict[str, Any]) -> str:
            note_entry(keeper(request), found, sent, values)
            return reverse("promotion:enquiry", args=[pk])

        answer = keep_or_complain(request, form, do)
        if answer is not None:
            return answer
    return render(request, "promotion/enquiry.html", _shown(found, boxes))


def _shown(found: Any, boxes: dict[str, RecordForm]) -> dict[str, Any]:
    outcomes = {each.value: each.label for each in Outcome}
    return {
        "enquiry": found,
        "outcome": outcomes.get(found.outcome, ""),
        "late": not found.ended and found.next_by is not None and found.next_by < timezone.localdate(),
        "boxes": [(kind, EnquiryStep(kind).label, form) for kind, form in boxes.items()],
        "proposals": next((form.proposals for form in boxes.values() if "follower" in form.fields), {}),
    }
