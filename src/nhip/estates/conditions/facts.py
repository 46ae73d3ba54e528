"""What the rules ask of the registers, read in a fixed number of questions, as it stands on a day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.db.models import Q

from nhip.estates.areas import Areas
from nhip.estates.law import MountainUnit, Words, law
from nhip.estates.models import (
    AreaKind,
    AreaStatement,
    DossierPurpose,
    Estate,
    EstateKind,
    EstatePlace,
    EstateRecord,
    EventKind,
    FirstEvent,
    Lease,
)
from nhip.estates.occupancy import Occupancy, occupancy_on, together
from nhip.registry.models import Place, PlaceKind, Succession

__all__ = ["Facts", "facts_of"]

DISTRICT_LEVEL: Final = frozenset({PlaceKind.DISTRICT, PlaceKind.CITY, PlaceKind.TOWN})


@dataclass(frozen=True, slots=True)
class Facts:
    """An estate on a day. None is "not on record"."""

    day: date
    kind: str
    purpose: str
    area: Decimal | None = None
    mountainous: bool | None = None
    mountain_reference: str = ""
    mountain_note: Words | None = None
    planned_on: date | None = None
    units: tuple[str, ...] = ()
    others: int = 0
    others_occupancy: Occupancy | None = None
    own_occupancy: Occupancy | None = None
    infrastructure_on: date | None = None
    province_occupancy: Occupancy | None = None

    @property
    def expands(self) -> bool:
        """Whether an expansion is asked for."""
        return self.purpose == DossierPurpose.EXPAND


def facts_of(estate: Estate, purpose: str, day: date) -> Facts:
    """Read what is on record about an estate and those around it."""
    firsts = {each.kind: each.until for each in FirstEvent.objects.filter(estate=estate, until__lte=day)}
    places = _places(estate)
    units = _units(places, day)
    mountain = _mountain(places, day)
    around = _clusters_in(units, day) - {estate.pk} if estate.kind == EstateKind.CLUSTER else set()
    zones = _standing(EstateKind.ZONE, day) if estate.kind == EstateKind.ZONE else set()
    occupancies, areas = _occupancies({estate.pk, *around, *zones}, day)
    return Facts(
        day=day,
        kind=estate.kind,
        purpose=purpose,
        area=areas[estate.pk].on(AreaKind.TOTAL, day) if estate.pk in areas else None,
        mountainous=None if not places else mountain is not None,
        mountain_reference=mountain.reference if mountain else "",
        mountain_note=mountain.note if mountain else None,
        planned_on=firsts.get(EventKind.PLANNED),
        units=tuple(sorted(each.name for each in units)),
        others=len(around),
        others_occupancy=together([occupancies[pk] for pk in around if pk in occupancies]) if around else None,
        own_occupancy=occupancies.get(estate.pk),
        infrastructure_on=firsts.get(EventKind.OPERATING),
        province_occupancy=together([occupancies[pk] for pk in zones if pk in occupancies]) if zones else None,
    )


def _places(estate: Estate) -> list[Place]:
    record = estate.records.known_at().order_by("-valid_from", "-id").first()
    if record is None:
        return []
    return [each.place for each in EstatePlace.objects.filter(record=record).select_related("place__parent__parent")]


def _units(places: Collection[Place], day: date) -> list[Place]:
    """Return the units whose clusters count together: the communes places are, where the law of the day says so."""
    unit = law().parameter_on("cluster_occupancy_unit", day)
    if unit is not None and unit.text == "commune":
        return [each for each in places if each.kind not in DISTRICT_LEVEL]
    return _districts(places)


def _districts(places: Collection[Place]) -> list[Place]:
    """Return the districts places lie in, or lay in before there were none."""
    found = {each.pk: each for each in places if each.kind in DISTRICT_LEVEL}
    found |= {each.parent.pk: each.parent for each in places if each.parent and each.parent.kind in DISTRICT_LEVEL}
    if not found:
        went = Succession.objects.filter(newer__in=[each.pk for each in places], older__parent__kind__in=DISTRICT_LEVEL)
        parents = [each.older.parent for each in went.select_related("older__parent")]
        found = {each.pk: each for each in parents if each is not None}
    return list(found.values())


def _mountain(places: Collection[Place], day: date) -> MountainUnit | None:
    codes = {each.code for each in places}
    for each in places:
        codes |= {above.code for above in (each.parent, each.parent.parent if each.parent else None) if above}
    return next((unit for unit in law().mountain if unit.span.holds(day) and unit.code in codes), None)


def _standing(kind: EstateKind, day: date) -> set[int]:
    """Return the estates of a kind that are established on a day."""
    rows = FirstEvent.objects.filter(estate__kind=kind, until__lte=day)
    established = set(rows.filter(kind=EventKind.ESTABLISHED).values_list("estate", flat=True))
    return established - set(rows.filter(kind=EventKind.REPEALED).values_list("estate", flat=True))


def _clusters_in(units: Collection[Place], day: date) -> set[int]:
    if not units:
        return set()
    # A cluster described by a commune of before lies in the unit that commune went into.
    older = Succession.objects.filter(newer__in=[each.pk for each in units]).values("older")
    inside = Place.objects.filter(Q(pk__in=[each.pk for each in units]) | Q(parent__in=units) | Q(pk__in=older))
    went = Succession.objects.filter(older__in=inside).values("newer")
    said = EstateRecord.objects.known_at().filter(estate__kind=EstateKind.CLUSTER)
    lie = EstatePlace.objects.filter(Q(place__in=inside) | Q(place__in=went), record__in=said)
    return set(lie.values_list("record__estate", flat=True)) & _standing(EstateKind.CLUSTER, day)


def _occupancies(estates: Collection[int], day: date) -> tuple[dict[int, Occupancy], dict[int, Areas]]:
    statements: dict[int, list[AreaStatement]] = {}
    for each in AreaStatement.objects.filter(estate__in=estates).known_at():
        statements.setdefault(each.estate_id, []).append(each)
    leases: dict[int, list[Lease]] = {}
    for lease in Lease.objects.filter(estate__in=estates).known_at():
        leases.setdefault(lease.estate_id, []).append(lease)
    kinds = dict(Estate.objects.filter(pk__in=estates).values_list("pk", "kind"))
    areas = {pk: Areas(statements.get(pk, ())) for pk in kinds}
    return {pk: occupancy_on(kind, areas[pk], leases.get(pk, ()), day) for pk, kind in kinds.items()}, areas
