"""A file as neutral cells: the one function the rest of the room calls."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from nhip.intake.faults import Fault, fault
from nhip.intake.reading.cells import Cell, CellKind, FileKind, Sheet, Workbook
from nhip.intake.reading.delimited import read_delimited
from nhip.intake.reading.kinds import ARCHIVES, OLE, ole_kind, suspect, wrong_suffix
from nhip.intake.reading.legacy import read_legacy
from nhip.intake.reading.letters import Letters, convert, recognise
from nhip.intake.reading.limits import LIMITS, MB, Limits, check_sums, inspect
from nhip.intake.reading.xlsx import read_xlsx

__all__ = ["read_workbook"]


def read_workbook(content: bytes, name: str, limits: Limits = LIMITS) -> Workbook:
    """Read a file of whatever kind into neutral cells; text is composed (NFC) and Unicode, and otherwise untouched.

    Raises:
        Fault: the file as a whole cannot be read; the sentence says why and what to do.
    """
    if len(content) > limits.file:
        raise fault("N102", file=name, most=limits.file // MB)
    suspect(content, name)
    kind, sheets, notes = _read(content, name, limits)
    sheets, letters = _settle(sheets)
    if letters is not Letters.UNICODE and not any(note.number == "N155" for note in notes):
        notes.append(fault("N155", file=name, letters=str(letters)))
    if not any(sheet.cells for sheet in sheets):
        raise fault("N118", file=name)
    notes += _hidden(sheets, name)
    if (note := wrong_suffix(name, kind)) is not None:
        notes.insert(0, note)
    return Workbook(name, hashlib.sha256(content).hexdigest(), kind, tuple(sheets), tuple(notes))


def _read(content: bytes, name: str, limits: Limits) -> tuple[FileKind, list[Sheet], list[Fault]]:
    if content.startswith(OLE):
        kind = ole_kind(content, name)
        return kind, read_legacy(content, name, kind, limits), []
    if content.startswith(ARCHIVES[:2]):
        kind, archive, notes = inspect(content, name, limits)
        with archive:
            if kind is FileKind.XLSX:
                return kind, read_xlsx(content, name, limits), notes
            check_sums(archive, name)
        return kind, read_legacy(content, name, kind, limits), notes
    sheets, notes = read_delimited(content, name, limits)
    return FileKind.CSV, sheets, notes


def _settle(sheets: Sequence[Sheet]) -> tuple[list[Sheet], Letters]:
    """Compose and convert the texts, and drop cells that hold nothing but spaces."""
    kinds = (CellKind.TEXT, CellKind.FORMULA)
    texts = {str(cell.value) for sheet in sheets for cell in sheet.cells if cell.kind in kinds}
    letters = recognise(texts | {sheet.name for sheet in sheets})
    settled = {text: unicodedata.normalize("NFC", convert(text, letters)) for text in texts}
    # What stays as it is needs no new cell; most of it is ASCII or composed already.
    changed = {text: new for text, new in settled.items() if text != new or not _visible(new)}
    result: list[Sheet] = []
    for sheet in sheets:
        title = unicodedata.normalize("NFC", convert(sheet.name, letters))
        cells = sheet.cells
        if changed or title != sheet.name:
            cells = tuple(_settled(cell, title, changed) for cell in cells if _stays(cell, changed))
        result.append(replace(sheet, name=title, cells=cells))
    return result, letters


def _settled(cell: Cell, title: str, changed: dict[str, str]) -> Cell:
    value = changed.get(cell.value, cell.value) if isinstance(cell.value, str) else cell.value
    return cell if value is cell.value and title == cell.sheet else cell._replace(sheet=title, value=value)


def _stays(cell: Cell, changed: dict[str, str]) -> bool:
    return not isinstance(cell.value, str) or _visible(changed.get(cell.value, "x"))


def _visible(text: str) -> bool:
    """Tell whether anything can be seen: not only spaces, controls and signs without width."""
    return any(not sign.isspace() and unicodedata.category(sign)[0] != "C" for sign in text)


def _hidden(sheets: Sequence[Sheet], name: str) -> list[Fault]:
    notes = [fault("N152", file=name, sheet=sheet.name) for sheet in sheets if sheet.hidden and sheet.cells]
    for sheet in sheets:
        count = 0 if sheet.hidden else sum(cell.hidden for cell in sheet.cells)
        if count:
            notes.append(fault("N153", file=name, sheet=sheet.name, count=count))
    return notes
