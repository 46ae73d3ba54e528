"""One task with all that acts, rights and pages ask of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from nhip.plans.models import EntryKind, Task, TaskEntry, TaskRecord, Unit, UnitMember
from nhip.plans.tasks.faults import fault
from nhip.plans.tasks.states import Standing, standing

__all__ = ["TaskCase", "task_case"]


@dataclass(frozen=True)
class TaskCase:
    """A task as it stands: its newest version, its entries, and who works in its units today.

    ``leads`` and ``members`` are ids of people; ``done_by`` is who reported it as done last.
    """

    task: Task
    record: TaskRecord
    supports: Sequence[Unit]
    entries: Sequence[TaskEntry]
    stands: Standing
    leads: frozenset[int]
    members: frozenset[int]

    @property
    def pk(self) -> int:
        """Return the id of the task."""
        return self.task.pk

    @property
    def public(self) -> bool:
        """Whether everybody may read what the task is."""
        return self.record.public

    @property
    def given_by(self) -> str:
        """Return who gave it."""
        return self.task.recorded_by

    @property
    def done_by(self) -> str | None:
        """Return who reported it as done, the last time."""
        return next((each.recorded_by for each in reversed(self.entries) if each.kind == EntryKind.DONE), None)

    @property
    def evidence(self) -> list[TaskEntry]:
        """Return the entries that brought a document, the newest first."""
        return [each for each in reversed(self.entries) if each.document_id is not None]

    @property
    def reached(self) -> TaskEntry | None:
        """Return the newest entry that says how much of the quantity is reached."""
        return next((each for each in reversed(self.entries) if each.quantity is not None), None)


def task_case(task: int, day: date | None = None, at: datetime | None = None) -> TaskCase:
    """Load a task, as it stands on a day; today unless told. A fixed number of questions to the database.

    Raises:
        Fault: E828, there is no such task, or it was withdrawn.
    """
    day = day or timezone.localdate()
    records = TaskRecord.objects.known_at(at).filter(task=task).select_related("task", "lead", "document")
    record = records.defer("document__content").first()
    if record is None:
        raise fault("E828", text=task)
    entries = TaskEntry.objects.filter(task=task).select_related("document__withdrawal").defer("document__content")
    supports = list(Unit.objects.filter(supported_tasks__record=record).order_by("code"))
    units = [record.lead_id, *(unit.pk for unit in supports)]
    people = UnitMember.objects.on(timezone.localdate()).filter(unit__in=units).values_list("unit", "person")
    pairs = list(people.order_by())
    found = list(entries.order_by("id"))
    return TaskCase(
        task=record.task,
        record=record,
        supports=supports,
        entries=found,
        stands=standing(record.deadline, found, day),
        leads=frozenset(person for unit, person in pairs if unit == record.lead_id),
        members=frozenset(person for _, person in pairs),
    )
