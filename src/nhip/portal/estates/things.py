"""The things that are recorded about an estate: the form, the act and the words of each, by its name in addresses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nhip.estates import actions
from nhip.estates.actions import Basis, Correction, Description
from nhip.estates.models import (
    AreaStatement,
    Estate,
    EstateEvent,
    EstateRecord,
    Lease,
    Lot,
    LotRecord,
    Operation,
    Phase,
    Tenant,
    TenantProject,
)
from nhip.portal.estates.description import DescriptionForm
from nhip.portal.estates.faults import fault
from nhip.portal.estates.fields import WhenField
from nhip.portal.estates.forms import AreaForm, EventForm, KeptForm, LeaseForm, LotForm, OperationForm, ProjectForm
from nhip.registry.keepers import Keeper
from nhip.registry.models import Enterprise

__all__ = ["THINGS", "Thing"]

Typed = Mapping[str, Any]
Act = Callable[[Keeper, Estate, Typed, Basis, Correction | None], Any]


@dataclass(frozen=True)
class Thing:
    """One thing: its name, its words, its rows, its form, what the form starts with, and the act behind it."""

    name: str
    words: str | Promise
    model: type[Any]
    form: type[KeptForm]
    start: Callable[[Any], dict[str, Any]]
    act: Act
    shown: tuple[str, ...]
    related: tuple[str, ...] = ()
    # The names acts have for boxes that the form calls otherwise.
    boxes: Mapping[str, str] | None = None


def _enterprise(tax_code: str, box: str = "tax_code") -> Enterprise | None:
    code = tax_code.strip()
    if not code:
        return None
    found: Enterprise | None = Enterprise.objects.filter(tax_code=code.replace(" ", "")).first()
    if found is None:
        raise fault("E773", text=code, field=box)
    return found


def _tenant(by: Keeper, typed: Typed) -> Tenant:
    return actions.add_tenant(by, typed["tenant_name"], _enterprise(typed["tax_code"]))


def _phase(estate: Estate, typed: Typed) -> Phase | None:
    number = typed.get("phase")
    return Phase.objects.filter(estate=estate, number=int(number)).first() if number else None


def _whole(number: Decimal | None, box: str) -> int | None:
    if number is None:
        return None
    if number != int(number):
        raise fault("E707", field=box, text=number, most=0)
    return int(number)


def _copied(row: Any, *names: str) -> dict[str, Any]:
    return {**{name: getattr(row, name) for name in names}, **_basis(row)}


def _basis(row: Any) -> dict[str, Any]:
    return {"document": str(getattr(row, "document_id", None) or ""), "source": row.source}


# --- Events ----------------------------------------------------------------------------------------------------


def _event_start(row: EstateEvent) -> dict[str, Any]:
    when = WhenField.write(row.on, row.precision)
    return {**_copied(row, "kind", "document_number", "authority", "note"), "when": when}


def _event(by: Keeper, estate: Estate, typed: Typed, basis: Basis, correction: Correction | None) -> EstateEvent:
    when = typed["when"]
    said = {name: typed[name] for name in ("document_number", "authority", "note")}
    return actions.record_event(
        by, estate, typed["kind"], when.on, precision=when.precision, basis=basis, correction=correction, **said
    )


# --- The description, areas, lots ------------------------------------------------------------------------------


def _described(by: Keeper, estate: Estate, typed: Typed, basis: Basis, correction: Correction | None) -> EstateRecord:
    plain = {each.name for each in fields(Description)} & set(typed)
    said = Description(
        **{
            **{name: typed[name] for name in plain},
            "sectors": tuple(typed["sectors"]),
            "places": tuple(typed["places"]),
            "investor": _enterprise(typed["tax_code"]),
        }
    )
    return actions.describe_estate(by, estate, typed["valid_from"], said, basis=basis, correction=correction)


def _area_start(row: AreaStatement) -> dict[str, Any]:
    return {**_copied(row, "kind", "hectares", "valid_from"), "phase": str(row.phase.number) if row.phase else ""}


def _area(by: Keeper, estate: Estate, typed: Typed, basis: Basis, correction: Correction | None) -> AreaStatement:
    phase = _phase(estate, typed)
    kind, hectares, day = typed["kind"], typed["hectares"], typed["valid_from"]
    return actions.state_area(by, estate, kind, hectares, day, phase=phase, basis=basis, correction=correction)


def _lot_start(row: LotRecord) -> dict[str, Any]:
    copied = _copied(row, "use", "hectares", "infrastructure_built", "valid_from", "valid_to")
    return {**copied, "phase": str(row.phase.number) if row.phase else ""}


def _lot(by: Keeper, estate: Estate, typed: Typed, basis: Basis, correction: Correction | None) -> LotRecord:
    code = correction.of.lot.code if correction else typed["code"]  # type: ignore[attr-defined]
    return actions.record_lot(
        by,
        estate,
        code,
        typed["use"],
        typed["hectares"],
        typed["valid_from"],
        valid_to=typed["valid_to"],
        phase=_phase(estate, typed),
        infrastructure_built=typed["infrastructure_built"],
        basis=basis,
        correction=correction,
    )


# --- Leases, projects, enterprises -----------------------------------------------------------------------------


def _tenant_start(row: Any) -> dict[str, Any]:
    enterprise = row.tenant.enterprise
    return {"tenant_name": row.tenant.name, "tax_code": enterprise.tax_code if enterprise else ""}


def _lease_start(row: Lease) -> dict[str, Any]:
    copied = _copied(row, "hectares", "starts_on", "ends_on", "price", "price_unit")
    return {**copied, **_tenant_start(row), "lot": row.lot.code, "project": str(row.project_id or "")}


def _lease(by: Keeper, estate: Estate, typed: Typed, basis: Basis, correction: Correction | None) -> Lease:
    lot = Lot.objects.filter(estate=estate, code=typed["lot"]).first()
    if lot is None:
        raise fault("E721", text=typed["lot"], field="lot")
    project = TenantProject.objects.filter(pk=typed["project"]).first() if typed["project"] else None
    return actions.lease_land(
        by,
        lot,
        _tenant(by, typed),
        typed["hectares"],
        typed["starts_on"],
        ends_on=typed["ends_on"],
        project=project,
        price=typed["price"],
        price_unit=typed["price_unit"],
        basis=basis,
        correction=correction,
    )


def _project_start(row: TenantProject) -> dict[str, Any]:
    names = ("certificate_code", "name", "registered_capital", "spent_capital", "approved_on", "operating_from")
    jobs = None if row.jobs is None else Decimal(row.jobs)
    return {**_copied(row, *names, "ended_on"), **_tenant_start(row), "jobs": jobs}


def _project(by: Keeper, estate: Estate, typed: Typed, basis: Basis, correction: Correction | None) -> TenantProject:
    return actions.record_project(
        by,
        estate,
        _tenant(by, typed),
        typed["certificate_code"],
        typed["name"],
        typed["approved_on"],
        registered_capital=typed["registered_capital"],
        spent_capital=typed["spent_capital"],
        jobs=_whole(typed["jobs"], "jobs"),
        operating_from=typed["operating_from"],
        ended_on=typed["ended_on"],
        basis=basis,
        correction=correction,
    )


def _operation_start(row: Operation) -> dict[str, Any]:
    tax_code = row.enterprise.tax_code if row.enterprise else ""
    return {**_copied(row, "name", "starts_on", "ends_on"), "tax_code": tax_code}


def _operation(by: Keeper, estate: Estate, typed: Typed, basis: Basis, correction: Correction | None) -> Operation:
    enterprise, name = _enterprise(typed["tax_code"]), typed["name"]
    first, last = typed["starts_on"], typed["ends_on"]
    return actions.record_operation(
        by, estate, first, enterprise=enterprise, name=name, ends_on=last, basis=basis, correction=correction
    )


_RESTS_ON = ("document", "source")
THINGS: Final = {
    thing.name: thing
    for thing in (
        Thing(
            *("event", _("event"), EstateEvent, EventForm, _event_start, _event),
            ("kind", "on", "document_number", "authority", "note", *_RESTS_ON),
            ("document",),
            {"on": "when"},
        ),
        Thing(
            *("description", _("description"), EstateRecord, DescriptionForm, DescriptionForm.start, _described),
            (
                *("valid_from", "places", "sectors", "sector_words", "investor_name", "registered_capital"),
                *("spent_capital", "planned_works", "actual_works", "wastewater_plant", "wastewater_capacity"),
                *("price_from", "price_to", "price_unit", "price_note", "services"),
                *("contact_name", "contact_phone", "contact_email", "latitude", "longitude", *_RESTS_ON),
            ),
            ("document", "investor"),
        ),
        Thing(
            *("area", _("area"), AreaStatement, AreaForm, _area_start, _area),
            ("kind", "phase", "hectares", "valid_from", *_RESTS_ON),
            ("document", "phase"),
        ),
        Thing(
            *("lot", _("lot"), LotRecord, LotForm, _lot_start, _lot),
            ("lot", "use", "phase", "hectares", "infrastructure_built", "valid_from", "valid_to", *_RESTS_ON),
            ("document", "phase", "lot"),
        ),
        Thing(
            *("lease", _("lease"), Lease, LeaseForm, _lease_start, _lease),
            ("lot", "tenant", "project", "hectares", "starts_on", "ends_on", "price", "price_unit", *_RESTS_ON),
            ("document", "lot", "tenant__enterprise", "project"),
        ),
        Thing(
            *("project", _("project"), TenantProject, ProjectForm, _project_start, _project),
            (
                *("certificate_code", "name", "tenant", "registered_capital", "spent_capital", "jobs"),
                *("approved_on", "operating_from", "ended_on", *_RESTS_ON),
            ),
            ("document", "tenant__enterprise"),
        ),
        Thing(
            *("enterprise", _("enterprise working here"), Operation, OperationForm, _operation_start, _operation),
            ("name", "enterprise", "starts_on", "ends_on", "source"),
            ("enterprise",),
            {"enterprise": "tax_code"},
        ),
    )
}
