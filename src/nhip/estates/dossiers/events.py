"""What a step of a dossier means for the estate it is about: events, recorded in the transaction of the step."""

from __future__ import annotations

from datetime import datetime

from nhip.estates.actions import Basis, Correction, record_event, withdraw
from nhip.estates.law import Procedure
from nhip.estates.models import Dossier, DossierEntry, DossierEvent, DossierPurpose, Estate, EstateEvent
from nhip.registry.keepers import Keeper

__all__ = ["correct_events", "event_kinds", "record_events", "withdraw_events"]


def event_kinds(procedure: Procedure, dossier: Dossier, step: str) -> tuple[str, ...]:
    """Return the kinds of event a step brings about; an expansion establishes nothing anew."""
    found = procedure.step(step)
    if found is None:
        return ()
    return found.expansion_events if dossier.purpose == DossierPurpose.EXPAND else found.events


def record_events(
    by: Keeper,
    procedure: Procedure,
    dossier: Dossier,
    estate: Estate,
    entry: DossierEntry,
    authority: str,
    *,
    at: datetime | None,
) -> None:
    """Record the events of a step.

    One that is recorded already, of that day or of a month or year that holds it, is taken for the same event.
    """
    for kind in event_kinds(procedure, dossier, entry.step):
        known = EstateEvent.objects.filter(
            estate=estate, kind=kind, on__lte=entry.on, until__gte=entry.on, from_dossier=None
        )
        event = known.known_at().first() or record_event(
            by,
            estate,
            kind,
            entry.on,
            document_number=entry.document_number,
            authority=authority,
            note=entry.note,
            basis=_basis(dossier, entry),
            at=at,
        )
        DossierEvent.objects.create(entry=entry, event=event)


def correct_events(by: Keeper, dossier: Dossier, old: DossierEntry, new: DossierEntry, *, at: datetime | None) -> None:
    """Correct the events an entry has brought about, as the entry was corrected."""
    for event in _events(old):
        corrected = record_event(
            by,
            event.estate,
            event.kind,
            new.on,
            document_number=new.document_number,
            authority=event.authority,
            note=new.note,
            basis=_basis(dossier, new),
            correction=Correction(event, new.reason),
            at=at,
        )
        DossierEvent.objects.create(entry=new, event=corrected)


def withdraw_events(by: Keeper, old: DossierEntry, reason: str, *, at: datetime | None) -> None:
    """Withdraw the events an entry has brought about."""
    for event in _events(old):
        withdraw(by, event, reason, at=at)


def _events(entry: DossierEntry) -> list[EstateEvent]:
    """Return the events of an entry as they stand now, whoever corrected them meanwhile."""
    found = []
    for link in entry.events.select_related("event__estate"):
        event = link.event
        while (newer := EstateEvent.objects.filter(replaces=event.pk).select_related("estate").first()) is not None:
            event = newer
        if not event.withdrawn:
            found.append(event)
    return found


def _basis(dossier: Dossier, entry: DossierEntry) -> Basis:
    return Basis(entry.document_id, illustrative=dossier.illustrative)
