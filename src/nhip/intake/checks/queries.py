"""Everything checks want to know from the database, in a fixed number of questions however many rows there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from typing import Any

import polars as pl
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import FloatField, Q, QuerySet
from django.db.models.functions import Cast

from nhip.figures.periods import Period
from nhip.intake.checks.bounds import HISTORY_MONTHS
from nhip.intake.checks.context import PANEL_SCHEMA, Context, EnterpriseFacts, Known, ProductFacts
from nhip.intake.imports.models import Headcount, Withdrawal
from nhip.intake.measures import FormMeasure
from nhip.intake.models import Observation, Stage
from nhip.intake.returns import MONTHLY, Form, Return
from nhip.registry.choices import Level
from nhip.registry.models import Enterprise, Industry, Product, ProductionPlan, Reporting, UnitConversion

__all__ = ["QUERIES", "context_for", "product_facts"]

QUERIES = 12
"""How many questions `context_for` asks; a test holds it to that."""

# Beyond this many names in one question a database says no; all are fetched then.
_MOST_NAMES = 15_000


def context_for(
    returns: Iterable[Return],
    *,
    period: str,
    stage: str = Stage.OFFICIAL,
    form: Form = MONTHLY,
    enterprise: str = "",
    asked: bool = False,
) -> Context:
    """Gather the facts for some returns of one month (or, for plans, of one year).

    ``asked`` tells that the period was asked for, so that any other is wrong; ``enterprise`` likewise.
    """
    codes = {each.enterprise for each in returns} | ({enterprise} if enterprise else set())
    products = product_facts()
    rows = _among(Enterprise.objects.all(), "tax_code", codes).values_list("id", "tax_code", "name")
    enterprises = {code: (key, name) for key, code, name in rows}
    keys = {key: code for code, (key, _) in enterprises.items()}
    months = _months(period)
    reported = _reported(keys, period)
    withdrawn = list(Withdrawal.objects.values_list("batch", flat=True))
    panel = _panel(_concerned(returns, reported, keys, products), products, months, withdrawn)
    return Context(
        period=period,
        stage=stage,
        form=form,
        products=products,
        enterprises={
            code: EnterpriseFacts(key, code, name, tuple(reported.get(key, ())))
            for code, (key, name) in enterprises.items()
        },
        enterprise=enterprise,
        asked_period=period if asked else "",
        last_month=_last_month(keys, products, months[-1:], withdrawn),
        estimates=_estimates(keys, products, period, withdrawn),
        plans=_plans(keys, products, period),
        employees=_employees(keys, months[-1:], withdrawn),
        panel=panel,
    )


def product_facts() -> dict[str, ProductFacts]:
    """Return the register of products by code: two questions, and one for the classes."""
    classes = _classes()
    factors: dict[int, dict[str, Decimal]] = {}
    for product, unit, factor in UnitConversion.objects.values_list("product", "unit", "factor"):
        factors.setdefault(product, {})[unit] = factor
    rows = Product.objects.values_list("id", "code", "name_vi", "name_en", "unit", "industry")
    return {
        code: ProductFacts(key, code, vi, en, unit, factors.get(key, {}), classes.get(industry, ""))
        for key, code, vi, en, unit, industry in rows
    }


def _classes() -> dict[int | None, str]:
    """Return the code of each industry's class; an industry above the classes stands for itself."""
    rows = {key: (code, level, parent) for key, code, level, parent in Industry.objects.values_list(
        "id", "code", "level", "parent"
    )}  # fmt: skip
    found: dict[int | None, str] = {}
    for key in rows:
        at: int | None = key
        while at is not None and rows[at][1] == Level.PRODUCT:
            at = rows[at][2]
        found[key] = rows[at][0] if at is not None else ""
    return found


def _months(period: str) -> list[str]:
    """Return the months before the one asked for, oldest first; for a plan, those of the year before."""
    if not period:
        return []
    if len(period) == 4:
        return [f"{int(period) - 1}-{month:02d}" for month in range(1, 13)]
    months, at = [], Period.parse(period)
    for _ in range(HISTORY_MONTHS):
        at = at.previous
        months.append(str(at))
    return months[::-1]


def _among(rows: QuerySet[Any], field: str, names: Collection[Any]) -> QuerySet[Any]:
    return rows if len(names) > _MOST_NAMES else rows.filter(**{f"{field}__in": names})


def _plain(rows: QuerySet[Any]) -> list[tuple[Any, ...]]:
    """Fetch rows of texts, keys and doubles as they come, without a conversion for each value."""
    try:
        sql, parameters = rows.query.sql_with_params()
    except EmptyResultSet:  # no names, or no months
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def _standing(rows: QuerySet[Any], withdrawn: Sequence[int]) -> QuerySet[Any]:
    return rows.filter(Q(batch=None) | ~Q(batch__in=withdrawn)) if withdrawn else rows


def _reported(keys: Collection[int], period: str) -> dict[int, list[str]]:
    """Return what each enterprise has to report in a month; for a plan, in any month of its year."""
    first, last = (period, period) if len(period) != 4 else (f"{period}-01", f"{period}-12")
    rows = Reporting.objects.filter(Q(to_period="") | Q(to_period__gte=first), from_period__lte=last)
    rows = _among(rows, "enterprise", keys).order_by("enterprise", "product__code")
    found: dict[int, list[str]] = {}
    for enterprise, product in rows.values_list("enterprise", "product__code"):
        if enterprise in keys and product not in found.setdefault(enterprise, []):
            found[enterprise].append(product)
    return found


def _concerned(
    returns: Iterable[Return], reported: dict[int, list[str]], keys: dict[int, str], products: dict[str, ProductFacts]
) -> list[int]:
    """Return the keys of all products of the classes that the returns are about."""
    codes = {line.product for each in returns for line in each.lines} | {p for few in reported.values() for p in few}
    classes = {products[code].class_code for code in codes if code in products}
    return [p.id for p in products.values() if p.code in codes or (p.class_code and p.class_code in classes)]


def _panel(
    keys: list[int], products: dict[str, ProductFacts], months: list[str], withdrawn: Sequence[int]
) -> pl.DataFrame:
    """Return production of the months before, of everybody who makes these products: what counts of each report."""
    rows = _among(_standing(Observation.objects.all(), withdrawn), "product", keys)
    rows = rows.filter(measure=FormMeasure.PRODUCTION, period__in=months)
    # Later rows overwrite earlier ones, and official ones estimates.
    rows = rows.annotate(amount=Cast("quantity", FloatField())).order_by("stage", "recorded_at", "id")
    schema = {"firm": pl.Int64, "key": pl.Int64, "period": pl.String, "quantity": pl.Float64}
    found = pl.DataFrame(
        _plain(rows.values_list("enterprise", "product", "period", "amount")), schema=schema, orient="row"
    ).unique(["firm", "key", "period"], keep="last")
    firms = pl.DataFrame(
        list(Enterprise.objects.values_list("id", "tax_code")),
        schema={"firm": pl.Int64, "enterprise": pl.String},
        orient="row",
    )
    codes = pl.DataFrame(
        [(facts.id, facts.code) for facts in products.values()],
        schema={"key": pl.Int64, "product": pl.String},
        orient="row",
    )
    return found.join(codes, on="key").join(firms, on="firm").select(*PANEL_SCHEMA)


def _last_month(
    keys: dict[int, str], products: dict[str, ProductFacts], month: Sequence[str], withdrawn: Sequence[int]
) -> dict[tuple[str, str, str], Known]:
    codes = {facts.id: facts.code for facts in products.values()}
    rows = _among(_standing(Observation.objects.filter(period__in=month), withdrawn), "enterprise", keys)
    rows = rows.order_by("stage", "recorded_at", "id")
    return {
        # Later rows overwrite earlier ones, and official ones estimates.
        (keys[enterprise], codes[product], measure): Known(quantity, state, unit)
        for enterprise, product, measure, quantity, state, unit in rows.values_list(
            "enterprise", "product", "measure", "quantity", "state", "reported_unit"
        )
        if enterprise in keys
    }


def _estimates(
    keys: dict[int, str], products: dict[str, ProductFacts], period: str, withdrawn: Sequence[int]
) -> dict[tuple[str, str], Decimal]:
    codes = {facts.id: facts.code for facts in products.values()}
    given = Observation.objects.filter(period=period, stage=Stage.ESTIMATE, measure=FormMeasure.PRODUCTION)
    rows = _among(_standing(given, withdrawn), "enterprise", keys).order_by("recorded_at", "id")
    found = rows.values_list("enterprise", "product", "quantity")
    return {(keys[e], codes[p]): quantity for e, p, quantity in found if e in keys and quantity is not None}


def _plans(keys: dict[int, str], products: dict[str, ProductFacts], period: str) -> dict[tuple[str, str], Decimal]:
    codes = {facts.id: facts.code for facts in products.values()}
    rows = ProductionPlan.objects.known_at().filter(year=int(period[:4] or 0), measure=FormMeasure.PRODUCTION)
    found = _among(rows, "enterprise", keys).values_list("enterprise", "product", "quantity")
    return {(keys[e], codes[p]): quantity for e, p, quantity in found if e in keys}


def _employees(keys: dict[int, str], month: Sequence[str], withdrawn: Sequence[int]) -> dict[str, int]:
    rows = _among(_standing(Headcount.objects.filter(period__in=month), withdrawn), "enterprise", keys)
    found = rows.order_by("stage", "recorded_at", "id").values_list("enterprise", "employees")
    return {keys[enterprise]: employees for enterprise, employees in found if enterprise in keys}
