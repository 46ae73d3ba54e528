"""Short ways to make estates for tests, through the acts."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from nhip.estates.actions import add_estate, add_tenant, lease_land, record_event, record_lot, state_area
from nhip.estates.models import Estate, EstateEvent, Lease, LotRecord
from nhip.registry.keepers import SYSTEM_KEEPER as BY

__all__ = ["BY", "cluster", "event", "ha", "lease", "lot", "zone"]


def ha(text: str) -> Decimal:
    return Decimal(text)


def _estate(kind: str, code: str, areas: dict[str, str], since: date, at: datetime | None) -> Estate:
    estate = add_estate(BY, kind, code, f"Cụm {code}", at=at)
    for use, hectares in areas.items():
        state_area(BY, estate, use, ha(hectares), since, at=at)
    return estate


def cluster(code: str = "C-1", since: date = date(2020, 1, 1), at: datetime | None = None, **areas: str) -> Estate:
    return _estate("cluster", code, areas, since, at)


def zone(code: str = "Z-1", since: date = date(2020, 1, 1), at: datetime | None = None, **areas: str) -> Estate:
    return _estate("zone", code, areas, since, at)


def event(estate: Estate, kind: str, on: date, **more: Any) -> EstateEvent:
    return record_event(BY, estate, kind, on, **more)


def lot(
    estate: Estate,
    code: str = "L1",
    hectares: str = "10",
    use: str = "industrial",
    since: date = date(2020, 1, 1),
    **more: Any,
) -> LotRecord:
    return record_lot(BY, estate, code, use, ha(hectares), since, **more)


def lease(record: LotRecord, hectares: str, starts_on: date, ends_on: date | None = None, **more: Any) -> Lease:
    tenant = more.pop("tenant", None) or add_tenant(BY, "Công ty thuê đất")
    return lease_land(BY, record.lot, tenant, ha(hectares), starts_on, ends_on=ends_on, **more)
