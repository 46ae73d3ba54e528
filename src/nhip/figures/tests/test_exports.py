"""Nothing that leaves the house runs."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhip.figures.exports import could_run, neutralise, put, restore

ATTACKS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "\r=1",
    "\n=1",
    "\0=1",
    " =1+1",
    "\N{NO-BREAK SPACE}=1",
    "＝1＋1",
    '=HYPERLINK("http://x","y")',
    "=cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "\N{ZERO WIDTH NO-BREAK SPACE}=1",
    "-",
]
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("=+-@'\t1"), max_size=20)


@pytest.mark.parametrize("text", ATTACKS)
def test_text_that_could_run_becomes_text(text):
    assert neutralise(text).startswith("'")
    assert "\0" not in neutralise(text)


@pytest.mark.parametrize("value", [-5, -5.5, Decimal("-1234.5"), None, True, "-5", "-1.234,5", "+7,68", "Xi măng", ""])
def test_numbers_and_harmless_text_stay(value):
    assert neutralise(value) is value or neutralise(value) == value


@given(TEXT)
def test_csv_comes_back_as_it_was(text):
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerow(["a", neutralise(text), "b"])
    (row,) = csv.reader(io.StringIO(buffer.getvalue(), newline=""))
    assert restore(row[1]) == text
    assert not could_run(row[1])


def test_a_workbook_holds_text_as_text():
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for number, text in enumerate([*ATTACKS, "#DIV/0!", -5], start=1):
        put(sheet.cell(number, 1), text)
    buffer = io.BytesIO()
    book.save(buffer)
    back = openpyxl.load_workbook(io.BytesIO(buffer.getvalue())).worksheets[0]
    cells = [back.cell(number, 1) for number in range(1, len(ATTACKS) + 3)]
    assert [cell.data_type for cell in cells] == ["s"] * (len(ATTACKS) + 1) + ["n"]
    assert all(cell.quotePrefix for cell in cells[: len(ATTACKS)])
    assert cells[0].value == "=1+1"
    assert cells[-1].value == -5
