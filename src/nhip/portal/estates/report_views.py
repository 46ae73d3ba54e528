"""How many zones and clusters had which event, as of a day."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from nhip.estates import queries
from nhip.estates.models import EstateKind
from nhip.people import rights_estates as rights
from nhip.people.refusals import requires
from nhip.portal.estates.fields import DayField

__all__ = ["counts"]


class OnForm(forms.Form):
    """The day a count is asked for."""

    day = DayField(label=_("As of"), required=False)


@require_safe
@requires(rights.may_see_estates)
def counts(request: HttpRequest) -> HttpResponse:
    """Count zones and clusters by event, as of a day; every count says which event it counts."""
    today, language = timezone.localdate(), get_language() or "vi"
    form = OnForm(request.GET or None)
    day: date = (form.cleaned_data.get("day") if form.is_valid() else None) or today
    kinds = [(kind.value, kind.label, queries.event_counts(kind.value, day, language)) for kind in EstateKind]
    context = {
        "form": form if form.is_bound else OnForm(initial={"day": day}),
        "day": f"{day:%d/%m/%Y}",
        "year": str(day.year),
        "last_year": str(day.year - 1),
        "kinds": kinds,
    }
    return render(request, "estates/counts.html", context)
