"""How many estates had which event. A count always says which event it counts, and as of which day."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Exists, OuterRef
from django.utils import translation

from nhip.estates.models import EventKind, FirstEvent, YearEvent
from nhip.estates.queries.answers import EventCount
from nhip.estates.queries.writing import count

__all__ = ["event_counts", "had_by", "had_in"]


def event_counts(kind: str, day: date, language: str) -> list[EventCount]:
    """Return, for each kind of event, how many zones or clusters had it by a day, and in this and the last year.

    Those that were repealed by that day are not counted in the stock, but stay in the counts of their years.
    """
    stock = had_by(kind, day)
    this_year = had_in(kind, day.year, day)
    last_year = had_in(kind, day.year - 1)
    with translation.override(language):
        return [
            EventCount(
                each.value,
                str(each.label),
                count(stock.get(each.value, 0), language),
                count(this_year.get(each.value, 0), language),
                count(last_year.get(each.value, 0), language),
            )
            for each in EventKind
        ]


def had_by(kind: str, day: date) -> dict[str, int]:
    """Return how many zones or clusters had each event by a day and were not repealed by then; the repealed, too."""
    ended = FirstEvent.objects.filter(estate=OuterRef("estate"), kind=EventKind.REPEALED, until__lte=day)
    had = FirstEvent.objects.filter(estate__kind=kind, until__lte=day).order_by().values("kind")
    found = dict(had.filter(~Exists(ended)).annotate(n=Count("pk")).values_list("kind", "n"))
    repealed = had.filter(kind=EventKind.REPEALED).annotate(n=Count("pk")).values_list("kind", "n")
    return found | dict(repealed)


def had_in(kind: str, year: int, day: date | None = None) -> dict[str, int]:
    """Return how many zones or clusters had each event surely in a year, up to a day of it."""
    rows = YearEvent.objects.filter(estate__kind=kind, year=year)
    if day is not None:
        rows = rows.filter(until__lte=day)
    return dict(rows.order_by().values("kind").annotate(n=Count("pk")).values_list("kind", "n"))
