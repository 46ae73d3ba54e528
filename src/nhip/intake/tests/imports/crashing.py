"""A program that takes in one workbook and may be killed meanwhile; `test_crashes` runs it. Not a test itself.

python -m nhip.intake.tests.imports.crashing prepare FOLDER     an installation with registers, and workbooks
python -m nhip.intake.tests.imports.crashing import FOLDER      waits for the name of a file, then takes it in
python -m nhip.intake.tests.imports.crashing look FOLDER        tells as JSON what is there
"""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

ENTERPRISES, PRODUCTS = 100, 3
PERIOD = "2023-12"


def prepare(folder: Path, count: int) -> None:
    """Fill an empty installation, and write workbooks that differ."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from nhip.intake.sheets.rows import rows_for
    from nhip.intake.sheets.template import many_workbook
    from nhip.registry.models import Enterprise, Product, Reporting
    from nhip.registry.tax_codes import check_digit

    codes = [f"{n}{check_digit(str(n))}" for n in range(990_000_000, 990_000_200) if check_digit(str(n)) is not None]
    firms = [Enterprise(tax_code=code, name=f"Công ty {code}") for code in codes[:ENTERPRISES]]
    Enterprise.objects.bulk_create(firms)
    products = [Product(code=f"0810{n}-01", name_vi=f"Sản phẩm {n}", unit="tấn") for n in range(PRODUCTS)]
    Product.objects.bulk_create(products)
    Reporting.objects.bulk_create(
        Reporting(enterprise=firm, product=product, from_period="2023-01") for firm in firms for product in products
    )
    rows = rows_for(codes[:ENTERPRISES], PERIOD)
    for number in range(count):
        for row in rows:
            row.values.update(production=Decimal(1000 + number), sales=Decimal(900))  # type: ignore[attr-defined]
        (folder / f"{number:03d}.xlsx").write_bytes(many_workbook(rows, PERIOD, styled=False))


def take_in(path: Path) -> None:
    """Take in a workbook once told to."""
    from nhip.intake.imports.acts import Given, import_workbook

    import_workbook(path.read_bytes(), path.name, actor="nhip", reasons=Given("confirmed"), key=path.stem)


def look() -> dict[str, Any]:
    """Tell what is there after the next start."""
    from django.db.models import Count

    from nhip.intake.imports.models import ImportBatch
    from nhip.intake.imports.reconciling import reconcile_batches
    from nhip.intake.models import Observation, SourceFile
    from nhip.registry.models import AuditEntry
    from nhip.registry.queries import broken_links

    closed = reconcile_batches()
    counts = dict(Observation.objects.values_list("batch").annotate(n=Count("id")))
    return {
        "closed": closed,
        "batches": [
            (batch.name, batch.state, batch.observations_added, counts.pop(batch.pk, 0))
            for batch in ImportBatch.objects.order_by("id")
        ],
        "strays": sum(counts.values()),
        "files": SourceFile.objects.count(),
        "audited": AuditEntry.objects.filter(act="import.done").count(),
        "broken": broken_links(),
    }


def main() -> None:
    """Run a step."""
    import django

    django.setup()
    what, folder = sys.argv[1], Path(sys.argv[2])
    if what == "prepare":
        prepare(folder, int(sys.argv[3]))
    elif what == "import":
        from nhip.intake.imports import acts  # noqa: F401 - imported before the clock runs

        print("ready", flush=True)
        take_in(folder / sys.stdin.readline().strip())
        print("done", flush=True)
    else:
        print(json.dumps(look()))


if __name__ == "__main__":
    main()
