"""Addresses, rows, merges, and what a cell shows."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhip.intake.reading.cells import MOST_COLUMNS, MOST_ROWS, Area, Cell, CellKind, Sheet, a1, position
from nhip.intake.reading.shown import is_date_format, shown


def text(row: int, column: int, value: str) -> Cell:
    return Cell("S", row, column, value, CellKind.TEXT)


@given(st.integers(1, MOST_ROWS), st.integers(1, MOST_COLUMNS))
def test_addresses_come_back(row, column):
    assert position(a1(row, column)) == (row, column)


@pytest.mark.parametrize("address", ["", "A", "1", "A0", "XFE1", "A1048577", "AAAA1", "a1", "A1:B2", "É1"])
def test_what_is_no_address(address):
    with pytest.raises(ValueError, match=f"^{address}$"):
        position(address)


@pytest.mark.parametrize("address", ["B2:A1", "A2:A1", "A1:XFE2", ":", "A1:B2:C3"])
def test_what_is_no_area(address):
    with pytest.raises(ValueError, match=address.rpartition(":")[2] or "^$"):
        Area.of(address)


def test_merged_cells_show_the_value_they_share():
    cells = (text(1, 1, "Sản lượng"), text(3, 2, "x"), text(3, 3, "y"), text(4, 1, "Tên"), text(5, 3, "z"))
    sheet = Sheet("S", False, cells, (Area(1, 1, 2, 3), Area(4, 1, 1_048_576, 1)))
    assert sheet.at(2, 3) == Cell("S", 2, 3, "Sản lượng", CellKind.TEXT, merged_from="A1")
    assert {column: cell.value for column, cell in sheet.row(1).items()} == dict.fromkeys((1, 2, 3), "Sản lượng")
    assert [(number, [cell.value for cell in row.values()]) for number, row in sheet.rows()] == [
        (1, ["Sản lượng"] * 3),
        (3, ["x", "y"]),
        (4, ["Tên"]),
        (5, ["Tên", "z"]),
    ]
    assert sheet.at(900_000, 1).value == "Tên"
    assert sheet.at(6, 2) == Cell("S", 6, 2, None, CellKind.BLANK)
    assert sheet.blank_rows == 1


def test_an_area_without_value_is_blank():
    sheet = Sheet("S", False, (text(2, 3, "x"),), (Area(1, 1, 2, 2),), frozenset({2}))
    assert sheet.at(2, 2) == Cell("S", 2, 2, None, CellKind.BLANK, hidden_column=True)
    assert list(sheet.row(2)) == [3]


def test_the_place_for_a_fault():
    cell = Cell("Biểu 1", 7, 5, Decimal("1.0768"), CellKind.NUMBER, "0.0%")
    assert cell.where("a.xlsx") == {"file": "a.xlsx", "sheet": "Biểu 1", "row": 7, "column": "E", "value": "107,7%"}
    assert cell.address == "E7"


@pytest.mark.parametrize(
    ("value", "number_format", "seen"),
    [
        (Decimal("1.0768"), "0.0%", "107,7%"),
        (Decimal("-1234567.5"), "#,##0", "-1.234.568"),
        (Decimal("1234.5"), "#,##0.00_);(#,##0.00)", "1.234,50"),
        (Decimal("1234.5"), "[>1]0", "1234,5"),
        (Decimal("1E+5"), "", "100000"),
        (Decimal("9E+99"), "0", "9" + "0" * 99),
        (date(2025, 10, 31), "dd/mm/yyyy", "31/10/2025"),
        (date(2025, 10, 1), "mmm-yy", "10/2025"),
        (date(2025, 10, 1), "yyyy", "2025"),
        (datetime(2025, 10, 1, 7, 5), "", "01/10/2025 07:05"),  # noqa: DTZ001 - what a cell holds has no zone
        (time(7, 5), "", "07:05"),
        (True, "", "TRUE"),
        (None, "", ""),
        ("Xi măng", "@", "Xi măng"),
    ],
)
def test_what_a_cell_shows(value, number_format, seen):
    assert shown(value, number_format) == seen


@pytest.mark.parametrize(
    ("number_format", "is_date"),
    [
        ("dd/mm/yyyy", True),
        ("[$-42A]d mmmm yyyy", True),
        ("[h]:mm", True),
        ('"ngày" 0', False),
        ("0.00;[Red]-0.00", False),
        ("General", False),
        ("#,##0\\ \\d", False),
        ("_-* #,##0_-", False),
    ],
)
def test_formats_of_dates(number_format, is_date):
    assert is_date_format(number_format) is is_date
