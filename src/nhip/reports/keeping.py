"""Adding a version of what is kept: who looked at an older one than there is now has to look again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.utils import timezone

from nhip.registry.actions import audit
from nhip.registry.versions import Versioned
from nhip.releases.steps import Person, name_of
from nhip.reports.faults import fault

__all__ = ["add_version"]

_V = TypeVar("_V", bound=Versioned)


def add_version(
    model: type[_V], by: Person, act: str, before: _V | None, values: dict[str, Any], at: datetime | None = None
) -> _V:
    """Add a version after the one that was looked at, with one row of the audit.

    Raises:
        Fault: E857, somebody else was quicker.
    """
    kept = {name: value for name, value in values.items() if isinstance(value, str | int | bool)}
    kept |= {name: value.isoformat() for name, value in values.items() if isinstance(value, date)}
    try:
        with transaction.atomic():
            row = model(replaces=before, recorded_by=name_of(by), recorded_at=at or timezone.now(), **values)
            row.save()
            audit(name_of(by), act, f"{model._meta.model_name} {row.pk}", new=kept)
    except IntegrityError as wrong:
        raise fault("E857") from wrong
    return row
