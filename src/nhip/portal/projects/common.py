"""What the pages of projects, plants, promotion and support share: the person, the list, the form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nhip.engine.faults import Fault
from nhip.people import rights_plans
from nhip.people.models import User
from nhip.people.refusals import demand
from nhip.portal.projects.sheets import RecordForm
from nhip.registry.keepers import Keeper

__all__ = ["PER_PAGE", "answer_form", "keep_or_complain", "keeper", "listed"]

PER_PAGE: Final = 50
# The faults that say somebody was faster: the page is shown again with what is true now.
CONFLICTS: Final = frozenset({"E800"})


def keeper(request: HttpRequest, *things: Any) -> Keeper:
    """Return the person who asks, as the acts know him; things are what the rights are asked about."""
    user = request.user
    name = user.username if isinstance(user, User) else ""
    return Keeper(name, lambda right: demand(user, getattr(rights_plans, right), *things, where=request.path))


def listed(request: HttpRequest, rows: Any) -> dict[str, Any]:
    """Return a page of rows, with the question that the links to other pages repeat."""
    page: Page[Any] = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    asked = {name: value for name, value in request.GET.items() if name != "page" and value}
    return {"page": page, "query": urlencode(asked), "asked": asked}


def answer_form(
    request: HttpRequest,
    form: RecordForm,
    do: Callable[[dict[str, Any], str], str],
    *,
    title: str,
    crumbs: Sequence[tuple[str, str]],
    withdraw: Callable[[str], str] | None = None,
    note: str = "",
) -> HttpResponse:
    """Show a form, and do what it says once it can be done; what is wrong stands at its box and nothing is kept.

    Args:
        do: takes the values and the reason, and returns the address to go on to.
        withdraw: takes the reason alone, where the record may be withdrawn.
    """
    status = 200
    if request.method == "POST":
        try:
            if withdraw is not None and "withdraw" in request.POST:
                there = withdraw(request.POST.get("reason", ""))
                messages.success(request, _("Withdrawn. It stays in the history."))
                return redirect(there)
            if form.is_valid():
                by = request.user.get_username()
                with transaction.atomic():
                    there = do(form.with_document(by), form.cleaned_data.get("reason") or "")
                messages.success(request, _("Saved."))
                return redirect(there)
        except Fault as wrong:
            form.is_valid()
            form.complain(wrong)
            status = 409 if wrong.number in CONFLICTS else 200
    context = {
        "form": form,
        "title_of_form": title,
        "crumbs": crumbs,
        "may_withdraw": withdraw is not None,
        "note": note,
    }
    return render(request, "projects/form.html", {**context, "back": crumbs[-1][1]}, status=status)


def keep_or_complain(
    request: HttpRequest, form: RecordForm, do: Callable[[dict[str, Any]], str]
) -> HttpResponse | None:
    """Do what a form inside a page says, and go on; return None where something is wrong and stands at its box."""
    if not form.is_valid():
        return None
    try:
        there = do(form.values())
    except Fault as wrong:
        form.complain(wrong)
        return None
    messages.success(request, _("Saved."))
    return redirect(there)
