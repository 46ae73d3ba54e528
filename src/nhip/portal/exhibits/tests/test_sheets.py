"""Numbers leave as numbers, days as days, and text that could run as text."""

import csv
import io
from datetime import date
from decimal import Decimal

from openpyxl import load_workbook

from nhip.figures.numbers import NumberKind, show
from nhip.figures.written import Written
from nhip.portal.downloads.sheets import Sheet, csv_of, typed, xlsx_of

SHARE = show(NumberKind.SHARE, 33.333, 1, "vi")
NOTHING = show(NumberKind.SHARE, None, 1, "vi")


def test_what_a_page_prints_becomes_what_a_workbook_takes():
    cells = [
        typed(each) for each in (SHARE, NOTHING, Written.of(SHARE), Written.of(NOTHING), "–", "", date(2023, 12, 31))
    ]
    assert cells == [Decimal("33.3"), None, Decimal("33.3"), None, None, None, date(2023, 12, 31)]
    assert typed("bí mật") == "bí mật"


def test_a_written_number_is_a_text_like_any_other():
    text = Written.of(SHARE)
    assert text == "33,3"
    assert f"{text} %" == "33,3 %"
    assert text.number == Decimal("33.3")


def sheet() -> Sheet:
    rows = (("=1+1", Decimal("-1234.50"), date(2023, 12, 31)), ("Xi măng", None, None))
    return Sheet("Title", ("Name", "Value", "Day"), rows, (("Source", "=HYPERLINK(1)"),))


def test_a_workbook_has_types_and_runs_nothing():
    data, notes = load_workbook(io.BytesIO(xlsx_of(sheet()))).worksheets
    name, value, day = data[2]
    assert (name.data_type, name.value) == ("s", "=1+1")
    assert (value.value, value.number_format) == (-1234.5, "#,##0.00")
    assert (day.value.date(), day.number_format) == (date(2023, 12, 31), "dd/mm/yyyy")
    assert notes["B1"].data_type == "s"


def test_a_csv_has_points_and_runs_nothing():
    table = list(csv.reader(io.StringIO(csv_of(sheet()).decode("utf-8-sig"))))
    assert table == [["Name", "Value", "Day"], ["'=1+1", "-1234.50", "2023-12-31"], ["Xi măng", "", ""]]
