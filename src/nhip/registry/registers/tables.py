"""Files of rows, read as cells with their addresses: .xlsx and .csv. Nothing here knows what the cells mean."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from openpyxl import load_workbook

from nhip.figures.exports import restore
from nhip.registry.faults import Fault, fault
from nhip.registry.registers.cells import Error, Formula

__all__ = ["MOST_BYTES", "MOST_ROWS", "Line", "Table", "read_table"]

MOST_BYTES: Final = 10 * 1024 * 1024
# A workbook is packed; this much may come out of it.
MOST_UNPACKED: Final = 150 * 1024 * 1024
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 60


@dataclass(frozen=True, slots=True)
class Line:
    """A row. `number` is the one a spreadsheet shows, the header being 1."""

    number: int
    cells: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A header and its rows."""

    file: str
    sheet: str | None
    header: tuple[str, ...]
    lines: tuple[Line, ...]

    def at(self, found: Fault, line: Line | None = None, column: str | None = None, value: object = None) -> Fault:
        """Return a fault with its address in this table."""
        place: dict[str, Any] = {"file": self.file, "sheet": self.sheet, "column": column}
        if line is not None:
            place["row"] = line.number
        if value not in (None, ""):
            place["value"] = value
        return found.at(**{key: item for key, item in place.items() if item is not None})


def read_table(content: bytes, name: str) -> Table:
    """Read the first sheet of a workbook, or a CSV file.

    Raises:
        Fault: it is too large, of another kind, damaged, or has no rows.
    """
    if len(content) > MOST_BYTES:
        raise fault("E641", file=name, most=MOST_BYTES // 1024**2)
    if content.startswith(b"PK\x03\x04"):
        sheet, rows = _workbook(content, name)
    elif name.lower().endswith((".csv", ".txt")):
        sheet, rows = None, _csv(content, name)
    else:
        raise fault("E640", file=name)
    return _table(name, sheet, rows)


def _table(name: str, sheet: str | None, rows: Iterable[Sequence[object]]) -> Table:
    numbered = enumerate(rows, start=1)
    header: tuple[str, ...] = ()
    lines: list[Line] = []
    for number, cells in numbered:
        cells = tuple(cells)
        if not any(cell is not None and str(cell).strip() for cell in cells):
            continue
        if not header:
            header = tuple(" ".join(str(cell).split()) if cell is not None else "" for cell in cells)
            while header and not header[-1]:
                header = header[:-1]
            continue
        if len(lines) == MOST_ROWS:
            raise fault("E647", file=name, most=MOST_ROWS)
        beyond = [cell for cell in cells[len(header) :] if cell is not None and str(cell).strip()]
        if beyond or (sheet is None and len(cells) < len(header)):
            raise fault("E648", file=name, row=number, found=len(cells), wanted=len(header))
        padded = cells[: len(header)] + (None,) * (len(header) - len(cells))
        lines.append(Line(number, padded))
    if not lines:
        raise fault("E643", file=name)
    return Table(name, sheet, header, tuple(lines))


def _csv(content: bytes, name: str) -> Iterator[list[object]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise fault("E642", file=name, reason=f"UTF-8, byte {error.start}") from error
    if "\0" in text:
        raise fault("E642", file=name, reason="NUL")
    first = text.partition("\n")[0]
    # Excel writes semicolons where the comma is the decimal sign, as in Vietnamese.
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            yield [restore(cell) for cell in cells]
    except csv.Error as error:
        raise fault("E642", file=name, row=reader.line_num, reason=str(error)) from error


def _workbook(content: bytes, name: str) -> tuple[str, Iterator[list[object]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(each.file_size for each in archive.infolist())
        if unpacked > MOST_UNPACKED:
            raise fault("E641", file=name, most=MOST_UNPACKED // 1024**2)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        sheet = sheets[0]
    except Fault:
        raise
    except Exception as error:  # openpyxl raises whatever it stumbles over
        raise fault("E642", file=name, reason=type(error).__name__) from error
    return sheet.title, _cells(sheet, name)


def _cells(sheet: Any, name: str) -> Iterator[list[object]]:
    # The size a workbook claims for itself may be wrong.
    sheet.reset_dimensions()
    try:
        for row in sheet.iter_rows(max_col=MOST_COLUMNS):
            yield [_cell(cell) for cell in row]
    except Fault:
        raise
    except Exception as error:
        raise fault("E642", file=name, sheet=sheet.title, reason=type(error).__name__) from error


def _cell(cell: Any) -> object:
    if cell.data_type == "f":
        return Formula(str(cell.value))
    return Error(str(cell.value)) if cell.data_type == "e" else cell.value
