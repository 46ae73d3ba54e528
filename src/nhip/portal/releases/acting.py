"""Which acts a page of a release offers to a person, and what is in the way."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from nhip.engine.faults import Fault
from nhip.people.rights_releases import may_approve_release, may_prepare_release, may_return_release
from nhip.portal.releases.forms import MomentForm, NoteForm
from nhip.releases.answers import ReleaseView
from nhip.releases.models import Release
from nhip.releases.readiness import obstacles
from nhip.releases.steps import makers_of, newest_basis

__all__ = ["acts_for"]


def acts_for(user: Any, release: ReleaseView) -> dict[str, Any]:
    """Return what the person may do with a release now, and the obstacles while it is not approved."""
    prepares = may_prepare_release(user)
    returns = may_return_release(user)
    if release.published:
        return {"may_correct": prepares and not release.corrected_by}
    if not prepares and not returns:
        return {}
    row = Release.objects.get(pk=release.id)
    approves = may_approve_release(user, row, makers_of(row))
    waiting = release.state in ("draft", "review")
    found: list[Fault] = obstacles(row, newest_basis(row)) if waiting else []
    return {
        "obstacles": [each.message("vi" if (get_language() or "vi").startswith("vi") else "en") for each in found],
        "ready": waiting and not found,
        "may_send": prepares and release.state == "draft",
        "may_refresh": prepares and release.state == "draft",
        "may_drop": prepares and release.state == "draft",
        "may_return": returns and release.state in ("review", "approved", "scheduled"),
        "may_approve": approves and release.state == "review",
        "own_work": release.state == "review" and returns and not approves,
        "may_schedule": approves and release.state in ("approved", "scheduled"),
        "note": NoteForm(),
        "moment": MomentForm(moved=release.state == "scheduled"),
    }
