"""A table as typed cells: numbers as numbers, days as days, text as text that cannot run."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from nhip.figures.exports import neutralise, put
from nhip.figures.numbers import Shown
from nhip.figures.written import Written, number_of

__all__ = ["Cell", "Sheet", "csv_of", "typed", "xlsx_of"]

WIDEST: Final = 60

Cell = str | Decimal | int | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to be written: its title, its head, its typed rows, and what has to be known to read it."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[tuple[str, str], ...]


def typed(value: Any) -> Cell:
    """Return what a workbook takes for what a page shows; a dash of a page is an empty cell."""
    if isinstance(value, Shown):
        return number_of(value)
    if isinstance(value, Written) and value.number is not None:
        return value.number
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    if value is None or (isinstance(value, Decimal | int | date) and not isinstance(value, bool)):
        return value
    text = str(value)
    return None if text in ("", "–") else text


def csv_of(sheet: Sheet) -> bytes:
    """Write a table with a point in its numbers, as programs read them; a mark at the start tells Excel the letters."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([neutralise(each) for each in sheet.head])
    for row in sheet.rows:
        writer.writerow([_plain(each) for each in row])
    return text.getvalue().encode("utf-8-sig")


def _plain(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else neutralise(str(value))


def xlsx_of(sheet: Sheet) -> bytes:
    """Write a table with numbers as numbers, and a second sheet with what has to be known to read it."""
    book = Workbook()
    del book[book.sheetnames[0]]
    page = book.create_sheet(_("Data"))
    for column, words in enumerate(sheet.head, 1):
        put(page.cell(1, column), words)
        page.cell(1, column).font = Font(bold=True)
    for place, row in enumerate(sheet.rows, 2):
        for column, value in enumerate(row, 1):
            cell = page.cell(place, column)
            put(cell, value)
            if isinstance(value, Decimal):
                cell.number_format = _format(value)
            elif isinstance(value, date):
                cell.number_format = "dd/mm/yyyy"
    for column, words in enumerate(sheet.head, 1):
        longest = max([len(words), *(_length(row[column - 1]) for row in sheet.rows)])
        page.column_dimensions[get_column_letter(column)].width = min(WIDEST, longest + 2)
    page.freeze_panes = "A2"
    _about(book, sheet.notes)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _length(value: Cell) -> int:
    return 0 if value is None else len(str(value))


def _format(value: Decimal) -> str:
    exponent = value.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _about(book: Any, notes: Sequence[tuple[str, str]]) -> None:
    about = book.create_sheet(_("Notes"))
    for place, (label, words) in enumerate(notes, 1):
        put(about.cell(place, 1), label)
        put(about.cell(place, 2), words)
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = 24, 100
