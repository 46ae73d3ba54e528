"""The acts on files of many enterprises: take one in whole or not at all, and take it back."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from nhip.intake.collection.models import CollectionPeriod
from nhip.intake.collection.states import Form as CollectedForm
from nhip.intake.collection.states import ReasonCode
from nhip.intake.faults_checks import Fault, fault
from nhip.intake.imports.examination import STEPS, Examination, Progress, examine
from nhip.intake.imports.models import UNDER_WAY, BatchState, Explained, ImportBatch, Withdrawal
from nhip.intake.imports.planning import put_back, put_plans
from nhip.intake.imports.reconciling import reconcile_batches, this_worker
from nhip.intake.imports.recording import record
from nhip.intake.models import SourceFile
from nhip.intake.reading.limits import LIMITS, MB, Limits
from nhip.intake.returns import MONTHLY, PLAN, Finding, Form
from nhip.people.models import User
from nhip.people.refusals import demand
from nhip.people.rights import may_import_many, may_undo_import
from nhip.registry.actions import audit

__all__ = ["Given", "Outcome", "import_workbook", "undo_import"]

# Whoever sent a file with more than this wrong sent the wrong file.
_MOST_TOLD: Final = 1_000


@dataclass(frozen=True, slots=True)
class Given:
    """The reason for a warning: a code, and words where the code needs them."""

    code: str
    note: str = ""


Reasons = Mapping[str, Given] | Given
"""By the keys of findings, or one for all of them."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file. ``again``: it, or this very request, had come before, and nothing happened now.

    ``refusal`` is why a file could not be read, or why what it says was not taken in; findings are in ``examined``.
    """

    batch: ImportBatch
    examined: Examination | None = None
    refusal: Fault | None = None
    again: bool = False

    @property
    def done(self) -> bool:
        """Whether its values count."""
        return self.batch.state == BatchState.DONE


def import_workbook(
    content: bytes,
    name: str,
    *,
    actor: User | str,
    period: str = "",
    stage: str = "",
    form: Form = MONTHLY,
    reasons: Reasons | None = None,
    key: str = "",
    at: datetime | None = None,
    limits: Limits = LIMITS,
    progress: Progress | None = None,
) -> Outcome:
    """Take in a file, all of it or nothing. The file itself is kept either way, with what was found.

    Args:
        actor: who sends it; a text for the command on the server, which no right is asked of.
        period, stage, form: what was asked for, see `examine`.
        reasons: for the warnings. One without a reason keeps the file out.
        key: what its sender calls this request; sent again, it has no second effect.
        at: the moment of recording, now if not given.

    Raises:
        Refused: the person has no right.
        Fault: N102, too large to be kept; N244, the key belongs to another file.
    """
    who = actor.username if isinstance(actor, User) else actor
    if isinstance(actor, User):
        demand(actor, may_import_many)
    if len(content) > limits.file:
        raise fault("N102", file=name, most=limits.file // MB)
    reconcile_batches()
    batch, fresh = _received(content, name, who, form, key)
    if not fresh:
        return Outcome(batch, again=True)
    if not ImportBatch.objects.filter(pk=batch.pk, state=BatchState.RECEIVED).update(
        state=BatchState.CHECKING, started_at=timezone.now()
    ):
        return Outcome(_again(batch), refusal=fault("N243", file=name))
    try:
        with _without_collector():
            examined = examine(content, name, period=period, stage=stage, form=form, limits=limits, progress=progress)
            refusal = _refusal(examined, reasons, form)
            if refusal is not None:
                counts = {"rows": examined.rows, "warnings": len(examined.warnings)}
                _fail(batch, [*_told(refusal), *examined.report(_MOST_TOLD)], **counts)
                return Outcome(_again(batch), examined, refusal)
            if progress:
                progress("storing", STEPS - 1, STEPS)
            _store(batch, examined, reasons, who, at or timezone.now(), form)
            if progress:
                progress("done", STEPS, STEPS)
            return Outcome(_again(batch), examined)
    except Fault as wrong:
        _fail(batch, [wrong.as_dict()])
        return Outcome(_again(batch), refusal=wrong)
    except IntegrityError:
        # The same file came through another door and was quicker.
        twin = ImportBatch.objects.filter(source_file=batch.source_file, state=BatchState.DONE).first()
        _fail(batch, [fault("N251", file=name).as_dict()])
        if twin is None:
            raise
        return Outcome(twin, again=True)
    except BaseException:
        _fail(batch, [fault("N243", file=name).as_dict()])
        raise


def _received(content: bytes, name: str, who: str, form: Form, key: str) -> tuple[ImportBatch, bool]:
    """Keep the file and note that it came; or return the batch that this file or this request was before."""
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        with transaction.atomic():
            known = _before(who, key, sha256, name)
            if known is not None:
                return known, False
            file, _ = SourceFile.objects.get_or_create(sha256=sha256, defaults={"name": name[:255], "content": content})
            collected = CollectedForm.PLAN if form.id == PLAN.id else CollectedForm.MONTHLY
            batch = ImportBatch.objects.create(
                source_file=file, name=name[:255], form=collected, key=key[:64], created_by=who, worker=this_worker()
            )
            return batch, True
    except IntegrityError:
        known = _before(who, key, sha256, name)
        if known is None:
            raise
        return known, False


def _before(who: str, key: str, sha256: str, name: str) -> ImportBatch | None:
    batches = ImportBatch.objects.select_related("source_file").defer("source_file__content")
    if key:
        same = batches.filter(created_by=who, key=key[:64]).exclude(state=BatchState.FAILED).first()
        if same is not None:
            if same.source_file.sha256 != sha256:
                raise fault("N244", file=name)
            return same
    return batches.filter(source_file__sha256=sha256, state=BatchState.DONE).first()


def _again(batch: ImportBatch) -> ImportBatch:
    return ImportBatch.objects.get(pk=batch.pk)


def _refusal(examined: Examination, reasons: Reasons | None, form: Form) -> Fault | None:
    """Return why what was examined cannot be taken in."""
    if examined.errors:
        return examined.errors[0].fault(examined.name)
    if form.id != PLAN.id:
        closed = CollectionPeriod.objects.exclude(closed_at=None)
        if closed.filter(form=CollectedForm.MONTHLY, period=examined.context.period, stage=examined.context.stage):
            return fault("N602", file=examined.name)
    open_warnings = [each for each in examined.warnings if _given(each, reasons) is None]
    return fault("N245", file=examined.name, count=len(open_warnings)) if open_warnings else None


def _given(finding: Finding, reasons: Reasons | None) -> Given | None:
    given = reasons if isinstance(reasons, Given) or reasons is None else reasons.get(finding.key)
    if given is None or given.code not in ReasonCode.values:
        return None
    return given if given.code != ReasonCode.OTHER or given.note.strip() else None


def _told(refusal: Fault) -> list[dict[str, Any]]:
    """Return a refusal that is about the file as a whole; others are among the findings already."""
    return [refusal.as_dict()] if refusal.number in ("N245", "N602") else []


def _store(
    batch: ImportBatch, examined: Examination, reasons: Reasons | None, who: str, at: datetime, form: Form
) -> None:
    with transaction.atomic():
        # Somebody who thought the program dead may have closed the batch; then nothing is taken in.
        claimed = ImportBatch.objects.filter(pk=batch.pk, state=BatchState.CHECKING).update(
            state=BatchState.DONE,
            finished_at=timezone.now(),
            rows=examined.rows,
            warnings=len(examined.warnings),
            findings=examined.report(_MOST_TOLD),
        )
        if not claimed:
            raise fault("N243", file=examined.name)
        before = None
        if form.id == PLAN.id:
            added, before = put_plans(examined.returns, examined.context, batch, by=who, at=at)
        else:
            added = record(examined.returns, examined.context, batch.source_file, at, batch)
        ImportBatch.objects.filter(pk=batch.pk).update(observations_added=added, before=before)
        given = [(each, _given(each, reasons)) for each in examined.warnings]
        Explained.objects.bulk_create(_explained(batch, each, why) for each, why in given if why is not None)
        new = {"name": batch.name, "file": batch.source_file.sha256, "period": examined.context.period}
        counts = {"stage": str(examined.context.stage), "rows": examined.rows, "values": added}
        audit(who, "import.done", f"import {batch.pk}", new={**new, **counts, "warnings": len(examined.warnings)})


def _explained(batch: ImportBatch, finding: Finding, given: Given) -> Explained:
    place = finding.places[0]
    return Explained(
        batch=batch,
        rule=finding.number,
        enterprise=finding.enterprise,
        product=finding.product,
        measure=finding.measure,
        sheet=place.sheet,
        row=place.row,
        column=place.column,
        value=finding.value[:200],
        code=given.code,
        note=given.note[:500],
    )


def _fail(batch: ImportBatch, findings: list[dict[str, Any]], **counts: int) -> None:
    ImportBatch.objects.filter(pk=batch.pk, state__in=UNDER_WAY).update(
        state=BatchState.FAILED, finished_at=timezone.now(), findings=findings, **counts
    )


@contextmanager
def _without_collector() -> Iterator[None]:
    """Leave the garbage collector aside: it walks over a hundred thousand cells again and again and finds nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def undo_import(batch: ImportBatch, *, actor: User | str, reason: str, at: datetime | None = None) -> Withdrawal:
    """Undo an import: its values stay where they are and no longer count; what stood before counts again.

    Raises:
        Refused: the person has no right.
        Fault: N246, it is not one that was taken in; N247, without a reason.
    """
    who = actor.username if isinstance(actor, User) else actor
    if isinstance(actor, User):
        demand(actor, may_undo_import, batch)
    if not reason.strip():
        raise fault("N247")
    with transaction.atomic():
        kept = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if kept.state != BatchState.DONE:
            raise fault("N246", **_state_words(kept.state))
        withdrawal = Withdrawal.objects.create(
            batch=kept, reason=reason[:500], by=who, recorded_at=at or timezone.now()
        )
        if kept.before is not None:
            put_back(kept, by=who, reason=reason, at=at)
        kept.state = BatchState.UNDONE
        kept.save(update_fields=["state"])
        audit(who, "import.undone", f"import {kept.pk}", old={"state": "done"}, new={"reason": reason[:500]})
    return withdrawal


def _state_words(state: str) -> dict[str, str]:
    words = {}
    for language in ("vi", "en"):
        with translation.override(language):
            words[f"state_{language}"] = str(BatchState(state).label)
    return words
