"""Write the demonstration folder: scheme, register, products, plans, claims and 24 months of reports."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from nhip import engine
from nhip.demonstration.claims import CLAIMS, SOURCE
from nhip.demonstration.control import Control, solved
from nhip.demonstration.enterprises import by_line, consents, enterprises
from nhip.demonstration.industries import TOTAL
from nhip.demonstration.places import PLACES
from nhip.demonstration.products import CLEAN_COAL, KEY_PRODUCTS, PRODUCTS, RAW_COAL
from nhip.demonstration.reports import Report, reports
from nhip.demonstration.scheme import demonstration_scheme
from nhip.demonstration.totals import PERIODS

Progress = Callable[[str, int, int], None]
Row = Sequence[object]


class DemonstrationSummary(NamedTuple):
    folder: Path
    enterprises: int
    products: int
    months: int
    reports: int
    files: tuple[Path, ...]


def write_demonstration(
    folder: Path | str, progress: Progress | None = None, *, control: Control | None = None
) -> DemonstrationSummary:
    """Write the illustrative province into a folder, the same bytes every time.

    Files are replaced one by one, each whole; other files in the folder stay. `progress` is told the name of the
    file just written, how many are written and how many there are. `control` replaces the solved control.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    control = control or solved()
    made = reports(control.growth, control.corrections)
    tables = _tables(made)
    count = len(tables) + len(PERIODS) + 1
    done: list[Path] = []

    def tell(path: Path) -> None:
        done.append(path)
        if progress is not None:
            progress(path.relative_to(folder).as_posix(), len(done), count)

    engine.write_scheme(demonstration_scheme(), folder / "scheme")
    tell(folder / "scheme")
    for name, rows in tables.items():
        tell(_write(folder / name, HEADERS[name].split(","), rows))
    for period, of_month in groupby(made, key=lambda row: row.period):
        tell(_write(folder / "reports" / f"{period}.csv", Report._fields, of_month))
    return DemonstrationSummary(folder, len(enterprises()), len(PRODUCTS), len(PERIODS), len(made), tuple(done))


HEADERS = {
    "enterprises.csv": "tax_code,name,place,place_name,industry,entered_on,exited_on,consent,illustrative,name_source",
    "products.csv": "product,industry,name_vi,name_en,unit,decimals,illustrative",
    "key_products.csv": "key,name_vi,name_en,unit,product,source,illustrative",
    "plans.csv": "enterprise,node,period,measure,quantity,unit,source,note",
    "reporting.csv": "enterprise,product,from_period,to_period",
    "claims.csv": "claim,what_vi,what_en,value,source",
}


def _tables(made: Iterable[Report]) -> dict[str, list[Row]]:
    return {
        "enterprises.csv": _enterprise_rows(),
        "products.csv": [(p.code, p.industry, p.name_vi, p.name_en, p.unit, p.decimals, "true") for p in PRODUCTS],
        "key_products.csv": [
            (key.key, key.name_vi, key.name_en, key.unit, code, key.source, "false" if key.source else "true")
            for key in KEY_PRODUCTS
            for code in key.products
        ],
        "plans.csv": _plan_rows(),
        "reporting.csv": _reporting_rows(made),
        "claims.csv": [(each.id, each.text_vi, each.text_en, each.value, each.source) for each in CLAIMS],
    }


def _enterprise_rows() -> list[Row]:
    # The register as a whole is illustrative: even where a name is real, tax code, date and reports are not.
    return [
        (
            each.tax_code,
            each.name,
            each.place,
            PLACES[each.place],
            each.industry,
            each.entered_on.isoformat(),
            "",
            ";".join(consents(each)),
            "true",
            each.name_source,
        )
        for each in enterprises()
    ]


def _plan_rows() -> list[Row]:
    coal = by_line()["coal"][0].tax_code
    return [
        ("", TOTAL, "2023", "growth", "7.00", "%", SOURCE, "7,68 - 0,68"),
        (coal, RAW_COAL, "2023", "production", "600", "nghìn tấn", SOURCE, "700 - 100; 200 / 33,3%"),
        (coal, CLEAN_COAL, "2023", "sales", "537.1", "nghìn tấn", SOURCE, "565 / 1,052"),
    ]


def _reporting_rows(made: Iterable[Report]) -> list[Row]:
    """Who reports what: from the first month of a series to its last, or still."""
    months: dict[tuple[str, str], list[str]] = {}
    for row in made:
        months.setdefault((row.enterprise, row.product), []).append(row.period)
    return [
        (enterprise, product, min(periods), max(periods) if max(periods) < PERIODS[-1] else "")
        for (enterprise, product), periods in sorted(months.items())
    ]


def _write(path: Path, header: Sequence[str], rows: Iterable[Row]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header)
            writer.writerows(rows)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path
