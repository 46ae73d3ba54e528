"""The columns of the forms: their codes, their headings in both languages, and what else people call them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from nhip.intake.measures import CUMULATIVE, FormMeasure
from nhip.registry.folding import fold

__all__ = ["COLUMNS", "MEASURES", "PLAN_MEASURES", "Column", "code_of", "heading", "stage_of", "state_of"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the code that CSV files and this program use, the headings of templates, other names for it."""

    code: str
    vi: str
    en: str
    also: tuple[str, ...] = ()


MEASURES: Final = (*(measure.value for measure in FormMeasure), CUMULATIVE)
PLAN_MEASURES: Final = (FormMeasure.PRODUCTION.value, FormMeasure.SALES.value)

COLUMNS: Final[Mapping[str, Column]] = {
    column.code: column
    for column in (
        Column("enterprise", "Mã số thuế", "Tax code", ("tax_code", "mst", "mã doanh nghiệp", "mã dn", "doanh nghiệp")),
        Column("enterprise_name", "Tên doanh nghiệp", "Enterprise name", ("tên dn",)),
        Column("period", "Kỳ báo cáo", "Month", ("kỳ", "tháng", "tháng báo cáo", "năm", "year")),
        Column("stage", "Giai đoạn", "Stage"),
        Column("product", "Mã sản phẩm", "Product code", ("mã sp", "mã hàng")),
        Column("name", "Tên sản phẩm", "Product name", ("sản phẩm", "tên sp")),
        Column("unit", "Đơn vị tính", "Unit", ("đvt", "đơn vị", "đơn vị tính")),
        Column("opening_stock", "Tồn đầu kỳ", "Opening stock", ("tồn kho đầu kỳ",)),
        Column(
            "production",
            "Sản xuất trong kỳ",
            "Production",
            ("sản xuất", "sản lượng", "kế hoạch sản xuất", "planned production", "sản lượng sản xuất"),
        ),
        Column(
            "sales",
            "Tiêu thụ trong kỳ",
            "Sales or consumption",
            ("tiêu thụ", "bán ra", "kế hoạch tiêu thụ", "planned sales", "lượng tiêu thụ"),
        ),
        Column("closing_stock", "Tồn cuối kỳ", "Closing stock", ("tồn kho cuối kỳ",)),
        Column(
            "value",
            "Giá trị tiêu thụ (triệu đồng)",
            "Value of sales (million đồng)",
            ("giá trị", "giá trị tiêu thụ", "value of sales", "giá trị (triệu đồng)"),
        ),
        Column("forecast", "Dự kiến tháng sau", "Forecast for next month", ("dự kiến", "dự kiến sản xuất tháng sau")),
        Column(
            "cumulative",
            "Cộng dồn từ đầu năm",
            "Cumulative since January",
            ("cộng dồn", "lũy kế", "luỹ kế", "luỹ kế từ đầu năm", "lũy kế từ đầu năm"),
        ),
        Column("state", "Trạng thái", "State", ("tình trạng",)),
        Column("employees", "Số lao động", "Employees", ("lao động", "số lao động cuối tháng")),
    )
}

_PLAN: Final = {
    "period": ("Năm", "Year"),
    "production": ("Kế hoạch sản xuất", "Planned production"),
    "sales": ("Kế hoạch tiêu thụ", "Planned sales"),
}


def heading(code: str, language: str, *, plan: bool = False) -> str:
    """Return the heading of a column."""
    vi, en = _PLAN[code] if plan and code in _PLAN else (COLUMNS[code].vi, COLUMNS[code].en)
    return vi if language.startswith("vi") else en


@cache
def _codes() -> Mapping[str, str]:
    names: dict[str, str] = {}
    for column in COLUMNS.values():
        for name in (column.code, column.code.replace("_", " "), column.vi, column.en, *column.also):
            names[fold(name)] = column.code
    return names


def code_of(text: str) -> str | None:
    """Return the column a heading means, if it means one.

    >>> code_of("MÃ SẢN  PHẨM"), code_of("opening_stock"), code_of("Ghi chú")
    ('product', 'opening_stock', None)
    """
    return _codes().get(fold(text.replace("\n", " ")))


def _words(pairs: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    return {fold(word): code for code, words in pairs for word in (code, code.replace("_", " "), *words)}


_STATES: Final = _words(
    (
        ("reported", ("có số liệu", "có báo cáo", "bình thường")),
        ("estimated", ("ước tính", "estimate")),
        ("not_produced", ("không sản xuất", "ngừng sản xuất", "tạm ngừng")),
        ("not_reported", ("chưa báo cáo", "chưa có số liệu")),
    )
)
_STAGES: Final = _words((("estimate", ("ước tính", "ước")), ("official", ("chính thức",))))


def state_of(text: str) -> str:
    """Return the state a word means; what means none comes back as it is, so that a check can name it."""
    return _STATES.get(fold(text), text)


def stage_of(text: str) -> str | None:
    """Return the stage a word means, if it means one."""
    return _STAGES.get(fold(text))
