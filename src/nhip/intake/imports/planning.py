"""Plans that come in as a file go into the register of plans; what stood there is kept with the batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from nhip.intake.checks.context import Context
from nhip.intake.checks.rule import own
from nhip.intake.imports.models import ImportBatch
from nhip.intake.returns import Return
from nhip.intake.sheets.columns import PLAN_MEASURES
from nhip.registry.models import ProductionPlan

__all__ = ["put_back", "put_plans"]

Key = tuple[int, int, int, str]


def put_plans(returns: Iterable[Return], context: Context, batch: ImportBatch) -> tuple[int, list[dict[str, Any]]]:
    """Bring the register to what the plans say; return how many changed, and what stood there before.

    A blank box leaves the plan as it is. A plan of zero is none.
    """
    wanted = dict(_plans(returns, context))
    years = {key[2] for key in wanted}
    known = {
        (plan.enterprise_id, plan.product_id, plan.year, plan.measure): plan
        for plan in ProductionPlan.objects.filter(year__in=years)
    }
    before = []
    document = batch.name[:300]
    for key, quantity in wanted.items():
        plan = known.get(key)
        if plan is not None and plan.quantity == quantity:
            continue
        old = {"quantity": str(plan.quantity), "document": plan.document} if plan is not None else None
        before.append({"key": list(key), "old": old, "new": str(quantity)})
        _put(key, quantity, document)
    return len(before), before


def put_back(batch: ImportBatch) -> None:
    """Bring back what stood there before, except where somebody has changed it since."""
    for change in batch.before or []:
        enterprise, product, year, measure = change["key"]
        key = (int(enterprise), int(product), int(year), str(measure))
        plan = ProductionPlan.objects.filter(**_named(key)).first()
        if plan is None or plan.quantity != Decimal(change["new"]):
            continue
        if change["old"] is None:
            plan.delete()
        else:
            _put(key, Decimal(change["old"]["quantity"]), change["old"]["document"])


def _named(key: Key) -> dict[str, Any]:
    return dict(zip(("enterprise_id", "product_id", "year", "measure"), key, strict=True))


def _put(key: Key, quantity: Decimal, document: str) -> None:
    defaults = {"quantity": quantity, "document": document}
    ProductionPlan.objects.update_or_create(**_named(key), defaults=defaults)


def _plans(returns: Iterable[Return], context: Context) -> Iterator[tuple[Key, Decimal]]:
    for each in returns:
        for line in each.lines:
            product = context.products[line.product]
            for measure in PLAN_MEASURES:
                quantity = own(line, measure, product)
                if quantity:
                    key = (context.enterprises[each.enterprise].id, product.id, int(each.period), measure)
                    yield key, round(quantity, 6)
