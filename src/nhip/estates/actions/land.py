"""Acts on lots, tenants and leases."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from nhip.estates.actions.checks import check_land, lot_on
from nhip.estates.actions.versions import (
    NO_BASIS,
    Basis,
    Correction,
    copy_of,
    corrected,
    hold,
    non_negative,
    positive_area,
    store,
    told,
)
from nhip.estates.bounds import LEASE_AHEAD, day_within, days_in_order
from nhip.estates.faults import fault
from nhip.estates.models import Estate, LandUse, Lease, Lot, LotRecord, Phase, Tenant, TenantProject
from nhip.figures.days import day_written
from nhip.registry.actions import audit
from nhip.registry.keepers import Keeper
from nhip.registry.models import Enterprise

__all__ = ["add_tenant", "end_lease", "lease_land", "record_lot"]


def record_lot(
    by: Keeper,
    estate: Estate,
    code: str,
    use: str,
    hectares: Decimal,
    valid_from: date,
    *,
    valid_to: date | None = None,
    phase: Phase | None = None,
    infrastructure_built: bool = False,
    basis: Basis = NO_BASIS,
    correction: Correction | None = None,
    at: datetime | None = None,
) -> LotRecord:
    """Add a lot, say that it changes from a day on, or correct what was said.

    Raises:
        Fault: E703 to E706 a value cannot be used; E720 the lot is described from that day on already; E731 the phase
            is of another estate; E722 to E726 it does not go with leases and areas; E710 to E713; E657, E658.
    """
    by.demand("may_edit_estates")
    code = " ".join(code.split())
    if not code or len(code) > Lot._meta.get_field("code").max_length:  # type: ignore[operator]
        raise fault("E702", field="code")
    if use not in LandUse.values:
        raise fault("E703", field="use", text=use, allowed=", ".join(LandUse.values))
    positive_area(hectares)
    day_within(valid_from, "valid_from", at)
    days_in_order(valid_from, valid_to, "valid_to")
    if phase is not None and phase.estate_id != estate.pk:
        raise fault("E731", field="phase", text=phase.number)
    with transaction.atomic():
        hold(estate)
        lot, _ = Lot.objects.get_or_create(
            estate=estate,
            code=code,
            defaults={"recorded_at": at or timezone.now(), "recorded_by": by.name},
        )
        same = LotRecord.objects.filter(lot=lot, valid_from=valid_from).known_at()
        if same.exclude(pk=corrected(correction)).exists():
            raise fault("E720", field="code", text=code)
        row = LotRecord(
            lot=lot,
            estate=estate,
            phase=phase,
            use=use,
            hectares=hectares,
            infrastructure_built=infrastructure_built,
            valid_from=valid_from,
            valid_to=valid_to,
            document=basis.standing(),
            source=basis.source,
            illustrative=basis.illustrative,
        )
        store(by, row, "estate.lot_recorded", correction=correction, at=at)
        check_land(estate)
    return row


def add_tenant(
    by: Keeper,
    name: str,
    enterprise: Enterprise | None = None,
    *,
    illustrative: bool = False,
    at: datetime | None = None,
) -> Tenant:
    """Return the tenant of an enterprise, or of a name where no enterprise is known; add one if there is none.

    Raises:
        Fault: E702 there is no name.
    """
    by.demand("may_edit_estates")
    name = " ".join(name.split()) or (enterprise.name if enterprise else "")
    if not name:
        raise fault("E702", field="name")
    known = Tenant.objects.filter(enterprise=enterprise)
    found: Tenant | None = (known if enterprise else known.filter(name=name)).first()
    if found is not None:
        return found
    with transaction.atomic():
        tenant: Tenant = Tenant.objects.create(
            name=name,
            enterprise=enterprise,
            illustrative=illustrative,
            recorded_at=at or timezone.now(),
            recorded_by=by.name,
        )
        audit(by.name, "estate.tenant_added", f"tenant {tenant.pk}", new=told(tenant))
    return tenant


def lease_land(
    by: Keeper,
    lot: Lot,
    tenant: Tenant,
    hectares: Decimal,
    starts_on: date,
    *,
    ends_on: date | None = None,
    project: TenantProject | None = None,
    price: Decimal | None = None,
    price_unit: str = "",
    basis: Basis = NO_BASIS,
    correction: Correction | None = None,
    at: datetime | None = None,
) -> Lease:
    """Record a lease of a lot or of a part of it, or correct one.

    Raises:
        Fault: E704 to E707 a value cannot be used; E722, E723 more would be leased than is there; E725 the lot is not
            there; E729 the project is another's; E710 to E713; E657, E658.
    """
    by.demand("may_edit_estates")
    positive_area(hectares)
    day_within(starts_on, "starts_on", at)
    days_in_order(starts_on, ends_on)
    if ends_on is not None:
        day_within(ends_on, "ends_on", at, LEASE_AHEAD)
    non_negative(price, "price", 2)
    estate = lot.estate
    if project is not None and (project.estate_id, project.tenant_id) != (estate.pk, tenant.pk):
        raise fault("E729", field="project")
    with transaction.atomic():
        hold(estate)
        record = lot_on(LotRecord.objects.filter(lot=lot).known_at(), starts_on)
        if record is None:
            raise fault("E725", field="starts_on", text=lot.code)
        row = Lease(
            estate=estate,
            lot=lot,
            tenant=tenant,
            project=project,
            use=record.use,
            hectares=hectares,
            starts_on=starts_on,
            ends_on=ends_on,
            price=price,
            price_unit=price_unit,
            document=basis.standing(),
            source=basis.source,
            illustrative=basis.illustrative,
        )
        store(by, row, "estate.land_leased", correction=correction, at=at)
        check_land(estate)
    return row


def end_lease(
    by: Keeper,
    lease: Lease,
    ends_on: date,
    reason: str,
    *,
    basis: Basis | None = None,
    at: datetime | None = None,
) -> Lease:
    """Say which day was, or will be, the last of a lease.

    Raises:
        Fault: E705 it lies before the first day; E727 the lease ended before that; E710 to E713; E657, E658.
    """
    by.demand("may_edit_estates")
    days_in_order(lease.starts_on, ends_on)
    day_within(ends_on, "ends_on", at, LEASE_AHEAD)
    if lease.ends_on is not None and lease.ends_on < ends_on:
        raise fault("E727", field="ends_on", last=day_written(lease.ends_on))
    with transaction.atomic():
        hold(lease.estate)
        row = copy_of(lease)
        row.ends_on = ends_on
        if basis is not None:
            row.document = basis.standing()
            row.source = basis.source or row.source
        store(by, row, "estate.lease_ended", correction=Correction(lease, reason), at=at)
        check_land(lease.estate)
    return row
