"""An empty workbook for a list of lots, leases or enterprises: the columns as headings, and how each is filled in."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Final

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from nhip.estates.actions.import_files import FileList
from nhip.figures.exports import put
from nhip.registry.registers.columns import Column, Kind

__all__ = ["how_to_fill", "import_template"]

ROWS: Final = 1000
"""Rows below the heading that have formats and lists of choices."""
_HEAD: Final = PatternFill("solid", start_color="DCE6F1")
_FORMATS: Final = {Kind.DAY: "dd/mm/yyyy", Kind.NUMBER: "#,##0.####", Kind.WHOLE: "0"}


def import_template(kind: FileList, language: str) -> bytes:
    """Return the workbook of a kind of list in a language. Filled in, it is taken in as it is."""
    book = Workbook()
    sheet: Any = book.active
    with translation.override(language):
        sheet.title = capfirst(str(kind.words))[:31]
        for place, column in enumerate(kind.columns, start=1):
            _column(sheet, place, column)
        sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def how_to_fill(column: Column) -> str:
    """Say in the language of the page how the cells of a column are filled in."""
    choices = column.choices.choices if column.choices else ()
    if choices:
        return _("one of: %(choices)s") % {"choices": "; ".join(str(words) for _value, words in choices)}
    return {
        Kind.DAY: _("day/month/year, such as 31/12/2026"),
        Kind.NUMBER: _("a number"),
        Kind.WHOLE: _("a whole number"),
        Kind.YES_NO: _("yes or no"),
        Kind.TAX_CODE: _("10 or 13 digits, as text"),
    }.get(column.kind, _("text"))


def _column(sheet: Any, place: int, column: Column) -> None:
    letter, head = get_column_letter(place), sheet.cell(1, place)
    put(head, capfirst(str(column.label)))
    head.font, head.fill = Font(bold=column.required), _HEAD
    head.alignment = Alignment(wrap_text=True, vertical="top")
    needed = _("required") if column.required else _("may stay blank")
    head.comment = Comment(f"{capfirst(how_to_fill(column))} ({needed})", "Nhịp")
    sheet.column_dimensions[letter].width = 30 if column.kind is Kind.TEXT else 18
    for row in range(2, ROWS + 2):
        sheet.cell(row, place).number_format = _FORMATS.get(column.kind, "@")
    options = _options(column)
    if options:
        rule = DataValidation(type="list", formula1=f'"{",".join(options)}"', allow_blank=not column.required)
        sheet.add_data_validation(rule)
        rule.add(f"{letter}2:{letter}{ROWS + 1}")


def _options(column: Column) -> Sequence[str]:
    """Return what may be chosen, where a list in a cell can hold it: no commas, at most 255 letters in all."""
    found = [str(words) for _value, words in column.choices.choices] if column.choices else []
    if column.kind is Kind.YES_NO:
        found = [_("yes"), _("no")]
    fits = not any("," in each for each in found) and len(",".join(found)) < 255
    return found if fits else []
