"""A submission as a file: what was in the form at that moment, kept byte for byte, so that every number has a cell."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from nhip.intake.collection.answers import Boxes, box_name
from nhip.intake.collection.models import Cell, Submission
from nhip.intake.collection.states import FIELDS_OF, Form, FormField
from nhip.intake.models import SourceFile
from nhip.people.models import User
from nhip.registry.models import Product

__all__ = ["COLUMN", "Record", "keep_record", "rows_of"]

COLUMN = "text"
HEADER = ("enterprise", "period", "stage", "product", "measure", COLUMN, "value", "unit", "line_state", "note")


@dataclass(frozen=True, slots=True)
class Record:
    """The kept file, and the row of each box in it."""

    file: SourceFile
    rows: dict[str, int]


def keep_record(
    submission: Submission,
    products: Sequence[Product],
    boxes: Boxes,
    by: User,
    at: datetime,
    *,
    version: int,
    note: str = "",
) -> Record:
    """Write the form down as CSV and keep it. The last line makes it unlike any other: which version, by whom, when."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    collection, enterprise = submission.collection, submission.enterprise
    head = (enterprise.tax_code, collection.period, collection.stage)
    for product, field in _boxes(products, collection.form):
        cell = boxes.cells.get(box_name(product.pk if product else None, field))
        text, value = _written(cell)
        state = boxes.text(box_name(product.pk, FormField.STATE)) if product else ""
        code, unit = (product.code, product.unit) if product else ("", "")
        writer.writerow((*head, code, field.value, text, value, unit, state, cell.note if cell else ""))
    writer.writerow(("#", f"submission {submission.pk}", f"version {version}", by.username, at.isoformat(), note))
    content = out.getvalue().encode("utf-8")
    name = f"{enterprise.tax_code}_{collection.period}_{collection.stage}_{submission.pk}-{version}.csv"
    file = SourceFile.objects.create(
        name=name, sha256=hashlib.sha256(content).hexdigest(), content=content, received_at=at
    )
    return Record(file, rows_of(products, collection.form))


def rows_of(products: Sequence[Product], form: str) -> dict[str, int]:
    """Return the row of each box in the file; the header is row 1."""
    return {
        box_name(product.pk if product else None, field): number
        for number, (product, field) in enumerate(_boxes(products, form), start=2)
    }


def _boxes(products: Sequence[Product], form: str) -> Iterator[tuple[Product | None, FormField]]:
    for product in products:
        for field in FIELDS_OF[form]:
            yield product, field
    if form == Form.MONTHLY:
        yield None, FormField.EMPLOYEES


def _written(cell: Cell | None) -> tuple[str, str]:
    if cell is None:
        return "", ""
    return cell.text, "" if cell.value is None else f"{cell.value.normalize():f}"
