"""The reports of each month: a line's total shared among its enterprises, with the states a real month has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from math import exp
from random import Random
from typing import NamedTuple

from nhip.demonstration.changes import add_months, handed_over, last_month
from nhip.demonstration.control import Corrections
from nhip.demonstration.enterprises import SEED, Enterprise, makers
from nhip.demonstration.lines import LINES, Line
from nhip.demonstration.products import CLEAN_COAL, OTHER_UNITS, PRODUCT
from nhip.demonstration.totals import PERIODS, apportion, monthly_totals, steps

REPORTED, ESTIMATED = "reported", "estimated"
NOT_PRODUCED, NOT_REPORTED = "not_produced", "not_reported"

# A new firm works up to its size over its first months.
RAMP = (0.45, 0.65, 0.8, 0.9)
# C12: clean coal supplied in 2023, thousand tonnes; 2022 is illustrative.
SUPPLIED = {"2022": 519.4, "2023": 565.0}
# What is not stocked or sold by the enterprise that makes it has no sales.
UNSOLD = ("05200-01", "23940-02", "35110-01", "35120-01", "36000-01", "38110-01")
LARGE_STEP = {unit.product: unit for unit in OTHER_UNITS}


class Report(NamedTuple):
    """One row of reports/YYYY-MM.csv; the quantity is text, exact, and empty where the state has none."""

    enterprise: str
    product: str
    period: str
    measure: str
    quantity: str
    state: str
    unit: str


class Cell(NamedTuple):
    """What one enterprise makes on one line in one month, in whole steps, and how it says so."""

    enterprise: Enterprise
    line: Line
    period: str
    quantity: int
    state: str


def cells(growth: Sequence[float], corrections: Corrections) -> Iterator[Cell]:
    """All production, line by line. `corrections` are added to months of lines."""
    for line in LINES:
        totals = monthly_totals(line, growth)
        firms = makers(line.key)
        drawn = _states(line)
        random = Random(f"{SEED}:shares:{line.key}")  # noqa: S311 - a seed is the point
        for period in PERIODS:
            present = [firm for firm in firms if firm.first_month <= period <= last_month(line.key, firm)]
            states = [drawn.get((firm.tax_code, period), REPORTED) for firm in present]
            noise = [exp(random.gauss(0, 0.05)) for _ in firms]
            parts = [
                0.0 if state in (NOT_PRODUCED, "zero") else _size(firm, period) * draw
                for firm, state, draw in zip(present, states, noise, strict=False)
            ]
            total = totals[period] + corrections.get((line.key, period), 0)
            guest = _guest(line, period, present)
            made = _shared(total, parts, guest)
            for firm, state, quantity in zip(present, states, made, strict=True):
                yield Cell(firm, line, period, quantity, REPORTED if state == "zero" else state)


def _guest(line: Line, period: str, present: Sequence[Enterprise]) -> int | None:
    """The place of the firm that already runs beside the one whose plant it takes over later."""
    key, _, new, first = handed_over()
    return present.index(new) if key == line.key and new in present and period < first else None


def _shared(total: int, parts: Sequence[float], guest: int | None) -> list[int]:
    """The line's total shared among its firms; a guest's output comes on top of it."""
    if guest is None:
        return apportion(total, parts)
    hosts = [part for n, part in enumerate(parts) if n != guest]
    found = apportion(total, hosts)
    found.insert(guest, round(total * parts[guest] / sum(hosts)))
    return found


def reports(growth: Sequence[float], corrections: Corrections) -> list[Report]:
    """All rows of all months, by period, enterprise, product and measure."""
    rows = []
    last: dict[tuple[str, str], int] = {}
    supplied = _supplied()
    for cell in cells(growth, corrections):
        rows.append(_row(cell, "production", cell.quantity, cell.state))
        key = (cell.enterprise.tax_code, cell.line.product)
        if cell.line.product == CLEAN_COAL:
            rows.append(_row(cell, "sales", supplied[cell.period], cell.state))
        elif cell.line.product not in UNSOLD:
            # Part of what is sold comes out of the stock of the month before.
            sold = (3 * cell.quantity + last.get(key, cell.quantity)) // 4
            state = REPORTED if cell.state == NOT_PRODUCED else cell.state
            rows.append(_row(cell, "sales", sold, state))
        last[key] = cell.quantity
    return sorted(rows, key=lambda row: (row.period, row.enterprise, row.product, row.measure))


@cache
def _size(firm: Enterprise, period: str) -> float:
    _, old, new, _ = handed_over()
    if firm == new:
        # The plant it takes over is a little larger under its hands, and runs from the first day.
        return old.size * 1.15
    if firm.first_month == PERIODS[0]:
        return firm.size
    age = next(n for n in range(len(PERIODS)) if add_months(firm.first_month, n) == period)
    return firm.size * (RAMP[age] if age < len(RAMP) else 1.0)


@cache
def _supplied() -> dict[str, int]:
    """Clean coal supplied each month: the year's figure, a little smoother than production."""
    line = next(line for line in LINES if line.product == CLEAN_COAL)
    made = monthly_totals(line, ())
    found: dict[str, int] = {}
    for year, quantity in SUPPLIED.items():
        periods = [period for period in PERIODS if period.startswith(year)]
        parts = [made[p] + made[max(add_months(p, -1), PERIODS[0])] for p in periods]
        found |= dict(zip(periods, apportion(steps(quantity, CLEAN_COAL), parts), strict=True))
    return found


def _states(line: Line) -> dict[tuple[str, str], str]:
    """Months that are not simply reported: estimated, not produced, reported zero, not reported."""
    random = Random(f"{SEED}:states:{line.key}")  # noqa: S311
    firms = makers(line.key)
    found: dict[tuple[str, str], str] = {}
    # The lower half by size; where there are one or two, each is large.
    small = sorted(firms, key=lambda firm: firm.size)[: len(firms) // 2] if len(firms) > 2 else []
    for firm in firms:
        for n, period in enumerate(PERIODS):
            chance = random.random()
            if n == 0 or period < add_months(firm.first_month, 4):
                continue
            late = 0.12 if period == PERIODS[-1] else 0.05
            if chance < 0.01:
                found[firm.tax_code, period] = ESTIMATED
            elif firm in small and line.silent and chance < 0.01 + late:
                found[firm.tax_code, period] = NOT_REPORTED
            elif firm in small and line.rest >= 0.8 and line.year_2023 is not None and chance > 0.985:
                found[firm.tax_code, period] = "zero" if chance > 0.994 else NOT_PRODUCED
    if line.key == "lime":
        # A kiln goes cold in August 2023 and stays in the panel at nothing.
        found |= {(firms[-1].tax_code, p): NOT_PRODUCED for p in PERIODS if p >= "2023-08"}
    return found


@cache
def _in_other_unit() -> frozenset[tuple[str, str]]:
    """Who counts in the smaller unit: the coal company, and one maker in five."""
    found = set()
    for line in LINES:
        for n, firm in enumerate(makers(line.key)):
            if line.product in LARGE_STEP and (n % 5 == 1 or firm.line == "coal"):
                found.add((firm.tax_code, line.product))
    return frozenset(found)


def _row(cell: Cell, measure: str, quantity: int, state: str) -> Report:
    product = PRODUCT[cell.line.product]
    code = cell.enterprise.tax_code
    unit, decimals = product.unit, product.decimals
    if (code, product.code) in _in_other_unit():
        unit, decimals = LARGE_STEP[product.code].unit, decimals - 3
    text = "" if state in (NOT_PRODUCED, NOT_REPORTED) else f"{quantity / 10**decimals:.{decimals}f}"
    return Report(code, product.code, cell.period, measure, text, state, unit)
