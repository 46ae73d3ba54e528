"""The user's own workbook comes back with the cells marked, and can be sent again."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from nhip.intake.faults import Fault, fault
from nhip.intake.reading.marking import FAULT_SHEETS, Mark, Severity, mark, mark_of
from nhip.intake.reading.workbooks import read_workbook
from nhip.intake.tests.reading import nasty
from nhip.intake.tests.reading.nasty import book

RED, YELLOW = "00FFC7CE", "00FFEB9C"


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def wrong(row: int, column: int, severity: Severity = Severity.ERROR, sheet: str = "Biểu 1", value: str = "") -> Mark:
    return Mark(sheet, row, column, severity, "N132", "không phải là số", "chỉ ghi số", value)


def own() -> bytes:
    def change(made: Any) -> None:
        sheet = made.worksheets[0]
        sheet["B3"] = "=A2*2"
        sheet["A2"].number_format = "0.0%"
        sheet.merge_cells("A4:B4")
        sheet.column_dimensions["A"].width = 33
        sheet.protection.sheet = True
        made.create_sheet("Ẩn").sheet_state = "hidden"

    return book(["Tên", "Lượng"], [1.5, "12 tấn"], change=change, title="Biểu 1")


def test_cells_are_coloured_and_commented_and_all_else_stays():
    marks = [wrong(2, 2, value="12 tấn"), wrong(2, 1, Severity.WARNING), wrong(2, 2, Severity.WARNING), wrong(4, 2)]
    made = opened(mark(own(), "a.xlsx", marks))
    sheet = made["Biểu 1"]
    assert [sheet[cell].fill.fgColor.rgb for cell in ("B2", "A2", "A4")] == [RED, YELLOW, RED]
    assert sheet["B2"].comment.text == (
        "Lỗi N132: không phải là số; chỉ ghi số\nCảnh báo N132: không phải là số; chỉ ghi số"
    )
    assert sheet["A1"].fill.fill_type is None
    assert sheet["B3"].value == "=A2*2"
    assert sheet["A2"].number_format == "0.0%"
    assert sheet.column_dimensions["A"].width == 33
    assert sheet.protection.sheet
    assert made["Ẩn"].sheet_state == "hidden"
    assert made.calculation.fullCalcOnLoad


def test_the_list_stands_in_front():
    marks = [wrong(2, 2, value="=1+1"), Mark("Biểu 1", 7, None, Severity.WARNING, "N118", "thiếu dòng")]
    marks.append(Mark(None, None, None, Severity.ERROR, "N102", "tệp lớn"))
    made = opened(mark(own(), "a.xlsx", marks))
    assert made.sheetnames == ["Lỗi cần sửa", "Biểu 1", "Ẩn"]
    assert [sheet.sheet_view.tabSelected for sheet in made.worksheets] == [True, False, False]
    listed = [[cell.value for cell in row] for row in made.worksheets[0].iter_rows(min_row=5)]
    assert listed == [
        ["STT", "Mức", "Trang", "Dòng", "Cột", "Giá trị", "Quy tắc", "Vấn đề", "Việc cần làm"],
        [1, "Lỗi", "Biểu 1", 2, "B", "=1+1", "N132", "không phải là số", "chỉ ghi số"],
        [2, "Cảnh báo", "Biểu 1", 7, None, None, "N118", "thiếu dòng", None],
        [3, "Lỗi", None, None, None, None, "N102", "tệp lớn", None],
    ]
    value = made.worksheets[0]["F6"]
    assert (value.data_type, value.quotePrefix) == ("s", True)
    assert made.worksheets[0]["D6"].hyperlink.location == "'Biểu 1'!B2"
    assert made.worksheets[0]["A2"].value == "2 lỗi phải sửa, 1 cảnh báo cần sửa hoặc giải thích"


def test_english():
    made = opened(mark(own(), "a.xlsx", [wrong(2, 2)], "en"))
    assert made.sheetnames[0] == "Faults to mend"
    assert made["Biểu 1"]["B2"].comment.text.startswith("Error N132")
    assert set(FAULT_SHEETS) == {"Faults to mend", "Lỗi cần sửa"}


def test_a_marked_copy_is_marked_afresh():
    first = mark(own(), "a.xlsx", [wrong(2, 2), wrong(2, 1)], "en")
    second = opened(mark(first, "a.xlsx", [wrong(1, 2)]))
    sheet = second["Biểu 1"]
    assert second.sheetnames == ["Lỗi cần sửa", "Biểu 1", "Ẩn"]
    assert sheet["B2"].comment is None
    assert sheet["B2"].fill.fill_type is None
    assert sheet["B1"].fill.fgColor.rgb == RED
    assert {sheet.name for sheet in read_workbook(first, "a.xlsx").sheets} == {"Faults to mend", "Biểu 1", "Ẩn"}


@pytest.mark.parametrize(
    ("content", "name", "sheet", "title"),
    [
        (nasty.OLD_XLS.read_bytes(), "old.xls", "Báo cáo", "Báo cáo"),
        (nasty.ods(f"<table:table-row>{nasty.number_cell('5')}</table:table-row>"), "a.ods", "Báo cáo", "Báo cáo"),
        ("tên;=1+1\n01;x\n".encode(), "a.csv", "", "Dữ liệu"),
    ],
)
def test_other_kinds_come_back_as_a_copy(content, name, sheet, title):
    neutral = read_workbook(content, name)
    cell = next(neutral.cells())
    made = opened(mark(content, name, [wrong(cell.row, cell.column, sheet=sheet)]))
    assert made.sheetnames[:2] == ["Lỗi cần sửa", title]
    assert made[title].cell(cell.row, cell.column).fill.fgColor.rgb == RED
    for cell in neutral.sheets[0].cells:
        shown = made[title].cell(cell.row, cell.column)
        assert str(shown.value) in {str(cell.value), f"{cell.value} 00:00:00"}
        assert shown.data_type != "f"


def test_decomposed_sheet_names_are_found():
    content = book([1], title="Tha\u0301ng")
    made = opened(mark(content, "a.xlsx", [wrong(1, 1, sheet="Tháng")]))
    assert made.worksheets[1]["A1"].fill.fgColor.rgb == RED


def test_long_lists_are_cut_and_say_so():
    marks = [wrong(row, 1) for row in range(1, 2011)]
    made = opened(mark(own(), "a.xlsx", marks))
    assert made.worksheets[0].cell(2006, 1).value == "và 10 vấn đề nữa, đã đánh dấu trong các trang"
    assert made["Biểu 1"]["A2010"].comment is not None


def test_a_fault_becomes_a_mark():
    found = fault("N132", file="a.xlsx", sheet="Biểu 1", row=7, column="AB", value="12 tấn")
    one = mark_of(found, Severity.ERROR, "en")
    assert (one.sheet, one.row, one.column, one.value, one.rule) == ("Biểu 1", 7, 28, "12 tấn", "N132")
    assert one.what == "not a number"
    assert one.todo == "write digits only, for example 1.234,5, and keep the unit in its own column"
    whole = mark_of(fault("N118"), Severity.WARNING)
    assert (whole.sheet, whole.row, whole.column) == (None, None, None)
    assert whole.what == "bảng tính không có ô nào có nội dung"
    assert mark_of(fault("N132", column="production")).column is None


def test_what_cannot_be_read_cannot_be_marked():
    with pytest.raises(Fault, match="N104"):
        mark(nasty.encrypted(), "a.xlsx", [])
