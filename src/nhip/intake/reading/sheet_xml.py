"""One sheet of an .xlsx as cells, read as a stream: openpyxl's own reader takes several times as long and gives
either formulas or their results, never both, so that a formula without a result cannot be told from a blank cell.

Before the XML parser sees a block, cells and rows without content are cut out of it with one regular expression: a
million formatted blank rows cost a second instead of half a minute.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import IO, Final
from xml.parsers import expat

from openpyxl.utils.datetime import from_excel, from_ISO8601

from nhip.intake.faults import fault
from nhip.intake.reading.cells import MOST_COLUMNS, MOST_ROWS, Area, Cell, CellKind, Value, position
from nhip.intake.reading.limits import MB, Limits
from nhip.intake.reading.shown import is_date_format

__all__ = ["Found", "Style", "decimal", "read_sheet"]

_BLANK: Final = rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]{1,6}")?(?:/>|></c>)'
_CELL: Final = re.compile(_BLANK)
_ROW: Final = re.compile(rb'<row r="[0-9]{1,7}"[^<>]*+>(?:(?<=/>)|(?:' + _BLANK + rb")*+</row>)")
_LAST: Final = re.compile(rb'r="([0-9]{1,7})"')
_DIGITS: Final = 15  # more a spreadsheet does not show and a person has not typed
_LARGEST: Final = 308  # powers of ten in a double
_KEPT: Final = frozenset({"v", "t", "f"})


@dataclass(frozen=True, slots=True)
class Style:
    """A number format, and whether it makes a date of a number."""

    number_format: str
    is_date: bool

    @classmethod
    def of(cls, number_format: str) -> Style:
        """Look at a number format."""
        return cls("" if number_format == "General" else number_format, is_date_format(number_format))


@dataclass(slots=True)
class Found:
    """What a sheet holds."""

    cells: list[Cell] = field(default_factory=list)
    merges: list[Area] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    last_row: int = 0


def decimal(number: float) -> Decimal:
    """Return the decimal number a person typed for the double a spreadsheet keeps.

    >>> decimal(0.1 + 0.2), decimal(1e3)
    (Decimal('0.3'), Decimal('1000'))
    """
    return Decimal(f"{number:.{_DIGITS}g}")


def read_sheet(
    source: IO[bytes],
    sheet: str,
    texts: Sequence[str],
    style: Callable[[int], Style],
    epoch: datetime,
    *,
    name: str,
    limits: Limits,
    room: int,
) -> Found:
    """Read the XML of a sheet. ``texts`` are the shared ones; ``room`` is how many cells there may still be.

    Raises:
        Fault: N103, N114 or N121.
    """
    reader = _Reader(sheet, texts, style, epoch, name, limits, room)
    try:
        reader.read(source)
    except (expat.ExpatError, ValueError, IndexError, KeyError) as error:
        raise fault("N103", file=name, sheet=sheet, reason="XML") from error
    return reader.found


class _Reader:
    def __init__(
        self,
        sheet: str,
        texts: Sequence[str],
        style: Callable[[int], Style],
        epoch: datetime,
        name: str,
        limits: Limits,
        room: int,
    ) -> None:
        self.sheet, self.texts, self.style, self.epoch = sheet, texts, style, epoch
        self.name, self.limits, self.room = name, limits, room
        self.found = Found()
        self.row = self.column = self.phonetic = 0
        self.hidden = False
        self.cell: Mapping[str, str] = {}
        self.has_formula = False
        self.kept: dict[str, str] = {}
        self.pieces: list[str] = []
        self.length = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end

    def read(self, source: IO[bytes]) -> None:
        carry, cut = b"", True
        fed = 0
        while block := source.read(MB):
            block = carry + block
            whole = block.rfind(b">") + 1
            block, carry = block[:whole], block[whole:]
            cut = cut and b"<![CDATA[" not in block
            if cut:
                block = self.without_blanks(block)
            self.parser.Parse(block, False)
            fed += len(block)
            if max(fed - self.parser.CurrentByteIndex, len(carry)) > 4 * MB:
                raise fault("N121", file=self.name, sheet=self.sheet, most=self.limits.text)
        self.parser.Parse(carry, True)

    def without_blanks(self, block: bytes) -> bytes:
        """Cut out what has no content, if every cell and row says where it is."""
        if block.count(b"<c ") != block.count(b'<c r="') or block.count(b"<row") != block.count(b'<row r="'):
            return block
        last = block.rfind(b"<row ")
        if last >= 0 and (match := _LAST.search(block, last)):
            self.found.last_row = max(self.found.last_row, int(match[1]))
        return _CELL.sub(b"", _ROW.sub(b"", block))

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "c":
            self.begin_cell(attributes)
        elif tag in _KEPT:
            self.has_formula |= tag == "f"
            self.pieces, self.length = [], 0
            if not self.phonetic:
                self.parser.CharacterDataHandler = self.characters
        elif tag == "row":
            self.begin_row(attributes)
        elif tag == "rPh":
            self.phonetic += 1
        elif tag == "mergeCell":
            self.found.merges.append(Area.of(attributes["ref"]))
            if len(self.found.merges) > self.limits.cells:
                raise fault("N114", file=self.name, sheet=self.sheet, most=self.limits.cells)
        elif tag == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = int(attributes["min"]), min(int(attributes["max"]), MOST_COLUMNS)
            self.found.hidden_columns.update(range(max(first, 1), last + 1))

    def end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "c":
            self.end_cell()
        elif tag in _KEPT:
            self.parser.CharacterDataHandler = None
            if not self.phonetic:
                # Runs of rich text add up.
                self.kept[tag] = self.kept.get(tag, "") + "".join(self.pieces)
        elif tag == "rPh":
            self.phonetic -= 1

    def characters(self, piece: str) -> None:
        self.length += len(piece)
        if self.length > self.limits.text:
            raise fault("N121", file=self.name, sheet=self.sheet, row=self.row, most=self.limits.text)
        self.pieces.append(piece)

    def begin_row(self, attributes: Mapping[str, str]) -> None:
        self.row = int(attributes["r"]) if "r" in attributes else self.row + 1
        if not 0 < self.row <= MOST_ROWS:
            raise ValueError(self.row)
        self.column = 0
        self.hidden = attributes.get("hidden") in ("1", "true")
        self.found.last_row = max(self.found.last_row, self.row)

    def begin_cell(self, attributes: Mapping[str, str]) -> None:
        if "r" in attributes:
            self.row, self.column = position(attributes["r"])
        else:
            self.column += 1
        self.cell, self.has_formula, self.kept = attributes, False, {}

    def end_cell(self) -> None:
        style = self.style(int(self.cell.get("s", 0)))
        value, kind = self.value(style)
        if kind is CellKind.BLANK:
            return
        if len(self.found.cells) >= self.room:
            raise fault("N114", file=self.name, sheet=self.sheet, row=self.row, most=self.limits.cells)
        row, column, hidden = self.row, self.column, self.column in self.found.hidden_columns
        self.found.cells.append(
            Cell(self.sheet, row, column, value, kind, style.number_format, self.has_formula, self.hidden, hidden)
        )

    def value(self, style: Style) -> tuple[Value, CellKind]:
        code, raw = self.cell.get("t", "n"), self.kept.get("v", "")
        if code == "s" and raw:
            if (index := int(raw)) < 0:
                raise IndexError(index)
            return _text(self.texts[index])
        if code == "inlineStr":
            return _text(self.kept.get("t", ""))
        if code == "str":
            return _text(raw)
        if not raw:
            return (f"={self.kept.get('f', '')}", CellKind.FORMULA) if self.has_formula else (None, CellKind.BLANK)
        if code == "b":
            return raw.strip() in ("1", "true"), CellKind.TRUTH
        if code == "e":
            return raw, CellKind.ERROR
        if code == "d":
            return _plain_date(from_ISO8601(raw)), CellKind.DATE
        return self.number(raw, style)

    def number(self, raw: str, style: Style) -> tuple[Value, CellKind]:
        if style.is_date:
            try:
                return _plain_date(from_excel(float(raw), self.epoch)), CellKind.DATE
            except (OverflowError, ValueError):
                pass  # what is no day there is shows as ### and is kept as a number
        try:
            number = Decimal(raw) if len(raw) <= _DIGITS else decimal(float(raw))
        except InvalidOperation:
            return raw, CellKind.ERROR
        if not number.is_finite() or abs(number.adjusted()) > _LARGEST:
            return raw, CellKind.ERROR
        return number, CellKind.NUMBER


def _text(text: str) -> tuple[Value, CellKind]:
    return (text, CellKind.TEXT) if text else (None, CellKind.BLANK)


def _plain_date(moment: object) -> date | datetime | time:
    if isinstance(moment, datetime):
        return moment.date() if moment.time() == time() else moment
    if isinstance(moment, (date, time)):
        return moment
    raise ValueError(moment)
