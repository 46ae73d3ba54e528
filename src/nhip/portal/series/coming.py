"""The next release: planned for a moment to come, or late."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from nhip.releases.calendar import Day, calendar

__all__ = ["Coming", "coming"]


@dataclass(frozen=True, slots=True)
class Coming:
    """A day of the calendar that no release has come for, and whether it has passed."""

    day: Day
    late: bool


def coming(language: str) -> Coming | None:
    """Return the next release that is planned, or else the one late the longest; None where nothing is planned."""
    now = timezone.now()
    waiting = [each for each in calendar(language, now) if not each.release]
    ahead = next((each for each in waiting if each.planned_at >= now), None)
    if ahead is not None:
        return Coming(ahead, late=False)
    return Coming(waiting[0], late=True) if waiting else None
