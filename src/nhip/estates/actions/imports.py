"""Acts that take in lists from a workbook or a CSV file: lots, leases, enterprises at work. All of it, or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nhip.estates.actions.land import add_tenant, lease_land, record_lot
from nhip.estates.actions.projects import record_operation
from nhip.estates.actions.versions import Basis
from nhip.estates.faults import Fault, Faults, fault, raise_all
from nhip.estates.models import Estate, LandUse, Lot, Phase
from nhip.registry.actions import audit
from nhip.registry.folding import fold
from nhip.registry.keepers import Keeper
from nhip.registry.models import Enterprise
from nhip.registry.registers.cells import labels, read_cell
from nhip.registry.registers.columns import Column, Kind
from nhip.registry.registers.tables import Line, Table, read_table

__all__ = ["LEASE_COLUMNS", "LOT_COLUMNS", "OPERATION_COLUMNS", "Imported", "import_leases", "import_lots"]

LOT_COLUMNS: Final = (
    Column("code", _("lot"), required=True),
    Column("use", _("use"), Kind.CHOICE, required=True, choices=LandUse),
    Column("hectares", _("area (ha)"), Kind.NUMBER, required=True),
    Column("valid_from", _("first day"), Kind.DAY, required=True),
    Column("valid_to", _("last day"), Kind.DAY),
    Column("phase", _("phase"), Kind.WHOLE),
    Column("infrastructure_built", _("with infrastructure"), Kind.YES_NO),
)
LEASE_COLUMNS: Final = (
    Column("lot", _("lot"), required=True),
    Column("tax_code", _("tax code"), Kind.TAX_CODE),
    Column("tenant", _("tenant")),
    Column("hectares", _("area (ha)"), Kind.NUMBER, required=True),
    Column("starts_on", _("first day"), Kind.DAY, required=True),
    Column("ends_on", _("last day"), Kind.DAY),
    Column("price", _("price"), Kind.NUMBER),
    Column("price_unit", _("unit of the price")),
)
OPERATION_COLUMNS: Final = (
    Column("tax_code", _("tax code"), Kind.TAX_CODE),
    Column("name", _("name")),
    Column("starts_on", _("first day"), Kind.DAY, required=True),
    Column("ends_on", _("last day"), Kind.DAY),
)


@dataclass(frozen=True, slots=True)
class Imported:
    """How many entries a file has added."""

    added: int


def import_lots(by: Keeper, estate: Estate, content: bytes, name: str, *, illustrative: bool = False) -> Imported:
    """Take in a list of lots.

    Raises:
        Fault, Faults: with row, column and value; nothing was stored.
    """
    phases = {phase.number: phase for phase in Phase.objects.filter(estate=estate)}

    def add(values: Mapping[str, Any], basis: Basis) -> None:
        phase = phases.get(values["phase"]) if values["phase"] else None
        if values["phase"] and phase is None:
            raise fault("E731", field="phase", text=values["phase"])
        days = {"valid_from": values["valid_from"], "valid_to": values["valid_to"]}
        built = values["infrastructure_built"]
        record_lot(
            by,
            estate,
            values["code"],
            values["use"],
            values["hectares"],
            **days,
            phase=phase,
            infrastructure_built=built,
            basis=basis,
        )

    return _import(by, estate, LOT_COLUMNS, content, name, illustrative, "lots", add)


def import_leases(by: Keeper, estate: Estate, content: bytes, name: str, *, illustrative: bool = False) -> Imported:
    """Take in a list of leases; a tenant is named by the tax code of the register, or by a name.

    Raises:
        Fault, Faults: with row, column and value; nothing was stored.
    """
    lots = {fold(lot.code): lot for lot in Lot.objects.filter(estate=estate).select_related("estate")}

    def add(values: Mapping[str, Any], basis: Basis) -> None:
        lot = lots.get(fold(values["lot"]))
        if lot is None:
            raise fault("E721", field="lot", text=values["lot"])
        tenant = add_tenant(by, values["tenant"], _enterprise(values["tax_code"]), illustrative=illustrative)
        starts_on: date = values["starts_on"]
        hectares: Decimal = values["hectares"]
        lease_land(
            by,
            lot,
            tenant,
            hectares,
            starts_on,
            ends_on=values["ends_on"],
            price=values["price"],
            price_unit=values["price_unit"],
            basis=basis,
        )

    return _import(by, estate, LEASE_COLUMNS, content, name, illustrative, "leases", add)


def import_operations(by: Keeper, estate: Estate, content: bytes, name: str, *, illustrative: bool = False) -> Imported:
    """Take in a list of enterprises that work in an estate.

    Raises:
        Fault, Faults: with row, column and value; nothing was stored.
    """

    def add(values: Mapping[str, Any], basis: Basis) -> None:
        enterprise = _enterprise(values["tax_code"])
        starts_on: date = values["starts_on"]
        ends_on: date | None = values["ends_on"]
        record_operation(
            by, estate, starts_on, enterprise=enterprise, name=values["name"], ends_on=ends_on, basis=basis
        )

    return _import(by, estate, OPERATION_COLUMNS, content, name, illustrative, "operations", add)


def _enterprise(tax_code: str) -> Enterprise | None:
    if not tax_code:
        return None
    found = Enterprise.objects.filter(tax_code=tax_code).first()
    if found is None:
        raise fault("E608", field="tax_code", text=tax_code, register="enterprises")
    return found


def _import(
    by: Keeper,
    estate: Estate,
    columns: Sequence[Column],
    content: bytes,
    name: str,
    illustrative: bool,
    what: str,
    add: Callable[[Mapping[str, Any], Basis], None],
) -> Imported:
    by.demand("may_edit_estates")
    table = read_table(content, name)
    places = _places(table, columns)
    rows: list[tuple[Line, Mapping[str, Any]]] = []
    faults: list[Fault] = []
    for line in table.lines:
        values, wrong = _read(table, line, places)
        faults += wrong
        rows.append((line, values))
    raise_all(faults)
    basis = Basis(source=name, illustrative=illustrative)
    labelled = {column.name: str(column.label) for column in columns}
    with transaction.atomic():
        for line, values in rows:
            try:
                with transaction.atomic():
                    add(values, basis)
            except Fault as found:
                column = labelled.get(str(found.fields.get("field", "")))
                faults.append(table.at(found, line, column))
        if faults:
            # Raised inside the transaction, so that nothing of the file stays.
            raise faults[0] if len(faults) == 1 else Faults(faults)
        new = {"file": name, "sha256": hashlib.sha256(content).hexdigest(), "added": len(rows)}
        audit(by.name, f"estate.{what}_imported", f"estate {estate.pk}", new=new)
    return Imported(len(rows))


def _places(table: Table, columns: Sequence[Column]) -> dict[Column, int | None]:
    heads = [fold(text) for text in table.header]
    found: dict[Column, int | None] = {}
    for column in columns:
        names = labels(column.label) | {fold(column.name)}
        there = [index for index, head in enumerate(heads) if head in names]
        if len(there) > 1:
            raise table.at(fault("E646", text=str(column.label)))
        if not there and column.required:
            raise table.at(fault("E645", text=str(column.label)))
        found[column] = there[0] if there else None
    unknown = [text for index, text in enumerate(table.header) if index not in found.values()]
    if unknown:
        raise table.at(fault("E644", text=unknown[0], allowed=", ".join(str(column.label) for column in columns)))
    return found


def _read(table: Table, line: Line, places: Mapping[Column, int | None]) -> tuple[Mapping[str, Any], list[Fault]]:
    values: dict[str, Any] = {}
    faults = []
    for column, index in places.items():
        cell = line.cells[index] if index is not None else None
        try:
            values[column.name] = read_cell(column, cell)
        except Fault as found:
            faults.append(table.at(found, line, str(column.label), cell))
            continue
        if column.required and values[column.name] in (None, ""):
            faults.append(table.at(fault("E601"), line, str(column.label)))
    return values, faults
