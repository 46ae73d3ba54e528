"""What whoever keeps an estate asks: everything recorded about it, each entry with its earlier versions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from nhip.estates.models import (
    AreaStatement,
    Estate,
    EstateEvent,
    EstateRecord,
    Lease,
    LotRecord,
    Operation,
    Phase,
    TenantProject,
)
from nhip.registry.folding import natural
from nhip.registry.versions import Versioned

__all__ = ["Kept", "Versions", "everything_about", "leases_of", "versions"]

_V = TypeVar("_V", bound=Versioned)
# A page is read by a person.
MOST: Final = 2_000


@dataclass(frozen=True, slots=True)
class Versions(Generic[_V]):
    """An entry as it counts now, or was withdrawn, with what it said before; the latest of those first."""

    now: _V
    earlier: Sequence[_V]


@dataclass(frozen=True, slots=True)
class Kept:
    """Everything recorded about an estate. Leases are asked apart, for whoever may see them."""

    estate: Estate
    phases: Sequence[Phase]
    descriptions: Sequence[Versions[EstateRecord]]
    events: Sequence[Versions[EstateEvent]]
    areas: Sequence[Versions[AreaStatement]]
    lots: Sequence[Versions[LotRecord]]
    projects: Sequence[Versions[TenantProject]]
    operations: Sequence[Versions[Operation]]


def versions(rows: Iterable[_V]) -> list[Versions[_V]]:
    """Return rows as entries with their earlier versions, in the order of the rows."""
    known = {row.pk: row for row in rows}
    # The type checker does not see the column of a field declared in an abstract model.
    olders: dict[int, int] = {pk: older for pk, row in known.items() if (older := getattr(row, "replaces_id", None))}
    replaced = frozenset(olders.values())

    def before(pk: int) -> list[_V]:
        found: list[_V] = []
        while (pk := olders.get(pk, 0)) in known:
            found.append(known[pk])
        return found

    return [Versions(row, before(pk)) for pk, row in known.items() if pk not in replaced]


def everything_about(estate: Estate) -> Kept:
    """Return everything recorded about an estate, with its documents, tenants and places."""
    document = "document__content"
    descriptions = (
        EstateRecord.objects.filter(estate=estate)
        .select_related("document", "investor")
        .prefetch_related("places__place")
        .defer(document)
    )
    events = EstateEvent.objects.filter(estate=estate).select_related("document").defer(document)
    areas = AreaStatement.objects.filter(estate=estate).select_related("document", "phase").defer(document)
    lots = LotRecord.objects.filter(estate=estate).select_related("document", "lot", "phase").defer(document)
    projects = TenantProject.objects.filter(estate=estate).select_related("document", "tenant").defer(document)
    operations = Operation.objects.filter(estate=estate).select_related("enterprise")
    return Kept(
        estate,
        list(Phase.objects.filter(estate=estate)),
        versions(descriptions.order_by("-valid_from", "-id")[:MOST]),
        versions(events.order_by("on", "id")[:MOST]),
        versions(areas.order_by("kind", "valid_from", "id")[:MOST]),
        sorted(
            versions(lots.order_by("lot__code", "valid_from", "id")[:MOST]), key=lambda each: natural(each.now.lot.code)
        ),
        versions(projects.order_by("certificate_code", "id")[:MOST]),
        versions(operations.order_by("starts_on", "id")[:MOST]),
    )


def leases_of(estate: Estate) -> list[Versions[Lease]]:
    """Return the leases of an estate, confidential as they are, the newest first."""
    rows = Lease.objects.filter(estate=estate).select_related("document", "lot", "tenant", "project")
    return versions(rows.defer("document__content").order_by("-starts_on", "-id")[:MOST])
