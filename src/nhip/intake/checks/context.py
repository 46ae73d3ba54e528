"""What checks know besides the return: registers, earlier months, plans. No database here; `queries` fills it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

import polars as pl

from nhip.intake.returns import Form

__all__ = ["PANEL_SCHEMA", "Context", "EnterpriseFacts", "Known", "ProductFacts"]

PANEL_SCHEMA = {"enterprise": pl.String, "product": pl.String, "period": pl.String, "quantity": pl.Float64}


@dataclass(frozen=True, slots=True)
class ProductFacts:
    """A product of the register: its key, its own unit, what other units are worth in it, its class."""

    id: int
    code: str
    name_vi: str
    name_en: str
    unit: str
    factors: Mapping[str, Decimal] = field(default_factory=dict)
    class_code: str = ""

    def factor(self, unit: str) -> Decimal | None:
        """Return how many of its own unit one of this unit is; None if nobody knows."""
        return Decimal(1) if unit in ("", self.unit) else self.factors.get(unit)

    @property
    def units(self) -> tuple[str, ...]:
        """All units in which it may be reported, its own first."""
        return (self.unit, *self.factors)


@dataclass(frozen=True, slots=True)
class EnterpriseFacts:
    """An enterprise of the register, and the products it has to report this month."""

    id: int
    code: str
    name: str
    products: tuple[str, ...] = ()


class Known(NamedTuple):
    """An earlier value, in the product's own unit, its state, and the unit in which it was reported."""

    value: Decimal | None
    state: str
    unit: str = ""


@dataclass(frozen=True)
class Context:
    """Facts about the month asked for. Quantities are in the products' own units.

    ``last_month`` is by (enterprise, product, measure), ``estimates`` and ``plans`` by (enterprise, product),
    ``employees`` by enterprise. ``panel`` has production of the last 24 months, of all enterprises that make the
    products in question. ``enterprise`` and ``period`` are what was asked for; empty: anything.
    """

    period: str
    stage: str
    form: Form
    products: Mapping[str, ProductFacts]
    enterprises: Mapping[str, EnterpriseFacts]
    enterprise: str = ""
    asked_period: str = ""
    last_month: Mapping[tuple[str, str, str], Known] = field(default_factory=dict)
    estimates: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)
    plans: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)
    employees: Mapping[str, int] = field(default_factory=dict)
    panel: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=PANEL_SCHEMA))

    @cached_property
    def months(self) -> Mapping[tuple[str, str], Mapping[str, float]]:
        """Production of this year's earlier months, by (enterprise, product), then by month."""
        year = self.panel.filter(
            pl.col("period").str.starts_with(self.period[:4]),
            pl.col("period") < self.period,
            pl.col("quantity").is_not_null(),
        )
        found: dict[tuple[str, str], dict[str, float]] = {}
        for enterprise, product, period, quantity in year.iter_rows():
            found.setdefault((enterprise, product), {})[period] = quantity
        return found

    @cached_property
    def last_year(self) -> Mapping[tuple[str, str], float]:
        """Production of the whole year before, by (enterprise, product), where there is any."""
        if not self.period:
            return {}
        before = str(int(self.period[:4]) - 1)
        rows = self.panel.filter(pl.col("period").str.starts_with(before), pl.col("quantity").is_not_null())
        totals = rows.group_by("enterprise", "product").agg(pl.col("quantity").sum())
        return {(enterprise, product): quantity for enterprise, product, quantity in totals.iter_rows()}

    def product(self, code: str) -> ProductFacts | None:
        """Return a product of the register."""
        return self.products.get(code)

    def before(self, enterprise: str, product: str, measure: str) -> Decimal | None:
        """Return last month's value of a measure, if one was reported."""
        known = self.last_month.get((enterprise, product, measure))
        return known.value if known else None
