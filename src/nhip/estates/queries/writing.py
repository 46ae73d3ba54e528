"""Numbers, days and words of estates, written once in one language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _

from nhip.estates.models import EstateEvent, EstateRecord, EventKind, Precision
from nhip.estates.queries.answers import StageReached
from nhip.estates.stages import Reached
from nhip.figures.days import day_written
from nhip.figures.numbers import NumberKind, Shown, show
from nhip.registry.models import Place

__all__ = [
    "count",
    "day_words",
    "hectares",
    "percent",
    "place_words",
    "price_words",
    "span_words",
    "stage_words",
]


class Dated(Protocol):
    """What has a day that may be known to the month only."""

    on: date
    precision: str


def hectares(value: Decimal | None, language: str) -> Shown:
    """Write an area."""
    return show(NumberKind.QUANTITY, value, 2, language, "ha")


def percent(value: Decimal | None, language: str) -> Shown:
    """Write a share."""
    return show(NumberKind.SHARE, value, 2, language)


def count(value: int, language: str) -> Shown:
    """Write how many."""
    return show(NumberKind.COUNT, value, 0, language)


def day_words(event: Dated) -> str:
    """Write the day of an event as exactly as it is known."""
    if event.precision == Precision.YEAR:
        return f"{event.on.year}"
    return f"{event.on:%m/%Y}" if event.precision == Precision.MONTH else day_written(event.on)


def span_words(on: date, until: date) -> str:
    """Write the first and the last day something may have happened, as exactly as they leave it.

    >>> span_words(date(2023, 5, 15), date(2023, 5, 15)), span_words(date(2023, 12, 1), date(2023, 12, 31))
    ('15/05/2023', '12/2023')
    >>> span_words(date(2023, 1, 1), date(2023, 12, 31))
    '2023'
    """
    if on == until:
        return day_written(until)
    return f"{on:%m/%Y}" if (on.year, on.month) == (until.year, until.month) else f"{until.year}"


def stage_words(reached: Reached | None, language: str, events: Iterable[EstateEvent] = ()) -> StageReached | None:
    """Name a stage, since when, and from which events."""
    if reached is None:
        return None
    since = next((day_words(each) for each in events if each.kind == reached.events[0].kind), "")
    return StageReached(
        reached.stage.code,
        reached.stage.name(language),
        reached.since,
        since or span_words(getattr(reached.events[0], "on", reached.since), reached.since),
        [str(EventKind(each.kind).label) for each in reached.events],
    )


def price_words(record: EstateRecord | None, language: str) -> str:
    """Write the price that is asked; nothing where none is."""
    if record is None or (record.price_from is None and record.price_to is None):
        return ""

    def written(price: Decimal) -> str:
        decimals = 0 if price == price.to_integral_value() else 2
        return show(NumberKind.QUANTITY, price, decimals, language).bare

    low, high = record.price_from, record.price_to
    if low is not None and high is not None and low != high:
        text = f"{written(low)}–{written(high)}"
    elif low is not None and high is None:
        text = _("from {price}").format(price=written(low))
    else:
        only = high if low is None else low
        text = written(only) if only is not None else ""
        if low is None:
            text = _("up to {price}").format(price=text)
    return f"{text} {record.price_unit}".strip()


def place_words(places: Iterable[Place]) -> str:
    """Name places, today's first; those that are no more are named as former ones."""
    known = list(places)
    now = [place.name for place in known if place.valid_to is None]
    former = [place.name for place in known if place.valid_to is not None]
    if not former:
        return ", ".join(now)
    before = _("formerly {places}").format(places=", ".join(former))
    return f"{', '.join(now)} ({before})" if now else before
