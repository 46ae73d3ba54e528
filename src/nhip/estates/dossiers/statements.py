"""Acts on statements about conditions that no register can answer: stated with a paper, corrected, withdrawn."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from nhip.estates.dossiers.checks import Said, check_day, check_lengths, required
from nhip.estates.dossiers.faults import fault
from nhip.estates.models import ConditionStatement, Dossier
from nhip.registry.actions import audit
from nhip.registry.documents import standing_document
from nhip.registry.keepers import Keeper

__all__ = ["state_condition", "statement_on", "statements_of", "withdraw_statement"]


def statements_of(dossier: Dossier) -> dict[str, ConditionStatement]:
    """Return the statements that count now, by condition. One question."""
    rows = ConditionStatement.objects.filter(dossier=dossier).known_at().select_related("document__withdrawal")
    return {each.condition: each for each in rows.defer("document__content").order_by("id")}


def statement_on(dossier: Dossier, condition: str) -> ConditionStatement | None:
    """Return the statement on a condition that counts now."""
    return statements_of(dossier).get(condition)


def state_condition(
    by: Keeper,
    dossier: Dossier,
    condition: str,
    met: bool,
    on: date,
    said: Said,
    *,
    replaces: ConditionStatement | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> ConditionStatement:
    """Say that a condition is met, or is not, by a paper. A later answer replaces the one that was looked at.

    Raises:
        Fault: E743 the day; E754 somebody was quicker; E755 a correction without a reason; E760 a text is too long;
            E762 no paper is named; E657, E658 about the document.
    """
    by.demand("may_keep_dossiers")
    reason = required("E755", reason) if replaces is not None else ""
    document = standing_document(said.document)
    number = required("E762", said.document_number or (document.number if document else ""))
    said = Said(said.document, number, said.note)
    check_lengths(said=said, reason=reason)
    check_day(on, at)
    return _store(by, dossier, condition, met, on, said, replaces, reason, at, gone=False)


def withdraw_statement(
    by: Keeper, statement: ConditionStatement, reason: str, *, at: datetime | None = None
) -> ConditionStatement:
    """Withdraw a statement that should not be there: the condition can again not be told.

    Raises:
        Fault: E754 somebody was quicker; E755 no reason; E760 a text is too long.
    """
    by.demand("may_keep_dossiers")
    reason = required("E755", reason)
    check_lengths(reason=reason)
    kept = statement
    said = Said(kept.document_id, kept.document_number, kept.note)
    return _store(by, kept.dossier, kept.condition, kept.met, kept.on, said, kept, reason, at, gone=True)


def _store(
    by: Keeper,
    dossier: Dossier,
    condition: str,
    met: bool,
    on: date,
    said: Said,
    replaces: ConditionStatement | None,
    reason: str,
    at: datetime | None,
    *,
    gone: bool,
) -> ConditionStatement:
    row = ConditionStatement(
        dossier=dossier,
        condition=condition,
        met=met,
        on=on,
        document_id=said.document,
        document_number=said.document_number,
        note=said.note,
        replaces=replaces,
        reason=reason,
        withdrawn=gone,
        recorded_at=at or timezone.now(),
        recorded_by=by.name,
    )
    with transaction.atomic():
        # Held until the transaction ends, so that two people cannot both be the first to answer.
        if Dossier.objects.select_for_update().filter(pk=dossier.pk).first() is None:
            raise fault("E761")
        standing = statement_on(dossier, condition)
        if standing != replaces:
            raise fault("E754")
        try:
            row.save()
        except IntegrityError:
            raise fault("E754") from None
        act = "withdrawn" if gone else "corrected" if replaces else "stated"
        audit(by.name, f"dossier.condition_{act}", f"dossier {dossier.pk}", old=_told(replaces), new=_told(row))
    return row


def _told(row: ConditionStatement | None) -> dict[str, object]:
    if row is None:
        return {}
    return {
        "condition": row.condition,
        "met": row.met,
        "on": row.on.isoformat(),
        "document": row.document_id,
        "document_number": row.document_number,
        "note": row.note,
        "reason": row.reason,
        "withdrawn": row.withdrawn,
    }
