"""The projections of events: the first of each kind, and of each kind in each year. `invariants.py` compares them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

from nhip.estates.models import Estate, EstateEvent, FirstEvent, YearEvent

__all__ = ["first_events", "keep_first_events", "year_events"]

_K = TypeVar("_K", bound=Hashable)


def _firsts(events: Iterable[EstateEvent], key: Callable[[EstateEvent], _K]) -> Mapping[_K, EstateEvent]:
    found: dict[_K, EstateEvent] = {}
    for event in events:
        known = found.get(key(event))
        if known is None or (event.until, event.on, event.pk) < (known.until, known.on, known.pk):
            found[key(event)] = event
    return found


def first_events(events: Iterable[EstateEvent]) -> Mapping[str, EstateEvent]:
    """Return the first event of each kind: the one that surely had happened first."""
    return _firsts(events, lambda event: event.kind)


def year_events(events: Iterable[EstateEvent]) -> Mapping[tuple[str, int], EstateEvent]:
    """Return the first event of each kind in each year; a year, a month and a day all lie in one year."""
    return _firsts(events, lambda event: (event.kind, event.on.year))


def keep_first_events(estate: Estate) -> None:
    """Make the projections of one estate anew; call it in the transaction that changed its events."""
    known = list(EstateEvent.objects.filter(estate=estate).known_at())
    firsts = first_events(known)
    there = {row.kind: row for row in FirstEvent.objects.filter(estate=estate)}
    stale = [row.pk for kind, row in there.items() if kind not in firsts or firsts[kind].pk != row.event_id]
    FirstEvent.objects.filter(pk__in=stale).delete()
    FirstEvent.objects.bulk_create(
        [
            FirstEvent(estate=estate, kind=kind, on=event.on, until=event.until, event=event)
            for kind, event in firsts.items()
            if kind not in there or there[kind].event_id != event.pk
        ]
    )
    wanted = {(kind, year, event.until) for (kind, year), event in year_events(known).items()}
    kept = {(row.kind, row.year, row.until): row.pk for row in YearEvent.objects.filter(estate=estate)}
    YearEvent.objects.filter(pk__in=[pk for key, pk in kept.items() if key not in wanted]).delete()
    YearEvent.objects.bulk_create(
        [
            YearEvent(estate=estate, kind=kind, year=year, until=until)
            for kind, year, until in sorted(wanted - kept.keys())
        ]
    )
