"""The area of an estate on a day, from what was stated about it and its phases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Protocol

from nhip.estates.models import AreaKind, LandUse

__all__ = ["Areas", "Stated", "leasable_area", "leasable_of"]


class Stated(Protocol):
    """What of a statement decides on an area."""

    @property
    def id(self) -> int:
        """Return its key, which decides between two of one day."""

    @property
    def phase_id(self) -> int | None:
        """Return the phase, None for the whole."""

    @property
    def kind(self) -> str:
        """Return the kind of the area."""

    @property
    def hectares(self) -> Decimal:
        """Return the area."""

    @property
    def valid_from(self) -> date:
        """Return the day from which it holds."""


class Areas:
    """The statements of one estate."""

    def __init__(self, statements: Iterable[Stated]) -> None:
        self._stated: dict[str, dict[int | None, list[Stated]]] = {}
        for each in sorted(statements, key=lambda row: (row.valid_from, row.id)):
            self._stated.setdefault(each.kind, {}).setdefault(each.phase_id, []).append(each)

    def on(self, kind: str, day: date) -> Decimal | None:
        """Return the area of a kind on a day, None where none was stated by then.

        What was stated of the estate as a whole counts; where nothing was, the phases add up.
        """
        last = ((phase, _last(rows, day)) for phase, rows in self._stated.get(kind, {}).items())
        return _together({phase: area for phase, area in last if area is not None})

    def days(self) -> frozenset[date]:
        """Return the days on which an area changes."""
        return frozenset(row.valid_from for phases in self._stated.values() for rows in phases.values() for row in rows)

    def all_on(self, day: date) -> Mapping[AreaKind, Decimal]:
        """Return every area that is known on a day."""
        found = {kind: self.on(kind, day) for kind in AreaKind}
        return {kind: hectares for kind, hectares in found.items() if hectares is not None}


def _together(by_phase: Mapping[int | None, Decimal]) -> Decimal | None:
    if None in by_phase:
        return by_phase[None]
    return sum(by_phase.values(), Decimal(0)) if by_phase else None


def _last(rows: Iterable[Stated], day: date) -> Decimal | None:
    found = None
    for row in rows:
        if row.valid_from <= day:
            found = row.hectares
    return found


def leasable_area(areas: Areas, uses: Iterable[LandUse], day: date) -> Decimal | None:
    """Return the land of some uses as stated on a day, None where none of them was stated.

    A use that was not stated is not there: most clusters have no land for services.
    """
    return _sum(areas.on(use.value, day) for use in uses)


def leasable_of(newest: Mapping[str, Mapping[int | None, Decimal]], uses: Iterable[LandUse]) -> Decimal | None:
    """Return the same from what was stated last, by kind and phase: for long lists, which have no time for more."""
    return _sum(_together(newest.get(use.value, {})) for use in uses)


def _sum(parts: Iterable[Decimal | None]) -> Decimal | None:
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) if known else None
