"""How far is too far: days outside these bounds are slips of the pen and no facts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone

from nhip.estates.faults import fault
from nhip.figures.days import day_written

__all__ = ["EARLIEST", "day_within", "days_in_order"]

# The country's first zone, Tân Thuận, was founded in September 1991.
EARLIEST: Final = date(1990, 1, 1)
EVENT_AHEAD: Final = timedelta(days=366)
LEASE_AHEAD: Final = timedelta(days=99 * 366)


def day_within(day: date, field: str, at: datetime | None, ahead: timedelta = EVENT_AHEAD) -> None:
    """Raise the fault E704 for a day before the first zone, or too far ahead of the day of recording."""
    last = timezone.localdate(at or timezone.now()) + ahead
    if not EARLIEST <= day <= last:
        raise fault("E704", field=field, text=day_written(day), first=day_written(EARLIEST), last=day_written(last))


def days_in_order(first: date, last: date | None, field: str = "ends_on") -> None:
    """Raise the fault E705 for an end before its beginning."""
    if last is not None and last < first:
        raise fault("E705", field=field, first=day_written(first), last=day_written(last))
