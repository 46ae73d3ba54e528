"""Acts on zones and clusters themselves: add one, describe it, state its areas."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.utils import timezone

from nhip.estates.actions.checks import check_land
from nhip.estates.actions.versions import NO_BASIS, Basis, Correction, corrected, hold, non_negative, store, told
from nhip.estates.bounds import day_within
from nhip.estates.faults import fault
from nhip.estates.models import (
    AreaKind,
    AreaStatement,
    Estate,
    EstateKind,
    EstatePlace,
    EstateRecord,
    Phase,
    WastewaterPlant,
)
from nhip.figures.days import day_written
from nhip.registry.actions import audit
from nhip.registry.keepers import Keeper
from nhip.registry.models import Enterprise, Place

__all__ = ["Description", "add_estate", "add_phase", "describe_estate", "state_area"]

_CODE: Final = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*\Z")
_DIVISION: Final = re.compile(r"[0-9]{2}\Z")
LONGEST_CODE: Final = 40
LATITUDES: Final = (Decimal(8), Decimal(24))
LONGITUDES: Final = (Decimal(102), Decimal(118))


@dataclass(frozen=True)
class Description:
    """What is said about an estate; blank is "not said"."""

    sectors: tuple[str, ...] = ()
    sector_words: str = ""
    investor_name: str = ""
    investor: Enterprise | None = None
    registered_capital: Decimal | None = None
    spent_capital: Decimal | None = None
    planned_works: str = ""
    actual_works: str = ""
    wastewater_plant: str = ""
    wastewater_capacity: Decimal | None = None
    price_from: Decimal | None = None
    price_to: Decimal | None = None
    price_unit: str = ""
    price_note: str = ""
    services: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    places: tuple[Place, ...] = ()


def add_estate(
    by: Keeper, kind: str, code: str, name: str, *, illustrative: bool = False, at: datetime | None = None
) -> Estate:
    """Add a zone or a cluster, of which nothing is known yet but its name.

    Raises:
        Fault: E701 the code, E702 the name, E703 the kind cannot be used.
    """
    by.demand("may_edit_estates")
    _choice("kind", kind, EstateKind.values)
    if len(code) > LONGEST_CODE or not _CODE.match(code) or Estate.objects.filter(code=code).exists():
        raise fault("E701", field="code", text=code)
    if not name.strip():
        raise fault("E702", field="name")
    with transaction.atomic():
        estate = Estate.objects.create(
            kind=kind,
            code=code,
            name=" ".join(name.split()),
            illustrative=illustrative,
            recorded_at=at or timezone.now(),
            recorded_by=by.name,
        )
        audit(by.name, "estate.added", f"estate {estate.pk}", new=told(estate))
    return estate


def add_phase(by: Keeper, estate: Estate, number: int, name: str = "", *, at: datetime | None = None) -> Phase:
    """Add a phase to an estate.

    Raises:
        Fault: E731 there is one of that number, or it is no number of a phase.
    """
    by.demand("may_edit_estates")
    with transaction.atomic():
        hold(estate)
        if not 1 <= number <= 99 or Phase.objects.filter(estate=estate, number=number).exists():
            raise fault("E731", field="number", text=number)
        phase = Phase.objects.create(
            estate=estate, number=number, name=name, recorded_at=at or timezone.now(), recorded_by=by.name
        )
        audit(by.name, "estate.phase_added", f"phase {phase.pk}", new=told(phase))
    return phase


def describe_estate(
    by: Keeper,
    estate: Estate,
    valid_from: date,
    said: Description,
    *,
    basis: Basis = NO_BASIS,
    correction: Correction | None = None,
    at: datetime | None = None,
) -> EstateRecord:
    """Say what an estate is like from a day on; or correct what was said.

    Raises:
        Fault: E703 to E709 a value cannot be used; E736 that day has a description; E710 to E713 about corrections;
            E657, E658 about the document.
    """
    by.demand("may_edit_estates")
    day_within(valid_from, "valid_from", at)
    _check_description(said)
    with transaction.atomic():
        hold(estate)
        same = EstateRecord.objects.filter(estate=estate, valid_from=valid_from).known_at()
        if same.exclude(pk=corrected(correction)).exists():
            raise fault("E736", field="valid_from", first=day_written(valid_from))
        plain = [each.name for each in fields(said) if each.name not in {"places", "investor", "sectors"}]
        values = {name: getattr(said, name) for name in plain}
        row = EstateRecord(
            estate=estate,
            valid_from=valid_from,
            sectors=sorted(set(said.sectors)),
            investor=said.investor,
            document=basis.standing(),
            source=basis.source,
            illustrative=basis.illustrative,
            **values,
        )
        store(by, row, "estate.described", correction=correction, at=at)
        EstatePlace.objects.bulk_create([EstatePlace(record=row, place=place) for place in said.places])
    return row


def state_area(
    by: Keeper,
    estate: Estate,
    kind: str,
    hectares: Decimal,
    valid_from: date,
    *,
    phase: Phase | None = None,
    basis: Basis = NO_BASIS,
    correction: Correction | None = None,
    at: datetime | None = None,
) -> AreaStatement:
    """State an area of an estate or of a phase from a day on; or correct what was stated.

    Raises:
        Fault: E703, E704, E707 a value cannot be used; E731 the phase is of another estate; E732 that day has a
            statement; E723, E724 more is leased, or cut into lots, than that; E710 to E713; E657, E658.
    """
    by.demand("may_edit_estates")
    _choice("kind", kind, AreaKind.values)
    day_within(valid_from, "valid_from", at)
    non_negative(hectares, "hectares")
    if phase is not None and phase.estate_id != estate.pk:
        raise fault("E731", field="phase", text=phase.number)
    with transaction.atomic():
        hold(estate)
        same = AreaStatement.objects.filter(estate=estate, phase=phase, kind=kind, valid_from=valid_from).known_at()
        if same.exclude(pk=corrected(correction)).exists():
            raise fault("E732", field="valid_from", first=day_written(valid_from))
        row = AreaStatement(
            estate=estate,
            phase=phase,
            kind=kind,
            hectares=hectares,
            valid_from=valid_from,
            document=basis.standing(),
            source=basis.source,
            illustrative=basis.illustrative,
        )
        store(by, row, "estate.area_stated", correction=correction, at=at)
        check_land(estate)
    return row


def _choice(field: str, value: str, allowed: Iterable[str]) -> None:
    if value not in allowed:
        raise fault("E703", field=field, text=value, allowed=", ".join(allowed))


def _check_description(said: Description) -> None:
    _choice("wastewater_plant", said.wastewater_plant, WastewaterPlant.values)
    for code in said.sectors:
        if not _DIVISION.match(code):
            raise fault("E703", field="sectors", text=code, allowed="01 – 99")
    for name in ("registered_capital", "spent_capital"):
        non_negative(getattr(said, name), name)
    for name in ("wastewater_capacity", "price_from", "price_to"):
        non_negative(getattr(said, name), name, 2)
    low, high = said.price_from, said.price_to
    if low is not None and high is not None and low > high:
        raise fault("E708", field="price_to", low=low, high=high)
    position = (said.latitude, said.longitude)
    if position == (None, None):
        return
    for number, (least, most) in zip(position, (LATITUDES, LONGITUDES), strict=True):
        if number is None or not number.is_finite() or not least <= number <= most:
            raise fault("E709", field="latitude")
