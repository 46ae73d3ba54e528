"""Writing days, the same way in both languages."""

from __future__ import annotations

from datetime import date

__all__ = ["day_written"]


def day_written(day: date) -> str:
    """Write a day as sentences and tables do.

    >>> day_written(date(2023, 5, 15)), day_written(date(202, 5, 1))
    ('15/05/2023', '01/05/0202')
    """
    # Python's %Y does not pad the year 202, which is what was typed where this is said.
    return f"{day.day:02}/{day.month:02}/{day.year:04}"
