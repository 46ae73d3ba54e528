"""The sheet that tells how a form is filled in, made from the rules that will check it."""

from __future__ import annotations

from typing import Any, Final

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from nhip.engine.faults import CATALOGUE
from nhip.figures.exports import put
from nhip.intake import checks
from nhip.intake.returns import PLAN, Form, Severity

__all__ = ["instructions", "write_instructions"]

_WORDS: Final = {
    "vi": {
        "sheet": "Hướng dẫn",
        "title": "Cách điền và các quy tắc kiểm tra",
        "heads": ("Số", "Mức", "Quy tắc", "Thông báo khi sai"),
        Severity.ERROR: "Lỗi: phải sửa",
        Severity.WARNING: "Cảnh báo: sửa hoặc nêu lý do",
        "numbers": "Số viết theo kiểu 1.234,5. Ghi 0 khi sản lượng bằng không; không để trống.",
        "states": "Bốn trường hợp khác nhau: số 0, không sản xuất, chưa báo cáo, ước tính.",
        "version": "Mẫu {id}, phiên bản {version}",
    },
    "en": {
        "sheet": "Instructions",
        "title": "How to fill it in, and the rules it is checked by",
        "heads": ("No.", "Kind", "Rule", "What you are told"),
        Severity.ERROR: "Error: must be mended",
        Severity.WARNING: "Warning: mend it or give a reason",
        "numbers": "Numbers may be typed as your spreadsheet shows them. Write 0 for nothing; leave no box blank.",
        "states": "Four different things: zero, not produced, not reported, estimated.",
        "version": "Form {id}, version {version}",
    },
}


def instructions(form: Form, language: str = "vi") -> list[tuple[str, ...]]:
    """Return the rules of a form: number, kind, rule, sentence."""
    language = "vi" if language.startswith("vi") else "en"
    words: dict[Any, Any] = _WORDS[language]
    rules = checks.PLAN_CHECKS if form.id == PLAN.id else checks.MONTHLY_CHECKS
    place = 0 if language == "vi" else 1
    return [
        (each.number, words[each.severity], each.rule(language), _plain(CATALOGUE[each.number][place]))
        for each in rules
    ]


def _plain(sentence: str) -> str:
    """Return a sentence with its gaps shown as dots."""
    shown = ""
    for piece in sentence.split("{"):
        head, brace, tail = piece.partition("}")
        shown += f"…{tail}" if brace else head
    return shown


def write_instructions(book: Any, form: Form, language: str) -> None:
    """Add the sheet to a workbook."""
    words: dict[Any, Any] = _WORDS["vi" if language.startswith("vi") else "en"]
    sheet = book.create_sheet(words["sheet"])
    for at, width in zip("ABCD", (8, 26, 60, 90), strict=True):
        sheet.column_dimensions[at].width = width
    sheet.protection.sheet = True

    def row(*texts: str, bold: bool = False) -> None:
        cells = []
        for text in texts:
            cell = WriteOnlyCell(sheet)
            put(cell, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if bold:
                cell.font = Font(bold=True)
            cells.append(cell)
        sheet.append(cells)

    row("", "", words["title"], bold=True)
    row("", "", words["version"].format(id=form.id, version=form.version))
    row("", "", words["numbers"])
    row("", "", words["states"])
    sheet.append([])
    row(*words["heads"], bold=True)
    for rule in instructions(form, language):
        row(*rule)
