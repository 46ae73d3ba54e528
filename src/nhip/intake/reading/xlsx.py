"""Workbooks of today's Excel (.xlsx): openpyxl reads names and styles, `sheet_xml` the sheets.

openpyxl has had no release since June 2024, so this module, `sheet_xml` and `marking` alone know it.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable
from functools import cache
from typing import IO, Any, Final
from xml.parsers import expat

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.styles.stylesheet import apply_stylesheet

from nhip.intake.faults import Fault, fault
from nhip.intake.reading.cells import Sheet
from nhip.intake.reading.limits import BROKEN, MB, Limits
from nhip.intake.reading.sheet_xml import Style, read_sheet

__all__ = ["read_xlsx"]

_TEXTS: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
# What openpyxl raises on parts that are not as they should be; it has no exception of its own for most.
_ODD: Final = (ValueError, TypeError, KeyError, IndexError, AttributeError, SyntaxError, zipfile.BadZipFile, OSError)


class _Book(ExcelReader):
    """openpyxl's reader of the parts around the sheets, with the shared texts read as a stream."""

    def __init__(self, content: bytes, name: str, limits: Limits) -> None:
        super().__init__(io.BytesIO(content), read_only=True, keep_links=False)
        self.file, self.limits = name, limits
        self.places: list[tuple[str, bool, str]] = []

    def read_strings(self) -> None:
        """Read the texts the sheets share."""
        part = self.package.find(_TEXTS)
        if part is not None:
            with self.archive.open(part.PartName[1:]) as source:
                self.shared_strings = _shared_texts(source, self.file, self.limits)

    def read_around(self) -> None:
        """Read everything but the sheets; names of areas, themes and properties are nothing to us."""
        self.read_manifest()
        self.read_strings()
        self.read_workbook()
        apply_stylesheet(self.archive, self.wb)
        self.places = self.find_places()

    def find_places(self) -> list[tuple[str, bool, str]]:
        """Note where the sheets are. openpyxl would look for their size, all through a sheet that does not tell it."""
        return [
            (sheet.name, sheet.state != "visible", rel.target)
            for sheet, rel in self.parser.find_sheets()
            if rel.target in self.valid_files and "chartsheet" not in rel.Type
        ]


def read_xlsx(content: bytes, name: str, limits: Limits) -> list[Sheet]:
    """Read an .xlsx that has passed `limits.inspect`.

    Raises:
        Fault: N103, N114 or N121.
    """
    try:
        with warnings.catch_warnings():
            # openpyxl speaks of extensions and styles it does not keep; nothing is written back here.
            warnings.simplefilter("ignore")
            book = _Book(content, name, limits)
            book.read_around()
    except (Fault, MemoryError):
        raise
    except (*_ODD, *BROKEN) as error:
        raise fault("N103", file=name, reason="workbook.xml") from error
    try:
        style = _styles(book.wb)
        sheets: list[Sheet] = []
        room = limits.cells
        for title, hidden, place in book.places:
            with book.archive.open(place) as source:
                found = read_sheet(
                    source, title, book.shared_strings, style, book.wb.epoch, name=name, limits=limits, room=room
                )
            room -= len(found.cells)
            merges, columns = tuple(found.merges), frozenset(found.hidden_columns)
            sheets.append(Sheet(title, hidden, tuple(found.cells), merges, columns, found.last_row))
        return sheets
    except BROKEN as error:
        raise fault("N103", file=name, reason="sheet") from error


def _styles(book: Any) -> Callable[[int], Style]:
    """Return the lookup from the number of a style to its number format."""

    @cache
    def style(number: int) -> Style:
        formats, styles = book._number_formats, book._cell_styles
        if not 0 <= number < len(styles):
            return Style("", False)
        code = styles[number].numFmtId
        if code < BUILTIN_FORMATS_MAX_SIZE:
            return Style.of(BUILTIN_FORMATS.get(code, "General"))
        index = code - BUILTIN_FORMATS_MAX_SIZE
        return Style.of(formats[index] if index < len(formats) else "General")

    return style


def _shared_texts(source: IO[bytes], name: str, limits: Limits) -> list[str]:
    """Read the shared texts; rich text counts without its runs' looks, phonetic hints do not count."""
    texts: list[str] = []
    pieces: list[str] = []
    phonetic = 0

    def start(tag: str, _: object) -> None:
        nonlocal phonetic
        tag = tag.rpartition(":")[2]
        if tag == "si":
            pieces.clear()
        elif tag == "rPh":
            phonetic += 1
        elif tag == "t" and not phonetic:
            parser.CharacterDataHandler = pieces.append

    def end(tag: str) -> None:
        nonlocal phonetic
        tag = tag.rpartition(":")[2]
        if tag == "t":
            parser.CharacterDataHandler = None
        elif tag == "rPh":
            phonetic -= 1
        elif tag == "si":
            text = "".join(pieces)
            if len(text) > limits.text:
                raise fault("N121", file=name, most=limits.text)
            texts.append(text)
            if len(texts) > limits.cells:
                raise fault("N114", file=name, most=limits.cells)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        fed = 0
        while block := source.read(MB):
            parser.Parse(block, False)
            fed += len(block)
            if fed - parser.CurrentByteIndex > 4 * MB:
                raise fault("N121", file=name, most=limits.text)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise fault("N103", file=name, reason="sharedStrings.xml") from error
    return texts
