"""Which zones and clusters a count by event has counted: every count opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef

from nhip.estates.models import EventKind, FirstEvent
from nhip.estates.queries.writing import day_words

__all__ = ["PAGE", "Counted", "counted_by"]

PAGE: Final = 100


@dataclass(frozen=True, slots=True)
class Counted:
    """An estate that had an event: when, and by which document."""

    code: str
    name: str
    day_words: str
    document_number: str
    authority: str
    illustrative: bool


def counted_by(kind: str, event: str, day: date, *, page: int = 1, size: int = PAGE) -> tuple[Sequence[Counted], int]:
    """Return a page of those that had an event by a day and were not repealed by then, and how many there are.

    Of the event "repealed" it is those that were.
    """
    ended = FirstEvent.objects.filter(estate=OuterRef("estate"), kind=EventKind.REPEALED, until__lte=day)
    rows = FirstEvent.objects.filter(estate__kind=kind, kind=event, until__lte=day).select_related("estate", "event")
    if event != EventKind.REPEALED:
        rows = rows.filter(~Exists(ended))
    total = rows.count()
    first = (min(max(page, 1), max(1, -(-total // size))) - 1) * size
    found = [
        Counted(
            row.estate.code,
            row.estate.name,
            day_words(row.event),
            row.event.document_number,
            row.event.authority,
            row.event.illustrative,
        )
        for row in rows.order_by("until", "estate__sort_key")[first : first + size]
    ]
    return found, total
