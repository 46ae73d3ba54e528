"""What other rooms and pages ask the registers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nhip.registry.models import AuditEntry, AuditHead, Enterprise, KeyProduct

__all__ = ["EnterpriseCount", "broken_links", "enterprise_count", "key_products"]


@dataclass(frozen=True, slots=True)
class EnterpriseCount:
    """Enterprises of a year: those that came, those that left, and those there at its end."""

    year: int
    entered: int
    left: int
    at_end: int


def enterprise_count(year: int) -> EnterpriseCount:
    """Count the enterprises of a year."""
    return EnterpriseCount(
        year,
        entered=Enterprise.objects.filter(entered_on__year=year).count(),
        left=Enterprise.objects.filter(exited_on__year=year).count(),
        at_end=Enterprise.objects.active_on(date(year, 12, 31)).count(),
    )


def key_products(year: int) -> list[KeyProduct]:
    """Return the list of a year in its own order."""
    return list(KeyProduct.objects.filter(year=year).prefetch_related("products"))


def broken_links() -> list[int]:
    """Return the ids of audit rows that were changed, or that do not follow the row before; empty is sound."""
    broken: list[int] = []
    previous = ""
    for entry in AuditEntry.objects.order_by("id").iterator():
        if entry.previous_hash != previous or entry.hash != entry.computed_hash():
            broken.append(entry.pk)
        previous = entry.hash
    head = AuditHead.objects.filter(id=1).first()
    if (head.hash if head else "") != previous:
        broken.append(0)  # rows are missing at the end
    return broken
