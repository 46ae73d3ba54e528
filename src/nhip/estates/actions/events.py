"""The act of recording what happened to an estate by law."""

from __future__ import annotations

import calendar
from datetime import date, datetime

from django.db import transaction

from nhip.estates.actions.checks import check_events
from nhip.estates.actions.versions import NO_BASIS, Basis, Correction, hold, store
from nhip.estates.bounds import day_within
from nhip.estates.faults import fault
from nhip.estates.first_events import keep_first_events
from nhip.estates.models import Estate, EstateEvent, EventKind, Precision
from nhip.registry.keepers import Keeper

__all__ = ["record_event", "span"]


def record_event(
    by: Keeper,
    estate: Estate,
    kind: str,
    on: date,
    *,
    precision: str = Precision.DAY,
    document_number: str = "",
    authority: str = "",
    note: str = "",
    basis: Basis = NO_BASIS,
    correction: Correction | None = None,
    at: datetime | None = None,
) -> EstateEvent:
    """Record an event of an estate, or correct one; the older version stays.

    Number and authority are those of the document where it is kept and nothing else is said.

    Raises:
        Fault: E703, E704 a value cannot be used; E715 to E719 it does not go with the other events; E710 to E713 about
            corrections; E657, E658 about the document.
    """
    by.demand("may_edit_estates")
    if kind not in EventKind.values:
        raise fault("E703", field="kind", text=kind, allowed=", ".join(EventKind.values))
    if precision not in Precision.values:
        raise fault("E703", field="precision", text=precision, allowed=", ".join(Precision.values))
    day_within(on, "on", at)
    first, last = span(on, precision)
    with transaction.atomic():
        hold(estate)
        document = basis.standing()
        row = EstateEvent(
            estate=estate,
            kind=kind,
            on=first,
            until=last,
            precision=precision,
            document_number=document_number or (document.number if document else ""),
            authority=authority or (document.authority if document else ""),
            document=document,
            note=note,
            source=basis.source,
            illustrative=basis.illustrative,
        )
        store(by, row, "estate.event_recorded", correction=correction, at=at)
        check_events(estate)
        keep_first_events(estate)
    return row


def span(on: date, precision: str) -> tuple[date, date]:
    """Return the first and the last day of what a precision leaves open.

    >>> span(date(2023, 12, 20), "month")
    (datetime.date(2023, 12, 1), datetime.date(2023, 12, 31))
    """
    if precision == Precision.YEAR:
        return date(on.year, 1, 1), date(on.year, 12, 31)
    if precision == Precision.MONTH:
        return on.replace(day=1), on.replace(day=calendar.monthrange(on.year, on.month)[1])
    return on, on
