"""The projection of first events: made from the events, and compared with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from nhip.estates.models import Estate, EstateEvent, FirstEvent

__all__ = ["first_events", "invariants", "keep_first_events"]


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


def invariants() -> Iterator[str]:
    """Yield a sentence for each first event that is not what the events say; nothing when all is well."""
    wanted: dict[tuple[int, str], tuple[date, date, int, int]] = {}
    rows = EstateEvent.objects.known_at().order_by().values_list("estate_id", "kind", "on", "until", "id")
    for estate, kind, on, until, pk in rows.iterator(chunk_size=10_000):
        key, value = (estate, kind), (until, on, pk, pk)
        if key not in wanted or value < wanted[key]:
            wanted[key] = value
    kept = {
        (estate, kind): (until, on, event, event)
        for estate, kind, on, until, event in FirstEvent.objects.values_list(
            "estate_id", "kind", "on", "until", "event_id"
        )
    }
    for estate, kind in sorted(wanted.keys() | kept.keys()):
        if wanted.get((estate, kind)) != kept.get((estate, kind)):
            yield f"estate {estate}: the first event {kind} is kept otherwise than its events say"
