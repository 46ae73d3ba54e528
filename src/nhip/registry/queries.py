"""What other rooms and pages ask the registers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nhip.registry.models import AuditEntry, AuditHead, Enterprise, KeyProduct

__all__ = [
    "Breach",
    "BrokenLink",
    "EnterpriseCount",
    "broken_links",
    "enterprise_count",
    "key_products",
    "verify_audit",
]


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


class Breach(StrEnum):
    """How a link of the audit chain is broken."""

    ALTERED = "altered"
    """The row does not have the content it was hashed with."""
    UNLINKED = "unlinked"
    """The row does not follow the one before it: a row between them is missing, or was put in."""
    CUT = "cut"
    """Rows are missing at the end."""


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A row of the audit chain at which it is broken; row 0 is the end of the chain."""

    entry: int
    breach: Breach


def _walk() -> Iterator[BrokenLink]:
    previous = ""
    for entry in AuditEntry.objects.order_by("id").iterator():
        if entry.hash != entry.computed_hash():
            yield BrokenLink(entry.pk, Breach.ALTERED)
        elif entry.previous_hash != previous:
            yield BrokenLink(entry.pk, Breach.UNLINKED)
        previous = entry.hash
    head = AuditHead.objects.filter(id=1).first()
    if (head.hash if head else "") != previous:
        yield BrokenLink(0, Breach.CUT)


def verify_audit() -> BrokenLink | None:
    """Walk the audit chain from its first row; return the first broken link, or None if it is sound."""
    return next(_walk(), None)


def broken_links() -> list[int]:
    """Return the ids of all audit rows at which the chain is broken, 0 for its end; empty is sound."""
    return [link.entry for link in _walk()]
