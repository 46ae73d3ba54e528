"""The history of a row: its audit rows, written many at once where an act changes many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import QuerySet
from django.utils import timezone

from nhip.registry.actions import current_address
from nhip.registry.models import AuditEntry, AuditHead

__all__ = ["Note", "history", "note_all", "subject_of"]


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be told of one row."""

    act: str
    subject: str
    old: Any = None
    new: Any = None


def subject_of(register: str, pk: int) -> str:
    """Return what a row is called in the audit. Its id, because a code may be corrected."""
    return f"{register} {pk}"


def history(register: str, pk: int) -> QuerySet[AuditEntry]:
    """Return the audit rows of a row, the newest first."""
    return AuditEntry.objects.filter(subject=subject_of(register, pk)).order_by("-id")


def note_all(actor: str, notes: Iterable[Note]) -> None:
    """Add audit rows, in their order, in one go. Call it inside the transaction of the act."""
    if not transaction.get_connection(DEFAULT_DB_ALIAS).in_atomic_block:
        raise transaction.TransactionManagementError("an act and its audit rows belong in one transaction")
    head, _ = AuditHead.objects.select_for_update().get_or_create(id=1)
    entries = []
    for note in notes:
        entry = AuditEntry(
            actor=actor,
            address=current_address(),
            at=timezone.now(),
            act=note.act,
            subject=note.subject,
            old=note.old,
            new=note.new,
            previous_hash=head.hash,
        )
        entry.hash = head.hash = entry.computed_hash()
        entries.append(entry)
    AuditEntry.objects.bulk_create(entries, batch_size=500)
    head.save(update_fields=["hash"])
