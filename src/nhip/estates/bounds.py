"""How far is too far: days outside these bounds are slips of the pen and no facts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone

from nhip.estates.faults import fault

__all__ = ["EARLIEST", "day_within", "days_in_order", "written"]

# The country's first zone, Tân Thuận, was founded in September 1991.
EARLIEST: Final = date(1990, 1, 1)
EVENT_AHEAD: Final = timedelta(days=366)
LEASE_AHEAD: Final = timedelta(days=99 * 366)


def written(day: date) -> str:
    """Return a day as sentences write it.

    >>> written(date(2023, 5, 15))
    '15/05/2023'
    """
    # Python's %Y does not pad the year 202.
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def day_within(day: date, field: str, at: datetime | None, ahead: timedelta = EVENT_AHEAD) -> None:
    """Raise the fault E704 for a day before the first zone, or too far ahead of the day of recording."""
    last = timezone.localdate(at or timezone.now()) + ahead
    if not EARLIEST <= day <= last:
        raise fault("E704", field=field, text=written(day), first=written(EARLIEST), last=written(last))


def days_in_order(first: date, last: date | None, field: str = "ends_on") -> None:
    """Raise the fault E705 for an end before its beginning."""
    if last is not None and last < first:
        raise fault("E705", field=field, first=written(first), last=written(last))
