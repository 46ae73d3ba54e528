"""The release calendar: acts that set and move its days, and what it says to the public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from nhip.figures.periods import Period
from nhip.people.rights_releases import may_set_calendar
from nhip.registry.actions import audit
from nhip.releases.faults import fault
from nhip.releases.models import CalendarEntry, Release, ReleaseKind
from nhip.releases.rules import kind_of
from nhip.releases.steps import Person, may, name_of

__all__ = ["Day", "Move", "calendar", "drop_day", "move_day", "next_day", "set_day"]


@dataclass(frozen=True, slots=True)
class Move:
    """A day that was planned and then was not, and why."""

    planned_at: datetime
    reason: str
    moved_at: datetime


@dataclass(frozen=True, slots=True)
class Day:
    """An entry of the calendar: what is to come when, from when it was moved, and what came."""

    id: int
    kind: str
    kind_words: str
    period: str
    period_words: str
    planned_at: datetime
    note: str
    moves: tuple[Move, ...]
    release: str
    published_at: datetime | None
    illustrative: bool


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except ValueError as wrong:
        raise fault("E553", period=text) from wrong


def set_day(
    period: str,
    planned_at: datetime,
    *,
    by: Person,
    note: str = "",
    illustrative: bool = False,
    at: datetime | None = None,
) -> CalendarEntry:
    """Put the release of a period into the calendar.

    Raises:
        Refused; Fault: E553 no such period, E564 it is in the calendar already.
    """
    may(by, may_set_calendar)
    released = _period(period)
    try:
        with transaction.atomic():
            entry = CalendarEntry.objects.create(
                kind=kind_of(released),
                period=str(released),
                planned_at=planned_at,
                note=note.strip()[:300],
                illustrative=illustrative,
                recorded_by=name_of(by),
                recorded_at=at or timezone.now(),
            )
            audit(name_of(by), "calendar.set", f"calendar {entry.period}", new={"planned_at": planned_at.isoformat()})
    except IntegrityError:
        raise fault("E564", period=str(released)) from None
    return entry


def move_day(
    entry: CalendarEntry, planned_at: datetime, reason: str, *, by: Person, at: datetime | None = None
) -> CalendarEntry:
    """Move a day, and say why. The day that was planned stays to be read.

    Raises:
        Refused; Fault: E555 without a reason, E565 somebody else has moved it meanwhile.
    """
    return _replace(entry, planned_at, reason, by, at, withdrawn=False)


def drop_day(entry: CalendarEntry, reason: str, *, by: Person, at: datetime | None = None) -> CalendarEntry:
    """Take an entry out of the calendar, and say why.

    Raises:
        Refused; Fault: E555, E565.
    """
    return _replace(entry, entry.planned_at, reason, by, at, withdrawn=True)


def _replace(
    entry: CalendarEntry, planned_at: datetime, reason: str, by: Person, at: datetime | None, *, withdrawn: bool
) -> CalendarEntry:
    may(by, may_set_calendar)
    if not reason.strip():
        raise fault("E555")
    try:
        with transaction.atomic():
            newer = CalendarEntry.objects.create(
                kind=entry.kind,
                period=entry.period,
                planned_at=planned_at,
                note=entry.note,
                illustrative=entry.illustrative,
                replaces=entry,
                withdrawn=withdrawn,
                reason=reason.strip()[:300],
                recorded_by=name_of(by),
                recorded_at=at or timezone.now(),
            )
            old, new = entry.planned_at.isoformat(), "" if withdrawn else planned_at.isoformat()
            audit(
                name_of(by),
                "calendar.dropped" if withdrawn else "calendar.moved",
                f"calendar {entry.period}",
                old={"planned_at": old},
                new={"planned_at": new, "reason": newer.reason},
            )
    except IntegrityError:
        raise fault("E565", period=entry.period) from None
    return newer


def calendar(language: str = "vi", now: datetime | None = None) -> list[Day]:
    """Return the entries that stand, by the day planned, with the days they had before and the release that came."""
    now = now or timezone.now()
    rows = {row.pk: row for row in CalendarEntry.objects.all()}
    replaced = {row.replaces_id for row in rows.values()}
    came: dict[str, Release] = {}
    for release in Release.objects.published(now).order_by("-id"):
        came[release.period] = release
    with translation.override(language):
        found = [
            _day(row, rows, came.get(row.period), language)
            for row in rows.values()
            if row.pk not in replaced and not row.withdrawn
        ]
    return sorted(found, key=lambda each: (each.planned_at, each.id))


def _day(row: CalendarEntry, rows: dict[int, CalendarEntry], release: Release | None, language: str) -> Day:
    moves: list[Move] = []
    newer = row
    while newer.replaces_id is not None:
        older = rows[newer.replaces_id]
        moves.append(Move(older.planned_at, newer.reason, newer.recorded_at))
        newer = older
    return Day(
        id=row.pk,
        kind=row.kind,
        kind_words=str(ReleaseKind(row.kind).label),
        period=row.period,
        period_words=Period.parse(row.period).in_words(language),
        planned_at=row.planned_at,
        note=row.note,
        moves=tuple(reversed(moves)),
        release=release.slug if release else "",
        published_at=release.publish_at if release else None,  # type: ignore[attr-defined]
        illustrative=row.illustrative,
    )


def next_day(language: str = "vi", now: datetime | None = None) -> Day | None:
    """Return the next release that is to come, for "next release" on the pages."""
    now = now or timezone.now()
    coming = [each for each in calendar(language, now) if not each.release and each.planned_at >= now]
    return coming[0] if coming else None
