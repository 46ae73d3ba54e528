"""Releases, as the page of the day shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from nhip.figures.periods import Period
from nhip.people import rights_releases as rights
from nhip.people.models import User
from nhip.portal.tasks.providers import Item
from nhip.releases.models import Release, ReleaseState
from nhip.releases.steps import makers_of

WANTED: Final = {
    ReleaseState.DRAFT: gettext_lazy("finish it and send it to review"),
    ReleaseState.REVIEW: gettext_lazy("approve or return it"),
    ReleaseState.APPROVED: gettext_lazy("set the moment of publication"),
}


def items(user: User, day: date) -> Sequence[Item]:
    """Return the releases that wait for a person's approval, or for the statistician to go on with them."""
    return list(_waiting(user)) if rights.may_return_release(user) else []


def _waiting(user: User) -> Iterator[Item]:
    rows: Any = Release.objects.with_state()
    for release in rows.filter(state__in=list(WANTED)).order_by("last_month", "id"):
        if release.state == ReleaseState.DRAFT:
            mine = rights.may_prepare_release(user)
        else:
            mine = rights.may_approve_release(user, release, makers_of(release))
        if mine:
            yield Item(
                words=Period.parse(release.period).in_words(get_language() or "vi"),
                address=reverse("releases:release", args=[release.slug]),
                area=_("Releases"),
                what=str(WANTED[release.state]),
            )
