"""What has to be so of the whole room at any time; `nhip verify` asks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from nhip.estates.models import EstateEvent, FirstEvent

__all__ = ["invariants"]


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
