"""Filling in: the draft is kept box by box, and two people in one box are told of each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from nhip.intake.collection.acting import demand_open, in_both, once
from nhip.intake.collection.answers import LONGEST, Boxes, current_cells, read_text, split_box
from nhip.intake.collection.faults import fault
from nhip.intake.collection.models import Cell, CollectionPeriod, Submission
from nhip.intake.collection.queries import products_for
from nhip.intake.collection.states import SubmissionState
from nhip.people import rights
from nhip.people.models import User
from nhip.people.refusals import demand
from nhip.registry.actions import audit
from nhip.registry.models import Enterprise

__all__ = ["Conflict", "Saved", "Typed", "again", "editable", "put_cells", "save_draft"]


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed into a box, and the number of the text they typed it over."""

    text: str
    over: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else wrote into the box meanwhile. Both texts are told; the box keeps ``theirs`` until one decides."""

    box: str
    mine: str
    theirs: str
    number: int
    who: str


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did. ``numbers`` are those of the boxes that were written."""

    submission: int
    numbers: dict[str, int] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()


def again(answer: dict[str, object]) -> Saved:
    """Make the answer of a save out of what was kept of it."""
    conflicts = tuple(Conflict(**each) for each in answer["conflicts"])  # type: ignore[attr-defined]
    return Saved(answer["submission"], answer["numbers"], conflicts)  # type: ignore[arg-type]


def save_draft(
    enterprise: Enterprise,
    collection: CollectionPeriod,
    typed: Mapping[str, Typed],
    *,
    by: User,
    key: str = "",
    at: datetime | None = None,
) -> Saved:
    """Keep what was typed. Boxes that somebody else has written meanwhile are left, and told as conflicts.

    Args:
        typed: by the name of the box.
        key: what the sender calls this request; the same key again gives the same answer and does nothing.

    Raises:
        Refused: the person may not fill in for the enterprise.
        Fault: N601, N602 the collection is not open; N603 it was submitted; N607 no such box; N608 too long.
    """
    demand(by, rights.may_draft, enterprise)

    def do() -> Saved:
        return _save(enterprise, collection, typed, by, at or timezone.now())

    return once(key, by, "save", f"{enterprise.pk}/{collection.pk}", do, again)


def editable(enterprise: Enterprise, collection: CollectionPeriod, by: User) -> Submission:
    """Return the submission to fill in, held until the transaction ends, and made if there is none.

    Raises:
        Fault: N601, N602, N603.
    """
    demand_open(CollectionPeriod.objects.get(pk=collection.pk))
    submission, _ = Submission.objects.get_or_create(
        enterprise=enterprise, collection=collection, defaults={"created_by": by}
    )
    submission = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    if not submission.is_editable:
        words = in_both(SubmissionState(submission.state).label)
        raise fault("N603", state_vi=words["vi"], state_en=words["en"])
    return submission


def _save(
    enterprise: Enterprise, collection: CollectionPeriod, typed: Mapping[str, Typed], by: User, at: datetime
) -> Saved:
    submission = editable(enterprise, collection, by)
    boxes = current_cells(submission)
    filled = [cell.product_id for cell in boxes.cells.values() if cell.product_id]
    products = {product.pk for product in products_for(enterprise, collection.period, filled)}
    fresh, conflicts = [], []
    for box, entry in typed.items():
        product, name = split_box(box, collection.form, products)
        if len(entry.text) > LONGEST:
            raise fault("N608", most=LONGEST, value=entry.text[:40])
        known = boxes.cells.get(box)
        if entry.text == boxes.text(box):
            continue
        if known is not None and entry.over != known.number:
            conflicts.append(Conflict(box, entry.text, known.text, known.number, str(known.entered_by)))
            continue
        value, _ = read_text(name, entry.text)
        fresh.append(
            Cell(
                submission=submission,
                product_id=product,
                field=name,
                number=boxes.number(box) + 1,
                text=entry.text,
                value=value,
                entered_by=by,
                entered_at=at,
            )
        )
    put_cells(submission, fresh, boxes, by)
    return Saved(submission.pk, {cell.key: cell.number for cell in fresh}, tuple(conflicts))


def put_cells(submission: Submission, fresh: list[Cell], boxes: Boxes, by: User, *, act: str = "draft.saved") -> None:
    """Add cells, and one row to the audit chain that says what stood in their boxes before."""
    if not fresh:
        return
    for cell in fresh:
        cell.save()
    audit(
        by.username,
        act,
        f"submission {submission.pk}",
        old={cell.key: boxes.text(cell.key) for cell in fresh},
        new={cell.key: cell.text for cell in fresh},
    )
