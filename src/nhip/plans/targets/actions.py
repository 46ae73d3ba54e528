"""Acts on targets: add one, correct one, withdraw one. Every version stays."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from nhip.plans.models import Target
from nhip.plans.targets.faults import fault
from nhip.plans.targets.fields import TargetFields, checked
from nhip.registry.actions import audit
from nhip.registry.keepers import Keeper

__all__ = ["RIGHT", "add_target", "correct_target", "newest", "withdraw_target"]

RIGHT: Final = "may_edit_targets"


def newest(code: str) -> Target | None:
    """Return the newest version of a target, withdrawn or not."""
    found: Target | None = Target.objects.filter(code=code, replaced_by=None).select_related("document").first()
    return found


def add_target(keeper: Keeper, said: TargetFields, *, at: datetime | None = None) -> Target:
    """Keep a target. One that was withdrawn comes back as a newer version of itself.

    Raises:
        Refused: the person has no right.
        Fault, Faults: something in it is wrong, or there is one with this code; nothing was stored.
    """
    keeper.demand(RIGHT)
    said = checked(said)
    before = newest(said.code)
    if before is not None and not before.withdrawn:
        raise fault("E782", column="code", text=said.code)
    return _keep(keeper, "target.added", said.values(), before, "", at)


def correct_target(
    keeper: Keeper, before: Target, said: TargetFields, reason: str, *, at: datetime | None = None
) -> Target:
    """Replace the version somebody has looked at by a newer one. The code stays what it is.

    Raises:
        Refused: the person has no right.
        Fault, Faults: no reason, a wrong value, or somebody else was quicker; nothing was stored.
    """
    keeper.demand(RIGHT)
    if not reason.strip():
        raise fault("E790", column="reason")
    if before.withdrawn:
        raise fault("E793", text=before.code)
    values = {**checked(said).values(), "code": before.code}
    return _keep(keeper, "target.corrected", values, before, reason, at)


def withdraw_target(keeper: Keeper, before: Target, reason: str, *, at: datetime | None = None) -> Target:
    """Say that there is no such target. Its versions stay.

    Raises:
        Refused: the person has no right.
        Fault: no reason was given, it is withdrawn already, or somebody else was quicker.
    """
    keeper.demand(RIGHT)
    if not reason.strip():
        raise fault("E790", column="reason")
    if before.withdrawn:
        raise fault("E793", text=before.code)
    values = {**TargetFields.of(before).values(), "withdrawn": True}
    return _keep(keeper, "target.withdrawn", values, before, reason, at)


def _keep(
    keeper: Keeper, act: str, values: dict[str, Any], before: Target | None, reason: str, at: datetime | None
) -> Target:
    try:
        with transaction.atomic():
            kept: Target = Target.objects.create(
                **values,
                replaces=before,
                reason=reason[:300],
                recorded_at=at or timezone.now(),
                recorded_by=keeper.name,
            )
            audit(
                keeper.name, act, f"target {kept.code}", old=_told(before), new={**(_told(kept) or {}), "why": reason}
            )
    except IntegrityError:
        raise fault("E791") from None
    return kept


def _told(target: Target | None) -> dict[str, str] | None:
    if target is None:
        return None
    return {name: str(value) for name, value in TargetFields.of(target).values().items() if value not in ("", None)}
