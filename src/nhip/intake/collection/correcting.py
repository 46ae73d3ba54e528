"""Correcting a report with a note: a newer value beside the older one."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from nhip.intake.collection.acting import carry_out, lock, step
from nhip.intake.collection.answers import LONGEST, current_cells, read_text, split_box
from nhip.intake.collection.deciding import Taken, filled_products, note_step
from nhip.intake.collection.faults import fault
from nhip.intake.collection.models import Cell, Comment, Submission
from nhip.intake.collection.observing import observe, put_plans
from nhip.intake.collection.record import keep_record
from nhip.intake.collection.saving import put_cells
from nhip.intake.collection.states import Act, Form, SubmissionState
from nhip.people.models import User

__all__ = ["correct_with_note"]


def correct_with_note(
    submission: Submission, version: int, box: str, text: str, note: str, *, by: User, key: str = ""
) -> Taken:
    """Put another value into a box of a submitted or accepted report, saying why; the enterprise reads the note.

    The corrected form is kept as a file of its own. In an accepted report the value becomes a newer observation at
    once.

    Raises:
        Refused; Fault N603, N604, N606 (no note), N607, N608, N614 (the value is there already), and those of reading
        a number.
    """

    def do() -> Taken:
        kept = lock(submission, Act.CORRECT, version, by)
        if not note.strip():
            raise fault("N606")
        products = filled_products(kept)
        product, name = split_box(box, kept.collection.form, [each.pk for each in products])
        boxes = current_cells(kept)
        if len(text) > LONGEST:
            raise fault("N608", most=LONGEST, value=text[:40])
        if text == boxes.text(box):
            raise fault("N614")
        value, wrong = read_text(name, text)
        if wrong is not None:
            raise wrong
        if value is not None and value < 0:
            raise fault("N611", value=text)
        cell = Cell(
            submission=kept,
            product_id=product,
            field=name,
            number=boxes.number(box) + 1,
            text=text,
            value=value,
            entered_by=by,
            note=note.strip()[:500],
        )
        put_cells(kept, [cell], boxes, by, act="cell.corrected")
        boxes = current_cells(kept)
        at = timezone.now()
        record = keep_record(kept, products, boxes, by, at, version=kept.version + 1, note=note.strip())
        taken = step(kept, Act.CORRECT, by, file=record.file, at=at)
        kept.save()
        Comment.objects.create(
            submission=kept, product_id=product, field=name, text=note.strip()[:2000], by=by, step=taken
        )
        added = 0
        if kept.state == SubmissionState.ACCEPTED and kept.collection.form == Form.PLAN:
            added = put_plans(kept, products, boxes, by.username)
        elif kept.state == SubmissionState.ACCEPTED:
            added = len(observe(kept, products, boxes, record, at))
        note_step(taken, {"box": box, "note": note.strip()[:500], "added": added})
        return Taken(kept.pk, kept.version, str(kept.state), "", record.file.sha256, added)

    return carry_out(Act.CORRECT, submission, by, key, do, _again)


def _again(answer: dict[str, Any]) -> Taken:
    return Taken(**answer)
