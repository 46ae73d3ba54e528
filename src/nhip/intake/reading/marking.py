"""The user's own workbook given back: the cells in question coloured and commented, a list of the faults in front.

An .xlsx keeps its sheets, looks and formulas; links to other files, and pictures, are left out. Of other kinds an .xlsx
copy is made from the neutral cells. A marked copy that is mended, sent again and still wrong is marked afresh.
"""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from nhip.figures.exports import put
from nhip.intake.faults import Fault
from nhip.intake.reading.cells import FileKind, Workbook, a1, position
from nhip.intake.reading.workbooks import read_workbook

__all__ = ["FAULT_SHEETS", "Mark", "Severity", "mark", "mark_of"]


class Severity(StrEnum):
    """Whether a fault stops the file."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Mark:
    """One fault and its cell. ``row`` and ``column`` count from 1; without them it is about the sheet or the file."""

    sheet: str | None
    row: int | None
    column: int | None
    severity: Severity
    rule: str
    what: str
    todo: str = ""
    value: str = ""


_AUTHOR: Final = "Nhịp"
_FILLS: Final = {Severity.ERROR: "FFC7CE", Severity.WARNING: "FFEB9C"}
# Longer lists nobody reads; the cells are marked all the same.
_MOST_LISTED: Final = 2_000
_MOST_COMMENT: Final = 1_000
_BAD_TITLE: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")

_WORDS: Final = {
    "vi": {
        "title": "Lỗi cần sửa",
        "data": "Dữ liệu",
        "heads": ("STT", "Mức", "Trang", "Dòng", "Cột", "Giá trị", "Quy tắc", "Vấn đề", "Việc cần làm"),
        Severity.ERROR: "Lỗi",
        Severity.WARNING: "Cảnh báo",
        "count": "{errors} lỗi phải sửa, {warnings} cảnh báo cần sửa hoặc giải thích",
        "more": "và {rest} vấn đề nữa, đã đánh dấu trong các trang",
        "hint": "Bấm vào ô «Dòng» để đến chỗ cần sửa. Sửa xong, gửi lại chính tệp này.",
    },
    "en": {
        "title": "Faults to mend",
        "data": "Data",
        "heads": ("No.", "Kind", "Sheet", "Row", "Column", "Value", "Rule", "What is wrong", "What to do"),
        Severity.ERROR: "Error",
        Severity.WARNING: "Warning",
        "count": "{errors} errors to mend, {warnings} warnings to mend or explain",
        "more": "and {rest} more, marked in the sheets",
        "hint": "Click a cell under “Row” to go to the place. When all is mended, send this same file again.",
    },
}
_WIDTHS: Final = (6, 11, 18, 8, 8, 20, 9, 60, 60)
# Sheets of ours in a workbook that comes back.
FAULT_SHEETS: Final = frozenset(str(words["title"]) for words in _WORDS.values())


def mark_of(fault: Fault, severity: Severity = Severity.ERROR, language: str = "vi") -> Mark:
    """Return the mark for a fault of the catalogue; its sentence is split into what is wrong and what to do."""
    place = fault.where(language)
    sentence = fault.message(language).removeprefix(f"{fault.number} {place}: " if place else f"{fault.number} ")
    what, _, todo = sentence.removesuffix(".").partition("; ")
    row, column = fault.fields.get("row"), fault.fields.get("column")
    number: int | None = None
    if isinstance(column, int):
        number = column
    elif isinstance(column, str):
        try:
            number = position(f"{column}1")[1]
        except ValueError:
            number = None
    value = fault.fields.get("value")
    return Mark(
        fault.fields.get("sheet"), row, number, severity, fault.number, what, todo, "" if value is None else str(value)
    )


def mark(content: bytes, name: str, marks: Sequence[Mark], language: str = "vi") -> bytes:
    """Return the workbook as .xlsx with the marks in it and listed on a new first sheet.

    Raises:
        Fault: the file cannot be read at all; then there is nothing to give back.
    """
    words = _WORDS["vi" if language.startswith("vi") else "en"]
    neutral = read_workbook(content, name)
    with warnings.catch_warnings():
        # openpyxl names each extension it does not keep; the user has his own file still.
        warnings.simplefilter("ignore")
        book = _own(content) if neutral.kind is FileKind.XLSX else _copy(neutral, str(words["data"]))
        sheets = {unicodedata.normalize("NFC", sheet.title): sheet for sheet in book.worksheets}
        if neutral.kind is FileKind.CSV:
            sheets[""] = book.worksheets[0]
        _colour(sheets, marks, words)
        _list(book, sheets, marks, words)
        buffer = io.BytesIO()
        book.save(buffer)
    return buffer.getvalue()


def _own(content: bytes) -> Any:
    """Open the user's workbook, without the marks it may have from last time."""
    book = openpyxl.load_workbook(io.BytesIO(content), keep_links=False)
    for title in FAULT_SHEETS & set(book.sheetnames):
        del book[title]
        for sheet in book.worksheets:
            for cell in (cell for row in sheet.iter_rows() for cell in row):
                _unmark(cell)
    if book.calculation is not None:
        # openpyxl writes formulas without their results.
        book.calculation.fullCalcOnLoad = True
    return book


def _unmark(cell: Any) -> None:
    if isinstance(cell, MergedCell):
        return
    if cell.comment is not None and cell.comment.author == _AUTHOR:
        cell.comment = None
    if cell.fill.fill_type == "solid" and str(cell.fill.fgColor.rgb)[2:] in _FILLS.values():
        cell.fill = PatternFill()


def _copy(neutral: Workbook, untitled: str) -> Any:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for source in neutral.sheets:
        sheet = book.create_sheet(_BAD_TITLE.sub("_", source.name)[:31] or untitled)
        sheet.sheet_state = "hidden" if source.hidden else "visible"
        for cell in source.cells:
            target = sheet.cell(cell.row, cell.column)
            put(target, cell.value)
            if cell.number_format:
                target.number_format = cell.number_format
        for area in source.merges:
            sheet.merge_cells(start_row=area.top, start_column=area.left, end_row=area.bottom, end_column=area.right)
    return book


def _colour(sheets: dict[str, Worksheet], marks: Iterable[Mark], words: dict[Any, Any]) -> None:
    """Colour each cell once, in the gravest colour, with all its faults in one comment."""
    by_cell: dict[tuple[str, int, int], list[Mark]] = {}
    for one in marks:
        if one.sheet in sheets and one.row is not None:
            by_cell.setdefault((one.sheet, one.row, one.column or 1), []).append(one)
    for (title, row, column), found in by_cell.items():
        sheet = sheets[title]
        cell: Any = sheet.cell(row, column)
        if isinstance(cell, MergedCell):
            cell = _anchor(sheet, row, column)
        worst = Severity.ERROR if any(one.severity is Severity.ERROR for one in found) else Severity.WARNING
        cell.fill = PatternFill("solid", fgColor=_FILLS[worst])
        text = "\n".join(f"{words[one.severity]} {one.rule}: {_sentence(one)}" for one in found)
        if cell.comment is not None:
            text = f"{text}\n\n{cell.comment.text}"
        cell.comment = Comment(_clean(text)[:_MOST_COMMENT], _AUTHOR, height=40 + 18 * len(text) // 40, width=320)


def _anchor(sheet: Worksheet, row: int, column: int) -> Any:
    for area in sheet.merged_cells.ranges:
        if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col:
            return sheet.cell(area.min_row, area.min_col)
    raise AssertionError("a merged cell is in a merged area")


def _sentence(one: Mark) -> str:
    return f"{one.what}; {one.todo}" if one.todo else one.what


def _clean(text: str) -> str:
    return "".join(sign for sign in text if sign >= " " or sign == "\n")


def _list(book: Any, sheets: dict[str, Worksheet], marks: Sequence[Mark], words: dict[Any, Any]) -> None:
    title = words["title"]
    sheet = book.create_sheet(title, 0)
    for other in book.worksheets:
        # A sheet that stays selected would be edited together with this one.
        other.sheet_view.tabSelected = other is sheet
    book.active = 0
    counts = Counter(one.severity for one in marks)
    sheet["A1"] = title
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A2"] = words["count"].format(errors=counts[Severity.ERROR], warnings=counts[Severity.WARNING])
    sheet["A3"] = words["hint"]
    for column, (head, width) in enumerate(zip(words["heads"], _WIDTHS, strict=True), 1):
        sheet.cell(5, column, head).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, one in enumerate(marks[:_MOST_LISTED], 1):
        row = number + 5
        where = "" if one.column is None else get_column_letter(one.column)
        values = (number, words[one.severity], one.sheet or "", one.row, where, one.value, one.rule, one.what, one.todo)
        for column, value in enumerate(values, 1):
            cell = sheet.cell(row, column)
            put(cell, value)
            cell.alignment = Alignment(wrap_text=column >= 6, vertical="top")
        sheet.cell(row, 2).fill = PatternFill("solid", fgColor=_FILLS[one.severity])
        if one.sheet in sheets and one.row is not None:
            target = sheets[one.sheet].title.replace("'", "''")
            place = f"'{target}'!{a1(one.row, one.column or 1)}"
            sheet.cell(row, 4).hyperlink = Hyperlink(ref=a1(row, 4), location=place)
            sheet.cell(row, 4).font = Font(underline="single", color="0563C1")
    if len(marks) > _MOST_LISTED:
        sheet.cell(_MOST_LISTED + 6, 1, words["more"].format(rest=len(marks) - _MOST_LISTED))
    sheet.freeze_panes = "A6"
