"""Who is late with what: tasks by the unit that leads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nhip.plans.models import Unit
from nhip.plans.tasks.queries import AT_WORK, StandingTask, days_late, tasks_standing
from nhip.plans.tasks.states import CLOSED

__all__ = ["UnitLoad", "loads_of_units"]


@dataclass(frozen=True, slots=True)
class UnitLoad:
    """What one unit leads: how many tasks are open, how many late, and the one that is late longest."""

    unit: Unit
    open: int
    late: Sequence[StandingTask]
    waiting: int
    day: date

    @property
    def longest(self) -> StandingTask | None:
        """Return the task that is late longest."""
        return self.late[0] if self.late else None

    @property
    def days(self) -> int:
        """Return for how many days the longest one is late."""
        return days_late(self.late[0], self.day) if self.late else 0


def loads_of_units(day: date) -> list[UnitLoad]:
    """Return what every unit with an open task leads, the one that is late longest first. One question."""
    of_unit: dict[int, list[StandingTask]] = {}
    for record in tasks_standing().exclude(state__in=list(CLOSED)).order_by("due", "task_id"):
        of_unit.setdefault(record.lead_id, []).append(record)
    loads = [
        UnitLoad(
            unit=records[0].lead,
            open=len(records),
            late=[each for each in records if days_late(each, day)],
            waiting=sum(each.state not in AT_WORK for each in records),
            day=day,
        )
        for records in of_unit.values()
    ]
    return sorted(loads, key=lambda load: (-load.days, -len(load.late), -load.open, load.unit.code))
