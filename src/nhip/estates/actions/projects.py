"""Acts on projects of tenants, and on enterprises that work in an estate."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from nhip.estates.actions.versions import NO_BASIS, Basis, Correction, corrected, hold, non_negative, store
from nhip.estates.bounds import LEASE_AHEAD, day_within, days_in_order
from nhip.estates.faults import fault
from nhip.estates.models import Estate, Operation, Tenant, TenantProject
from nhip.registry.keepers import Keeper
from nhip.registry.models import Enterprise

__all__ = ["record_operation", "record_project"]


def record_project(
    by: Keeper,
    estate: Estate,
    tenant: Tenant,
    certificate_code: str,
    name: str,
    approved_on: date,
    *,
    registered_capital: Decimal | None = None,
    spent_capital: Decimal | None = None,
    jobs: int | None = None,
    operating_from: date | None = None,
    ended_on: date | None = None,
    basis: Basis = NO_BASIS,
    correction: Correction | None = None,
    at: datetime | None = None,
) -> TenantProject:
    """Record a project of a tenant by its certificate, or correct one.

    Raises:
        Fault: E702 a name or code is blank; E704 to E707 a value cannot be used; E728 the certificate is there
            already; E710 to E713; E657, E658.
    """
    by.demand("may_edit_estates")
    certificate_code, name = certificate_code.strip(), " ".join(name.split())
    if not certificate_code or not name:
        raise fault("E702", field="name" if certificate_code else "certificate_code")
    day_within(approved_on, "approved_on", at)
    for field, day in (("operating_from", operating_from), ("ended_on", ended_on)):
        days_in_order(approved_on, day, field)
        if day is not None:
            day_within(day, field, at, LEASE_AHEAD)
    non_negative(registered_capital, "registered_capital")
    non_negative(spent_capital, "spent_capital")
    non_negative(Decimal(jobs) if jobs is not None else None, "jobs", 0)
    with transaction.atomic():
        hold(estate)
        same = TenantProject.objects.filter(estate=estate, certificate_code=certificate_code).known_at()
        if same.exclude(pk=corrected(correction)).exists():
            raise fault("E728", field="certificate_code", text=certificate_code)
        row = TenantProject(
            estate=estate,
            tenant=tenant,
            certificate_code=certificate_code,
            name=name,
            approved_on=approved_on,
            registered_capital=registered_capital,
            spent_capital=spent_capital,
            jobs=jobs,
            operating_from=operating_from,
            ended_on=ended_on,
            document=basis.standing(),
            source=basis.source,
            illustrative=basis.illustrative,
        )
        store(by, row, "estate.project_recorded", correction=correction, at=at)
    return row


def record_operation(
    by: Keeper,
    estate: Estate,
    starts_on: date,
    *,
    enterprise: Enterprise | None = None,
    name: str = "",
    ends_on: date | None = None,
    basis: Basis = NO_BASIS,
    correction: Correction | None = None,
    at: datetime | None = None,
) -> Operation:
    """Say that an enterprise works in an estate from a day on, or correct it.

    Raises:
        Fault: E702 there is neither enterprise nor name; E704, E705 a day cannot be used; E730 it is recorded for that
            time already; E710 to E713.
    """
    by.demand("may_edit_estates")
    name = " ".join(name.split()) or (enterprise.name if enterprise else "")
    if not name:
        raise fault("E702", field="name")
    day_within(starts_on, "starts_on", at)
    days_in_order(starts_on, ends_on)
    if ends_on is not None:
        day_within(ends_on, "ends_on", at, LEASE_AHEAD)
    with transaction.atomic():
        hold(estate)
        same = Q(enterprise=enterprise) if enterprise else Q(enterprise=None, name=name)
        others = Operation.objects.filter(same, estate=estate).known_at()
        others = others.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on))
        if ends_on is not None:
            others = others.filter(starts_on__lte=ends_on)
        if others.exclude(pk=corrected(correction)).exists():
            raise fault("E730", field="enterprise", text=name)
        row = Operation(
            estate=estate,
            enterprise=enterprise,
            name=name,
            starts_on=starts_on,
            ends_on=ends_on,
            source=basis.source,
            illustrative=basis.illustrative,
        )
        store(by, row, "estate.operation_recorded", correction=correction, at=at)
    return row
