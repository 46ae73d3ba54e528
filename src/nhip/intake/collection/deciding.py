"""The steps of a submission: submit, accept, return with a comment, reopen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from nhip.intake.collection.acting import carry_out, lock, step
from nhip.intake.collection.answers import current_cells, split_box
from nhip.intake.collection.checking import Findings, findings_of
from nhip.intake.collection.faults import fault
from nhip.intake.collection.models import Comment, Reason, Step, Submission
from nhip.intake.collection.observing import observe, put_plans
from nhip.intake.collection.queries import products_for
from nhip.intake.collection.record import Record, keep_record, rows_of
from nhip.intake.collection.states import TRANSITIONS, Act, Form, ReasonCode
from nhip.people.models import User
from nhip.people.refusals import demand
from nhip.registry.actions import audit
from nhip.registry.models import Product

__all__ = ["Blocked", "Given", "Taken", "accept", "reopen", "return_with_comment", "submit"]


@dataclass(frozen=True, slots=True)
class Given:
    """A reason for a finding: its code, and words where the code does not say enough."""

    code: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken: the number of its receipt, the hash of what was kept, how many values are new."""

    submission: int
    version: int
    state: str
    receipt: str = ""
    sha256: str = ""
    added: int = 0


class Blocked(Exception):
    """Checks found errors, or warnings that still need a reason. Nothing was submitted."""

    def __init__(self, findings: Findings) -> None:
        super().__init__(f"{len(findings.errors)} errors, {len(findings.open_warnings)} warnings")
        self.findings = findings

    def message(self, language: str) -> str:
        """Say it in a sentence."""
        counts = {"errors": len(self.findings.errors), "warnings": len(self.findings.open_warnings)}
        return fault("N612", **counts).message(language)


def _again(answer: dict[str, Any]) -> Taken:
    return Taken(**answer)


def filled_products(submission: Submission) -> list[Product]:
    """Return the products of a submission: those asked for, and those filled in."""
    filled = submission.cells.exclude(product=None).values_list("product", flat=True).distinct()
    return products_for(submission.enterprise, submission.collection.period, filled)


def _record(submission: Submission, products: Sequence[Product], by: User, note: str = "") -> Record:
    boxes = current_cells(submission)
    return keep_record(submission, products, boxes, by, timezone.now(), version=submission.version + 1, note=note)


def submit(
    submission: Submission, version: int, *, by: User, reasons: Mapping[str, Given] | None = None, key: str = ""
) -> Taken:
    """Submit what is filled in. Warnings go through with a reason each; errors do not go through.

    Args:
        version: of the submission, as the person saw it.
        reasons: by the key of the finding.

    Raises:
        Refused; Fault N601 to N604, N609; Blocked: with all findings. The reasons given are kept in that case too.
    """

    def do() -> Taken:
        kept = lock(submission, Act.SUBMIT, version, by)
        products = filled_products(kept)
        if not products:
            raise fault("N609")
        found = findings_of(kept, products)
        if found.errors or found.open_warnings:
            raise Blocked(found)
        record = _record(kept, products, by)
        taken = step(kept, Act.SUBMIT, by, file=record.file)
        kept.submitted_by, kept.submitted_at = by, taken.at
        kept.decided_by = kept.decided_at = None
        kept.save()
        note_step(taken, {"sha256": record.file.sha256})
        return _taken(kept, taken)

    if reasons:
        give_reasons(submission, reasons, by=by)
    return carry_out(Act.SUBMIT, submission, by, key, do, _again)


def give_reasons(submission: Submission, reasons: Mapping[str, Given], *, by: User, act: Act = Act.SUBMIT) -> int:
    """Keep reasons for findings that are there and have none yet; return how many.

    Raises:
        Refused: the person may neither fill in nor accept the submission.
    """
    demand(by, TRANSITIONS[act].right, submission)
    with transaction.atomic():
        kept = (
            Submission.objects.select_for_update(of=("self",))
            .select_related("enterprise", "collection")
            .get(pk=submission.pk)
        )
        products = filled_products(kept)
        open_warnings = {each.finding.key: each for each in findings_of(kept, products).open_warnings}
        keys = {product.code: product.pk for product in products}
        count = 0
        for name, given in reasons.items():
            told = open_warnings.get(name)
            if told is None or given.code not in ReasonCode.values:
                continue
            Reason.objects.create(
                submission=kept,
                rule=told.finding.number,
                product_id=keys.get(told.finding.product),
                field=told.finding.measure,
                code=given.code,
                note=given.note[:500],
                text=told.fingerprint,
                by=by,
            )
            audit(by.username, "reason.given", f"submission {kept.pk}", new={"finding": name, "code": given.code})
            count += 1
    return count


def note_step(taken: Step, more: Mapping[str, object] | None = None) -> None:
    """Leave the audit row of a step."""
    audit(
        taken.by.username,
        f"submission.{taken.act}",
        f"submission {taken.submission_id}",
        old={"state": taken.before},
        new={"state": taken.after, "version": taken.version, **(more or {})},
    )


def _taken(submission: Submission, taken: Step, added: int = 0) -> Taken:
    sha256 = taken.file.sha256 if taken.file else ""
    receipt = taken.receipt if taken.act == Act.SUBMIT else ""
    return Taken(submission.pk, submission.version, str(submission.state), receipt, sha256, added)


def accept(submission: Submission, version: int, *, by: User, key: str = "") -> Taken:
    """Accept: what stands in the form becomes observations of its stage, or the plan of the year.

    Raises:
        Refused: also to somebody who filled it in himself; Fault N601 to N604.
    """

    def do() -> Taken:
        kept = lock(submission, Act.ACCEPT, version, by)
        products, boxes = filled_products(kept), current_cells(kept)
        kept_as = kept.steps.filter(act__in=[Act.SUBMIT, Act.CORRECT]).select_related("file").last()
        if kept_as is None or kept_as.file is None:  # a submission always leaves a file
            raise fault("N604", who=str(kept.created_by))
        file = kept_as.file
        taken = step(kept, Act.ACCEPT, by, file=file)
        kept.decided_by, kept.decided_at = by, taken.at
        kept.save()
        if kept.collection.form == Form.PLAN:
            added = put_plans(kept, products, boxes, by.username)
        else:
            record = Record(file, rows_of(products, kept.collection.form))
            added = len(observe(kept, products, boxes, record, taken.at))
        note_step(taken, {"added": added})
        return _taken(kept, taken, added)

    return carry_out(Act.ACCEPT, submission, by, key, do, _again)


def return_with_comment(
    submission: Submission, version: int, text: str, *, by: User, boxes: Mapping[str, str] | None = None, key: str = ""
) -> Taken:
    """Return a submission to the enterprise, saying what to do; ``boxes`` are comments on single boxes.

    Raises:
        Refused; Fault N601 to N604, N606 (nothing was said), N607.
    """
    return _back(Act.RETURN, submission, version, text, by, boxes or {}, key)


def reopen(submission: Submission, version: int, text: str, *, by: User, key: str = "") -> Taken:
    """Open an accepted submission again, saying why. Its observations stay until newer ones are accepted.

    Raises:
        Refused; Fault N601 to N604, N606.
    """
    return _back(Act.REOPEN, submission, version, text, by, {}, key)


def _back(
    act: Act, submission: Submission, version: int, text: str, by: User, boxes: Mapping[str, str], key: str
) -> Taken:
    def do() -> Taken:
        kept = lock(submission, act, version, by)
        said = {box: words.strip() for box, words in boxes.items() if words.strip()}
        if not text.strip() and not said:
            raise fault("N606")
        products = [product.pk for product in filled_products(kept)]
        taken = step(kept, act, by)
        kept.decided_by, kept.decided_at = by, taken.at
        kept.save()
        if text.strip():
            Comment.objects.create(submission=kept, text=text.strip()[:2000], by=by, step=taken)
        for box, words in said.items():
            product, name = split_box(box, kept.collection.form, products)
            Comment.objects.create(
                submission=kept, product_id=product, field=name, text=words[:2000], by=by, step=taken
            )
        note_step(taken, {"comment": text.strip()[:500], "boxes": said})
        return _taken(kept, taken)

    return carry_out(act, submission, by, key, do, _again)
