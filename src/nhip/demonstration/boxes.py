"""The boxes of the monthly form around the reported quantities: stocks, value, forecast, employees. All illustrative.

They fit together as a real form's would: opening stock + production − sales = closing stock, a month opens with the
stock the last one closed with, and prices and employees move slowly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from math import cos, pi
from random import Random
from typing import NamedTuple

from nhip.demonstration.enterprises import SEED, enterprises
from nhip.demonstration.products import PRODUCT
from nhip.demonstration.reports import LARGE_STEP, NOT_REPORTED, Report

__all__ = ["Filled", "filled"]

# Million đồng for one unit; what matters is that value over quantity is a price.
PRICES = {
    "nghìn tấn": 1_450,
    "tấn": 14,
    "nghìn m³": 210,
    "nghìn lít": 16,
    "nghìn cái": 140,
    "triệu viên": 1_150,
    "nghìn m²": 260,
    "triệu trang": 130,
    "triệu kWh": 1_800,
}
EMPLOYEES = 45


class Filled(NamedTuple):
    """One row of the form: numbers in the unit of the row, and the state of the line."""

    enterprise: str
    product: str
    period: str
    unit: str
    values: Mapping[str, Decimal]
    state: str
    employees: int


def filled(reports: Iterable[Report]) -> Iterator[Filled]:
    """Yield the rows of the forms for reports, series by series in the order of the months."""
    series: dict[tuple[str, str], dict[str, dict[str, Report]]] = defaultdict(lambda: defaultdict(dict))
    for report in reports:
        series[report.enterprise, report.product][report.period][report.measure] = report
    sizes = {firm.tax_code: firm.size for firm in enterprises()}
    for (enterprise, product), months in series.items():
        yield from _series(enterprise, product, dict(sorted(months.items())), sizes[enterprise])


def _series(enterprise: str, product: str, months: Mapping[str, Mapping[str, Report]], size: float) -> Iterator[Filled]:
    random = Random(f"{SEED}:boxes:{enterprise}:{product}")  # noqa: S311 - a seed is the point
    unit = next(iter(months.values()))["production"].unit
    other = LARGE_STEP.get(product)
    factor = Decimal(str(other.factor)) if other is not None and unit == other.unit else Decimal(1)
    price = Decimal(PRICES[PRODUCT[product].unit]) * Decimal(f"{random.uniform(0.8, 1.25):.3f}") * factor
    people = max(3, round(EMPLOYEES * size))
    stock = _first_stock(months)
    for number, (period, reports) in enumerate(months.items()):
        production = reports["production"]
        made, sold = _amount(production), _amount(reports.get("sales"))
        values = {"production": made, "sales": sold}
        if sold is not None:
            values["opening_stock"] = stock
            stock += (made or Decimal(0)) - sold
            values["closing_stock"] = stock
            season = Decimal(f"{1 + 0.04 * cos(2 * pi * (number % 12) / 12):.4f}")
            values["value"] = round(sold * price * season, 3)
        if made:
            values["forecast"] = (made * Decimal(f"{random.uniform(0.96, 1.05):.3f}")).quantize(made)
        given = {measure: value for measure, value in values.items() if value is not None}
        state = "" if production.state == "reported" else production.state
        # The employees of an enterprise are the same on each of its rows, whatever it makes.
        count = people + Random(f"{SEED}:people:{enterprise}:{period}").randrange(3)  # noqa: S311
        yield Filled(enterprise, product, period, unit, given, state, count)


def _amount(report: Report | None) -> Decimal | None:
    return Decimal(report.quantity) if report is not None and report.quantity else None


def _first_stock(months: Mapping[str, Mapping[str, Report]]) -> Decimal:
    """Return a stock that never runs out."""
    stock = lowest = Decimal(0)
    for reports in months.values():
        sold = _amount(reports.get("sales"))
        if sold is not None and reports["production"].state != NOT_REPORTED:
            stock += (_amount(reports["production"]) or Decimal(0)) - sold
            lowest = min(lowest, stock)
    return -lowest
