"""Files that come in without an error, though some look odd."""

from __future__ import annotations

from typing import Any, Final

from nhip.intake.returns import PLAN
from nhip.intake.tests.files.making import (
    BRICKS,
    COAL,
    KILN,
    PERIOD,
    RAW,
    Case,
    also,
    imprint,
    many,
    plan,
    put,
    single,
    text,
    typed,
)


def merged_head(book: Any) -> None:
    """A title merged over the table, as people like it."""
    book.worksheets[0].merge_cells("A1:H1")


def blank_rows(book: Any) -> None:
    """Rows with a format and nothing in them, far below."""
    sheet = book.worksheets[0]
    for row in (50, 5_000, 60_000):
        sheet.row_dimensions[row].height = 20
    sheet["A900"] = "  "


def signature(book: Any) -> None:
    """Who signed stands below the table."""
    book.worksheets[0]["B9"] = "Người lập biểu"
    book.worksheets[0]["H9"] = "Giám đốc"


def moved_columns(book: Any) -> None:
    """A column of remarks pushed in front."""
    book.worksheets[0].insert_cols(1)
    book.worksheets[0]["A4"] = "Ghi chú"


def other_sheets(book: Any) -> None:
    """A sheet of calculations in front, and a hidden one."""
    book.create_sheet("Nháp", 0)["A1"] = "60+0,5"
    book.create_sheet("Ẩn").sheet_state = "hidden"


def hidden_column(book: Any) -> None:
    """A column of the form hidden."""
    book.worksheets[0].column_dimensions["L"].hidden = True


BOXES = ",10,60.5,58,12.5,58000,61"
ASKED = {"period": PERIOD}
HEAD = ["Mã số thuế", "Mã sản phẩm", "Đơn vị tính", "Sản xuất trong kỳ"]
HAND = [
    [COAL, RAW, "nghìn tấn", 60.5],
    [KILN, BRICKS, "triệu viên", 60.5],
]

SHOULD_PASS: Final = [
    Case("many.xlsx", many),
    Case("many_in_english.xlsx", lambda: many(language="en")),
    Case("many_estimate.xlsx", lambda: many(stage="estimate")),
    Case("single.xlsx", single),
    Case("single_in_english.xlsx", lambda: single(language="en")),
    Case("single_for_its_enterprise.xlsx", single, asked={"enterprise": COAL, "period": PERIOD}),
    Case("plan.xlsx", plan, asked={"form": PLAN, "period": "2024"}),
    Case("plan_of_its_own_year.xlsx", plan, asked={"form": PLAN}),
    Case("commas.csv", text),
    Case("semicolons.csv", lambda: text().replace(b".5", b"|5").replace(b",", b";").replace(b"|", b",")),
    Case("tabs.csv", lambda: text().replace(b",", b"\t")),
    Case("utf16.csv", lambda: text(encoding="utf-16")),
    Case("without_a_mark.csv", lambda: text(encoding="utf-8")),
    Case("unix_ends.csv", lambda: text().replace(b"\r\n", b"\n")),
    Case("blank_lines.csv", lambda: text().replace(b"\r\n", b"\r\n,,,,,,,,,,,,,\r\n")),
    Case("decomposed.csv", lambda: text(("Gạch nung", "Ga\u0323ch nung"))),
    Case("apostrophes.csv", lambda: text(("Than nguyên", "'=Than nguyên"))),
    Case("month_as_text.csv", lambda: text((PERIOD, "Tháng 12/2023"), (PERIOD, "12/2023"))),
    Case("tax_code_with_spaces.csv", lambda: text((COAL, "9900 000 016"))),
    Case("stage_in_words.csv", lambda: text(("official", "chính thức"), ("official", "Chính Thức"))),
    Case("vietnamese_number.csv", lambda: text((",60.5,58,12.5,58000,61", ',"60,5",58,"12,5","58.000,0",61'))),
    Case("spaces_in_numbers.csv", lambda: text(("58000", "58 000"))),
    Case("non_breaking_space.csv", lambda: text(("58000", "58\u00a0000"))),
    Case("full_width_digits.csv", lambda: text(("58000", "５８０００"))),
    Case("both_separators.csv", lambda: text(("58000", '"58,000.0"'))),
    Case("zero.csv", lambda: text((BOXES, ",10,0,0,10,0,0"), *[("official", "estimate")] * 2)),
    Case("not_produced.csv", lambda: text((BOXES + ",", ",10,,0,10,,,không sản xuất"))),
    Case("not_produced_and_sold.csv", lambda: text((BOXES + ",", ",10,,8,2,8000,,not_produced"))),
    Case("not_reported.csv", lambda: text((BOXES + ",", ",,,,,,,chưa báo cáo"))),
    Case("estimated.csv", lambda: text((",61,", ",61,Ước tính"))),
    Case("dash_for_not_produced.csv", lambda: text((BOXES, ",10,-,0,10,,"))),
    Case("dots_for_not_reported.csv", lambda: text((BOXES, ",,…,,,,"))),
    Case(
        "other_unit.csv",
        lambda: text(("nghìn tấn" + BOXES, "tấn,10000,60500,58000,12500,58000,61000")),
    ),
    Case("no_unit.csv", lambda: text(("nghìn tấn", ""))),
    Case("only_production.csv", lambda: text((BOXES, ",,60.5,,,,"))),
    Case("rounded_stock.csv", lambda: text(("12.5", "12.51"))),
    Case("no_employees.csv", lambda: text((",120\r", ",\r"))),
    Case("merged_head.xlsx", lambda: many(merged_head)),
    Case("blank_rows.xlsx", lambda: many(blank_rows)),
    Case("signature.xlsx", lambda: many(signature)),
    Case("moved_columns.xlsx", lambda: many(moved_columns)),
    Case("other_sheets.xlsx", lambda: many(other_sheets)),
    Case("hidden_column.xlsx", lambda: many(hidden_column)),
    Case("number_as_text.xlsx", lambda: many(put("H5", "60,5"))),
    Case("state_from_the_list.xlsx", lambda: many(also(put("H5", None), put("M5", "chưa báo cáo"), put("L5", None)))),
    Case("made_by_hand.xlsx", lambda: typed([HEAD, *HAND]), asked=ASKED),
    Case("made_by_hand_with_a_title.xlsx", lambda: typed([["SẢN LƯỢNG"], [], HEAD, *HAND]), asked=ASKED),
    Case("heads_in_capitals.xlsx", lambda: typed([[each.upper() for each in HEAD], *HAND]), asked=ASKED),
    Case("tax_code_as_a_number.xlsx", lambda: typed([HEAD, [int(COAL), *HAND[0][1:]], HAND[1]]), asked=ASKED),
    Case("own_month.xlsx", lambda: many(imprint("stage", "official")), asked=ASKED),
]
