"""Who is late with what: tasks by the unit that leads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from nhip.plans.models import Unit
from nhip.plans.tasks.queries import AT_WORK, StandingTask, tasks_standing
from nhip.plans.tasks.states import CLOSED

__all__ = ["MOST_OF_A_UNIT", "UnitLoad", "loads_of_units"]

MOST_OF_A_UNIT: Final = 10
"""How many late tasks of a unit are shown; the list has all of them."""


@dataclass(frozen=True, slots=True)
class UnitLoad:
    """What one unit leads: how many tasks are open, how many late and for how many days at most.

    ``shown`` are the tasks that are late longest; ``waiting`` counts those that wait for confirmation.
    """

    unit: Unit
    open: int
    late: int
    waiting: int
    days: int
    shown: Sequence[StandingTask]


def loads_of_units(day: date) -> list[UnitLoad]:
    """Return what every unit with an open task leads, the one that is late longest first. Three questions."""
    rows = tasks_standing().exclude(state__in=list(CLOSED)).order_by("due", "task_id")
    open_of: dict[int, int] = {}
    waiting_of: dict[int, int] = {}
    late_of: dict[int, list[tuple[date, int]]] = {}
    for lead, pk, state, due in rows.values_list("lead_id", "pk", "state", "due"):
        open_of[lead] = open_of.get(lead, 0) + 1
        if state not in AT_WORK:
            waiting_of[lead] = waiting_of.get(lead, 0) + 1
        elif due < day:
            late_of.setdefault(lead, []).append((due, pk))
    units = Unit.objects.in_bulk(list(open_of))
    wanted = [pk for late in late_of.values() for _, pk in late[:MOST_OF_A_UNIT]]
    records = {record.pk: record for record in tasks_standing().filter(pk__in=wanted)} if wanted else {}
    loads = []
    for lead, count in open_of.items():
        late = late_of.get(lead, [])
        loads.append(
            UnitLoad(
                unit=units[lead],
                open=count,
                late=len(late),
                waiting=waiting_of.get(lead, 0),
                days=(day - late[0][0]) // timedelta(days=1) if late else 0,
                shown=[records[pk] for _, pk in late[:MOST_OF_A_UNIT]],
            )
        )
    return sorted(loads, key=lambda load: (-load.days, -load.late, -load.open, load.unit.code))
