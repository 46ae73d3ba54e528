"""Templates as workbooks: for one enterprise and month, for many enterprises, and for the plan of a year.

Names, units and last month's values stand there and are locked; boxes are open, take numbers of 0 or more, and states
from a list. A hidden sheet says which form it is, for whom and when (`imprint`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from nhip.figures.exports import neutralise, put
from nhip.figures.periods import Period
from nhip.intake.checks.states import WORDS
from nhip.intake.measures import CUMULATIVE
from nhip.intake.models import Stage
from nhip.intake.returns import MONTHLY, PLAN, Form
from nhip.intake.sheets.columns import MEASURES, PLAN_MEASURES, heading
from nhip.intake.sheets.imprint import Imprint, write_imprint
from nhip.intake.sheets.instructions import write_instructions
from nhip.intake.sheets.rows import Row
from nhip.intake.sheets.sealing import sealed

__all__ = ["csv_of", "many_workbook", "monthly_template", "plan_template"]

_WORDS: Final = {
    "vi": {
        "title": "Báo cáo sản xuất công nghiệp tháng",
        "plan": "Kế hoạch sản xuất công nghiệp năm",
        "sheet": "Báo cáo",
        "plan_sheet": "Kế hoạch",
        "employees": "Số lao động cuối tháng",
        "hint": "Chỉ điền các ô màu vàng. Không sản xuất: chọn trạng thái, không ghi số. Cách điền: trang «Hướng dẫn».",
        "last": "Tháng trước",
        "last_year": "Năm trước",
        "number": "Ghi số từ 0 trở lên, không kèm đơn vị tính.",
        "state": "Chọn trong danh sách.",
        "wrong": "Giá trị không hợp lệ",
        Stage.ESTIMATE: "ước tính",
        Stage.OFFICIAL: "chính thức",
    },
    "en": {
        "title": "Monthly report of industrial production",
        "plan": "Yearly plan of industrial production",
        "sheet": "Report",
        "plan_sheet": "Plan",
        "employees": "Employees at the end of the month",
        "hint": "Fill in the yellow cells only. Not produced: choose the state, write no number. See “Instructions”.",
        "last": "Last month",
        "last_year": "Last year",
        "number": "Write a number, 0 or more, without a unit.",
        "state": "Choose from the list.",
        "wrong": "Not allowed",
        Stage.ESTIMATE: "estimate",
        Stage.OFFICIAL: "official",
    },
}
_OPEN: Final = {"fill": PatternFill("solid", fgColor="FFF9DB"), "protection": Protection(locked=False)}
_GREY: Final = {"font": Font(color="6B6B6B"), "fill": PatternFill("solid", fgColor="F1F1F1")}
_HEAD: Final = {
    "font": Font(bold=True, color="FFFFFF"),
    "fill": PatternFill("solid", fgColor="1F4E79"),
    "alignment": Alignment(wrap_text=True, vertical="center", horizontal="center"),
}
_LINE: Final = Side(style="thin", color="C8C8C8")
_BORDER: Final = Border(_LINE, _LINE, _LINE, _LINE)
_NUMBERS: Final = "#,##0.######"
_WIDTHS: Final = {"enterprise": 15, "enterprise_name": 34, "product": 13, "name": 30, "unit": 12, "state": 17}
_FIRST: Final = ("product", "name", "unit")
_MANY_FIRST: Final = ("enterprise", "enterprise_name", *_FIRST)
# What a template shows of the month before; a forecast then is of the month now.
_BOXES: Final = tuple(code for code in MEASURES if code != CUMULATIVE)


def monthly_template(rows: Sequence[Row], period: str, stage: str = Stage.OFFICIAL, language: str = "vi") -> bytes:
    """Return the template of one enterprise for one month; every row is of that enterprise."""
    return _write(rows, MONTHLY, period, stage, language, one=True)


def many_workbook(
    rows: Sequence[Row], period: str, stage: str = Stage.OFFICIAL, language: str = "vi", *, styled: bool = True
) -> bytes:
    """Return a workbook of many enterprises, a row for each product of each; not ``styled``: figures only."""
    return _write(rows, MONTHLY, period, stage, language, one=False, styled=styled)


def plan_template(rows: Sequence[Row], year: str, language: str = "vi", *, one: bool = True) -> bytes:
    """Return the form for the plan of a year, of one enterprise or of many."""
    return _write(rows, PLAN, year, Stage.OFFICIAL, language, one=one)


def csv_of(rows: Iterable[Row], period: str, stage: str = Stage.OFFICIAL, form: Form = MONTHLY) -> bytes:
    """Return the same columns as CSV: UTF-8 with the mark by which Excel knows it, numbers as 1234.5."""
    plan = form.id == PLAN.id
    codes = [*_MANY_FIRST[:1], "period", "stage", *_FIRST, *(PLAN_MEASURES if plan else _BOXES)]
    codes += [] if plan else ["state", "employees"]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(codes)
    for row in rows:
        fixed = {
            "enterprise": row.enterprise,
            "period": period,
            "stage": stage,
            "product": row.product,
            "name": row.name,
            "unit": row.unit,
            "state": row.state,
            "employees": "" if row.employees is None else str(row.employees),
        }
        writer.writerow([neutralise(fixed[code]) if code in fixed else _plain(row.values.get(code)) for code in codes])
    return out.getvalue().encode("utf-8-sig")


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


def _write(
    rows: Sequence[Row], form: Form, period: str, stage: str, language: str, *, one: bool, styled: bool = True
) -> bytes:
    words = _WORDS["vi" if language.startswith("vi") else "en"]
    plan = form.id == PLAN.id
    book = Workbook(write_only=True)
    sheet = book.create_sheet(words["plan_sheet" if plan else "sheet"])
    codes = _codes(plan=plan, one=one, styled=styled)
    head = 6 if one else 4
    _prepare(sheet, codes, head, len(rows), words, styled)
    month = period if plan else Period.parse(period).in_words(language)
    title = words["plan" if plan else "title"]
    sheet.append([_cell(sheet, f"{title} · {month}", font=Font(bold=True, size=14))])
    sheet.append([_cell(sheet, _whose(rows, one) if one else "" if plan else str(words[Stage(stage)]))])
    employees = ""
    if one:
        sheet.append([_cell(sheet, "" if plan else str(words[Stage(stage)]))])
        if plan:
            sheet.append([])
        else:
            employees = "D4"
            box = _cell(sheet, rows[0].employees if rows else None, border=_BORDER, **_OPEN)
            sheet.append([_cell(sheet, words["employees"]), None, None, box])
    sheet.append([_cell(sheet, words["hint"], font=Font(italic=True))])
    sheet.append([_cell(sheet, _heading(code, language, words, plan), border=_BORDER, **_HEAD) for code in codes])
    boxes = _boxes(sheet) if styled else {}
    for row in rows:
        sheet.append([_value(sheet, row, code, language, boxes) for code in codes])
    if styled:
        write_instructions(book, form, language)
    blank = Imprint(form, rows[0].enterprise if one and rows else "", period, stage, employees, f"A{head}")
    checksum = blank.checksum_of((row.product, row.unit) for row in rows)
    write_imprint(book, Imprint(form, blank.enterprise, period, stage, employees, blank.table, checksum))
    return sealed(book)


def _codes(*, plan: bool, one: bool, styled: bool) -> list[str]:
    """Return the columns in their order; "last_…" is what stood in a box the month before."""
    measures = PLAN_MEASURES if plan else _BOXES
    shown = measures if one else ("production",) if styled else ()
    boxes = [code for measure in measures for code in ((f"last_{measure}",) if measure in shown else ()) + (measure,)]
    return [
        *(_FIRST if one else _MANY_FIRST),
        *boxes,
        *([] if plan else ["state"]),
        *([] if plan or one else ["employees"]),
    ]


def _heading(code: str, language: str, words: dict[Any, str], plan: bool) -> str:
    if code.startswith("last_"):
        before = words["last_year" if plan else "last"]
        return f"{before}: {heading(code[5:], language).lower()}"
    return heading(code, language, plan=plan)


def _whose(rows: Sequence[Row], one: bool) -> str:
    return f"{rows[0].enterprise_name} · {rows[0].enterprise}" if one and rows else ""


def _cell(sheet: Any, value: object, **looks: Any) -> Any:
    cell = WriteOnlyCell(sheet)
    put(cell, value)
    for name, look in looks.items():
        setattr(cell, name, look)
    return cell


def _boxes(sheet: Any) -> dict[str, Any]:
    """Return one cell of each look; others take over its style, which is quicker than dressing each anew."""
    return {
        "open": _cell(sheet, None, border=_BORDER, number_format=_NUMBERS, **_OPEN),
        "grey": _cell(sheet, None, border=_BORDER, number_format=_NUMBERS, **_GREY),
        "code": _cell(sheet, None, border=_BORDER, number_format="@", **_GREY),
    }


def _value(sheet: Any, row: Row, code: str, language: str, boxes: dict[str, Any]) -> Any:
    look, value = _content(row, code, language)
    if not boxes:
        # Most texts can be taken for nothing else, and a plain value is quickest.
        return _cell(sheet, value) if isinstance(value, str) and not value[:1].isalnum() else value
    cell: Any = WriteOnlyCell(sheet)
    put(cell, value)
    cell._style = boxes[look]._style
    return cell


def _content(row: Row, code: str, language: str) -> tuple[str, str | float | None]:
    """Return which look a cell has, and what stands in it."""
    if code.startswith("last_"):
        return "grey", _number(row.previous.get(code[5:]))
    if code in MEASURES:
        return "open", _number(row.values.get(code))
    if code == "state":
        return "open", WORDS[row.state][0 if language.startswith("vi") else 1] if row.state else None
    if code == "employees":
        return "open", row.employees
    return "code", getattr(row, code)


def _number(value: Decimal | None) -> float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _prepare(sheet: Any, codes: Sequence[str], head: int, rows: int, words: dict[Any, str], styled: bool) -> None:
    """Set what a sheet has besides its cells: widths, locks, and what each box takes."""
    sheet.freeze_panes = f"{get_column_letter(codes.index('unit') + 2)}{head + 1}"
    for at, code in enumerate(codes, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(code, 14)
    if not styled:
        return
    sheet.row_dimensions[head].height = 48
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    numbers = DataValidation("decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    numbers.errorTitle, numbers.error = words["wrong"], words["number"]
    place = 0 if words is _WORDS["vi"] else 1
    states = DataValidation(
        "list", formula1='"' + ",".join(pair[place] for pair in WORDS.values()) + '"', allow_blank=True
    )
    states.errorTitle, states.error = words["wrong"], words["state"]
    last = head + max(rows, 1)
    for at, code in enumerate(codes, start=1):
        area = f"{get_column_letter(at)}{head + 1}:{get_column_letter(at)}{last}"
        if code in MEASURES or code == "employees":
            numbers.add(area)
        elif code == "state":
            states.add(area)
    sheet.data_validations.append(numbers)
    if states.cells:
        sheet.data_validations.append(states)
