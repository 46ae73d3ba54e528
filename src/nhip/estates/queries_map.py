"""The other estates on a map: where they are, and nothing else, so that many of them cost little."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from nhip.estates.queries.filters import current_records

__all__ = ["Dot", "dots"]


@dataclass(frozen=True, slots=True)
class Dot:
    """An estate that a map shows without its name."""

    code: str
    name: str
    kind: str
    latitude: float
    longitude: float


def dots(day: date, *, without: Collection[str], most: int) -> Sequence[Dot]:
    """Return estates with a position on a day, without some, and not more than so many; one question."""
    placed = current_records(day).exclude(latitude=None).exclude(estate__code__in=list(without)).order_by("pk")
    rows = placed.values_list("estate__code", "estate__name", "estate__kind", "latitude", "longitude")[:most]
    return [
        Dot(code, name, kind, float(latitude), float(longitude))
        for code, name, kind, latitude, longitude in rows
        if latitude is not None and longitude is not None
    ]
