"""From an accepted submission to observations; from an accepted plan to the register of plans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from nhip.intake.collection.answers import Boxes, box_name, return_of
from nhip.intake.collection.models import Submission
from nhip.intake.collection.record import COLUMN, Record
from nhip.intake.collection.states import FormField
from nhip.intake.imports.models import Headcount
from nhip.intake.measures import FormMeasure
from nhip.intake.models import QUANTIFIED, Observation
from nhip.intake.returns import Entry, EntryState
from nhip.registry.choices import Measure
from nhip.registry.models import Product
from nhip.registry.production_plans import PlanKey, put_plan

__all__ = ["observe", "put_plans"]


def observe(
    submission: Submission, products: Sequence[Product], boxes: Boxes, record: Record, at: datetime
) -> list[Observation]:
    """Add an observation for each box that says something new at this stage. An older one stays beside it."""
    collection = submission.collection
    found = return_of(submission.enterprise, collection, products, boxes)
    known = _known(submission)
    used = set(
        Observation.objects.filter(source_file__in=[cell.file_id for cell in boxes.cells.values() if cell.file_id])
        .values_list("source_file", "sheet", "row", "column")
    )  # fmt: skip
    rows = []
    for product, line in zip(products, found.lines, strict=True):
        for measure in FormMeasure:
            entry = line.entry(measure.value)
            if entry.state is EntryState.BLANK:
                continue
            quantity = entry.value if entry.state.value in QUANTIFIED else None
            if known.get((product.pk, measure.value)) == (quantity, entry.state.value):
                continue
            box = box_name(product.pk, measure.value)
            rows.append(
                Observation(
                    enterprise=submission.enterprise,
                    product=product,
                    period=collection.period,
                    measure=measure.value,
                    quantity=quantity,
                    state=entry.state.value,
                    stage=collection.stage,
                    raw=entry.text,
                    reported_unit="" if measure is FormMeasure.VALUE else product.unit,
                    recorded_at=at,
                    **_where(boxes, box, entry, record, used),
                )
            )
    Observation.objects.bulk_create(rows)
    _count_heads(submission, found.employees, boxes, record, at)
    return rows


def _count_heads(submission: Submission, entry: Entry, boxes: Boxes, record: Record, at: datetime) -> None:
    """Keep the number of employees, if it is a new one."""
    if entry.value is None:
        return
    collection, heads = submission.collection, int(entry.value)
    same = {"enterprise": submission.enterprise, "period": collection.period, "stage": collection.stage}
    newest = Headcount.objects.filter(**same).order_by("recorded_at", "id").last()
    if newest is None or newest.employees != heads:
        where = _where(boxes, box_name(None, FormField.EMPLOYEES), entry, record, set())
        Headcount.objects.create(**same, **where, employees=heads, recorded_at=at)


def _where(
    boxes: Boxes, box: str, entry: Entry, record: Record, used: set[tuple[int, str, int, str]]
) -> Mapping[str, object]:
    """The cell of the file that was uploaded; the row of the record for what was typed, or used once already."""
    cell = boxes.cells.get(box)
    if cell is not None and cell.file_id and cell.row and (cell.file_id, cell.sheet, cell.row, cell.column) not in used:
        return {"source_file_id": cell.file_id, "sheet": cell.sheet, "row": cell.row, "column": cell.column}
    return {"source_file": record.file, "sheet": "", "row": record.rows[box], "column": COLUMN}


def _known(submission: Submission) -> dict[tuple[int, str], tuple[object, str]]:
    rows = (
        Observation.objects.standing_at()
        .filter(
            enterprise=submission.enterprise, period=submission.collection.period, stage=submission.collection.stage
        )
        .order_by("recorded_at", "id")
    )
    # Later rows overwrite earlier ones.
    return {(row.product_id, row.measure): (row.quantity, row.state) for row in rows}


def put_plans(submission: Submission, products: Sequence[Product], boxes: Boxes, actor: str) -> int:
    """Bring the register of plans to what the accepted plan says. The audit chain keeps what stood there before."""
    year = int(submission.collection.period)
    document = f"{submission.enterprise.tax_code} {submission.collection.period} #{submission.pk}-{submission.version}"
    count = 0
    for product in products:
        for measure in Measure:
            cell = boxes.cells.get(box_name(product.pk, measure.value))
            if cell is None or cell.value is None or cell.value <= 0:
                continue
            key = PlanKey(submission.enterprise_id, product.pk, year, measure.value)
            count += put_plan(key, cell.value, by=actor, document=document)
    return count
