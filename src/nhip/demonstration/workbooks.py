"""The reports as an officer sends them: one workbook of many enterprises a month, in the house's own form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from nhip.demonstration.boxes import filled
from nhip.demonstration.enterprises import enterprises
from nhip.demonstration.products import PRODUCT
from nhip.demonstration.reports import Report
from nhip.demonstration.vintages import arrived, sendings, stage_of
from nhip.intake.sheets.rows import Row
from nhip.intake.sheets.template import many_workbook

__all__ = ["write_workbooks"]


def write_workbooks(folder: Path, reports: Iterable[Report]) -> list[Path]:
    """Write workbooks/YYYY-MM.xlsx for the months of some reports, and what came later to months of 2023 beside them.

    The same bytes every time; returned in the order in which they came.

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
    for period, rows in months.items():
        for stem, part in sendings(period, sorted(rows, key=_order)):
            path = target / f"{stem}.xlsx"
            draft = path.with_suffix(".draft")
            draft.write_bytes(many_workbook(part, period, stage_of(stem), styled=False))
            draft.replace(path)
            written.append(path)
    return sorted(written, key=lambda path: arrived(path.stem))


def _order(row: Row) -> tuple[str, str]:
    return row.enterprise, row.product
