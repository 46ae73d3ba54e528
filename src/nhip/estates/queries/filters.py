"""Which estates a list asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db.models import Case, Exists, IntegerField, Max, OuterRef, Q, QuerySet, Sum, TextField, Value, When
from django.db.models.functions import Cast

from nhip.estates.areas import leasable_of
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
from nhip.estates.queries.words import found_by_words
from nhip.estates.stages import stage_by_code
from nhip.registry.models import Place

__all__ = ["Filters", "current_records", "matching", "occupancies", "with_free_land"]

SHORT: Final = 100


@dataclass(frozen=True)
class Filters:
    """What an investor looks for. Blank narrows nothing.

    `text` finds names, codes, sectors, investors and places, with and without marks; `place` finds places by today's
    and by former names; `free_from` in hectares;
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
    """Return the estates that match, but for free land, in the order of the Vietnamese alphabet."""
    found = Estate.objects.all()
    records = current_records(day)
    words = found_by_words(filters.text, records)
    if words is not None:
        found = found.filter(words)
    if filters.kind:
        found = found.filter(kind=filters.kind)
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
    return found.order_by("sort_key", "code")


def with_free_land(found: QuerySet[Estate], least: Decimal, day: date) -> list[int]:
    """Return the keys of those that have so much land left to lease, in their order.

    Areas come together from phases and leases in ways no database adds up fast, so this is counted here.
    """
    kinds = dict(found.values_list("pk", "kind"))
    known = occupancies(kinds, day)
    return [pk for pk in kinds if (free := known[pk].free) is not None and free >= least]


def _of_stage(code: str, day: date) -> Any:
    wanted = stage_by_code(code)
    whens = [When(kind__in=stage.events, then=Value(stage.rank)) for stage in stages()]
    rank = Max(Case(*whens, default=Value(0), output_field=IntegerField()))
    reached = FirstEvent.objects.filter(until__lte=day).order_by().values("estate").annotate(rank=rank)
    return reached.filter(rank=wanted.rank if wanted else -1).values("estate")


def occupancies(kinds: Mapping[int, str], day: date) -> dict[int, Occupancy]:
    """Return how full estates are on a day, by key; three questions however many they are.

    Args:
        kinds: the kind of each estate, by its key.
    """
    uses = {kind.value: occupancy_definition(kind.value, day).uses for kind in EstateKind}
    wanted = sorted({use.value for its in uses.values() for use in its})
    # A page is asked for by its keys; longer lists are asked whole.
    narrow: dict[str, Any] = {"estate__in": list(kinds)} if len(kinds) <= SHORT else {}
    leased = _leased(uses, kinds, day, narrow)
    stated = _stated(wanted, day, narrow)
    nothing: dict[str, dict[int | None, Decimal]] = {}
    return {
        pk: Occupancy(leased.get(pk, Decimal(0)), leasable_of(stated.get(pk, nothing), uses[kind]))
        for pk, kind in kinds.items()
    }


def _stated(
    wanted: Sequence[str], day: date, narrow: Mapping[str, Any]
) -> dict[int, dict[str, dict[int | None, Decimal]]]:
    """Return the newest statement of a day of each estate, kind and phase.

    The database puts them in order, so that neither their days nor their rows need be made in Python.
    """
    rows = AreaStatement.objects.known_at().filter(kind__in=wanted, valid_from__lte=day, **narrow)
    found: dict[int, dict[str, dict[int | None, Decimal]]] = {}
    for pk, kind, phase, hectares in rows.order_by("valid_from", "id").values_list(
        "estate_id", "kind", "phase_id", "hectares"
    ):
        found.setdefault(pk, {}).setdefault(kind, {})[phase] = hectares
    return found


def _leased(
    uses: Mapping[str, Iterable[str]], kinds: Mapping[int, str], day: date, narrow: Mapping[str, Any]
) -> dict[int, Decimal]:
    """Add up the leases of today's knowledge: all versions that were not withdrawn, less those that were replaced.

    Asking of each of a hundred thousand whether it was replaced would take several times as long.
    """
    found: dict[int, Decimal] = {}
    for path, sign in (("", 1), ("replaces__", -1)):
        terms: dict[str, Any] = {f"{path}withdrawn": False, f"{path}starts_on__lte": day}
        terms |= {f"{path}{name}": value for name, value in narrow.items()}
        holds = Q(**{f"{path}ends_on": None}) | Q(**{f"{path}ends_on__gte": day})
        if path:
            terms["replaces__isnull"] = False
        rows = Lease.objects.filter(holds, **terms).order_by().values_list(f"{path}estate", f"{path}use")
        for pk, use, area in rows.annotate(Sum(f"{path}hectares")):
            if pk in kinds and use in uses[kinds[pk]]:
                found[pk] = found.get(pk, Decimal(0)) + sign * area
    return found
