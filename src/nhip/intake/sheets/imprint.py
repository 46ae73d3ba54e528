"""What a template says of itself, on a hidden sheet: which form, for whom, for when, and whether it is as it was."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from openpyxl.cell import WriteOnlyCell
from openpyxl.workbook.defined_name import DefinedName

from nhip.figures.exports import put
from nhip.intake.reading.cells import Workbook
from nhip.intake.returns import Form, Place

__all__ = ["SHEET", "Imprint", "read_imprint", "write_imprint"]

SHEET: Final = "_nhip"
_KEYS: Final = ("form", "version", "enterprise", "period", "stage", "employees", "table", "checksum")


@dataclass(frozen=True, slots=True)
class Imprint:
    """``enterprise`` is empty where rows name theirs; ``employees`` is the address of the box for them, if any."""

    form: Form
    enterprise: str
    period: str
    stage: str
    employees: str = ""
    table: str = ""
    checksum: str = ""

    def checksum_of(self, rows: Iterable[tuple[str, str]]) -> str:
        """Return the checksum for rows of (product, unit); where rows name their enterprise, they are free."""
        head = (self.form.id, str(self.form.version), self.enterprise, self.period, self.stage)
        lines = sorted(f"{product}|{unit}" for product, unit in rows) if self.enterprise else []
        return hashlib.sha256("\n".join([*head, *lines]).encode()).hexdigest()[:16]


def write_imprint(book: Any, imprint: Imprint) -> None:
    """Add the hidden sheet, and a defined name for each of its values."""
    sheet = book.create_sheet(SHEET)
    sheet.sheet_state = "hidden"
    values = (imprint.form.id, str(imprint.form.version), imprint.enterprise, imprint.period, imprint.stage)
    for row, (key, value) in enumerate(
        zip(_KEYS, (*values, imprint.employees, imprint.table, imprint.checksum), strict=True), start=1
    ):
        cells = []
        for text in (key, value):
            cell = WriteOnlyCell(sheet)
            put(cell, text)
            cells.append(cell)
        sheet.append(cells)
        book.defined_names[f"nhip_{key}"] = DefinedName(f"nhip_{key}", attr_text=f"'{SHEET}'!$B${row}", hidden=True)


def read_imprint(workbook: Workbook) -> tuple[Imprint | None, dict[str, Place]]:
    """Return what a workbook says of itself, and where; None if it is not from a template of ours."""
    sheet = workbook.sheet(SHEET)
    if sheet is None:
        return None, {}
    values: dict[str, str] = {}
    places: dict[str, Place] = {}
    for row, cells in sheet.rows():
        key, value = cells.get(1), cells.get(2)
        if key is not None and str(key.value) in _KEYS:
            values[str(key.value)] = value.text.strip() if value is not None else ""
            places[str(key.value)] = Place(SHEET, row, "B")
    version = values.get("version", "")
    form = Form(values.get("form", "?") or "?", int(version) if version.isascii() and version.isdecimal() else 0)
    imprint = Imprint(form, *(values.get(key, "") for key in _KEYS[2:]))
    first = Place(SHEET, 1, "B")
    return imprint, {key: places.get(key, first) for key in _KEYS}
