"""Turn India's workbook of industrial production indices into a folder that `nhip compile` reads.

The workbook is "Indices of Industrial Production (base 2011-12), monthly and annual" of the Ministry of
Statistics and Programme Implementation, open data under GODL-India. From it come

    scheme/          the tree, the weights and the rounding rule of the office
    components.csv   node,period,index: the 23 divisions of manufacturing, mining and electricity
    published.csv    measure,node,period,value: what the office printed, to be compared with what is compiled

Run it as ``python examples/india/import_workbook.py WORKBOOK FOLDER``. README.md beside this file explains the rest.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openpyxl.worksheet.worksheet import Worksheet

MONTHLY, ANNUAL = "NIC 2d, sectoral monthly", "NIC 2d, sectoral annual"
TOTAL, SECTORS, MADE_OF_DIVISIONS = "General", ("Mining", "Manufacturing", "Electricity"), "Manufacturing"
EPOCH, BASE = "2011-12", ("2011-04", "2012-03")
# The office prints this where two months must not be compared: April 2021 against the lockdown of April 2020.
NOT_COMPARABLE = "#"
MONTHS = 12

# How the office rounds, found by recomputing every printed value. A rule that is not in the workbook is still a rule.
POLICY = {
    "title_vi": "Chỉ số sản xuất công nghiệp Ấn Độ, năm gốc 2011-12",
    "title_en": "Index of Industrial Production of India, base 2011-12",
    "source": "Ministry of Statistics and Programme Implementation, Government of India (GODL-India)",
    "illustrative": "false",
    "aggregate_from": "rounded",
    "growth_from": "rounded",
    "decimals": "1",
    "growth_decimals": "1",
    "halves": "away",
    "overlap": "average",
}


class WorkbookFault(Exception):
    """The workbook is not the one this importer knows; the sentence names the cell."""


@dataclass(frozen=True)
class Table:
    """One table of a sheet: its columns are periods, its rows are series."""

    periods: list[str]
    weights: dict[str, Decimal]
    names: dict[str, str]
    values: dict[str, list[Decimal | None]]


def fault(sheet: Worksheet, row: int, column: int, what: str) -> WorkbookFault:
    """Say where, what stands there and what was expected."""
    cell = sheet.cell(row, column)
    return WorkbookFault(f"sheet {sheet.title!r}, cell {cell.coordinate}: {what}, but it holds {cell.value!r}")


def number(sheet: Worksheet, row: int, column: int) -> Decimal | None:
    """Read a printed number exactly. The sign of "not comparable" becomes None."""
    value = sheet.cell(row, column).value
    if value == NOT_COMPARABLE:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise fault(sheet, row, column, "a number was expected")
    # repr gives the shortest text of the double, which is what the office typed: 97.3, not 97.29999…
    return Decimal(repr(value))


def month(value: Any) -> str | None:
    """Period of a monthly header. The day is 1 in some columns and 11 or 12 in others; it means nothing."""
    return f"{value.year:04d}-{value.month:02d}" if isinstance(value, datetime) else None


def financial_year(value: Any) -> str | None:
    """Period of an annual header: "2012-13" is April 2012 to March 2013."""
    text = str(value or "")
    year = text[:4]
    if not (year.isdigit() and text == f"{year}-{(int(year) + 1) % 100:02d}"):
        return None
    return f"{year}-04/{int(year) + 1}-03"


def find(sheet: Worksheet, text: str, after: int = 0) -> int:
    """Row below ``after`` whose first cell starts with the text."""
    for row in range(after + 1, sheet.max_row + 1):
        if str(sheet.cell(row, 1).value or "").strip().startswith(text):
            return row
    raise WorkbookFault(f"sheet {sheet.title!r}: no row below row {after} starts with {text!r}")


def read_table(sheet: Worksheet, header: int, read_period: Any, periods: list[str] | None = None) -> Table:
    """Read the table under a header row, down to the row of the total.

    Args:
        sheet: a sheet of values (not formulas).
        header: number of the header row.
        read_period: turns a header cell into a period, or None at the end of the table.
        periods: use these; the growth tables repeat the header of the indices with formulas that some readers
            cannot follow, so it is only checked where it is a date.
    """
    found = [read_period(sheet.cell(header, column).value) for column in range(4, sheet.max_column + 1)]
    if periods is None:
        periods = [period for period in found if period]
        if not periods or found[: len(periods)] != periods:
            raise fault(sheet, header, 4, "the periods should stand side by side")
    for at, (expected, seen) in enumerate(zip(periods, found, strict=False)):
        if seen and seen != expected:
            raise fault(sheet, header, 4 + at, f"{expected} was expected")
    table = Table(periods, {}, {}, {})
    for row in range(header + 1, find(sheet, TOTAL, header) + 1):
        code = str(sheet.cell(row, 1).value).strip()
        if code in table.values:
            raise fault(sheet, row, 1, "each series should stand in one row")
        weight = number(sheet, row, 3)
        if weight is None or weight <= 0:
            raise fault(sheet, row, 3, "a weight above zero was expected")
        table.weights[code] = weight
        table.names[code] = str(sheet.cell(row, 2).value or code).strip()
        table.values[code] = [number(sheet, row, 4 + at) for at in range(len(periods))]
    return table


def consecutive(sheet: Worksheet, header: int, periods: list[str]) -> None:
    """Refuse a gap or a repeated month among the headers."""
    ordinals = [int(period[:4]) * MONTHS + int(period[5:]) for period in periods]
    for at, ordinal in enumerate(ordinals):
        if ordinal != ordinals[0] + at:
            raise fault(sheet, header, 4 + at, "the month after the one on its left was expected")


def published(measure: str, table: Table) -> Iterable[tuple[str, str, str, str]]:
    """Rows of published.csv for one table."""
    for code, values in table.values.items():
        for at, (period, value) in enumerate(zip(table.periods, values, strict=True)):
            # In the first year there is no month a year before: the office compares with the base, which is 100.
            first_year = at < (1 if "/" in period else MONTHS)
            name = f"{measure}_on_base" if first_year and measure.endswith("growth") else measure
            if value is not None:
                yield name, code, period, str(value)


def tree(table: Table, vietnamese: dict[str, str]) -> list[tuple[str, ...]]:
    """Rows of nodes.csv: the total, three sectors, and the divisions under manufacturing."""
    rows = [("NIC 2008", TOTAL, "", "total", vietnamese[TOTAL], "All industry", "")]
    rows += [("NIC 2008", code, TOTAL, "section", vietnamese[code], code, "") for code in SECTORS]
    for code in table.values:
        if code not in {TOTAL, *SECTORS}:
            name = table.names[code]
            rows.append(("NIC 2008", code, MADE_OF_DIVISIONS, "division", vietnamese.get(code, name), name, ""))
    return rows


def write(path: Path, header: str, rows: Iterable[Iterable[str]]) -> None:
    """Write one CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)


def read_workbook(path: Path) -> tuple[Table, Table, Table, Table]:
    """Monthly indices and growth, annual averages and their growth."""
    try:
        book = openpyxl.load_workbook(path, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, EOFError) as wrong:
        raise WorkbookFault(f"{path.name} is not an Excel workbook that can be read ({wrong})") from wrong
    for name in (MONTHLY, ANNUAL):
        if name not in book.sheetnames:
            raise WorkbookFault(f"{path.name} has no sheet {name!r}; it has {', '.join(book.sheetnames)}")
    tables = []
    for name, read_period in ((MONTHLY, month), (ANNUAL, financial_year)):
        sheet = book[name]
        header = find(sheet, "NIC 2008")
        indices = read_table(sheet, header, read_period)
        if name == MONTHLY:
            consecutive(sheet, header, indices.periods)
        growth = read_table(sheet, find(sheet, "NIC 2008", header), read_period, indices.periods)
        for table in (indices, growth):
            if tables and table.weights != tables[0].weights:
                raise WorkbookFault(f"sheet {name!r}: its weights differ from those of sheet {MONTHLY!r}")
            tables.append(table)
    return tables[0], tables[1], tables[2], tables[3]


def write_folder(workbook: Path, folder: Path, names: Path) -> None:
    """Read the workbook whole, then write the folder; a fault leaves nothing behind."""
    indices, growth, averages, average_growth = read_workbook(workbook)
    with names.open(encoding="utf-8", newline="") as file:
        vietnamese = {row["code"]: row["name_vi"] for row in csv.DictReader(file)}
    nodes = tree(indices, vietnamese)
    parents = {row[2] for row in nodes}
    leaves = [row[1] for row in nodes if row[1] not in parents]
    epoch = (EPOCH, *BASE, indices.periods[0], indices.periods[-1], "NIC 2008", POLICY["source"])
    prints = {"index": indices, "growth": growth, "average": averages, "average_growth": average_growth}
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        new = Path(place)
        (new / "scheme").mkdir()
        write(new / "scheme/policy.csv", "key,value", POLICY.items())
        write(new / "scheme/nodes.csv", "classification,code,parent,level,name_vi,name_en,unit", nodes)
        write(
            new / "scheme/epochs.csv",
            "epoch,base_from,base_to,valid_from,valid_to,classification,reference",
            [epoch],
        )
        weights = [(EPOCH, row[1], str(indices.weights[row[1]])) for row in nodes if row[2]]
        write(new / "scheme/weights.csv", "epoch,code,weight", weights)
        components = (
            (code, period, str(value))
            for code in leaves
            for period, value in zip(indices.periods, indices.values[code], strict=True)
        )
        write(new / "components.csv", "node,period,index", components)
        rows = (row for measure, table in prints.items() for row in published(measure, table))
        write(new / "published.csv", "measure,node,period,value", rows)
        (folder / "scheme").mkdir(exist_ok=True)
        for file_ in sorted(new.rglob("*.csv")):
            file_.replace(folder / file_.relative_to(new))


def main(arguments: list[str] | None = None) -> int:
    """Run the importer; 0 done, 2 the workbook is not understood."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("workbook", type=Path, help="the workbook of the office (.xlsx)")
    parser.add_argument("folder", type=Path, help="where to write scheme/, components.csv and published.csv")
    asked = parser.parse_args(arguments)
    try:
        write_folder(asked.workbook, asked.folder, Path(__file__).with_name("names.csv"))
    except (WorkbookFault, OSError) as wrong:
        print(f"{asked.workbook}: {wrong}", file=sys.stderr)
        return 2
    print(f"{asked.folder}: scheme/, components.csv, published.csv")
    return 0


if __name__ == "__main__":
    sys.exit(main())
