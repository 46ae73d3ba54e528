"""Files that are stopped, or warned of: each by one finding, and at one cell."""

from __future__ import annotations

from typing import Any, Final

from nhip.intake.returns import PLAN
from nhip.intake.tests.files.making import (
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

BOXES = ",10,60.5,58,12.5,58000,61"
ASKED = {"period": PERIOD}


def without_row(book: Any) -> None:
    """The kiln's row is gone and the coal company reports for it."""
    book.worksheets[0]["C6"] = RAW
    book.worksheets[0]["A6"] = COAL


def csv(old: str, new: str) -> Any:
    """The CSV file with one text replaced."""
    return lambda: text((old, new))


def last(old: str, new: str) -> Any:
    """The CSV file with the last such text replaced."""
    return lambda: new.join(text().decode("utf-8-sig").rsplit(old, 1)).encode()


SHOULD_FAIL: Final = [
    # the file as a whole
    Case("empty.csv", lambda: b"", "N101"),
    Case("pdf.xlsx", lambda: b"%PDF-1.7", "N106"),
    Case("cut_off.xlsx", lambda: many()[:3000], "N103"),
    Case("no_table.xlsx", lambda: typed([["Kính gửi"], ["Sở Công Thương"]]), "N240", (1, "A")),
    Case("no_product_column.csv", csv("product,", "hàng hoá,"), "N240", (1, "A")),
    Case("no_rows.csv", lambda: text().split(b"\r\n")[0] + b"\r\n", "N242", (1, "A")),
    Case("column_twice.csv", csv("sales", "production"), "N241", (1, "I")),
    Case("two_months.csv", last("2023-12", "2023-11"), "N250", (3, "B")),
    Case("two_stages.csv", last("official", "estimate"), "N250", (3, "B")),
    Case("no_such_stage.csv", csv("official", "sơ bộ"), "N248", (2, "C")),
    # whose, and of which month
    Case("old_version.xlsx", lambda: many(imprint("version", "0")), "N201", (1, "B")),
    Case("other_form.xlsx", plan, "N201", (1, "B")),
    Case("monthly_for_a_plan.xlsx", many, "N201", (1, "B"), asked={"form": PLAN}),
    Case("changed_unit.xlsx", lambda: single(put("C7", "tấn")), "N202", (1, "B"), warning=True),
    Case("changed_period.xlsx", lambda: many(imprint("period", "2023-10")), "N202", (1, "B"), warning=True),
    Case("wrong_month.xlsx", many, "N203", (4, "B"), asked={"period": "2024-01"}),
    Case("wrong_month.csv", text, "N203", (2, "B"), asked={"period": "2024-01"}),
    Case("wrong_year.xlsx", plan, "N203", (4, "B"), asked={"period": "2025", "form": PLAN}),
    Case("no_month.csv", lambda: text((PERIOD, ""), (PERIOD, "")), "N204", (2, "B")),
    Case("no_such_month.csv", lambda: text((PERIOD, "13/2023"), (PERIOD, "13/2023")), "N204", (2, "B")),
    Case("month_first.csv", lambda: text((PERIOD, "12/31/2023"), (PERIOD, "12/31/2023")), "N204", (2, "B")),
    Case("short_year.csv", lambda: text((PERIOD, "12/23"), (PERIOD, "12/23")), "N204", (2, "B")),
    Case("wrong_enterprise.xlsx", single, "N205", (3, "B"), asked={"enterprise": KILN}),
    Case("wrong_enterprise.csv", text, "N205", (2, "A"), asked={"enterprise": KILN}),
    Case("unknown_enterprise.csv", csv(COAL, "0300588569"), "N206", (2, "A")),
    Case("mistyped_tax_code.xlsx", lambda: many(put("A5", "9900000017")), "N206", (5, "A")),
    # rows
    Case("unknown_product.csv", csv(RAW, "05200-99"), "N207", (2, "D")),
    Case("unknown_product.xlsx", lambda: many(put("C6", "x")), "N207", (6, "C")),
    Case("no_product.xlsx", lambda: many(put("C6", None)), "N207", (6, "C")),
    Case("product_of_another.csv", lambda: another(), "N208", (4, "D"), True),
    Case("row_twice.csv", lambda: text() + text().split(b"\r\n")[1] + b"\r\n", "N209", (4, "D")),
    Case("row_twice.xlsx", lambda: many(without_row), "N209", (6, "C")),
    Case("missing_row.xlsx", lambda: single(put("A7", "23920-01")), "N216", (7, "A")),
    Case("unit_without_factor.csv", csv("nghìn tấn", "kg"), "N210", (2, "F")),
    Case("unit_mistyped.xlsx", lambda: many(put("E5", "nghin tan")), "N210", (5, "E")),
    # boxes
    Case("ambiguous.csv", csv("58000", "58.000"), "N131", (2, "K")),
    Case("ambiguous_comma.csv", csv("58000", '"58,000"'), "N131", (2, "K")),
    Case("ambiguous_text.xlsx", lambda: many(put("L5", "58.000")), "N131", (5, "L")),
    Case("unit_in_the_box.csv", csv("60.5", "60.5 tấn"), "N132", (2, "H")),
    Case("word_in_the_box.csv", csv("60.5", "nhiều"), "N132", (2, "H")),
    Case("two_points.csv", csv("60.5", "1.60.5"), "N132", (2, "H")),
    Case("exponent.csv", csv("60.5", "6e1"), "N132", (2, "H")),
    Case("not_a_number.csv", csv("60.5", "NaN"), "N132", (2, "H")),
    Case("infinite.csv", csv("60.5", "inf"), "N132", (2, "H")),
    Case("date_in_the_box.xlsx", lambda: many(put("H5", "01/12/2023")), "N132", (5, "H")),
    Case("truth_in_the_box.xlsx", lambda: many(put("H5", True)), "N132", (5, "H")),
    Case("formula_without_result.xlsx", lambda: many(put("H5", "=30+30.5")), "N133", (5, "H")),
    Case("error_cell.xlsx", lambda: many(put("H5", "#REF!")), "N134", (5, "H")),
    Case("negative.csv", csv(",60.5", ",-60.5"), "N211", (2, "H")),
    Case("negative_in_brackets.csv", csv(",60.5", ",(60.5)"), "N211", (2, "H")),
    Case("negative.xlsx", lambda: many(put("H6", -1)), "N211", (6, "H")),
    Case("negative_stock.xlsx", lambda: single(put("K7", -1)), "N211", (7, "K")),
    Case("too_large.csv", csv("60.5", "9" * 16), "N212", (2, "H")),
    Case("far_too_large.xlsx", lambda: single(put("G7", 1e300)), "N212", (7, "G")),
    Case("people_without_number.xlsx", lambda: single(put("D4", 1e300)), "N217", (4, "D")),
    Case("too_small.csv", csv("60.5", "0.00000000001"), "N212", (2, "H")),
    Case("blank.csv", csv(",60.5", ","), "N213", (2, "H")),
    Case("blank.xlsx", lambda: many(put("H5", None)), "N213", (5, "H")),
    Case("only_a_space.xlsx", lambda: single(put("G7", " ")), "N213", (7, "G")),
    Case("blank_and_reported.csv", csv(BOXES + ",", ",10,,58,12.5,58000,61,có số liệu"), "N213", (2, "H")),
    Case("not_produced_with_number.csv", csv(",61,", ",61,không sản xuất"), "N214", (2, "M")),
    Case("not_reported_with_number.xlsx", lambda: many(put("M5", "chưa báo cáo")), "N214", (5, "M")),
    Case("unknown_state.csv", csv(",61,", ",61,nghỉ lễ"), "N215", (2, "M")),
    Case("half_a_person.csv", csv(",120\r", ",120.5\r"), "N217", (2, "N")),
    Case("negative_people.csv", csv(",120\r", ",-3\r"), "N217", (2, "N")),
    Case("half_a_person.xlsx", lambda: single(put("D4", 0.5)), "N217", (4, "D")),
    Case("people_in_words.xlsx", lambda: single(put("D4", "đông")), "N132", (4, "D")),
    # what does not fit together
    Case("stock_identity.csv", csv("12.5", "21.5"), "N220", (2, "J"), True),
    Case("stock_identity.xlsx", lambda: single(put("K7", 40)), "N220", (7, "K"), True),
    Case("opening_stock.csv", csv(",10,60.5,58,12.5", ",30,60.5,58,32.5"), "N221", (2, "G"), True),
    Case("ten_times.csv", csv(",10,60.5,58,12.5", ",,6050,,"), "N223", (2, "H"), True),
    Case("price.csv", csv("58000", "580000"), "N226", (2, "K"), True),
    Case("employees_jump.csv", csv(",120\r", ",1200\r"), "N227", (2, "N"), True),
    Case("forecast.csv", csv(",61,", ",6100,"), "N228", (2, "L"), True),
    Case("changed_estimate.csv", csv(",10,60.5,58,12.5", ",,80.5,,"), "N225", (2, "H"), True),
    Case("cumulative.csv", lambda: cumulative("99"), "N222", (2, "O"), True),
    Case("two_numbers_of_people.csv", lambda: people(), "N218", (3, "N")),
    Case("plan_in_tonnes.xlsx", lambda: plan(put("E7", 600000)), "N229", (7, "E"), True, {"form": PLAN}),
    Case("blank_sheet_with_asked.xlsx", lambda: many(also(put("A4", "x"), put("C4", "x"))), "N240", (1, "A")),
]


def cumulative(number: str) -> bytes:
    """The CSV file with a column that adds up the year."""
    head, first, second, _ = text().decode("utf-8-sig").split("\r\n")
    return "\r\n".join([f"{head},cumulative", f"{first},{number}", f"{second},", ""]).encode()


def another() -> bytes:
    """A third row: the kiln says that it digs coal."""
    return text() + f"{KILN},{PERIOD},official,{RAW},Than,tấn,,5,,,,,,\r\n".encode()


def people() -> bytes:
    """The coal company on two rows, with another number of employees on each."""
    second = f"{COAL},{PERIOD},official,23920-01,Gạch,triệu viên,,5,,,,,,121"
    return text().rsplit(b"\r\n", 2)[0] + f"\r\n{second}\r\n".encode()
