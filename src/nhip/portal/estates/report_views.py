"""How many zones and clusters had which event, as of a day; and the ministry's report on clusters."""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from nhip.estates import queries
from nhip.estates.cluster_report import ClusterReport, cluster_report
from nhip.estates.cluster_report_workbook import cluster_report_workbook
from nhip.estates.models import EstateKind, EventKind
from nhip.estates.queries_counts import PAGE, counted_by
from nhip.estates.reporting_year import spans_known
from nhip.people import rights_estates as rights
from nhip.people.refusals import requires
from nhip.people.rights import may_see_unpublished
from nhip.portal.errors import Missing
from nhip.portal.estates import exhibits
from nhip.portal.estates.drawing import short_name
from nhip.portal.estates.faults import Fault
from nhip.portal.estates.fields import DayField, in_words
from nhip.portal.exhibits import show_page

__all__ = ["counts", "report", "report_file"]

WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class OnForm(forms.Form):
    """The day a count is asked for."""

    day = DayField(label=_("As of"), required=False)


@require_safe
@requires(rights.may_see_estates)
def counts(request: HttpRequest) -> HttpResponse:
    """Count zones and clusters by event, as of a day; every count says which event it counts."""
    today, language = timezone.localdate(), get_language() or "vi"
    form = OnForm(request.GET if request.GET.get("day") else None)
    day: date = (form.cleaned_data.get("day") if form.is_valid() else None) or today
    kinds = [(kind.value, kind.label, queries.event_counts(kind.value, day, language)) for kind in EstateKind]
    kind, event = request.GET.get("kind", ""), request.GET.get("event", "")
    opened: dict[str, Any] = {}
    if event in EventKind.values and kind in EstateKind.values:
        opened = _opened(request, kind, event, day)
    context = {
        **opened,
        "form": form if form.is_bound else OnForm(initial={"day": day}),
        "day": f"{day:%d/%m/%Y}",
        "year": str(day.year),
        "last_year": str(day.year - 1),
        "kinds": kinds,
    }
    shown = [exhibits.of_counts(kind, str(label), day, rows) for kind, label, rows in kinds]
    standing = exhibits.standing_of_day("estates:counts", day)
    return show_page(request, "estates/counts.html", context, shown, standing)


def _opened(request: HttpRequest, kind: str, event: str, day: date) -> dict[str, Any]:
    number = request.GET.get("page", "1")
    page = int(number) if number.isdecimal() and len(number) < 7 else 1
    rows, total = counted_by(kind, event, day, page=page)
    return {
        "opened": rows,
        "opened_words": f"{EstateKind(kind).label}, {EventKind(event).label}",
        "total": total,
        "page": Paginator(range(total), PAGE).get_page(page),
        "query": urlencode({"day": f"{day:%d/%m/%Y}", "kind": kind, "event": event}),
    }


def _asked(request: HttpRequest) -> ClusterReport:
    """Return the report an address asks for, the newest one that is over unless it names one."""
    today = timezone.localdate()
    over = [span.text for span in spans_known(today) if span.last <= today]
    text = request.GET.get("period", "") or (over or [str(today.year)])[0]
    try:
        return cluster_report(text, get_language() or "vi")
    except Fault as wrong:
        raise Missing(in_words(wrong)) from wrong


@require_safe
@requires(may_see_unpublished)
def report(request: HttpRequest) -> HttpResponse:
    """Show the ministry's half-yearly or yearly report on clusters."""
    found = _asked(request)
    spans = [
        (span.text, span.text == found.span.text, f"{span.first:%d/%m/%Y} – {span.last:%d/%m/%Y}")
        for span in spans_known(timezone.localdate())
    ]
    clusters = [(each, short_name(each.name)) for each in found.clusters]
    context = {
        "report": found,
        "clusters": clusters,
        "spans": spans,
        "due": f"{found.span.due:%d/%m/%Y}",
        "day": f"{found.day:%d/%m/%Y}",
    }
    return render(request, "estates/report.html", context)


@require_safe
@requires(may_see_unpublished)
def report_file(request: HttpRequest) -> HttpResponse:
    """Hand out the report as a workbook."""
    found = _asked(request)
    answer = HttpResponse(cluster_report_workbook(found, get_language() or "vi"), content_type=WORKBOOK)
    answer["Content-Disposition"] = f'attachment; filename="clusters-{found.span.text}.xlsx"'
    return answer
