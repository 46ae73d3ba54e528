"""One estate, as everybody may see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from nhip.estates.actions.checks import lot_on
from nhip.estates.areas import Areas
from nhip.estates.definitions import occupancy_definition
from nhip.estates.models import (
    AreaKind,
    AreaStatement,
    Estate,
    EstateEvent,
    EstateRecord,
    EventKind,
    LandUse,
    Lease,
    LotRecord,
    Operation,
    TenantProject,
)
from nhip.estates.occupancy import Rented, occupancy_on
from nhip.estates.queries.answers import (
    AreaRow,
    Contact,
    EstateView,
    Fact,
    FreeLot,
    OccupancyPoint,
    PublicDocument,
    TimelineEvent,
)
from nhip.estates.queries.filters import current_records
from nhip.estates.queries.listing import row_of
from nhip.estates.queries.writing import count, day_words, hectares, percent, stage_words
from nhip.estates.stages import stage_of
from nhip.figures.numbers import NumberKind, show
from nhip.registry.folding import natural
from nhip.registry.models import Document

__all__ = ["open_estate", "worked_on"]

# Quarters of a curve of occupancy: ten years.
MOST_POINTS: Final = 40


def open_estate(code: str, language: str, *, day: date | None = None) -> EstateView | None:
    """Return one estate on a day, today unless told; None where there is none of that code."""
    estate = Estate.objects.filter(code=code).first()
    if estate is None:
        return None
    with translation.override(language):
        return _view(estate, day or timezone.localdate(), language)


def _view(estate: Estate, day: date, language: str) -> EstateView:
    events = list(EstateEvent.objects.filter(estate=estate, on__lte=day).known_at().order_by("on", "until", "id"))
    record = current_records(day).filter(estate=estate).prefetch_related("places__place").first()
    stated = list(AreaStatement.objects.filter(estate=estate, valid_from__lte=day).known_at().select_related("phase"))
    lots: dict[int, list[LotRecord]] = defaultdict(list)
    for each in LotRecord.objects.filter(estate=estate).known_at().select_related("lot", "phase"):
        lots[each.lot_id].append(each)
    leases = list(Lease.objects.filter(estate=estate).known_at())
    areas = Areas(stated)
    row = row_of(
        estate, record, areas, occupancy_on(estate.kind, areas, leases, day), stage_of(events, day), day, language
    )
    documents = _documents(record, events, stated)
    return EstateView(
        row=replace(row, stage=stage_words(stage_of(events, day), language, events)),
        day=day,
        facts=_facts(record, language),
        contact=_contact(record),
        areas=_areas(stated, areas, day, language),
        timeline=_timeline(events, {each.pk for each in documents}),
        occupancy=_curve(estate, areas, leases, day, language),
        occupancy_reference=occupancy_definition(estate.kind, day).reference(language),
        free_lots=_free_lots(lots, leases, day, language),
        documents=documents,
        projects=count(_projects(estate, day), language),
        tenants=count(len({each.tenant_id for each in leases if _holds(each.starts_on, each.ends_on, day)}), language),
        enterprises=count(worked_on(estate, day), language),
        source=record.source if record else "",
        record_illustrative=bool(record and record.illustrative),
    )


def _holds(first: date, last: date | None, day: date) -> bool:
    return first <= day and (last is None or last >= day)


def worked_on(estate: Estate, day: date) -> int:
    """Return how many enterprises work in an estate on a day."""
    rows = Operation.objects.filter(estate=estate, starts_on__lte=day).known_at()
    return sum(_holds(first, last, day) for first, last in rows.values_list("starts_on", "ends_on"))


def _projects(estate: Estate, day: date) -> int:
    rows = TenantProject.objects.filter(estate=estate, approved_on__lte=day).known_at()
    return sum(_holds(first, last, day) for first, last in rows.values_list("approved_on", "ended_on"))


def _facts(record: EstateRecord | None, language: str) -> list[Fact]:
    if record is None:
        return []

    def amount(value: Decimal | None) -> str:
        return show(NumberKind.QUANTITY, value, 1, language, _("billion VND")).text if value is not None else ""

    plant = record.get_wastewater_plant_display() if record.wastewater_plant else ""
    if plant and record.wastewater_capacity is not None:
        capacity = show(NumberKind.QUANTITY, record.wastewater_capacity, 0, language, _("m³ a day")).text
        plant = f"{plant}, {capacity}"
    found = [
        Fact("sectors", _("Main sectors"), record.sector_words),
        Fact("investor", _("Investor in infrastructure"), record.investor_name),
        Fact("registered_capital", _("Registered capital"), amount(record.registered_capital)),
        Fact("spent_capital", _("Spent capital"), amount(record.spent_capital)),
        Fact("planned_works", _("Planned works"), record.planned_works),
        Fact("actual_works", _("Works built"), record.actual_works),
        Fact("wastewater", _("Waste water plant"), plant),
        Fact("price_note", _("Note to the price"), record.price_note),
        Fact("services", _("Services"), record.services),
    ]
    return [fact for fact in found if fact.text]


def _contact(record: EstateRecord | None) -> Contact | None:
    if record is None or not (record.contact_name or record.contact_phone or record.contact_email):
        return None
    return Contact(record.contact_name, record.contact_phone, record.contact_email)


def _areas(stated: Sequence[AreaStatement], areas: Areas, day: date, language: str) -> list[AreaRow]:
    known = areas.all_on(day)
    found = []
    for kind, value in known.items():
        rows = [each for each in stated if each.kind == kind]
        phases = sorted({(each.phase.number, each.phase_id) for each in rows if each.phase is not None})
        parts = [(number, Areas(each for each in rows if each.phase_id == pk).on(kind, day)) for number, pk in phases]
        found.append(
            AreaRow(
                kind.value,
                str(kind.label),
                hectares(value, language),
                [(number, hectares(part, language)) for number, part in parts],
                rows[-1].source,
                any(each.illustrative for each in rows),
            )
        )
    order = [kind.value for kind in AreaKind]
    return sorted(found, key=lambda each: order.index(each.kind))


def _timeline(events: Sequence[EstateEvent], public: frozenset[int] | set[int]) -> list[TimelineEvent]:
    found: list[TimelineEvent] = []
    before: EstateEvent | None = None
    for event in events:
        exact = before is not None and before.on == before.until and event.on == event.until
        found.append(
            TimelineEvent(
                kind=event.kind,
                words=str(EventKind(event.kind).label),
                on=event.on,
                until=event.until,
                day_words=day_words(event),
                document_number=event.document_number,
                authority=event.authority,
                document=event.document_id if event.document_id in public else None,
                note=event.note,
                source=event.source,
                illustrative=event.illustrative,
                days_before=(event.on - before.on).days if before is not None and exact else None,
            )
        )
        before = event
    return found


def _curve(estate: Estate, areas: Areas, leases: Iterable[Rented], day: date, language: str) -> list[OccupancyPoint]:
    """Ends of quarters since the first statement, and the day itself."""
    leases = list(leases)
    known = sorted(areas.days())
    if not known:
        return []
    days = list(_quarter_ends(known[0], day))[-MOST_POINTS:]
    found = []
    for each in [*days, *([day] if not days or days[-1] != day else [])]:
        full = occupancy_on(estate.kind, areas, leases, each)
        found.append(
            OccupancyPoint(
                each, hectares(full.leased, language), hectares(full.leasable, language), percent(full.share, language)
            )
        )
    return found


def _quarter_ends(first: date, last: date) -> Iterable[date]:
    year, quarter = first.year, (first.month - 1) // 3
    while True:
        following = date(year + (quarter == 3), (quarter + 1) % 4 * 3 + 1, 1)
        end = following - timedelta(days=1)
        if end > last:
            return
        yield end
        year, quarter = following.year, (following.month - 1) // 3


def _free_lots(lots: dict[int, list[LotRecord]], leases: Iterable[Lease], day: date, language: str) -> list[FreeLot]:
    taken: dict[int, Decimal] = defaultdict(Decimal)
    for lease in leases:
        if _holds(lease.starts_on, lease.ends_on, day):
            taken[lease.lot_id] += lease.hectares
    found = []
    for pk, records in lots.items():
        record = lot_on(records, day)
        free = record.hectares - taken[pk] if record is not None else Decimal(0)
        if record is not None and free > 0:
            found.append(
                FreeLot(
                    record.lot.code,
                    record.phase.number if record.phase is not None else None,
                    str(LandUse(record.use).label),
                    hectares(record.hectares, language),
                    hectares(free, language),
                    record.infrastructure_built,
                    record.illustrative,
                )
            )
    return sorted(found, key=lambda each: natural(each.code))


def _documents(
    record: EstateRecord | None, events: Iterable[EstateEvent], stated: Iterable[AreaStatement]
) -> list[PublicDocument]:
    keys = {each.document_id for each in events} | {each.document_id for each in stated}
    keys |= {record.document_id} if record else set()
    rows = (
        Document.objects.standing()
        .filter(pk__in=[key for key in keys if key is not None], public=True)
        .defer("content")
    )
    return [
        PublicDocument(each.pk, each.number, each.title, each.authority, each.issued_on, bool(each.sha256))
        for each in rows.order_by("issued_on", "id")
    ]
