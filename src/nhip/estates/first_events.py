"""The projection of first events: made from the events. `invariants.py` compares it with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nhip.estates.models import Estate, EstateEvent, FirstEvent

__all__ = ["first_events", "keep_first_events"]


def first_events(events: Iterable[EstateEvent]) -> Mapping[str, EstateEvent]:
    """Return the first event of each kind: the one that surely had happened first."""
    found: dict[str, EstateEvent] = {}
    for event in events:
        known = found.get(event.kind)
        if known is None or (event.until, event.on, event.pk) < (known.until, known.on, known.pk):
            found[event.kind] = event
    return found


def keep_first_events(estate: Estate) -> None:
    """Make the projection of one estate anew; call it in the transaction that changed its events."""
    known = first_events(EstateEvent.objects.filter(estate=estate).known_at())
    there = {row.kind: row for row in FirstEvent.objects.filter(estate=estate)}
    for kind, row in there.items():
        event = known.get(kind)
        if event is None or event.pk != row.event_id:
            row.delete()
    FirstEvent.objects.bulk_create(
        [
            FirstEvent(estate=estate, kind=kind, on=event.on, until=event.until, event=event)
            for kind, event in known.items()
            if kind not in there or there[kind].event_id != event.pk
        ]
    )
