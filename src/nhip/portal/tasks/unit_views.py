"""Units, and who works in them."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhip.engine.faults import Fault
from nhip.people import rights_plans as rights
from nhip.people.refusals import requires
from nhip.plans.models import Unit, UnitMember
from nhip.plans.tasks.units import add_member, add_unit, end_member, end_unit, take_back_member
from nhip.portal.accounts.forms import DayField
from nhip.portal.estates.fields import in_words
from nhip.portal.tasks.common import by, language, page
from nhip.portal.tasks.forms import MemberForm, UnitForm


@require_safe
@requires(rights.may_see_tasks)
def units(request: HttpRequest) -> HttpResponse:
    """List the units, with who works in them today."""
    today = timezone.localdate()
    members = UnitMember.objects.on(today).select_related("person").order_by("-is_head", "person__full_name")
    found = Unit.objects.prefetch_related(Prefetch("members", members, to_attr="here")).order_by("name_vi")
    rows = [(unit, unit.name(language()), bool(unit.valid_to and unit.valid_to < today)) for unit in found]
    return page(request, "units.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_keep_units)
def add(request: HttpRequest) -> HttpResponse:
    """Add a unit."""
    form = UnitForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            unit = add_unit(**form.cleaned_data, by=by(request))
        except Fault as wrong:
            form.complain(wrong)
        else:
            messages.success(request, _("The unit is added."))
            return redirect("tasks:unit", unit.pk)
    return page(request, "unit_form.html", {"form": form}, 422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_keep_units)
def unit(request: HttpRequest, unit: int) -> HttpResponse:
    """Show a unit with its people; add one, or say when the unit ended."""
    found = get_object_or_404(Unit, pk=unit)
    form = MemberForm(request.POST if request.method == "POST" and "last" not in request.POST else None)
    status = 200
    if request.method == "POST":
        try:
            if "last" in request.POST:
                end_unit(found, DayField().clean(request.POST["last"]), by=by(request))
                messages.success(request, _("The last day of the unit is kept."))
                return redirect("tasks:unit", unit)
            if form.is_valid():
                add_member(found, **form.cleaned_data, by=by(request))
                messages.success(request, _("The person is in the unit."))
                return redirect("tasks:unit", unit)
        except Fault as wrong:
            if "last" in request.POST:
                messages.error(request, in_words(wrong))
            else:
                form.complain(wrong)
        except ValidationError as wrong:
            messages.error(request, " ".join(wrong.messages))
        status = 422
    context = {
        "unit": found,
        "name": found.name(language()),
        "form": form,
        "members": found.members.select_related("person").order_by("valid_to", "-is_head", "person__full_name"),
        "today": timezone.localdate(),
    }
    return page(request, "unit.html", context, status)


@require_POST
@requires(rights.may_keep_units)
def leave(request: HttpRequest, member: int) -> HttpResponse:
    """Say that a person has left a unit, or take back what was entered by mistake today."""
    found = get_object_or_404(UnitMember.objects.select_related("unit", "person"), pk=member)
    if "mistake" in request.POST:
        try:
            take_back_member(found, by=by(request))
        except Fault as wrong:
            messages.error(request, in_words(wrong))
            return redirect("tasks:unit", found.unit_id)
    else:
        end_member(found, by=by(request))
    messages.success(request, _("The person is not in the unit any more."))
    return redirect("tasks:unit", found.unit_id)
