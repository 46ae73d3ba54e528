"""What has to be so of the whole room at any time; `nhip verify` asks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from nhip.estates.models import EstateEvent, FirstEvent, YearEvent

__all__ = ["invariants"]


def invariants() -> Iterator[str]:
    """Yield a sentence for each projected event that is not what the events say; nothing when all is well."""
    firsts: dict[tuple[int, str], tuple[date, date, int]] = {}
    years: dict[tuple[int, str, int], date] = {}
    rows = EstateEvent.objects.known_at().order_by().values_list("estate_id", "kind", "on", "until", "id")
    for estate, kind, on, until, pk in rows.iterator(chunk_size=10_000):
        first, in_year = (estate, kind), (estate, kind, on.year)
        firsts[first] = min(firsts.get(first, (until, on, pk)), (until, on, pk))
        years[in_year] = min(years.get(in_year, until), until)
    kept = {
        (estate, kind): (until, on, event)
        for estate, kind, on, until, event in FirstEvent.objects.values_list(
            "estate_id", "kind", "on", "until", "event_id"
        )
    }
    for estate, kind in sorted(firsts.keys() | kept.keys()):
        if firsts.get((estate, kind)) != kept.get((estate, kind)):
            yield f"estate {estate}: the first event {kind} is kept otherwise than its events say"
    there = {
        (estate, kind, year): until
        for estate, kind, year, until in YearEvent.objects.values_list("estate_id", "kind", "year", "until")
    }
    for estate, kind, year in sorted(years.keys() | there.keys()):
        if years.get((estate, kind, year)) != there.get((estate, kind, year)):
            yield f"estate {estate}: the event {kind} of {year} is kept otherwise than its events say"
