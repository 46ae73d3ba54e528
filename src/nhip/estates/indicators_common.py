"""What the indicators of this room share."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.utils import timezone, translation

from nhip.estates.book import EstateBook, book_at
from nhip.estates.models import Estate, EstateEvent, EventKind
from nhip.figures.comparisons import Status
from nhip.figures.model import Evidence, Knowledge
from nhip.figures.periods import Period
from nhip.figures.spans import last_day

__all__ = ["book_of", "event_evidence", "status_at"]


def book_of(known: Knowledge) -> EstateBook:
    """Return the book of estates at the instant of a computation; read once, by the first indicator that asks."""
    kept = vars(known)
    if "estate_book" not in kept:
        kept["estate_book"] = book_at(known.as_of)
    return cast(EstateBook, kept["estate_book"])


def status_at(as_of: datetime, period: Period) -> Status:
    """Return how final a count is: while its period is not over, more may happen."""
    return Status.PROVISIONAL if last_day(period) > timezone.localdate(as_of) else Status.OFFICIAL


def event_evidence(estate: Estate, event: EstateEvent, language: str) -> Evidence:
    """Show an event as one record that was counted."""
    with translation.override(language):
        words = f"{estate.name}: {EventKind(event.kind).label}"
    source = ", ".join(part for part in (event.document_number, event.authority) if part)
    return Evidence(words, on=event.on, source=source or event.source, kind="estate", key=estate.code)
