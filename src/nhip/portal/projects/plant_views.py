"""Pages of plants: which there are, how one ran, and the forms its reporter fills in."""

from __future__ import annotations

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from nhip.people import rights_plans as rights
from nhip.people.models import User
from nhip.people.refusals import requires
from nhip.people.roles import DATA_READERS
from nhip.plans.models import Outage, PlantMonth, ProjectRecord
from nhip.plans.projects import queries
from nhip.plans.projects.operation import note_outage, report_month, withdraw_report
from nhip.portal.projects.common import answer_form, keeper, listed
from nhip.portal.projects.edit_views import Sheet
from nhip.portal.projects.sheets import RecordForm
from nhip.portal.projects.views import record_of

__all__ = ["plant", "plant_list", "report_form"]

SHEETS: Final = {
    "months": Sheet(
        PlantMonth,
        ("month", "state", "output", "available_hours", "note"),
        report_month,
        gettext_lazy("Report a month"),
        gettext_lazy("Correct a month"),
        {},
    ),
    "outages": Sheet(
        Outage,
        ("unit", "began", "ended", "planned", "cause", "note"),
        note_outage,
        gettext_lazy("Report an outage"),
        gettext_lazy("Correct an outage"),
        {},
    ),
}


def plant_of(code: str, **_rest: object) -> ProjectRecord:
    """Load the plant of an address: a project that an enterprise runs."""
    record = record_of(code)
    if record.enterprise_id is None:
        raise Http404(code)
    return record


@require_safe
@requires(rights.may_see_plants)
def plant_list(request: HttpRequest) -> HttpResponse:
    """Show the plants a person may see."""
    user = request.user
    every = isinstance(user, User) and not user.roles.isdisjoint(DATA_READERS)
    mine = None if every else user.enterprise_ids if isinstance(user, User) else frozenset()
    return render(request, "projects/plants.html", listed(request, queries.plants(mine)))


@require_safe
@requires(rights.may_see_plant, of=plant_of)
def plant(request: HttpRequest, code: str) -> HttpResponse:
    """Show how a plant ran: months and outages."""
    record = plant_of(code)
    context = {
        "plant": queries.plant(record),
        "record": record,
        "may_report": rights.may_report_plant(request.user, record),
    }
    return render(request, "projects/plant.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_report_plant, of=plant_of)
def report_form(request: HttpRequest, code: str, what: str, pk: int | None = None) -> HttpResponse:
    """Report a month or an outage, or correct one."""
    record, sheet = plant_of(code), SHEETS[what]
    row = get_object_or_404(sheet.model, pk=pk, project=record.project) if pk else None
    form = RecordForm(sheet.model, sheet.names, request.POST or None, row=row, correcting=row is not None)
    there = reverse("projects:plant", args=[code])

    def do(values: dict[str, Any], reason: str) -> str:
        sheet.act(keeper(request, record), record.project, values, replaces=row, reason=reason)
        return there

    def away(reason: str) -> str:
        withdraw_report(keeper(request, record), row, reason)  # type: ignore[arg-type]
        return there

    return answer_form(
        request,
        form,
        do,
        title=str(sheet.old if row else sheet.new),
        crumbs=[(_("Plants"), reverse("projects:plants")), (record.name, there)],
        withdraw=away if row else None,
    )
