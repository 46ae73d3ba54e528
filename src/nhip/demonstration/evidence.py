"""What a demonstration folder says, read back from its files and compiled by the engine.

The claims are checked against this and nothing else, so a changed cell of a report shows.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from nhip import engine
from nhip.demonstration.compiled import Compilation, compile_rows, total_by_period
from nhip.demonstration.reports import NOT_REPORTED, Report


@dataclass(frozen=True)
class Evidence:
    """Index by period; output by product and period, imputed reports included; register, plans and key products."""

    index: dict[str, float]
    output: dict[tuple[str, str], float]
    supplied: dict[tuple[str, str], float]
    register: list[dict[str, str]]
    plans: list[dict[str, str]]
    key_products: list[dict[str, str]]

    def growth(self, last_month: int) -> float:
        """Percent by which the index of January to a month of 2023 exceeds that of the same months of 2022."""
        now, before = (sum(self.index[p] for p in _periods(year, range(1, last_month + 1))) for year in (2023, 2022))
        return (now / before - 1) * 100

    def produced(self, products: Iterable[str], year: int, months: Iterable[int] = range(1, 13)) -> float:
        """Output of some products in some months, in the products' own unit."""
        periods = _periods(year, months)
        return sum(self.output.get((product, period), 0.0) for product in products for period in periods)

    def sold(self, product: str, year: int) -> float:
        """What was supplied of a product in a year, in the product's own unit."""
        return sum(self.supplied.get((product, period), 0.0) for period in _periods(year, range(1, 13)))

    def change(self, products: Iterable[str], months: Iterable[int] = range(1, 13)) -> float:
        """Percent by which output of 2023 exceeds that of the same months of 2022."""
        products, months = list(products), list(months)
        return (self.produced(products, 2023, months) / self.produced(products, 2022, months) - 1) * 100

    def plan(self, node: str, measure: str) -> float:
        """The planned value of 2023."""
        found = [row for row in self.plans if (row["node"], row["measure"], row["period"]) == (node, measure, "2023")]
        return float(found[0]["quantity"])

    def key(self, key: str) -> list[str]:
        """Products that make up a key product."""
        return [row["product"] for row in self.key_products if row["key"] == key]

    def entered(self, year: int) -> int:
        """Enterprises that entered in a year."""
        return sum(row["entered_on"].startswith(f"{year}-") for row in self.register)

    def stock(self, day: str) -> int:
        """Enterprises in the register at the end of a day, YYYY-MM-DD."""
        return sum(
            row["entered_on"] <= day and (not row["exited_on"] or row["exited_on"] > day) for row in self.register
        )


def read_table(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file as they stand."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_reports(folder: Path) -> list[Report]:
    """All reports of all months."""
    return [Report(**row) for path in sorted((folder / "reports").glob("*.csv")) for row in read_table(path)]


def gather(folder: Path, compilation: Compilation | None = None) -> Evidence:
    """Read a folder and compile it; give the compilation if there is one already."""
    scheme = engine.read_scheme(folder / "scheme")
    rows = read_reports(folder)
    if compilation is None:
        compilation = compile_rows(rows, scheme)
    own_unit = {node.code: node.unit for node in scheme.nodes}
    factors = {(unit.product, unit.unit): unit.factor for unit in scheme.units}
    output: dict[tuple[str, str], float] = {}
    supplied: dict[tuple[str, str], float] = {}
    for row in rows:
        if row.quantity and row.state != NOT_REPORTED:
            factor = 1.0 if row.unit == own_unit[row.product] else factors[row.product, row.unit]
            table = output if row.measure == "production" else supplied
            cell = (row.product, row.period)
            table[cell] = table.get(cell, 0.0) + float(row.quantity) * factor
    for product, period, quantity in pl.DataFrame(compilation.imputed).select("product", "period", "quantity").rows():
        output[product, period] = output.get((product, period), 0.0) + quantity
    return Evidence(
        index=total_by_period(compilation),
        output=output,
        supplied=supplied,
        register=read_table(folder / "enterprises.csv"),
        plans=read_table(folder / "plans.csv"),
        key_products=read_table(folder / "key_products.csv"),
    )


def _periods(year: int, months: Iterable[int]) -> list[str]:
    return [f"{year}-{month:02d}" for month in months]
