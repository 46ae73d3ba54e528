"""What the pages of dossiers share: the person, the day, the thing of an address, and how a fault is told."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from nhip.engine.faults import Fault
from nhip.estates.dossiers.acts import keeper_of
from nhip.estates.dossiers.one import find_dossier
from nhip.estates.models import Dossier
from nhip.people import rights_dossiers as rights
from nhip.people.models import User
from nhip.portal.dossiers.forms import tongue
from nhip.registry.keepers import Keeper

__all__ = ["dossier_of", "keeper", "page", "sentence", "today"]


def keeper(request: HttpRequest) -> Keeper:
    """Return who asks, as the acts know him."""
    if not isinstance(request.user, User):
        raise Http404
    return keeper_of(request.user, request.path)


def dossier_of(pk: int) -> Dossier:
    """Load the dossier of an address."""
    found = find_dossier(pk)
    if found is None:
        raise Http404
    return found


def today() -> date:
    """Return the day in the province."""
    return timezone.localdate()


def sentence(wrong: Fault) -> str:
    """Return a fault in the language of the page."""
    return wrong.message("vi" if tongue() == "vi" else "en")


def page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """Render a page, with what the person may do."""
    shared = {
        "may_keep": rights.may_keep_dossiers(request.user),
        "may_see": rights.may_see_dossiers(request.user),
    }
    return render(request, f"dossiers/{template}", {**shared, **context})
