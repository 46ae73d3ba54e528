"""How a file of the table is made: the good file first, then one change."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import openpyxl

from nhip.intake.returns import MONTHLY, Form
from nhip.intake.sheets.rows import Row
from nhip.intake.sheets.template import csv_of, many_workbook, monthly_template, plan_template

COAL, KILN = "9900000016", "9900000023"
RAW, BRICKS = "05200-01", "23920-01"
PERIOD = "2023-12"
USUAL = {
    "opening_stock": Decimal(10),
    "production": Decimal("60.5"),
    "sales": Decimal(58),
    "closing_stock": Decimal("12.5"),
    "value": Decimal(58000),
    "forecast": Decimal(61),
}

Change = Callable[[Any], None]


@dataclass(frozen=True)
class Case:
    """One file. ``number`` is the finding or fault it must have (none: it passes); ``where`` is (row, column)."""

    name: str
    content: Callable[[], bytes]
    number: str = ""
    where: tuple[int | None, str | None] = (None, None)
    warning: bool = False
    asked: dict[str, Any] = field(default_factory=dict)


def rows(**values: str) -> list[Row]:
    """The two rows of the province: the coal company's and the kiln's."""
    boxes = {**USUAL, **{name: Decimal(text) for name, text in values.items()}}
    return [
        Row(COAL, "Công ty Than Na Dương", RAW, "Than nguyên khai", "nghìn tấn", {}, boxes, "", 120),
        Row(KILN, "Công ty TNHH Gạch Gió Lau", BRICKS, "Gạch nung", "triệu viên", {}, boxes, "", 30),
    ]


def changed(content: bytes, change: Change) -> bytes:
    """Open a workbook, change it as a person would, save it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def many(change: Change | None = None, language: str = "vi", stage: str = "official") -> bytes:
    """A workbook of both enterprises. Header in row 4, coal in row 5, kiln in row 6; production in column H."""
    content = many_workbook(rows(), PERIOD, stage, language)
    return changed(content, change) if change else content


def single(change: Change | None = None, language: str = "vi") -> bytes:
    """The coal company's own template. Header in row 6, the row in 7; production in G, employees in D4."""
    content = monthly_template(rows()[:1], PERIOD, "official", language)
    return changed(content, change) if change else content


def plan(change: Change | None = None) -> bytes:
    """The coal company's plan for 2024. Header in row 6, the row in 7; production in E."""
    content = plan_template(rows(production="730", sales="700")[:1], "2024")
    return changed(content, change) if change else content


def text(*replaced: tuple[str, str], encoding: str = "utf-8-sig", form: Form = MONTHLY) -> bytes:
    """The same as CSV, with some of its text replaced."""
    plain = csv_of(rows(), PERIOD, form=form).decode("utf-8-sig")
    for old, new in replaced:
        assert old in plain, old
        plain = plain.replace(old, new, 1)
    return plain.encode(encoding)


def put(address: str, value: object, sheet: int = 0) -> Change:
    """A change: write a value into a cell."""

    def change(book: Any) -> None:
        book.worksheets[sheet][address] = value

    return change


def imprint(key: str, value: str) -> Change:
    """A change: let the hidden sheet say something else."""

    def change(book: Any) -> None:
        for row in book["_nhip"].iter_rows():
            if row[0].value == key:
                row[1].value = value

    return change


def also(*changes: Change) -> Change:
    """Several changes, one after the other."""

    def change(book: Any) -> None:
        for each in changes:
            each(book)

    return change


def typed(table: list[list[object]]) -> bytes:
    """A workbook somebody made by hand."""
    book = openpyxl.Workbook()
    for row in table:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
