"""The neutral form of a file: sheets of cells with addresses, values and kinds, and no opinion on what they mean."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Final, NamedTuple, TypeAlias

from nhip.intake.faults import Fault
from nhip.intake.reading.shown import shown

__all__ = ["Area", "Cell", "CellKind", "FileKind", "Sheet", "Value", "Workbook", "a1", "letters_of", "position"]

MOST_ROWS: Final = 1_048_576
MOST_COLUMNS: Final = 16_384

Value: TypeAlias = str | Decimal | bool | date | datetime | time | None

_ADDRESS: Final = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})\Z")
_KNOWN_LETTERS: Final[dict[int, str]] = {}


class FileKind(StrEnum):
    """What a file is, by its content."""

    XLSX = "xlsx"
    XLS = "xls"
    XLSB = "xlsb"
    ODS = "ods"
    CSV = "csv"


class CellKind(StrEnum):
    """What stands in a cell."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    TRUTH = "truth"
    ERROR = "error"
    FORMULA = "formula"  # a formula whose result was never saved; the value is the formula
    BLANK = "blank"


def letters_of(column: int) -> str:
    """Return the letters of a column.

    >>> letters_of(1), letters_of(28), letters_of(16384)
    ('A', 'AB', 'XFD')
    """
    known = _KNOWN_LETTERS.get(column)
    if known is None:
        known, rest = "", column
        while rest:
            rest, digit = divmod(rest - 1, 26)
            known = chr(65 + digit) + known
        _KNOWN_LETTERS[column] = known
    return known


def a1(row: int, column: int) -> str:
    """Return an address as people write it.

    >>> a1(7, 5)
    'E7'
    """
    return f"{letters_of(column)}{row}"


def position(address: str) -> tuple[int, int]:
    """Return (row, column) of an address.

    >>> position("AB12")
    (12, 28)

    Raises:
        ValueError: it is no address, or outside the largest sheet there can be.
    """
    match = _ADDRESS.match(address)
    if not match:
        raise ValueError(address)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    row = int(match[2])
    if row > MOST_ROWS or column > MOST_COLUMNS:
        raise ValueError(address)
    return row, column


class Area(NamedTuple):
    """A rectangle of cells, its borders included."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def of(cls, address: str) -> Area:
        """Read "A1:C2".

        Raises:
            ValueError: it is not the address of an area.
        """
        first, _, last = address.partition(":")
        top, left = position(first)
        bottom, right = position(last or first)
        if bottom < top or right < left:
            raise ValueError(address)
        return cls(top, left, bottom, right)


class Cell(NamedTuple):
    """One cell: where it is, what stands in it, and what it looks like.

    ``computed`` tells that the value is the saved result of a formula. ``merged_from`` is the address of the cell
    whose value this one shows, being merged with it.
    """

    sheet: str
    row: int
    column: int
    value: Value
    kind: CellKind
    number_format: str = ""
    computed: bool = False
    hidden_row: bool = False
    hidden_column: bool = False
    merged_from: str | None = None

    @property
    def address(self) -> str:
        """The address as people write it."""
        return a1(self.row, self.column)

    @property
    def letters(self) -> str:
        """The letters of the column."""
        return letters_of(self.column)

    @property
    def text(self) -> str:
        """What the cell shows, as far as its number format is a common one."""
        return shown(self.value, self.number_format)

    @property
    def hidden(self) -> bool:
        """Whether the cell cannot be seen because its row or column is hidden."""
        return self.hidden_row or self.hidden_column

    def where(self, file: str) -> dict[str, object]:
        """Return the place for a fault."""
        return {"file": file, "sheet": self.sheet, "row": self.row, "column": self.letters, "value": self.text or None}


@dataclass(frozen=True)
class Sheet:
    """A sheet: its cells row by row, only those with content.

    ``last_row`` is the last row the file speaks of, blank or not; ``blank_rows`` counts those without content.
    """

    name: str
    hidden: bool
    cells: tuple[Cell, ...]
    merges: tuple[Area, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    last_row: int = 0

    @property
    def blank_rows(self) -> int:
        """How many rows up to the last are blank."""
        return max(self.last_row, *self._numbers[-1:], 0) - len(self._numbers)

    def rows(self) -> Iterator[tuple[int, dict[int, Cell]]]:
        """Yield (number, cells by column) for every row with content; merged cells show the value they share."""
        for number in self._numbers:
            yield number, self.row(number)

    def row(self, number: int) -> dict[int, Cell]:
        """Return the cells of a row by column, in the order of the columns."""
        own = self._by_row.get(number, {})
        covered = {
            column: self._covered(area, number, column)
            for area in self._merges_by_row.get(number, ())
            for column in range(area.left, min(area.right, self._last_column) + 1)
            if column not in own
        }
        return dict(sorted({**covered, **own}.items())) if covered else own

    def at(self, row: int, column: int) -> Cell:
        """Return a cell; blank where there is none."""
        own = self._by_row.get(row, {}).get(column)
        if own is not None:
            return own
        for area in self.merges if row not in self._by_row else self._merges_by_row.get(row, ()):
            if area.top <= row <= area.bottom and area.left <= column <= area.right:
                return self._covered(area, row, column)
        return Cell(self.name, row, column, None, CellKind.BLANK, hidden_column=column in self.hidden_columns)

    def _covered(self, area: Area, row: int, column: int) -> Cell:
        anchor = self._by_row.get(area.top, {}).get(area.left)
        if anchor is None:
            return Cell(self.name, row, column, None, CellKind.BLANK, hidden_column=column in self.hidden_columns)
        hidden = column in self.hidden_columns
        return anchor._replace(row=row, column=column, hidden_column=hidden, merged_from=anchor.address)

    @cached_property
    def _by_row(self) -> dict[int, dict[int, Cell]]:
        rows: dict[int, dict[int, Cell]] = {}
        for cell in self.cells:
            rows.setdefault(cell.row, {})[cell.column] = cell
        return rows

    @cached_property
    def _numbers(self) -> list[int]:
        return sorted(self._by_row)

    @cached_property
    def _last_column(self) -> int:
        return max((cell.column for cell in self.cells), default=0)

    @cached_property
    def _merges_by_row(self) -> dict[int, list[Area]]:
        """Merges that show a value, by the rows that have content; an area of a million rows costs no more."""
        rows: dict[int, list[Area]] = {}
        for area in self.merges:
            if area.left in self._by_row.get(area.top, {}):
                first, last = bisect_left(self._numbers, area.top), bisect_right(self._numbers, area.bottom)
                for number in self._numbers[first:last]:
                    rows.setdefault(number, []).append(area)
        return rows


@dataclass(frozen=True)
class Workbook:
    """A file in neutral form. ``notes`` are remarks to show; they keep nothing from being read."""

    name: str
    sha256: str
    kind: FileKind
    sheets: tuple[Sheet, ...]
    notes: tuple[Fault, ...] = field(default=())

    def sheet(self, name: str) -> Sheet | None:
        """Return the sheet of this name."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)

    def cells(self) -> Iterator[Cell]:
        """Yield every cell with content."""
        for sheet in self.sheets:
            yield from sheet.cells
