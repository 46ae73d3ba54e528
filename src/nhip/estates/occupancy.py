"""How full a zone or cluster is: leased over leasable land, by the definition in force, on any day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from nhip.estates.areas import Areas, leasable_area
from nhip.estates.definitions import OccupancyDefinition, occupancy_definition

__all__ = ["Occupancy", "Rented", "leased_area", "occupancy_of", "occupancy_on", "together"]


class Rented(Protocol):
    """What of a lease decides on occupancy."""

    use: str
    hectares: Decimal
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Occupancy:
    """Leased and leasable land in hectares. The leasable land is what was stated, not the total area."""

    leased: Decimal
    leasable: Decimal | None

    @property
    def share(self) -> Decimal | None:
        """Return percent, None where no leasable land was stated."""
        return occupancy_of(self.leased, self.leasable)

    @property
    def free(self) -> Decimal | None:
        """Return what is left to lease."""
        return None if self.leasable is None else self.leasable - self.leased


def occupancy_of(leased: Decimal, leasable: Decimal | None) -> Decimal | None:
    """Return leased over leasable land in percent, unrounded; None where there is nothing to divide by.

    >>> round(occupancy_of(Decimal("26.73"), Decimal("84")), 2)
    Decimal('31.82')
    """
    return leased / leasable * 100 if leasable else None


def leased_area(leases: Iterable[Rented], uses: Iterable[str], day: date) -> Decimal:
    """Return the land of some uses that is leased on a day; first and last day are both included."""
    wanted = frozenset(uses)
    return sum(
        (
            lease.hectares
            for lease in leases
            if lease.use in wanted and lease.starts_on <= day and (lease.ends_on is None or lease.ends_on >= day)
        ),
        Decimal(0),
    )


def occupancy_on(kind: str, areas: Areas, leases: Iterable[Rented], day: date) -> Occupancy:
    """Return how full an estate of a kind is on a day."""
    definition: OccupancyDefinition = occupancy_definition(kind, day)
    return Occupancy(leased_area(leases, definition.uses, day), leasable_area(areas, definition.uses, day))


def together(parts: Iterable[Occupancy]) -> Occupancy:
    """Return the occupancy of several estates: sums over sums, and never a mean of shares.

    Estates without a stated leasable area are left out above and below the line.
    """
    known = [part for part in parts if part.leasable is not None]
    leasable = sum((part.leasable or Decimal(0) for part in known), Decimal(0))
    return Occupancy(sum((part.leased for part in known), Decimal(0)), leasable if known else None)
