"""How much of a target its tasks cover: 2 clusters of 3 to 4."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from nhip.plans.models import Target, TaskRecord
from nhip.plans.tasks.queries import tasks_standing
from nhip.plans.tasks.states import TaskState

__all__ = ["Coverage", "coverage_of"]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a task asks for, what all tasks of its target ask for together, and the least that reaches the target."""

    target: Target
    asked: Decimal
    together: Decimal

    @property
    def least(self) -> Decimal | None:
        """Return the number that reaches the target; None where it only has an upper bound."""
        return self.target.low

    @property
    def is_part(self) -> bool | None:
        """Return whether the tasks, all done, still leave the target unreached; None where that is no question."""
        return None if self.least is None else self.together < self.least


def coverage_of(record: TaskRecord) -> Coverage | None:
    """Return how much of its target a task covers; None without a target or a quantity."""
    if not record.target or record.quantity is None:
        return None
    target = Target.objects.known_at().filter(code=record.target).first()
    if target is None:
        return None
    tasks = tasks_standing().filter(target=record.target, quantity__isnull=False)
    asked = tasks.exclude(state=TaskState.CANCELLED).values_list("quantity", flat=True)
    return Coverage(target, record.quantity, sum((each for each in asked if each is not None), Decimal(0)))
