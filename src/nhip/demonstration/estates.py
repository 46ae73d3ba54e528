"""Zones and clusters of the demonstration, recorded through the acts on the days on which they became known."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from nhip.demonstration.claims import SOURCE
from nhip.demonstration.estates_facts import ESTATES, MADE_UP, EstateFact, EventFact
from nhip.estates.actions import (
    Basis,
    Description,
    add_estate,
    add_phase,
    add_tenant,
    describe_estate,
    lease_land,
    record_event,
    record_lot,
    record_operation,
    record_project,
    state_area,
)
from nhip.estates.models import Estate, Phase, Precision, Tenant, TenantProject
from nhip.registry.actions import SYSTEM
from nhip.registry.documents import keep_document
from nhip.registry.keepers import SYSTEM_KEEPER
from nhip.registry.models import Document, Enterprise, Place

__all__ = ["load_estates"]

_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_FORMER_UNTIL = date(2025, 6, 30)
_INVENTED = Basis(source=MADE_UP, illustrative=True)
# Enterprises that were there well before the years of the reports.
_TENANTS_SINCE = date(2016, 12, 31)


def load_estates() -> int:
    """Record the zones and clusters that are not there yet, and return how many that were."""
    known = set(Estate.objects.values_list("code", flat=True))
    new = [fact for fact in ESTATES if fact.code not in known]
    firms = _firms() if new else []
    for fact in new:
        _record(fact, firms)
    return len(new)


def _firms() -> Sequence[Enterprise]:
    """Return enterprises that may be shown as tenants: all of them have invented names."""
    rows = Enterprise.objects.filter(entered_on__lte=_TENANTS_SINCE, tax_code__startswith="99")
    return list(rows.exclude(name__contains="Na Dương").order_by("tax_code")[:14])


def _noted(on: date, precision: str = Precision.DAY) -> datetime:
    """Return when an event was recorded: the morning after, or near the end of a month or year known no better."""
    if precision == Precision.DAY:
        day = on + timedelta(days=1)
    elif precision == Precision.MONTH:
        day = on.replace(day=calendar.monthrange(on.year, on.month)[1] - 2)
    else:
        day = date(on.year, 12, 28)
    return datetime(day.year, day.month, day.day, 8, tzinfo=_ZONE)


def _basis(source: str, document: Document | None = None) -> Basis:
    return Basis(document.pk if document else None, source, source == MADE_UP)


def _record(fact: EstateFact, firms: Sequence[Enterprise]) -> None:
    first = min(_noted(event.on, event.precision) for event in fact.events)
    estate = add_estate(SYSTEM_KEEPER, fact.kind, fact.code, fact.name, illustrative=fact.invented, at=first)
    for event in fact.events:
        record_event(
            SYSTEM_KEEPER,
            estate,
            event.kind,
            event.on,
            precision=event.precision,
            document_number=event.number,
            authority=event.authority,
            note=event.note,
            basis=_basis(event.source, _document(event)),
            at=_noted(event.on, event.precision),
        )
    phases = {
        number: add_phase(SYSTEM_KEEPER, estate, number, at=first)
        for number in sorted({number for number, *_ in fact.areas if number})
    }
    for number, kind, hectares, since, source in fact.areas:
        at = max(first, _noted(since))
        phase = phases.get(number)
        state_area(SYSTEM_KEEPER, estate, kind, Decimal(hectares), since, phase=phase, basis=_basis(source), at=at)
    _describe(fact, estate, first)
    _land(fact, estate, phases, firms)


def _document(event: EventFact) -> Document | None:
    """Return the decision an event rests on, kept once; its text is not at hand, so there is no file."""
    if not event.number:
        return None
    found = Document.objects.standing().defer("content").filter(number=event.number).first()
    return found or keep_document(
        SYSTEM,
        event.number,
        title=event.title,
        authority=event.authority,
        issued_on=event.on,
        source=event.source,
        public=True,
    )


def _describe(fact: EstateFact, estate: Estate, first: datetime) -> None:
    since = min(event.on for event in fact.events)
    low, high = (Decimal(price) for price in fact.price) if fact.price else (None, None)
    said = Description(
        sectors=tuple(fact.sectors),
        sector_words=fact.sector_words,
        investor_name=fact.investor,
        registered_capital=Decimal(fact.capital) if fact.capital else None,
        planned_works=fact.works,
        wastewater_plant=fact.plant,
        price_from=low,
        price_to=high,
        price_unit="USD/m²/50 năm" if fact.price else "",
        price_note="Giá minh họa" if fact.price else "",
        contact_name="Phòng Quản lý công nghiệp, Sở Công Thương (minh họa)",
        contact_phone="0205 000 0000",
        contact_email="cum.congnghiep@example.vn",
        latitude=Decimal(fact.position[0]),
        longitude=Decimal(fact.position[1]),
        places=_places(fact),
    )
    at = max(first, _noted(since))
    describe_estate(SYSTEM_KEEPER, estate, since, said, basis=Basis(source=fact.said_source, illustrative=True), at=at)


def _places(fact: EstateFact) -> tuple[Place, ...]:
    """Return the places of today and those of before July 2025."""
    now = Place.objects.filter(code__in=[fact.commune, *fact.more_communes], valid_to=None)
    former = Place.objects.filter(code__in=list(fact.former), valid_to=_FORMER_UNTIL)
    return (*now.order_by("code"), *former.order_by("code"))


def _land(fact: EstateFact, estate: Estate, phases: dict[int, Phase], firms: Sequence[Enterprise]) -> None:
    for lot in fact.lots:
        record = record_lot(
            SYSTEM_KEEPER,
            estate,
            lot.code,
            lot.use,
            Decimal(lot.hectares),
            lot.since,
            phase=phases.get(lot.phase or 0),
            infrastructure_built=lot.built,
            basis=_INVENTED,
            at=_noted(lot.since),
        )
        if lot.leased is None or not lot.tenant:
            continue
        at = _noted(lot.leased)
        firm = firms[lot.tenant - 1] if lot.tenant <= len(firms) else None
        tenant = add_tenant(SYSTEM_KEEPER, firm.name if firm else "", firm, illustrative=True, at=at)
        project = _project(estate, tenant, lot.tenant, lot.leased, at)
        lease_land(
            SYSTEM_KEEPER,
            record.lot,
            tenant,
            Decimal(lot.hectares),
            lot.leased,
            project=project,
            price=Decimal(40 + lot.tenant),
            price_unit="USD/m²/50 năm",
            basis=_INVENTED,
            at=at,
        )
    for firm in firms[: fact.operations]:
        since = date(2017, 7, 1)
        basis = Basis(source=f"{SOURCE}: 12 doanh nghiệp; tên: {MADE_UP}", illustrative=True)
        record_operation(SYSTEM_KEEPER, estate, since, enterprise=firm, basis=basis, at=_noted(since))


def _project(estate: Estate, tenant: Tenant, number: int, approved_on: date, at: datetime) -> TenantProject | None:
    # Every third tenant works in a hall that is leased with the lot, and has no project of its own.
    if number % 3 == 0:
        return None
    return record_project(
        SYSTEM_KEEPER,
        estate,
        tenant,
        f"MH-{estate.pk:02}{number:03}",
        f"Nhà máy của {tenant.name}",
        approved_on - timedelta(days=60),
        registered_capital=Decimal(12 + 3 * number),
        jobs=20 + 5 * number,
        operating_from=approved_on + timedelta(days=300),
        basis=_INVENTED,
        at=at,
    )
