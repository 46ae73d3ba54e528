"""Which estates a list asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

from django.db.models import Case, Exists, IntegerField, Max, OuterRef, Q, QuerySet, Sum, TextField, Value, When
from django.db.models.functions import Cast

from nhip.estates.areas import Areas, leasable_area
from nhip.estates.definitions import occupancy_definition, stages
from nhip.estates.models import (
    AreaStatement,
    Estate,
    EstateKind,
    EstatePlace,
    EstateRecord,
    FirstEvent,
    Lease,
)
from nhip.estates.occupancy import Occupancy
from nhip.estates.stages import stage_by_code
from nhip.registry.folding import fold
from nhip.registry.models import Place

__all__ = ["Filters", "current_records", "matching", "occupancies"]

SHORT: Final = 100


@dataclass(frozen=True)
class Filters:
    """What an investor looks for. Blank narrows nothing.

    `text` finds names with and without marks, `place` places by today's and by former names; `free_from` in hectares;
    `price_to` keeps those whose lowest price is not above it, in the unit of the estate.
    """

    text: str = ""
    kind: str = ""
    stage: str = ""
    sector: str = ""
    place: str = ""
    free_from: Decimal | None = None
    price_to: Decimal | None = None


def current_records(day: date) -> QuerySet[EstateRecord]:
    """Return the description that holds on a day, of every estate that has one."""
    known = EstateRecord.objects.known_at().filter(valid_from__lte=day)
    later = known.filter(estate=OuterRef("estate"), valid_from__gt=OuterRef("valid_from"))
    found: QuerySet[EstateRecord] = known.filter(~Exists(later))
    return found


def matching(filters: Filters, day: date) -> QuerySet[Estate]:
    """Return the estates that match, in the order of the Vietnamese alphabet."""
    found = Estate.objects.all()
    for word in fold(filters.text).split():
        found = found.filter(name_folded__contains=word)
    if filters.kind:
        found = found.filter(kind=filters.kind)
    records = current_records(day)
    narrowed = records
    if filters.sector:
        narrowed = narrowed.annotate(sectors_text=Cast("sectors", TextField())).filter(
            sectors_text__contains=f'"{filters.sector}"'
        )
    if filters.price_to is not None:
        narrowed = narrowed.filter(price_from__lte=filters.price_to)
    if filters.place.strip():
        places = Place.objects.named_now_or_before(filters.place).values("pk")
        narrowed = narrowed.filter(pk__in=EstatePlace.objects.filter(place__in=places).values("record"))
    if narrowed is not records:
        found = found.filter(pk__in=narrowed.values("estate"))
    if filters.stage:
        found = found.filter(pk__in=_of_stage(filters.stage, day))
    if filters.free_from is not None:
        known = occupancies(dict(found.values_list("pk", "kind")), day)
        free = [pk for pk, each in known.items() if each.free is not None and each.free >= filters.free_from]
        found = found.filter(pk__in=free)
    return found.order_by("sort_key", "code")


def _of_stage(code: str, day: date) -> Any:
    wanted = stage_by_code(code)
    whens = [When(kind__in=stage.events, then=Value(stage.rank)) for stage in stages()]
    rank = Max(Case(*whens, default=Value(0), output_field=IntegerField()))
    reached = FirstEvent.objects.filter(until__lte=day).order_by().values("estate").annotate(rank=rank)
    return reached.filter(rank=wanted.rank if wanted else -1).values("estate")


class _Stated(NamedTuple):
    """What of a statement decides on an area; a model's row would take ten times as long to make."""

    estate_id: int
    id: int
    phase_id: int | None
    kind: str
    hectares: Decimal
    valid_from: date


def occupancies(kinds: Mapping[int, str], day: date) -> dict[int, Occupancy]:
    """Return how full estates are on a day, by key; two questions however many they are.

    Args:
        kinds: the kind of each estate, by its key.
    """
    uses = {kind.value: occupancy_definition(kind.value, day).uses for kind in EstateKind}
    wanted = sorted({use.value for its in uses.values() for use in its})
    # A page is asked for by its keys; longer lists are asked whole.
    narrow: dict[str, Any] = {"estate__in": list(kinds)} if len(kinds) <= SHORT else {}
    leases = Lease.objects.known_at().filter(
        Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day, use__in=wanted, **narrow
    )
    leased: dict[int, Decimal] = {}
    for pk, use, area in leases.order_by().values_list("estate_id", "use").annotate(Sum("hectares")):
        if pk in kinds and use in uses[kinds[pk]]:
            leased[pk] = leased.get(pk, Decimal(0)) + area
    rows = AreaStatement.objects.known_at().filter(kind__in=wanted, valid_from__lte=day, **narrow).order_by()
    stated: dict[int, list[_Stated]] = {}
    for row in rows.values_list(*_Stated._fields):
        stated.setdefault(row[0], []).append(_Stated(*row))
    return {
        pk: Occupancy(leased.get(pk, Decimal(0)), leasable_area(Areas(stated.get(pk, ())), uses[kind], day))
        for pk, kind in kinds.items()
    }
