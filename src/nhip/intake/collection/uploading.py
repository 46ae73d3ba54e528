"""Filling in by a file: kept as it came, tried out, and put into the draft whole or not at all."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from nhip.intake.collection.acting import demand_open, once
from nhip.intake.collection.answers import Boxes, box_name, current_cells, plain_text
from nhip.intake.collection.faults import fault
from nhip.intake.collection.models import Cell, CollectionPeriod, Upload
from nhip.intake.collection.queries import products_for
from nhip.intake.collection.saving import Saved, again, editable, put_cells
from nhip.intake.collection.states import FIELDS_OF, STATES_OFFERED, Form, FormField
from nhip.intake.imports.examination import Examination, examine
from nhip.intake.measures import FormMeasure
from nhip.intake.models import SourceFile
from nhip.intake.reading.uploads import safe_name
from nhip.intake.returns import MONTHLY, PLAN, Entry, EntryState, Line
from nhip.people import rights
from nhip.people.models import User
from nhip.people.refusals import demand
from nhip.registry.actions import audit
from nhip.registry.models import Enterprise, Product

__all__ = ["Change", "changes_of", "examine_upload", "keep_upload", "take_upload"]


def keep_upload(enterprise: Enterprise, collection: CollectionPeriod, content: bytes, name: str, *, by: User) -> Upload:
    """Keep a file that somebody sent for a form, byte for byte. The same file sent again is the same upload.

    Raises:
        Refused: the person may not fill in for the enterprise.
        Fault: N601, N602 the collection is not open.
    """
    demand(by, rights.may_draft, enterprise)
    demand_open(collection)
    sha256 = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        defaults = {"name": safe_name(name), "content": content}
        file, _ = SourceFile.objects.get_or_create(sha256=sha256, defaults=defaults)
        upload, fresh = Upload.objects.get_or_create(
            enterprise=enterprise, collection=collection, file=file, defaults={"by": by}
        )
        if fresh:
            subject = f"upload {upload.pk}"
            audit(by.username, "file.received", subject, new={"name": file.name, "sha256": sha256})
    return upload


def examine_upload(upload: Upload) -> Examination:
    """Try a file out: what it says, and what is wrong with it. Nothing changes.

    Raises:
        Fault: the file cannot be read at all.
    """
    collection = upload.collection
    return examine(
        bytes(upload.file.content),
        upload.file.name,
        period=collection.period,
        stage=collection.stage,
        enterprise=upload.enterprise.tax_code,
        form=PLAN if collection.form == Form.PLAN else MONTHLY,
    )


@dataclass(frozen=True, slots=True)
class Change:
    """A box that a file fills: what stands in it now, and what will."""

    box: str
    before: str
    after: str
    value: Decimal | None
    entry: Entry
    unit: str = ""


def changes_of(upload: Upload, examined: Examination, boxes: Boxes, products: dict[str, Product]) -> list[Change]:
    """Return the boxes whose text a file changes. A box that is blank in the file leaves what is filled in."""
    found: list[Change] = []

    def put(box: str, text: str, value: Decimal | None, entry: Entry, unit: str = "") -> None:
        if text != boxes.text(box):
            found.append(Change(box, boxes.text(box), text, value, entry, unit))

    for each in examined.returns:
        for line in each.lines:
            product = products.get(line.product)
            if product is None:
                continue
            for name in FIELDS_OF[upload.collection.form]:
                entry = line.entry(name.value)
                if entry.value is not None:
                    value = _own(line, name, entry.value, product, examined)
                    unit = "" if line.unit == product.unit or name == FormField.VALUE else line.unit
                    put(box_name(product.pk, name), plain_text(value), value, entry, unit)
            if upload.collection.form == Form.MONTHLY:
                state = _state(line)
                put(
                    box_name(product.pk, FormField.STATE),
                    state,
                    None,
                    Entry(None, EntryState.BLANK, state, line.state_place),
                )
        if each.employees.value is not None:
            put(
                box_name(None, FormField.EMPLOYEES),
                plain_text(each.employees.value),
                each.employees.value,
                each.employees,
            )
    return found


def _state(line: Line) -> str:
    """The state of the line; a sign for it in place of the production ("-", "…") says the same."""
    production = line.entry(FormMeasure.PRODUCTION)
    if line.state in STATES_OFFERED and line.state:
        return line.state
    said = production.state.value if production.value is None else ""
    return said if said in STATES_OFFERED else ""


def _own(line: Line, name: FormField, value: Decimal, product: Product, examined: Examination) -> Decimal:
    facts = examined.context.product(product.code)
    factor = facts.factor(line.unit) if facts and name != FormField.VALUE else Decimal(1)
    return value * (factor or Decimal(1))


def take_upload(upload: Upload, *, by: User, key: str = "") -> Saved:
    """Put what a file says into the draft, whole or not at all. The form is then submitted like any other.

    Raises:
        Refused; Fault N601 to N603; N612 the file has errors.
    """
    demand(by, rights.may_draft, upload.enterprise)
    examined = examine_upload(upload)
    if examined.errors:
        raise fault("N612", errors=len(examined.errors), warnings=len(examined.warnings))

    def do() -> Saved:
        submission = editable(upload.enterprise, upload.collection, by)
        boxes = current_cells(submission)
        named = {line.product for each in examined.returns for line in each.lines}
        also = Product.objects.filter(code__in=named).values_list("pk", flat=True)
        products = {each.code: each for each in products_for(upload.enterprise, upload.collection.period, also)}
        at = timezone.now()
        fresh = []
        for change in changes_of(upload, examined, boxes, products):
            line, _, name = change.box.partition("-")
            place = change.entry.place
            fresh.append(
                Cell(
                    submission=submission,
                    product_id=int(line) if line.isdecimal() else None,
                    field=name,
                    number=boxes.number(change.box) + 1,
                    text=change.after,
                    value=change.value,
                    unit=change.unit,
                    file=upload.file,
                    sheet=place.sheet,
                    row=place.row,
                    column=place.column,
                    entered_by=by,
                    entered_at=at,
                )
            )
        put_cells(submission, fresh, boxes, by, act="draft.uploaded")
        return Saved(submission.pk, {cell.key: cell.number for cell in fresh})

    return once(key, by, "take", f"upload {upload.pk}", do, again)
