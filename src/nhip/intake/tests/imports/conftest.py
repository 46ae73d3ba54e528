"""A province of two enterprises that have to report, and the files they send."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from nhip.intake.actions import load_registers
from nhip.intake.sheets.rows import Row, rows_for
from nhip.intake.sheets.template import many_workbook
from nhip.intake.tests.conftest import COAL, KILN
from nhip.registry.models import Enterprise, Product, Reporting

COAL_PRODUCT, BRICKS = "05200-01", "23920-01"


def values(**given: str) -> dict[str, Decimal]:
    """Return the boxes of a row; what fits together if nothing else is said."""
    usual = {"opening_stock": "10", "production": "60", "sales": "58", "closing_stock": "12"}
    usual |= {"value": "58000", "forecast": "61"}
    return {name: Decimal(text) for name, text in {**usual, **given}.items() if text}


@pytest.fixture
def registers(folder) -> None:
    """The registers, with who reports what."""
    load_registers(folder)
    for code, product in ((COAL, COAL_PRODUCT), (KILN, BRICKS)):
        Reporting.objects.create(
            enterprise=Enterprise.objects.get(tax_code=code),
            product=Product.objects.get(code=product),
            from_period="2023-01",
        )


@pytest.fixture
def book(registers) -> Callable[..., bytes]:
    """Make a filled workbook of both enterprises."""

    def book(period: str = "2023-12", stage: str = "official", state: str = "", **boxes: str) -> bytes:
        rows = []
        for row in rows_for([COAL, KILN], period, stage=stage):
            given = values(**boxes)
            rows.append(
                Row(row.enterprise, row.enterprise_name, row.product, row.name, row.unit, {}, given, state, 120)
            )
        return many_workbook(rows, period, stage)

    return book
