"""Questions to the register of targets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from nhip.figures.periods import Period
from nhip.plans.models import Target

__all__ = ["target_at", "targets_of", "versions_of", "years"]


def years() -> Sequence[int]:
    """Return the years that have targets, newest first."""
    periods = Target.objects.known_at().values_list("period", flat=True).order_by().distinct()
    return sorted({Period.parse(period).year for period in periods}, reverse=True)


def targets_of(year: int, at: datetime | None = None) -> Sequence[Target]:
    """Return the targets of a year as known at an instant, now unless told; the longer periods first."""
    rows = Target.objects.known_at(at).filter(period__startswith=f"{year:04d}").select_related("document")
    return sorted(rows, key=lambda target: (-Period.parse(target.period).length, target.period, target.pk))


def target_at(code: str, at: datetime | None = None) -> Target | None:
    """Return the version of a target that counted at an instant, now unless told."""
    found: Target | None = Target.objects.known_at(at).filter(code=code).select_related("document").first()
    return found


def versions_of(code: str) -> Sequence[Target]:
    """Return every version of a target, the newest first."""
    return list(Target.objects.filter(code=code).select_related("document").order_by("-recorded_at", "-id"))
