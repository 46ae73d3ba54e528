"""The act of withdrawing an entry that should not be there: a last version of it says so, and stays."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.db import transaction

from nhip.estates.actions.checks import check_events, check_land
from nhip.estates.actions.versions import Correction, copy_of, hold, store
from nhip.estates.first_events import keep_first_events
from nhip.estates.models import (
    AreaStatement,
    EstateEvent,
    EstateRecord,
    Lease,
    LotRecord,
    Operation,
    TenantProject,
)
from nhip.registry.keepers import Keeper

__all__ = ["withdraw"]

_W = TypeVar("_W", EstateRecord, AreaStatement, EstateEvent, LotRecord, TenantProject, Lease, Operation)


def withdraw(by: Keeper, row: _W, reason: str, *, at: datetime | None = None) -> _W:
    """Withdraw a description, an area, an event, a lot's description, a project, a lease or an operation.

    Raises:
        Fault: E710 to E712; and what no longer goes together without the entry: E715, E717, E725.
    """
    by.demand("may_edit_estates")
    with transaction.atomic():
        hold(row.estate)
        last = store(
            by,
            copy_of(row),
            f"estate.{row._meta.model_name}_withdrawn",
            correction=Correction(row, reason),
            withdrawn=True,
            at=at,
        )
        if isinstance(row, EstateEvent):
            check_events(row.estate)
            keep_first_events(row.estate)
        elif isinstance(row, (LotRecord, AreaStatement)):
            check_land(row.estate)
    return last
