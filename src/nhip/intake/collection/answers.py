"""What stands in the boxes of a submission: as typed, as read, and as the neutral return that checks look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nhip.intake.collection.faults import Fault, fault
from nhip.intake.collection.models import Cell, CollectionPeriod, Submission
from nhip.intake.collection.states import FIELDS_OF, STATES_OFFERED, Form, FormField
from nhip.intake.reading.numerals import Ambiguous, Malformed, Word, parse_number
from nhip.intake.returns import BLANK, MONTHLY, PLAN, Entry, EntryState, Line, Place, Return
from nhip.registry.models import Enterprise, Product

__all__ = ["LONGEST", "Boxes", "box_name", "current_cells", "plain_text", "read_text", "return_of", "split_box"]

LONGEST: Final = 200
# 27 digits, 9 of them decimals, is what a cell holds.
_LARGEST: Final = Decimal(10) ** 18
_SMALLEST: Final = Decimal(1).scaleb(-9)


@dataclass(frozen=True, slots=True)
class Boxes:
    """The current cells of a submission, by the names of their boxes."""

    cells: Mapping[str, Cell]

    def text(self, box: str) -> str:
        """Return what stands in a box."""
        cell = self.cells.get(box)
        return cell.text if cell else ""

    def number(self, box: str) -> int:
        """Return how often a box was written; 0: never."""
        cell = self.cells.get(box)
        return cell.number if cell else 0


def plain_text(value: Decimal) -> str:
    """Write a number so that it can be read in one way only: nothing grouped, and never just three decimals.

    >>> plain_text(Decimal("1234.5")), plain_text(Decimal("1.234")), plain_text(Decimal("1200"))
    ('1234,5', '1,2340', '1200')
    """
    text = f"{value.normalize():f}"
    whole, _, decimals = text.partition(".")
    if not decimals:
        return whole
    return f"{whole},{decimals}0" if len(decimals) == 3 else f"{whole},{decimals}"


def box_name(product: int | None, field: str) -> str:
    """Return the name of a box.

    >>> box_name(12, "production"), box_name(None, "employees")
    ('12-production', 'all-employees')
    """
    return f"{product or 'all'}-{field}"


def split_box(box: str, form: str, products: Iterable[int]) -> tuple[int | None, str]:
    """Return product and field of a box that the form has.

    Raises:
        Fault: N607, the form has no such box.
    """
    line, _, field = box.partition("-")
    if line == "all" and field == FormField.EMPLOYEES and form == Form.MONTHLY:
        return None, field
    fields = {*FIELDS_OF[form], FormField.STATE} if form == Form.MONTHLY else set(FIELDS_OF[form])
    if line.isdecimal() and int(line) in set(products) and field in fields:
        return int(line), field
    raise fault("N607", box=box[:60])


def current_cells(submission: Submission | None, until: int | None = None) -> Boxes:
    """Return what stands in the boxes now, or as it stood when ``until`` was the last cell."""
    if submission is None:
        return Boxes({})
    cells = submission.cells.select_related("entered_by").current(until)
    return Boxes({cell.key: cell for cell in cells})


def read_text(field: str, text: str) -> tuple[Decimal | None, Fault | None]:
    """Return the number a text is, and the fault if it is none, or could be two. Words and blanks are no fault."""
    if field == FormField.STATE:
        return None, None if text in STATES_OFFERED else fault("N615", text=text[:40])
    found = parse_number(text)
    if isinstance(found, Decimal):
        if abs(found) >= _LARGEST or found != found.quantize(_SMALLEST):
            return None, fault("E506", value=text)
        return found, None
    if isinstance(found, Ambiguous):
        # Written plainly, with a comma for decimals and nothing to group, no reading looks like another.
        readings = " ≠ ".join(f"{number:f}".replace(".", ",") for number in sorted(found.readings.values()))
        return None, fault("N131", value=text, readings=readings)
    return None, fault("N132", value=text[:60]) if isinstance(found, Malformed) else None


def _entry(cell: Cell | None, box: str, line_state: str) -> Entry:
    place = Place(box=box)
    if cell is not None and cell.file_id:
        place = Place(cell.sheet, cell.row, cell.column, box)
    if cell is None or not cell.text.strip():
        # The state of the line says why its boxes are blank.
        empty = line_state in {EntryState.NOT_PRODUCED, EntryState.NOT_REPORTED}
        return Entry(None, EntryState(line_state) if empty else EntryState.BLANK, "", place)
    if cell.value is not None:
        estimated = line_state == EntryState.ESTIMATED
        return Entry(cell.value, EntryState.ESTIMATED if estimated else EntryState.REPORTED, cell.text, place)
    found = parse_number(cell.text)
    if isinstance(found, Word):
        return Entry(None, EntryState(found.meaning.value), cell.text, place)
    _, problem = read_text(cell.field, cell.text)
    return Entry(None, EntryState.BLANK, cell.text, place, problem)


def return_of(
    enterprise: Enterprise, collection: CollectionPeriod, products: Sequence[Product], boxes: Boxes
) -> Return:
    """Return a form in neutral form. Values are in the products' own units."""
    plan = collection.form == Form.PLAN
    lines = []
    for product in products:
        state_box = box_name(product.pk, FormField.STATE)
        state = boxes.text(state_box)
        entries = {}
        for field in FIELDS_OF[collection.form]:
            box = box_name(product.pk, field)
            # Only production is missing for a reason; a blank box beside it is just blank.
            says = state if field == FormField.PRODUCTION or state == EntryState.ESTIMATED else ""
            entries[field.value] = _entry(boxes.cells.get(box), box, says)
        lines.append(
            Line(
                product.code,
                product.unit,
                entries,
                place=Place(box=box_name(product.pk, FormField.PRODUCTION)),
                state=state,
                state_place=Place(box=state_box),
            )
        )
    employees = box_name(None, FormField.EMPLOYEES)
    cell = boxes.cells.get(employees)
    heads = _entry(cell, employees, "") if cell else BLANK._replace(place=Place(box=employees))
    return Return(
        enterprise.tax_code,
        collection.period,
        collection.stage,
        tuple(lines),
        form=PLAN if plan else MONTHLY,
        employees=BLANK if plan else heads,
    )
