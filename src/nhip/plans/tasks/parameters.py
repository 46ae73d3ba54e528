"""Whom to tell after how many days: dated parameters with their references, in `plans/data`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal, cast

__all__ = ["Escalation", "escalations"]

DATA: Final = Path(__file__).resolve().parents[1] / "data" / "escalations.csv"
Tell = Literal["head", "division", "leader"]


@dataclass(frozen=True, slots=True)
class Escalation:
    """A level: so many days late, tell the head of the lead unit, the division that follows tasks, or the leaders."""

    level: int
    days: int
    tell: Tell
    reference: str


@lru_cache
def _rows() -> tuple[dict[str, str], ...]:
    with DATA.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def escalations(day: date) -> list[Escalation]:
    """Return the levels that hold on a day, the lowest first.

    >>> [(each.level, each.days, each.tell) for each in escalations(date(2024, 6, 1))]
    [(1, 1, 'head'), (2, 7, 'division'), (3, 15, 'leader')]
    """
    found = [
        Escalation(int(row["level"]), int(row["days"]), cast(Tell, row["tell"]), row["reference"])
        for row in _rows()
        if date.fromisoformat(row["valid_from"]) <= day
        and (not row["valid_to"] or day <= date.fromisoformat(row["valid_to"]))
    ]
    return sorted(found, key=lambda each: each.level)
