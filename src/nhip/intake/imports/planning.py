"""Plans that come in as a file go into the register of plans; what stood there is kept with the batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from nhip.intake.checks.context import Context
from nhip.intake.checks.rule import own
from nhip.intake.imports.models import ImportBatch
from nhip.intake.returns import Return
from nhip.intake.sheets.columns import PLAN_MEASURES
from nhip.registry.models import ProductionPlan
from nhip.registry.production_plans import PlanKey, replace_plans, withdraw_plan

__all__ = ["put_back", "put_plans"]


def put_plans(
    returns: Iterable[Return], context: Context, batch: ImportBatch, *, by: str, at: datetime | None = None
) -> tuple[int, list[dict[str, Any]]]:
    """Bring the register to what the plans say; return how many changed, and what stood there before.

    A blank box leaves the plan as it is. A plan of zero is none.
    """
    wanted = {key: (quantity, batch.name) for key, quantity in _plans(returns, context)}
    changes = replace_plans(wanted, by=by, at=at)
    before = [
        {
            "key": list(each.key),
            "old": {"quantity": str(each.before.quantity), "document": each.before.document} if each.before else None,
            "new": str(each.now.quantity),
        }
        for each in changes
    ]
    return len(before), before


def put_back(batch: ImportBatch, *, by: str, reason: str, at: datetime | None = None) -> None:
    """Bring back what stood there before, except where somebody has changed it since."""
    old: dict[PlanKey, tuple[Decimal, str]] = {}
    for change in batch.before or []:
        enterprise, product, year, measure = change["key"]
        key = PlanKey(int(enterprise), int(product), int(year), str(measure))
        plan = ProductionPlan.objects.known_at().filter(**key._asdict()).first()
        if plan is None or plan.quantity != Decimal(change["new"]):
            continue
        if change["old"] is None:
            withdraw_plan(key, by=by, reason=reason, at=at)
        else:
            old[key] = Decimal(change["old"]["quantity"]), change["old"]["document"]
    replace_plans(old, by=by, reason=reason, at=at)


def _plans(returns: Iterable[Return], context: Context) -> Iterator[tuple[PlanKey, Decimal]]:
    for each in returns:
        for line in each.lines:
            product = context.products[line.product]
            for measure in PLAN_MEASURES:
                quantity = own(line, measure, product)
                if quantity:
                    key = PlanKey(context.enterprises[each.enterprise].id, product.id, int(each.period), measure)
                    yield key, round(quantity, 6)
