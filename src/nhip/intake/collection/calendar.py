"""From which day, until when, and when to remind: dated parameters with their references, in `data/`."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Final

from nhip.figures.periods import Period, PeriodKind
from nhip.intake.faults import fault

__all__ = ["Deadline", "ReminderRule", "deadline_of", "last_rule_due", "reminder_rules"]

DATA: Final = Path(__file__).resolve().parents[1] / "data"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The first and the last day of a collection, and what says so."""

    opens_on: date
    due_on: date
    reference: str


@dataclass(frozen=True, slots=True)
class ReminderRule:
    """Remind that many days after the deadline; before it if negative."""

    name: str
    days: int


@lru_cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def _valid(name: str, day: date) -> Iterator[dict[str, str]]:
    for row in _rows(name):
        last = date.fromisoformat(row["valid_to"]) if row["valid_to"] else date.max
        if date.fromisoformat(row["valid_from"]) <= day <= last:
            yield row


def _day(year: int, month: int, day: int) -> date:
    """Return a day of a month counted from January of a year, which may lie outside the year.

    >>> _day(2024, -1, 15), _day(2023, 13, 1)
    (datetime.date(2023, 11, 15), datetime.date(2024, 1, 1))
    """
    count = year * 12 + month - 1
    return date(count // 12, count % 12 + 1, day)


def deadline_of(form: str, period: str, stage: str) -> Deadline:
    """Return the days of a collection by the parameters valid at the beginning of its period.

    >>> deadline_of("monthly", "2023-12", "official").due_on
    datetime.date(2024, 1, 15)

    Raises:
        Fault: N610, no parameter was valid then.
    """
    month = Period.parse(period)
    # The months of a plan are counted from the January of its year: 0 is the December before.
    number = 1 if month.kind is PeriodKind.YEAR else month.number
    first = date(month.year, number, 1)
    for row in _valid("deadlines.csv", first):
        if (row["form"], row["stage"]) == (form, stage):
            return Deadline(
                _day(month.year, number + int(row["opens_month"]), int(row["opens_day"])),
                _day(month.year, number + int(row["due_month"]), int(row["due_day"])),
                row["reference"],
            )
    raise fault("N610", form=form, stage=stage, period=period)


def reminder_rules(day: date) -> list[ReminderRule]:
    """Return the rules of a day, the earliest reminder first."""
    rules = [ReminderRule(row["rule"], int(row["days"])) for row in _valid("reminders.csv", day)]
    return sorted(rules, key=lambda rule: rule.days)


def last_rule_due(deadline: date, today: date) -> ReminderRule | None:
    """Return the latest rule whose day has come, so that a day without a run is made up for, once."""
    due = [rule for rule in reminder_rules(today) if deadline + timedelta(days=rule.days) <= today]
    return due[-1] if due else None
