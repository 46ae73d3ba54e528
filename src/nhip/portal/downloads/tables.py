"""The table of a view as typed cells, for XLSX and CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from nhip.figures.exports import neutralise, put
from nhip.figures.numbers import Shown
from nhip.portal.series.reading import Series
from nhip.portal.series.side import SideBySide

__all__ = ["Sheet", "csv_of", "sheet_of_series", "sheet_of_side", "xlsx_of"]

WIDEST: Final = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to be written: its title, its head, its rows of text and numbers, and what has to be known to read it."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str | Decimal | None, ...], ...]
    notes: tuple[tuple[str, str], ...]


def _number(shown: Shown) -> str | Decimal | None:
    """Return what is published: the rounded number; words where it is confidential; nothing where there is none."""
    if shown.rounded is not None:
        return shown.rounded
    return None if shown.bare == "–" else shown.bare


def sheet_of_series(shown: Series, notes: Sequence[tuple[str, str]]) -> Sheet:
    """Return a series: a row a period, a column a comparison."""
    head = (_("Period"), _("Period in words"), *(each.words for each in shown.columns), _("Status"))
    rows = tuple(
        (row.period, row.words, *(_number(cell.shown) for cell in row.cells), row.status) for row in shown.rows
    )
    return Sheet(shown.title, head, rows, tuple(notes))


def sheet_of_side(shown: SideBySide, notes: Sequence[tuple[str, str]]) -> Sheet:
    """Return subjects side by side: a row a subject."""
    head: tuple[str, ...] = (_("Code"), _("Name"), shown.comparison_words)
    if shown.has_points:
        head = (*head, _("Contribution, points"))
    rows = tuple(
        (row.code, row.name, _number(row.value.shown), *((_number(row.points),) if shown.has_points else ()))
        for row in shown.rows
    )
    return Sheet(shown.title, head, rows, tuple(notes))


def csv_of(sheet: Sheet) -> bytes:
    """Write a table with a point in its numbers, as programs read them; a mark at the start tells Excel the letters."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([neutralise(each) for each in sheet.head])
    for row in sheet.rows:
        writer.writerow(
            [
                "" if each is None else format(each, "f") if isinstance(each, Decimal) else neutralise(each)
                for each in row
            ]
        )
    return text.getvalue().encode("utf-8-sig")


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
                exponent = value.as_tuple().exponent
                decimals = max(0, -exponent) if isinstance(exponent, int) else 0
                cell.number_format = "#,##0" + ("." + "0" * decimals if decimals else "")
    for column, words in enumerate(sheet.head, 1):
        longest = max([len(words), *(len(str(row[column - 1] or "")) for row in sheet.rows)])
        page.column_dimensions[get_column_letter(column)].width = min(WIDEST, longest + 2)
    page.freeze_panes = "A2"
    about = book.create_sheet(_("Notes"))
    for place, (label, words) in enumerate(sheet.notes, 1):
        put(about.cell(place, 1), label)
        put(about.cell(place, 2), words)
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = 24, 100
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
