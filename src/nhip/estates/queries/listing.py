"""The list of estates, and the spots on a map. The number of questions is the same for every page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from django.utils import timezone, translation

from nhip.estates.areas import Areas
from nhip.estates.models import AreaKind, AreaStatement, Estate, EstateRecord, FirstEvent
from nhip.estates.occupancy import Occupancy
from nhip.estates.queries.answers import EstateList, EstateRow, EstateSpot
from nhip.estates.queries.filters import Filters, current_records, matching, occupancies, with_free_land
from nhip.estates.queries.writing import hectares, percent, place_words, price_words, stage_words
from nhip.estates.stages import Reached, stage_of

__all__ = ["PAGE", "list_estates", "row_of", "spots", "stages_of"]

PAGE: Final = 25


def list_estates(
    filters: Filters, language: str, *, page: int = 1, size: int = PAGE, day: date | None = None
) -> EstateList:
    """Return a page of the estates that match, as they are on a day: today unless told."""
    day = day or timezone.localdate()
    found = matching(filters, day)
    keys = None if filters.free_from is None else with_free_land(found, filters.free_from, day)
    total = found.count() if keys is None else len(keys)
    pages = max(1, -(-total // size))
    page = min(max(page, 1), pages)
    part = slice((page - 1) * size, page * size)
    estates = list(found[part]) if keys is None else _in_order(keys[part])
    with translation.override(language):
        rows = _rows(estates, day, language)
    return EstateList(rows, total, page, pages)


def _in_order(keys: Sequence[int]) -> list[Estate]:
    known = Estate.objects.in_bulk(keys)
    return [known[pk] for pk in keys]


def _rows(estates: Sequence[Estate], day: date, language: str) -> list[EstateRow]:
    keys = [estate.pk for estate in estates]
    full = occupancies({estate.pk: estate.kind for estate in estates}, day)
    records = {
        row.estate_id: row
        for row in current_records(day).filter(estate__in=keys).prefetch_related("places__place").order_by()
    }
    totals: dict[int, list[AreaStatement]] = {}
    stated = AreaStatement.objects.known_at().filter(estate__in=keys, kind=AreaKind.TOTAL, valid_from__lte=day)
    for row in stated:
        totals.setdefault(row.estate_id, []).append(row)
    reached = stages_of(keys, day)
    return [
        row_of(
            estate,
            records.get(estate.pk),
            Areas(totals.get(estate.pk, ())),
            full[estate.pk],
            reached.get(estate.pk),
            day,
            language,
        )
        for estate in estates
    ]


def stages_of(keys: Sequence[int], day: date) -> Mapping[int, Reached]:
    """Return the stage of each estate on a day; those without an event are left out."""
    events: dict[int, list[FirstEvent]] = {}
    for row in FirstEvent.objects.filter(estate__in=keys, until__lte=day):
        events.setdefault(row.estate_id, []).append(row)
    found = {pk: stage_of(rows, day) for pk, rows in events.items()}
    return {pk: reached for pk, reached in found.items() if reached is not None}


def row_of(
    estate: Estate,
    record: EstateRecord | None,
    areas: Areas,
    full: Occupancy,
    reached: Reached | None,
    day: date,
    language: str,
) -> EstateRow:
    """Write one estate as a list shows it."""
    return EstateRow(
        code=estate.code,
        name=estate.name,
        kind=estate.kind,
        kind_words=estate.get_kind_display(),
        stage=stage_words(reached, language),
        places=place_words(each.place for each in record.places.all()) if record else "",
        total=hectares(areas.on(AreaKind.TOTAL, day), language),
        leasable=hectares(full.leasable, language),
        leased=hectares(full.leased, language),
        free=hectares(full.free, language),
        occupancy=percent(full.share, language),
        price=price_words(record, language),
        sectors=tuple(record.sectors) if record else (),
        sector_words=record.sector_words if record else "",
        latitude=float(record.latitude) if record and record.latitude is not None else None,
        longitude=float(record.longitude) if record and record.longitude is not None else None,
        illustrative=estate.illustrative,
    )


def spots(filters: Filters, *, day: date | None = None) -> list[EstateSpot]:
    """Return the estates that match and have a position, in the order of the list."""
    day = day or timezone.localdate()
    found = matching(filters, day)
    estates = list(found)
    if filters.free_from is not None:
        free = frozenset(with_free_land(found, filters.free_from, day))
        estates = [estate for estate in estates if estate.pk in free]
    keys = {estate.pk for estate in estates}
    placed = current_records(day).exclude(latitude=None).order_by()
    positions = {
        estate: (float(latitude), float(longitude))
        for estate, latitude, longitude in placed.values_list("estate_id", "latitude", "longitude")
        if estate in keys and latitude is not None and longitude is not None
    }
    reached = stages_of(list(positions), day)
    return [
        EstateSpot(
            estate.code,
            estate.name,
            estate.kind,
            reached[estate.pk].stage.code if estate.pk in reached else "",
            *positions[estate.pk],
        )
        for estate in estates
        if estate.pk in positions
    ]
