"""The register of production plans: every plan that comes in, from a form, a file or a folder, goes through here.

A plan is never changed: a newer version replaces it, and says where it comes from. What was planned, as known at an
instant, is `ProductionPlan.objects.known_at(instant)`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final, NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone

from nhip.registry.actions import audit
from nhip.registry.faults import fault
from nhip.registry.models import ProductionPlan

__all__ = ["PlanChange", "PlanKey", "put_plan", "replace_plans", "withdraw_plan"]

_PLACES: Final = Decimal("0.000001")


class PlanKey(NamedTuple):
    """Whose plan, of which product, for which year, and whether it is made or sold."""

    enterprise_id: int
    product_id: int
    year: int
    measure: str


@dataclass(frozen=True, slots=True)
class PlanChange:
    """A plan that was replaced, or is new: what counted before (None: nothing), and what counts now."""

    key: PlanKey
    before: ProductionPlan | None
    now: ProductionPlan


def replace_plans(
    wanted: Mapping[PlanKey, tuple[Decimal, str]], *, by: str, reason: str = "", at: datetime | None = None
) -> list[PlanChange]:
    """Bring the register to what is wanted: by key the quantity and the document; return what changed.

    A plan that says the same already stays. It is part of an act of the caller, who notes it in the audit chain.

    Raises:
        Fault: somebody else has replaced one of the plans at the same moment; nothing was stored.
    """
    newest = _newest(wanted)
    moment = at or timezone.now()
    changes = []
    try:
        with transaction.atomic():
            for key, (quantity, document) in wanted.items():
                before = newest.get(key)
                standing = before if before is not None and not before.withdrawn else None
                if standing is not None and standing.quantity == quantity.quantize(_PLACES):
                    continue
                now = ProductionPlan.objects.create(
                    **key._asdict(),
                    quantity=quantity,
                    document=document[:300],
                    replaces=before,
                    reason=reason[:300],
                    recorded_at=moment,
                    recorded_by=by,
                )
                changes.append(PlanChange(key, standing, now))
    except IntegrityError:
        raise fault("E633") from None
    return changes


def put_plan(
    key: PlanKey, quantity: Decimal, *, by: str, document: str = "", reason: str = "", at: datetime | None = None
) -> bool:
    """Record a plan; False when it stood there already.

    Raises:
        Fault: somebody else has just replaced it.
    """
    with transaction.atomic():
        changes = replace_plans({key: (quantity, document)}, by=by, reason=reason, at=at)
        for change in changes:
            old = change.before
            audit(
                by,
                "plan.put",
                f"plan {change.now.enterprise.tax_code} {change.now.product.code} {key.year} {key.measure}",
                old={"quantity": str(old.quantity), "document": old.document} if old else None,
                new={"quantity": str(quantity), "document": document},
            )
    return bool(changes)


def withdraw_plan(key: PlanKey, *, by: str, reason: str, at: datetime | None = None) -> None:
    """Say that there is no such plan. It is part of an act of the caller, like `replace_plans`.

    Raises:
        Fault: somebody else has just replaced it.
    """
    before = _newest([key]).get(key)
    if before is None or before.withdrawn:
        return
    try:
        with transaction.atomic():
            ProductionPlan.objects.create(
                **key._asdict(),
                quantity=before.quantity,
                document=before.document,
                replaces=before,
                withdrawn=True,
                reason=reason[:300],
                recorded_at=at or timezone.now(),
                recorded_by=by,
            )
    except IntegrityError:
        raise fault("E633") from None


def _newest(keys: Iterable[PlanKey]) -> dict[PlanKey, ProductionPlan]:
    """Return the newest version of each plan, withdrawn ones too: the next version names it."""
    asked = set(keys)
    rows = ProductionPlan.objects.filter(replaced_by=None, year__in={key.year for key in asked})
    found = {PlanKey(row.enterprise_id, row.product_id, row.year, row.measure): row for row in rows}
    return {key: row for key, row in found.items() if key in asked}
