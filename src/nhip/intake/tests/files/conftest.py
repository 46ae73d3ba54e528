"""The province as it stood before the files come in: who reports what, and the year so far."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import transaction

from nhip.intake.actions import load_registers
from nhip.intake.imports.models import Headcount
from nhip.intake.models import Observation, SourceFile
from nhip.intake.tests.conftest import FILES
from nhip.intake.tests.files.making import BRICKS, COAL, KILN, RAW, USUAL
from nhip.registry.models import Enterprise, Product, Reporting


def stand_up(folder: Path) -> None:
    """Load the registers and two years of accepted reports, up to November 2023."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.replace("CODE1", COAL).replace("CODE2", KILN), encoding="utf-8")
    load_registers(folder)
    file = SourceFile.objects.create(name="before", sha256="0" * 64, content=b"")
    row = itertools.count(1)
    for code, product_code in ((COAL, RAW), (KILN, BRICKS)):
        enterprise, product = Enterprise.objects.get(tax_code=code), Product.objects.get(code=product_code)
        Reporting.objects.create(enterprise=enterprise, product=product, from_period="2021-01")
        fixed = {"enterprise": enterprise, "product": product, "source_file": file, "state": "reported", "column": "x"}
        rows = [
            Observation(**fixed, period=month, measure=measure, quantity=value, stage=stage, row=next(row))
            for month, stage, values in _months()
            for measure, value in values.items()
        ]
        Observation.objects.bulk_create(rows)
        people = {"enterprise": enterprise, "period": "2023-11", "stage": "official", "source_file": file}
        Headcount.objects.create(**people, employees=120 if code == COAL else 30, row=1, column="x")


def _months() -> Iterator[tuple[str, str, dict[str, Decimal]]]:
    """Production of every month up to November 2023, the other boxes of November, the estimate of December."""
    for n, (year, month) in enumerate((year, month) for year in (2022, 2023) for month in range(1, 13)):
        made = {"production": Decimal(60 + n % 3)}
        if (year, month) == (2023, 12):
            yield "2023-12", "estimate", {"production": Decimal(60)}
        elif (year, month) == (2023, 11):
            yield "2023-11", "official", {**USUAL, **made, "closing_stock": Decimal(10)}
        else:
            yield f"{year}-{month:02d}", "official", made


@pytest.fixture(scope="module")
def province(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """The same province for all files of a test module; looking at a file changes nothing."""
    with django_db_blocker.unblock(), transaction.atomic():
        stand_up(tmp_path_factory.mktemp("province"))
        yield
        transaction.set_rollback(True)
