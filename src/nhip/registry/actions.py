"""What every act does besides its work: leave one row in the audit chain, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import DEFAULT_DB_ALIAS, transaction
from django.utils import timezone

from nhip.registry.models import AuditEntry, AuditHead

__all__ = ["SYSTEM", "acting_from", "audit", "current_address"]

# Who acts when nobody is signed in: the command on the server.
SYSTEM = "nhip"

_address: ContextVar[str] = ContextVar("address", default="")


@contextmanager
def acting_from(address: str) -> Iterator[None]:
    """Note an address in every audit row added inside."""
    token = _address.set(address)
    try:
        yield
    finally:
        _address.reset(token)


def current_address() -> str:
    """Return the address that audit rows get now."""
    return _address.get()


def audit(actor: str, act: str, subject: str, *, old: Any = None, new: Any = None) -> AuditEntry:
    """Add one row to the audit chain. Call it inside the transaction of the act it tells about."""
    if not transaction.get_connection(DEFAULT_DB_ALIAS).in_atomic_block:
        raise transaction.TransactionManagementError("an act and its audit row belong in one transaction")
    head, _ = AuditHead.objects.select_for_update().get_or_create(id=1)
    entry = AuditEntry(
        actor=actor,
        address=_address.get(),
        at=timezone.now(),
        act=act,
        subject=subject,
        old=old,
        new=new,
        previous_hash=head.hash,
    )
    entry.hash = entry.computed_hash()
    entry.save()
    head.hash = entry.hash
    head.save(update_fields=["hash"])
    return entry
