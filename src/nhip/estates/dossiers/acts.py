"""Acts on dossiers. Each checks the right, does, looks at all entries together, and tells the audit, at once or not."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from nhip.estates.dossiers.checks import Said, check_day, check_lengths, check_together, required
from nhip.estates.dossiers.events import correct_events, record_events, withdraw_events
from nhip.estates.dossiers.faults import fault
from nhip.estates.law import Procedure, law
from nhip.estates.models import Dossier, DossierEntry, DossierEstate, DossierPurpose, EntryKind, Estate, EstateKind
from nhip.estates.models.dossiers import STEPPING
from nhip.figures.days import day_written
from nhip.people import rights_dossiers, rights_estates
from nhip.people.models import User
from nhip.people.refusals import demand
from nhip.registry.actions import audit
from nhip.registry.documents import standing_document
from nhip.registry.keepers import Keeper

__all__ = [
    "Said",
    "correct_entry",
    "keeper_of",
    "procedure_of",
    "record_entry",
    "set_estate",
    "start_dossier",
    "withdraw_entry",
]

NOTHING: Final = Said()
# A kind as both languages of a sentence can have it.
_NAMES: Final = {"zone": "khu công nghiệp (zone)", "cluster": "cụm công nghiệp (cluster)"}


def keeper_of(user: User, where: str = "") -> Keeper:
    """Return a person as the acts of this room know him; a step may also need the right to record an event."""

    def ask(right: str) -> None:
        module = rights_dossiers if hasattr(rights_dossiers, right) else rights_estates
        demand(user, getattr(module, right), where=where)

    return Keeper(user.username, ask)


def procedure_of(dossier: Dossier) -> Procedure:
    """Return the procedure a dossier was received under."""
    found = law().procedure(dossier.procedure, dossier.version)
    if found is None:
        raise fault("E740", text=f"{dossier.procedure} {dossier.version}", day=day_written(dossier.received_on))
    return found


def start_dossier(
    by: Keeper,
    kind: str,
    name: str,
    applicant: str,
    received_on: date,
    *,
    purpose: str = DossierPurpose.ESTABLISH,
    estate: Estate | None = None,
    said: Said = NOTHING,
    illustrative: bool = False,
    at: datetime | None = None,
) -> Dossier:
    """Start a dossier: its receipt is the first step of the procedure in force on that day.

    Raises:
        Fault: E740 no procedure was in force; E741 to E743, E753, E758, E760 a value cannot be used; E657, E658 about
            the document; and what the events of the estate say (E715 to E719).
    """
    by.demand("may_keep_dossiers")
    name, applicant = required("E741", name), required("E742", applicant)
    check_lengths(name=name, applicant=applicant, said=said)
    check_day(received_on, at)
    if purpose not in DossierPurpose.values:
        raise fault("E753", text=purpose)
    procedure = law().procedure_on(kind, received_on) if kind in EstateKind.values else None
    if procedure is None:
        raise fault("E740", text=_NAMES.get(kind, kind), day=day_written(received_on))
    with transaction.atomic():
        dossier = Dossier.objects.create(
            name=name,
            applicant=applicant,
            kind=kind,
            purpose=purpose,
            procedure=procedure.code,
            version=procedure.version,
            received_on=received_on,
            illustrative=illustrative,
            recorded_at=at or timezone.now(),
            recorded_by=by.name,
        )
        told = {"name": name, "applicant": applicant, "procedure": f"{procedure.code} {procedure.version}"}
        if estate is not None:
            _set_estate(by, dossier, estate, at)
            told["estate"] = estate.code
        _store(by, dossier, EntryKind.RECEIVED, received_on, procedure.steps[0].code, said, at=at)
        audit(by.name, "dossier.started", f"dossier {dossier.pk}", new={**told, "received_on": received_on.isoformat()})
    return dossier


def record_entry(
    by: Keeper,
    dossier: Dossier,
    kind: str,
    on: date,
    step: str = "",
    said: Said = NOTHING,
    *,
    at: datetime | None = None,
) -> DossierEntry:
    """Record what happened to a dossier: sent back, completed, a step done, decided, refused or withdrawn.

    A step that decides is recorded as decided. If the dossier is about an estate, the events a step brings about are
    recorded with it.

    Raises:
        Fault: E743 to E753, E760 what cannot have happened; E657, E658 about the document; E715 to E719 of the events.
    """
    by.demand("may_keep_dossiers")
    if kind not in EntryKind.values or kind == EntryKind.RECEIVED:
        raise fault("E753", text=kind)
    check_lengths(said=said)
    check_day(on, at)
    procedure = procedure_of(dossier)
    found = procedure.step(step)
    if kind in STEPPING or kind == EntryKind.REFUSED:
        if found is None:
            raise fault("E745", text=step)
    else:
        step = ""
    if kind in STEPPING and found is not None:
        kind = EntryKind.DECIDED if found.decides else EntryKind.DONE
    with transaction.atomic():
        _hold(dossier)
        entry = _store(by, dossier, kind, on, step, said, at=at)
        check_together(procedure, dossier)
        audit(by.name, "dossier.entry_recorded", f"dossier {dossier.pk}", new=_told(entry))
    return entry


def correct_entry(
    by: Keeper, entry: DossierEntry, on: date, said: Said, reason: str, *, at: datetime | None = None
) -> DossierEntry:
    """Correct day, document or note of an entry; the older version stays. Events it brought about are corrected too.

    Raises:
        Fault: E754 somebody was quicker; E755 no reason; E756 the receipt; E743 to E752 what cannot have happened.
    """
    by.demand("may_keep_dossiers")
    reason = required("E755", reason)
    if entry.kind == EntryKind.RECEIVED:
        raise fault("E756")
    check_lengths(said=said, reason=reason)
    check_day(on, at)
    procedure = procedure_of(entry.dossier)
    with transaction.atomic():
        _hold(entry.dossier)
        new = _store(by, entry.dossier, entry.kind, on, entry.step, said, at=at, replaces=entry, reason=reason)
        check_together(procedure, entry.dossier)
        correct_events(by, entry.dossier, entry, new, at=at)
        audit(by.name, "dossier.entry_corrected", f"dossier {entry.dossier_id}", old=_told(entry), new=_told(new))
    return new


def withdraw_entry(by: Keeper, entry: DossierEntry, reason: str, *, at: datetime | None = None) -> DossierEntry:
    """Withdraw an entry that should not be there, with the events it brought about.

    Raises:
        Fault: as `correct_entry`.
    """
    by.demand("may_keep_dossiers")
    reason = required("E755", reason)
    if entry.kind == EntryKind.RECEIVED:
        raise fault("E756")
    check_lengths(reason=reason)
    said = Said(entry.document_id, entry.document_number, entry.note)
    with transaction.atomic():
        _hold(entry.dossier)
        new = _store(
            by, entry.dossier, entry.kind, entry.on, entry.step, said, at=at, replaces=entry, reason=reason, gone=True
        )
        check_together(procedure_of(entry.dossier), entry.dossier)
        withdraw_events(by, entry, reason, at=at)
        audit(by.name, "dossier.entry_withdrawn", f"dossier {entry.dossier_id}", old=_told(entry), new=_told(new))
    return new


def set_estate(by: Keeper, dossier: Dossier, estate: Estate, *, at: datetime | None = None) -> None:
    """Say which estate a dossier is about. The events of the steps that are done already are recorded.

    Raises:
        Fault: E757 it is about another one; E758 the kinds differ; E715 to E719 of the events.
    """
    by.demand("may_keep_dossiers")
    with transaction.atomic():
        _hold(dossier)
        about = DossierEstate.objects.filter(dossier=dossier).select_related("estate").first()
        if about is not None:
            raise fault("E757", text=about.estate.name)
        _set_estate(by, dossier, estate, at)
        for entry in DossierEntry.objects.filter(dossier=dossier).known_at().order_by("on", "id"):
            if entry.kind in STEPPING or entry.kind == EntryKind.RECEIVED:
                _record_events(by, dossier, estate, entry, at)
        audit(by.name, "dossier.estate_set", f"dossier {dossier.pk}", new={"estate": estate.code})


def _set_estate(by: Keeper, dossier: Dossier, estate: Estate, at: datetime | None) -> None:
    if dossier.kind != estate.kind:
        words = {"zone": ("khu công nghiệp", "zone"), "cluster": ("cụm công nghiệp", "cluster")}
        raise fault(
            "E758",
            text=estate.name,
            kind_vi=words[dossier.kind][0],
            kind_en=words[dossier.kind][1],
            other_vi=words[estate.kind][0],
            other_en=words[estate.kind][1],
        )
    DossierEstate.objects.create(dossier=dossier, estate=estate, recorded_at=at or timezone.now(), recorded_by=by.name)


def _hold(dossier: Dossier) -> None:
    """Hold the dossier until the transaction ends, so that two people cannot both stop its clock."""
    if Dossier.objects.select_for_update().filter(pk=dossier.pk).first() is None:
        raise fault("E761")


def _store(
    by: Keeper,
    dossier: Dossier,
    kind: str,
    on: date,
    step: str,
    said: Said,
    *,
    at: datetime | None,
    replaces: DossierEntry | None = None,
    reason: str = "",
    gone: bool = False,
) -> DossierEntry:
    document = None if gone else standing_document(said.document)
    entry = DossierEntry(
        dossier=dossier,
        kind=kind,
        on=on,
        step=step,
        document_id=said.document,
        document_number=said.document_number or (document.number if document else ""),
        note=said.note,
        replaces=replaces,
        reason=reason,
        withdrawn=gone,
        recorded_at=at or timezone.now(),
        recorded_by=by.name,
    )
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError:
        if replaces is not None and DossierEntry.objects.filter(replaces=replaces).exists():
            raise fault("E754") from None
        raise
    about = DossierEstate.objects.filter(dossier=dossier).select_related("estate").first()
    if about is not None and replaces is None and (kind in STEPPING or kind == EntryKind.RECEIVED):
        _record_events(by, dossier, about.estate, entry, at)
    return entry


def _record_events(by: Keeper, dossier: Dossier, estate: Estate, entry: DossierEntry, at: datetime | None) -> None:
    procedure = procedure_of(dossier)
    step = procedure.step(entry.step)
    authority = law().actor_on(step.actor, entry.on).name.vi if step else ""
    record_events(by, procedure, dossier, estate, entry, authority, at=at)


def _told(entry: DossierEntry) -> dict[str, object]:
    kept = {
        "kind": str(entry.kind),
        "step": entry.step,
        "on": entry.on.isoformat(),
        "document": entry.document_id,
        "document_number": entry.document_number,
        "note": entry.note,
        "reason": entry.reason,
        "withdrawn": entry.withdrawn,
    }
    return {name: value for name, value in kept.items() if value not in (None, "", False)}
