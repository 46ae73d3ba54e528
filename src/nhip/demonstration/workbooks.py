"""The reports as an officer sends them: one workbook of many enterprises a month, in the house's own form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from nhip.demonstration.boxes import filled
from nhip.demonstration.enterprises import enterprises
from nhip.demonstration.products import PRODUCT
from nhip.demonstration.reports import Report
from nhip.intake.sheets.rows import Row
from nhip.intake.sheets.template import many_workbook

__all__ = ["write_workbooks"]


def write_workbooks(folder: Path, reports: Iterable[Report]) -> list[Path]:
    """Write workbooks/YYYY-MM.xlsx for the months of some reports, the same bytes every time.

    The form is the one that is in use now, so this asks for the settings of the house.
    """
    names = {firm.tax_code: firm.name for firm in enterprises()}
    months: dict[str, list[Row]] = defaultdict(list)
    for row in filled(reports):
        name, product = names[row.enterprise], PRODUCT[row.product].name_vi
        months[row.period].append(
            Row(row.enterprise, name, row.product, product, row.unit, {}, row.values, row.state, row.employees)
        )
    target = folder / "workbooks"
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for period, rows in sorted(months.items()):
        path = target / f"{period}.xlsx"
        draft = path.with_suffix(".draft")
        draft.write_bytes(many_workbook(sorted(rows, key=_order), period, styled=False))
        draft.replace(path)
        written.append(path)
    return written


def _order(row: Row) -> tuple[str, str]:
    return row.enterprise, row.product
