"""The report of a release: which texts count for it, and finished files that are attached to it."""

from __future__ import annotations

from datetime import datetime

from nhip.releases.answers import ReleaseView
from nhip.releases.models import ReleaseState, ReleaseStep

__all__ = ["texts_instant"]

_SETTLED = (ReleaseState.REVIEW, ReleaseState.APPROVED, ReleaseState.SCHEDULED)


def texts_instant(release: ReleaseView) -> datetime | None:
    """Return the instant whose templates and edited paragraphs count for a release.

    That of its last being sent to review: what was read there is what is published, whatever is edited later. None
    while it is a draft: then all that is written now counts.
    """
    steps = list(ReleaseStep.objects.filter(release_id=release.id).order_by("id").values_list("state", "at"))
    if not steps or steps[-1][0] not in _SETTLED:
        return None
    return next(at for state, at in reversed(steps) if state == ReleaseState.REVIEW)
