"""``python -m bench.intake``: taking in a workbook of 5,000 rows, beside openpyxl that only opens it. See README.md."""

from __future__ import annotations

import argparse
import io
import itertools
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

ROWS = 5_000
# What is promised: seconds, times openpyxl, memory in MB of the largest legal workbook.
SECONDS, TIMES, MEMORY = 3.0, 2.0, 300.0
PRODUCTS = 100
KIB = 1024 / 1e6
PERIOD = "2023-12"


def connect() -> None:
    """Start Django on the installation that NHIP_HOME names."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "nhip.config.settings"
    import django

    django.setup()


def prepare(rows: int, history: bool) -> None:
    """An empty installation with registers, and two years of reports behind it."""
    connect()
    from django.core.management import call_command
    from django.db import transaction
    from django.utils import timezone

    call_command("migrate", verbosity=0)
    from nhip.intake.imports.storing import add_rows, moment
    from nhip.intake.measures import FormMeasure
    from nhip.intake.models import Observation, SourceFile
    from nhip.registry.models import Enterprise, Product, Reporting
    from nhip.registry.tax_codes import check_digit

    def tax_codes() -> Iterator[str]:
        for number in itertools.count(990_000_000):
            digit = check_digit(str(number))
            if digit is not None:
                yield f"{number}{digit}"

    with transaction.atomic():
        products = [Product(code=f"{n:05d}-01", name_vi=f"Sản phẩm minh hoạ {n}", unit="tấn") for n in range(PRODUCTS)]
        Product.objects.bulk_create(products)
        firms = [
            Enterprise(tax_code=code, name=f"Công ty minh hoạ số {n}", illustrative=True)
            for n, code in zip(range(rows // 5), tax_codes(), strict=False)
        ]
        Enterprise.objects.bulk_create(firms, batch_size=1000)
        pairs = [(firm, products[(7 * n + k * 13) % PRODUCTS]) for n, firm in enumerate(firms) for k in range(5)]
        Reporting.objects.bulk_create(
            (Reporting(enterprise=firm, product=product, from_period="2020-01") for firm, product in pairs),
            batch_size=2000,
        )
        if not history:
            return
        file = SourceFile.objects.create(name="history", sha256="0" * 64, content=b"")
        at = moment(timezone.now())
        fields = ("enterprise", "product", "period", "measure", "quantity", "state", "stage", "source_file")
        more = ("sheet", "row", "column", "raw", "reported_unit", "recorded_at")
        months = [f"{year}-{month:02d}" for year in (2021, 2022, 2023) for month in range(1, 13)][11:-1]

        def observations() -> Any:
            row = 0
            for number, month in enumerate(months):
                for n, (firm, product) in enumerate(pairs):
                    for measure, value in boxes(n, number).items():
                        if measure == FormMeasure.PRODUCTION or number >= len(months) - 12:
                            row += 1
                            own = (firm.pk, product.pk, month, measure, value, "reported", "official", file.pk)
                            yield (*own, "", row, "x", str(value), "tấn", at)

        add_rows(Observation, (*fields, *more), observations())


def boxes(n: int, month: int) -> dict[str, Decimal]:
    """What one enterprise says of one product in one month; stocks follow from the month before."""
    made = Decimal(1000 + n % 97 * 10 + (month * 7 + n) % 20)
    stock = Decimal(50 + n % 11)
    return {
        "opening_stock": stock,
        "production": made,
        "sales": made,
        "closing_stock": stock,
        "value": made * 2,
        "forecast": made + 5,
    }


def workbook(rows: int, turn: int) -> bytes:
    """A filled workbook; each turn another one, because the same one would have no effect."""
    from nhip.intake.sheets.rows import Row
    from nhip.intake.sheets.template import many_workbook
    from nhip.registry.models import Enterprise, Reporting

    firms = dict(Enterprise.objects.values_list("id", "tax_code"))
    pairs = Reporting.objects.order_by("id").values_list("enterprise", "product__code")
    filled = [
        Row(firms[firm], "Công ty minh hoạ", product, "Sản phẩm minh hoạ", "tấn", {}, boxes(n, 23 + turn), "", 40)
        for n, (firm, product) in enumerate(pairs)
    ]
    return many_workbook(filled[:rows], PERIOD)


def openpyxl_alone(content: bytes) -> None:
    """Open a workbook and look at every value."""
    import openpyxl

    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        for row in sheet.iter_rows(values_only=True):
            for _ in row:
                pass


def take_in(content: bytes) -> None:
    """Take it in."""
    from nhip.intake.imports.acts import Given, import_workbook

    done = import_workbook(content, "bench.xlsx", actor="bench", reasons=Given("confirmed"))
    if not done.done:
        raise SystemExit(f"not taken in: {done.refusal} {done.batch.findings[:3]}")


def timed(work: Callable[[bytes], None], content: bytes) -> tuple[float, float]:
    """Return wall and processor seconds."""
    wall, cpu = time.perf_counter(), time.process_time()
    work(content)
    return time.perf_counter() - wall, time.process_time() - cpu


def speed(rows: int, runs: int) -> bool:
    """Measure side by side and print; return whether the promises were kept."""
    prepare(rows, history=True)
    floor, own = [], []
    for turn in range(runs + 1):
        content = workbook(rows, turn)
        pair = timed(openpyxl_alone, content), timed(take_in, content)
        if turn:  # the first warms up
            floor.append(pair[0])
            own.append(pair[1])
    wall, cpu = (statistics.median(each[place] for each in own) for place in (0, 1))
    ratio, cpu_ratio = (
        statistics.median(a[place] / b[place] for a, b in zip(own, floor, strict=True)) for place in (0, 1)
    )
    print(f"{rows} rows, {len(content) / 1e6:.2f} MB, 24 months of history, {runs} runs")
    print(f"  openpyxl alone {statistics.median(f[0] for f in floor):6.2f} s wall")
    print(f"  import         {wall:6.2f} s wall, {cpu:.2f} s processor (promised < {SECONDS:g} s)")
    print(f"  times openpyxl {ratio:6.2f} wall, {cpu_ratio:.2f} processor (promised <= {TIMES:g})")
    return min(wall, cpu) < SECONDS and min(ratio, cpu_ratio) <= TIMES


def child(*words: str, given: bytes = b"") -> bytes:
    """Run a step in a process of its own, because a peak of memory never falls again."""
    command = [sys.executable, "-m", "bench.intake", *words]
    return subprocess.run(command, input=given, stdout=subprocess.PIPE, check=True).stdout


def largest() -> None:
    """Take in the workbook that comes in, and print seconds and the peak of this process before and after."""
    connect()
    from nhip.intake.imports import acts  # noqa: F401 - what is imported is not part of the work
    from nhip.intake.sheets.reading import MOST_ROWS

    content = sys.stdin.buffer.read()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds, _ = timed(take_in, content)
    print(MOST_ROWS, seconds, before * KIB, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIB)


def memory() -> bool:
    """Measure the memory of the largest legal workbook. A child never counts less than its parent: stay small."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["NHIP_HOME"] = folder
        child("--prepare")
        content = child("--write")
        rows, seconds, before, peak = map(float, child("--largest", given=content).split())
    print(f"the largest legal workbook: {rows:.0f} rows, {len(content) / 1e6:.1f} MB, {seconds:.1f} s")
    print(f"  peak memory {peak:.0f} MB, of it {before:.0f} MB before (promised < {MEMORY:g} MB)")
    return peak < MEMORY


def main() -> int:
    """Measure, and say by the exit code whether the promises were kept."""
    parser = argparse.ArgumentParser(prog="python -m bench.intake", description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--largest", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--prepare", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--write", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.largest:
        largest()
        return 0
    if asked.prepare or asked.write:
        connect()
        from nhip.intake.sheets.reading import MOST_ROWS

        if asked.prepare:
            prepare(MOST_ROWS, history=False)
        else:
            sys.stdout.buffer.write(workbook(MOST_ROWS, 1))
        return 0
    os.environ["DATABASE_URL"] = ""
    small = memory()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["NHIP_HOME"] = folder
        quick = speed(asked.rows, asked.runs)
    return 0 if small and quick else 1


if __name__ == "__main__":
    raise SystemExit(main())
