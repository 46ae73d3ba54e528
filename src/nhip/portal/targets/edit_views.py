"""Working pages of targets: add one, correct one, withdraw one."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhip.engine.faults import Fault, Faults
from nhip.people import rights_plans as rights
from nhip.people.refusals import requires
from nhip.plans.models import Target
from nhip.plans.targets.actions import add_target, correct_target, withdraw_target
from nhip.plans.targets.queries import target_at
from nhip.portal.projects.common import keeper
from nhip.portal.targets.forms import TargetForm

__all__ = ["add", "change"]

# Somebody else was faster.
CONFLICT = "E791"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_edit_targets)
def add(request: HttpRequest) -> HttpResponse:
    """Add a target."""
    form = TargetForm(request.POST or None, request.FILES or None)
    return _answer(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_edit_targets)
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Correct a target, or withdraw it."""
    found = target_at(code)
    if found is None:
        raise Http404(code)
    form = TargetForm(request.POST or None, request.FILES or None, row=found)
    return _answer(request, form, found)


def _answer(request: HttpRequest, form: TargetForm, found: Target | None) -> HttpResponse:
    status = 200
    if request.method == "POST":
        try:
            kept = _done(request, form, found)
        except (Fault, Faults) as wrong:
            faults = wrong.faults if isinstance(wrong, Faults) else [wrong]
            form.is_valid()
            for each in faults:
                form.complain(each)
            status = 409 if any(each.number == CONFLICT for each in faults) else 200
        else:
            if kept is not None:
                messages.success(request, _("Withdrawn. It stays in the history.") if kept.withdrawn else _("Saved."))
                return redirect("targets:target", code=kept.code)
    path = [(_("Targets"), reverse("targets:list"))]
    if found is not None:
        path.append((found.code, reverse("targets:target", args=[found.code])))
    context = {
        "form": form,
        "title_of_form": _("Correct a target") if found else _("Add a target"),
        "crumbs": path,
        "back": path[-1][1],
        "may_withdraw": found is not None,
    }
    return render(request, "targets/form.html", context, status=status)


def _done(request: HttpRequest, form: TargetForm, found: Target | None) -> Target | None:
    """Do what the form says; None where something is wrong already in its boxes.

    The version that was looked at is the one that is replaced: whoever was slower replaces nothing.
    """
    by = keeper(request)
    seen = found
    if found is not None:
        looked_at = request.POST.get("seen", "")
        seen = Target.objects.filter(code=found.code, pk=int(looked_at) if looked_at.isdecimal() else found.pk).first()
    if seen is not None and "withdraw" in request.POST:
        return withdraw_target(by, seen, request.POST.get("reason", ""))
    if not form.is_valid():
        return None
    with transaction.atomic():
        said = form.said(by.name)
        if seen is None:
            return add_target(by, said)
        return correct_target(by, seen, said, form.cleaned_data.get("reason") or "")
