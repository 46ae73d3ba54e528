"""The report on clusters as a workbook: numbers as numbers, and what is not stated as an empty cell with its note."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from nhip.estates.cluster_report import ClusterReport, Line
from nhip.figures.exports import put
from nhip.figures.numbers import NumberKind, Shown

__all__ = ["cluster_report_workbook"]

_BEFORE: Final = 4
"""Columns in front of those of the clusters: number, criterion, unit, all clusters."""
_WIDTHS: Final = (7, 44, 14, 16)
_BOLD: Final = Font(bold=True)
_LINE: Final = Side(style="thin", color="999999")
_BOX: Final = Border(top=_LINE, bottom=_LINE, left=_LINE, right=_LINE)


def cluster_report_workbook(report: ClusterReport, language: str) -> bytes:
    """Return the report as a workbook in a language."""
    book = Workbook()
    sheet: Any = book.active
    with translation.override(language):
        sheet.title = report.span.text
        head = [report.title, _("Period: {days}").format(days=report.span_words)]
        head += [_("Legal basis: {rule}").format(rule=report.reference), report.reading]
        if report.illustrative:
            head.append(_("Contains illustrative data."))
        if not report.over:
            head.append(_("The period is not over; stocks are those of {day}.").format(day=f"{report.day:%d/%m/%Y}"))
        for row, text in enumerate(head, start=1):
            put(sheet.cell(row, 1), text)
        sheet.cell(1, 1).font = Font(bold=True, size=14)
        at = len(head) + 2
        _header(sheet, at, report)
        for part in report.parts:
            at += 1
            put(sheet.cell(at, 1), str(part.number))
            put(sheet.cell(at, 2), part.words)
            for column in (1, 2):
                sheet.cell(at, column).font = _BOLD
            for line in part.lines:
                at += 1
                _row(sheet, at, line)
        sheet.freeze_panes = sheet.cell(len(head) + 3, _BEFORE + 1)
    _page(sheet, len(report.clusters), len(head) + 2)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _header(sheet: Any, row: int, report: ClusterReport) -> None:
    words = [_("No."), _("Criterion"), _("Unit"), _("All clusters")]
    words += [each.name for each in report.clusters] + [_("Note")]
    for column, text in enumerate(words, start=1):
        cell = sheet.cell(row, column)
        put(cell, text)
        cell.font, cell.border = _BOLD, _BOX
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _row(sheet: Any, row: int, line: Line) -> None:
    for column, text in enumerate((line.number, line.words, line.unit), start=1):
        put(sheet.cell(row, column), text)
    for column, shown in enumerate((line.total, *line.by_cluster), start=_BEFORE):
        _number(sheet.cell(row, column), shown)
    last = _BEFORE + len(line.by_cluster) + 1
    put(sheet.cell(row, last), line.note)
    for column in range(1, last + 1):
        sheet.cell(row, column).border = _BOX


def _number(cell: Any, shown: Shown) -> None:
    if shown.rounded is None:
        return
    rounded: Decimal = shown.rounded
    exponent = rounded.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    put(cell, float(rounded) if decimals else int(rounded))
    digits = f".{'0' * decimals}" if decimals else ""
    cell.number_format = f"0{digits}" if shown.kind is NumberKind.SHARE else f"#,##0{digits}"


def _page(sheet: Any, clusters: int, head: int) -> None:
    widths = [*_WIDTHS, *[18] * clusters, 30]
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{head}:{head}"
