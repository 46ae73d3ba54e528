"""CSV files as rows with addresses: what every reader of this room starts from."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from nhip.intake.faults import Fault, fault

__all__ = ["MOST_FAULTS", "Line", "read_table"]

# Beyond these nobody reads on; the file is simply the wrong one.
MOST_FAULTS: Final = 100
MOST_BYTES: Final = 100 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a file; ``number`` is the one a spreadsheet shows, the header being 1."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def read_table(content: bytes, name: str, needed: Sequence[str]) -> tuple[list[Line], list[Fault]]:
    """Split a CSV file (UTF-8, header row) into rows of composed, trimmed text.

    Returns the rows that have as many cells as the header, and a fault for each that has not. Blank lines are
    passed over.

    Raises:
        Fault: it is too large, not UTF-8, not CSV, lacks a needed column, or has no rows.
    """
    if len(content) > MOST_BYTES:
        raise fault("E512", file=name, most=MOST_BYTES // 1024**2)
    try:
        text = unicodedata.normalize("NFC", content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise fault("E102", file=name, reason=f"byte {error.start}: UTF-8") from error
    if "\0" in text:
        raise fault("E102", file=name, reason="NUL")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        return _rows(reader, name, needed)
    except csv.Error as error:
        raise fault("E102", file=name, row=reader.line_num, reason=str(error)) from error


def _rows(reader: Iterable[list[str]], name: str, needed: Sequence[str]) -> tuple[list[Line], list[Fault]]:
    lines = iter(reader)
    header = [cell.strip() for cell in next(lines, [])]
    for missing in (column for column in needed if column not in header):
        raise fault("E103", file=name, missing=missing, wanted=", ".join(needed))
    twice = next((column for column in header if header.count(column) > 1), None)
    if twice is not None:
        raise fault("E511", file=name, row=1, column=twice, text=twice)
    rows: list[Line] = []
    faults: list[Fault] = []
    for number, cells in enumerate(lines, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            faults.append(fault("E504", file=name, row=number, found=len(cells), wanted=len(header)))
            continue
        rows.append(Line(number, {column: cell.strip() for column, cell in zip(header, cells, strict=True)}))
    if not rows and not faults:
        raise fault("E104", file=name)
    return rows, faults
