"""What has to be so of an estate after every act, however its entries came in: looked at inside the transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from nhip.estates.areas import Areas, leasable_area
from nhip.estates.definitions import occupancy_definition
from nhip.estates.faults import fault
from nhip.estates.models import (
    AreaStatement,
    Estate,
    EstateEvent,
    EventKind,
    LandUse,
    Lease,
    LotRecord,
)
from nhip.estates.occupancy import leased_area
from nhip.estates.stages import opening_kinds
from nhip.figures.days import day_written

__all__ = ["check_events", "check_land", "lot_on"]


def check_events(estate: Estate) -> None:
    """Look at all events of an estate together, so that they may be recorded in any order.

    An event lies before another only if it surely does: one of "12/2023" may have been on the last day of that month.

    Raises:
        Fault: E719 an event stands twice; E716 a second establishment; E717 a repeal of what was not established; E718
            an event after the repeal; E715 an event before the first that brings an estate into being.
    """
    events = list(EstateEvent.objects.filter(estate=estate).known_at())
    _check_twice(events)
    established = [each for each in events if each.kind == EventKind.ESTABLISHED]
    if len(established) > 1:
        raise fault("E716", field="kind", first=day_written(min(each.on for each in established)))
    repealed = [each for each in events if each.kind == EventKind.REPEALED]
    if len(repealed) > 1:
        raise fault("E718", field="kind", text=day_written(repealed[1].on), first=day_written(repealed[0].on))
    for end in repealed:
        if not established or end.until < established[0].on:
            raise fault("E717", field="on", text=day_written(end.on))
        for each in events:
            if each.on > end.until:
                raise fault("E718", field="on", text=day_written(each.on), first=day_written(end.on))
    opening = [each.on for each in events if each.kind in opening_kinds()]
    for each in events:
        if opening and each.until < min(opening):
            raise fault("E715", field="on", text=day_written(each.on), first=day_written(min(opening)))


def _check_twice(events: Sequence[EstateEvent]) -> None:
    seen = set()
    for each in events:
        key = (each.kind, each.on, each.until, each.document_number)
        if key in seen:
            raise fault("E719", field="kind")
        seen.add(key)


def lot_on(records: Iterable[LotRecord], day: date) -> LotRecord | None:
    """Return what a lot is like on a day, None where it is not there."""
    begun = [each for each in records if each.valid_from <= day]
    last = max(begun, key=lambda each: (each.valid_from, each.pk), default=None)
    return last if last is not None and (last.valid_to is None or last.valid_to >= day) else None


def check_land(estate: Estate) -> None:
    """Look at lots and leases on every day on which something changes.

    Raises:
        Fault: E725 a lease of a lot that is not there; E722 a lot leased beyond its area; E723 an estate leased beyond
            what was stated as leasable; E724 lots beyond what was stated.
    """
    lots: dict[int, list[LotRecord]] = defaultdict(list)
    for record in LotRecord.objects.filter(estate=estate).known_at().select_related("lot"):
        lots[record.lot_id].append(record)
    leases = list(Lease.objects.filter(estate=estate).known_at().select_related("lot"))
    areas = Areas(AreaStatement.objects.filter(estate=estate).known_at())
    for day in _days(lots, leases, areas):
        _check_lots(lots, leases, day)
        _check_estate(estate, lots, leases, areas, day)


def _days(lots: dict[int, list[LotRecord]], leases: Iterable[Lease], areas: Areas) -> Sequence[date]:
    days = {lease.starts_on for lease in leases} | areas.days()
    for records in lots.values():
        days.update(record.valid_from for record in records)
        days.update(record.valid_to + timedelta(days=1) for record in records if record.valid_to)
    return sorted(days)


def _check_lots(lots: dict[int, list[LotRecord]], leases: Iterable[Lease], day: date) -> None:
    by_lot: dict[int, list[Lease]] = defaultdict(list)
    for lease in leases:
        if lease.starts_on <= day and (lease.ends_on is None or lease.ends_on >= day):
            by_lot[lease.lot_id].append(lease)
    for pk, active in by_lot.items():
        record = lot_on(lots.get(pk, ()), day)
        code = active[0].lot.code
        if record is None:
            raise fault("E725", field="starts_on", text=code)
        if any(lease.use != record.use for lease in active):
            raise fault("E726", field="use", text=code)
        leased = sum((lease.hectares for lease in active), Decimal(0))
        if leased > record.hectares:
            raise fault(
                "E722", field="hectares", text=code, day=day_written(day), leased=_ha(leased), area=_ha(record.hectares)
            )


def _check_estate(
    estate: Estate, lots: dict[int, list[LotRecord]], leases: Sequence[Lease], areas: Areas, day: date
) -> None:
    uses = occupancy_definition(estate.kind, day).uses
    leasable, leased = leasable_area(areas, uses, day), leased_area(leases, uses, day)
    if leasable is not None and leased > leasable:
        raise fault("E723", field="hectares", day=day_written(day), leased=_ha(leased), area=_ha(leasable))
    there = [record for records in lots.values() if (record := lot_on(records, day)) is not None]
    for use in LandUse:
        cut = sum((record.hectares for record in there if record.use == use), Decimal(0))
        stated = areas.on(use.value, day)
        if stated is not None and cut > stated:
            raise fault("E724", field="hectares", day=day_written(day), leased=_ha(cut), area=_ha(stated))


def _ha(hectares: Decimal) -> str:
    return f"{hectares.normalize():f}"
