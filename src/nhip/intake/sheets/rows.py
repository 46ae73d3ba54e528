"""What a template is filled with: a row for each product an enterprise reports, with last month's values beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from nhip.intake.checks.context import Context
from nhip.intake.checks.queries import context_for
from nhip.intake.measures import FormMeasure
from nhip.intake.returns import MONTHLY, Form, Return

__all__ = ["Row", "rows_for"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a form: whose, which product, in which unit, what stood there last month, and what stands there now.

    ``previous`` and ``values`` are in the row's unit.
    """

    enterprise: str
    enterprise_name: str
    product: str
    name: str
    unit: str
    previous: Mapping[str, Decimal] = field(default_factory=dict)
    values: Mapping[str, Decimal] = field(default_factory=dict)
    state: str = ""
    employees: int | None = None


def rows_for(
    enterprises: Sequence[str], period: str, *, stage: str = "official", form: Form = MONTHLY, language: str = "vi"
) -> list[Row]:
    """Return the empty rows for some enterprises and a month, or for a plan's year.

    Raises:
        LookupError: the register has no such enterprise.
    """
    asked = [Return(code, period, stage, ()) for code in enterprises]
    context = context_for(asked, period=period, stage=stage, form=form)
    last = _last_units(context)
    rows = []
    for code in enterprises:
        enterprise = context.enterprises.get(code)
        if enterprise is None:
            raise LookupError(code)
        products = enterprise.products or sorted(last.get(code, {}))
        rows += [_row(context, code, enterprise.name, product, last.get(code, {}), language) for product in products]
    return rows


def _last_units(context: Context) -> dict[str, dict[str, str]]:
    """Return the unit in which each enterprise last reported each product."""
    found: dict[str, dict[str, str]] = {}
    for (enterprise, product, _), known in context.last_month.items():
        found.setdefault(enterprise, {})[product] = known.unit
    return found


def _row(context: Context, code: str, name: str, product: str, units: Mapping[str, str], language: str) -> Row:
    facts = context.products[product]
    unit = units.get(product) or facts.unit
    factor = facts.factor(unit)
    if factor is None:
        unit, factor = facts.unit, Decimal(1)
    previous = {}
    for measure in FormMeasure.values:
        value = context.before(code, product, measure)
        if value is not None:
            previous[measure] = value if measure == FormMeasure.VALUE else value / factor
    if len(context.period) == 4 and (code, product) in context.last_year:
        made = Decimal(repr(context.last_year[code, product]))
        previous = {FormMeasure.PRODUCTION.value: round(made / factor, 6)}
    shown = facts.name_vi if language.startswith("vi") else facts.name_en or facts.name_vi
    return Row(code, name, product, shown, unit, previous)
