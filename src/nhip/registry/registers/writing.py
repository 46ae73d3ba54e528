"""Rows of a register as a file that comes in again exactly: a workbook with typed cells, or CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from nhip.figures.exports import neutralise, put
from nhip.registry.registers.cells import SEPARATOR
from nhip.registry.registers.columns import Column, Kind, Value, plain
from nhip.registry.registers.register import Register

__all__ = ["write_csv", "write_workbook"]

_WIDTHS: Final = {Kind.DAY: 12, Kind.MONTH: 10, Kind.WHOLE: 9, Kind.YES_NO: 10, Kind.CODE: 14, Kind.TAX_CODE: 16}


def _table(register: Register, rows: Iterable[Any]) -> Iterable[list[tuple[Column, Value]]]:
    for row in rows:
        values = register.values(row)
        yield [(column, column.derive(row) if column.derive else values[column.name]) for column in register.columns]


def _words(column: Column, value: Value) -> Value:
    """Return choices and yes or no in the language of the page; reading takes every language."""
    if column.kind is Kind.YES_NO:
        return _("yes") if value else _("no")
    if column.kind is Kind.CHOICE and value and column.choices is not None:
        return str(column.choices(str(value)).label)
    return SEPARATOR.join(value) if isinstance(value, tuple) else value


def write_csv(register: Register, rows: Iterable[Any]) -> bytes:
    """Write CSV in UTF-8 with the mark by which Excel knows it; days as 2024-04-30, numbers as 1234.5."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([str(column.label) for column in register.columns])
    for cells in _table(register, rows):
        words = (_words(column, value) for column, value in cells)
        writer.writerow([neutralise(value) if isinstance(value, str) else plain(value) for value in words])
    return out.getvalue().encode("utf-8-sig")


def write_workbook(register: Register, rows: Iterable[Any]) -> bytes:
    """Write a workbook: codes as text with their zeros, days as days, numbers as numbers where none is lost."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(str(register.title)[:31])
    sheet.freeze_panes = "A2"
    for index, column in enumerate(register.columns, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = _WIDTHS.get(column.kind, 28)
    header = []
    for column in register.columns:
        cell = WriteOnlyCell(sheet)
        put(cell, str(column.label))
        cell.font = Font(bold=True)
        header.append(cell)
    sheet.append(header)
    for cells in _table(register, rows):
        sheet.append([_cell(sheet, column, _words(column, value)) for column, value in cells])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, column: Column, value: Value) -> Any:
    if value is None or value == "":
        return None
    cell = WriteOnlyCell(sheet)
    if isinstance(value, Decimal):
        # A spreadsheet keeps fifteen digits. What needs more is written as text.
        put(cell, float(value) if Decimal(repr(float(value))) == value else plain(value))
    else:
        put(cell, value)
    if isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    elif isinstance(value, str) and column.kind is not Kind.TEXT:
        cell.number_format = "@"
    return cell
