"""Reading reports of enterprises: file to cells, cells to values, each with its address and its fault."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nhip.intake.faults import Fault, fault
from nhip.intake.models import QUANTIFIED, State
from nhip.intake.tables import MOST_FAULTS, Line, read_table
from nhip.registry.choices import PERIOD_PATTERN, Measure
from nhip.registry.tax_codes import clean_tax_code

__all__ = ["COLUMNS", "ProductUnits", "Report", "read_reports"]

COLUMNS: Final = ("enterprise", "product", "period", "measure", "quantity", "state")
# ASCII digits and a point. Anything else that looks like a number is a question, not a guess.
_NUMBER: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?\Z")
_NOT_FINITE: Final = re.compile(r"[+-]?(?:nan|inf(?:inity)?)\Z", re.IGNORECASE)
_PERIOD: Final = re.compile(PERIOD_PATTERN[:-1] + r"\Z")
_DECIMALS: Final = Decimal("1e-9")
_LARGEST: Final = Decimal("1e15")


@dataclass(frozen=True, slots=True)
class ProductUnits:
    """A product as a reader needs it: its key, its own unit, and what other units are worth in it."""

    id: int
    unit: str
    factors: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Report:
    """One row that can become an observation."""

    row: int
    enterprise: int
    product: int
    period: str
    measure: str
    quantity: Decimal | None
    state: str
    raw: str
    unit: str


def read_reports(
    content: bytes, name: str, enterprises: Mapping[str, int], products: Mapping[str, ProductUnits]
) -> tuple[list[Report], list[Fault]]:
    """Read a CSV of reports; ``enterprises`` gives keys by tax code, ``products`` by product code.

    Returns the rows in the order of the file, and every fault found (at most a hundred).
    """
    lines, faults = read_table(content, name, COLUMNS)
    reports: list[Report] = []
    for line in lines:
        found = _report(line, enterprises, products)
        if isinstance(found, Report):
            reports.append(found)
        else:
            faults.append(found.at(file=name, row=line.number))
        if len(faults) >= MOST_FAULTS:
            return reports, faults
    return reports, faults + _duplicates(reports, lines, name)


def _report(line: Line, enterprises: Mapping[str, int], products: Mapping[str, ProductUnits]) -> Report | Fault:
    for column in ("enterprise", "product", "period"):
        if not line[column]:
            return fault("E210", column=column)
    enterprise = enterprises.get(clean_tax_code(line["enterprise"]))
    if enterprise is None:
        return fault("E501", column="enterprise", value=line["enterprise"], code=line["enterprise"])
    product = products.get(line["product"])
    if product is None:
        return fault("E502", column="product", value=line["product"], code=line["product"])
    period, measure = line["period"], line["measure"] or Measure.PRODUCTION.value
    if not _PERIOD.match(period):
        return fault("E120", column="period", value=period, text=period)
    if measure not in Measure.values:
        return fault("E503", column="measure", value=measure, text=measure, allowed=", ".join(Measure.values))
    quantity = _quantity(line, product)
    if isinstance(quantity, Fault):
        return quantity
    state = line["state"] or State.REPORTED.value
    return Report(
        line.number,
        enterprise,
        product.id,
        period,
        measure,
        quantity,
        state,
        line["quantity"],
        line["unit"] or product.unit,
    )


def _quantity(line: Line, product: ProductUnits) -> Decimal | Fault | None:
    """Return the quantity in the product's own unit, None where the state has none, or what is wrong."""
    text, state = line["quantity"], line["state"]
    if state and state not in State.values:
        return fault("E208", column="state", value=state, state=state, allowed=", ".join(State.values))
    if not text:
        if not state or state in QUANTIFIED:
            return fault("E201", column="quantity")
        return None
    if _NOT_FINITE.match(text):
        return fault("E202", column="quantity", value=text)
    if not _NUMBER.match(text):
        return fault("E128", column="quantity", value=text)
    if state and state not in QUANTIFIED:
        return fault("E209", column="state", value=state, state=state, quantity=text)
    quantity = Decimal(text)
    if quantity < 0:
        return fault("E203", column="quantity", value=text)
    unit = line["unit"]
    if unit and unit != product.unit:
        if unit not in product.factors:
            return fault("E505", column="unit", value=unit, unit=unit, code=line["product"], own=product.unit)
        quantity *= product.factors[unit]
    if quantity >= _LARGEST or quantity != quantity.quantize(_DECIMALS):
        return fault("E506", column="quantity", value=text)
    return quantity.copy_abs()


def _duplicates(reports: list[Report], lines: list[Line], name: str) -> list[Fault]:
    """Return one fault for each report that stands more than once, at its second row."""
    keys = [(r.enterprise, r.product, r.period, r.measure) for r in reports]
    times = Counter(keys)
    if len(times) == len(keys):
        return []
    by_number = {line.number: line for line in lines}
    faults: list[Fault] = []
    seen: Counter[tuple[int, int, str, str]] = Counter()
    for key, report in zip(keys, reports, strict=True):
        seen[key] += 1
        if seen[key] == 2 and len(faults) < MOST_FAULTS:
            line = by_number[report.row]
            faults.append(
                fault(
                    "E204",
                    file=name,
                    row=report.row,
                    enterprise=line["enterprise"],
                    product=line["product"],
                    period=report.period,
                    count=times[key],
                )
            )
    return faults
