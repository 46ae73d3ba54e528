"""Questions to what is kept of tasks. States are worked out by the database, by the rules of `states`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, TypedDict

from django.db.models import Case, CharField, DateField, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from nhip.people import rights_plans as rights
from nhip.people.models import User
from nhip.people.rights import Person
from nhip.plans.models import EntryKind, TaskEntry, TaskNotice, TaskRecord, TaskSupport, Unit, UnitMember
from nhip.plans.tasks.states import AFTER, CLOSED, FITS, TaskState
from nhip.registry.folding import fold
from nhip.registry.models import Document

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class _Worked(TypedDict):
        last_step: str | None
        state: str
        due: date
        done_by: str | None
        last_asked: str | None

    StandingTask = WithAnnotations[TaskRecord, _Worked]
else:
    StandingTask = TaskRecord

__all__ = [
    "AT_WORK",
    "LATE",
    "OPEN",
    "StandingTask",
    "TaskQuestion",
    "days_late",
    "readable_by",
    "source_documents",
    "supports_of",
    "task_notices",
    "tasks_asked_for",
    "tasks_standing",
    "units_of",
    "years_of_tasks",
]

OPEN: Final = "open"
LATE: Final = "late"
AT_WORK: Final = FITS[EntryKind.DONE]
"""States in which the unit has something to do."""
_EXTENSION: Final = (EntryKind.EXTENSION_ASKED, EntryKind.EXTENDED, EntryKind.DONE, EntryKind.RETURNED)


def readable_by(user: Person) -> Q:
    """Return which tasks a person may read, by the rule of `may_see_task`."""
    if rights.may_see_tasks(user):
        return Q()
    readable = Q(public=True)
    if isinstance(user, User) and user.may_sign_in:
        mine = UnitMember.objects.on(timezone.localdate()).filter(person=user).values("unit")
        helping = TaskSupport.objects.filter(record=OuterRef("pk"), unit__in=mine)
        readable |= Q(lead__in=mine) | Q(Exists(helping))
    return readable


def tasks_standing(only: Q | None = None) -> QuerySet[StandingTask]:
    """Return the newest versions of tasks, each with `state`, `due` (the deadline in force) and `done_by`."""
    entries = TaskEntry.objects.filter(task=OuterRef("task")).order_by("-id")
    last = Subquery(entries.filter(kind__in=list(AFTER)).values("kind")[:1])
    extended = Subquery(entries.filter(kind=EntryKind.EXTENDED).values("deadline")[:1], output_field=DateField())
    done = Subquery(entries.filter(kind=EntryKind.DONE).values("recorded_by")[:1], output_field=CharField())
    asked = Subquery(entries.filter(kind__in=_EXTENSION).values("kind")[:1], output_field=CharField())
    steps = [When(last_step=kind, then=Value(state.value)) for kind, state in AFTER.items()]
    found: Any = TaskRecord.objects.known_at().select_related("task", "lead", "document").defer("document__content")
    if only is not None:
        found = found.filter(only)
    worked: QuerySet[StandingTask] = found.annotate(
        last_step=last,
        state=Case(*steps, default=Value(TaskState.GIVEN.value), output_field=CharField()),
        due=Coalesce(extended, "deadline", output_field=DateField()),
        done_by=done,
        last_asked=asked,
    )
    return worked


def days_late(record: StandingTask, day: date) -> int:
    """Return the days after the deadline in force of a row of `tasks_standing`; zero where nothing is late."""
    late = (day - record.due) // timedelta(days=1) if record.state in AT_WORK else 0
    return max(0, late)


@dataclass(frozen=True, slots=True)
class TaskQuestion:
    """Which tasks are asked for; what is empty does not narrow."""

    unit: str = ""
    state: str = ""
    document: int | None = None
    year: int | None = None
    text: str = ""
    target: str = ""


def tasks_asked_for(asked: TaskQuestion, day: date, only: Q | None = None) -> QuerySet[StandingTask]:
    """Return the tasks that are asked for: those that are late longest first, what is closed last."""
    found = tasks_standing(only)
    if asked.unit:
        helping = TaskSupport.objects.filter(record=OuterRef("pk"), unit__code=asked.unit)
        found = found.filter(Q(lead__code=asked.unit) | Exists(helping))
    if asked.state == OPEN:
        found = found.exclude(state__in=list(CLOSED))
    elif asked.state == LATE:
        found = found.filter(state__in=list(AT_WORK), due__lt=day)
    elif asked.state:
        found = found.filter(state=asked.state)
    if asked.document is not None:
        found = found.filter(document=asked.document)
    if asked.year is not None:
        found = found.filter(given_on__year=asked.year)
    if asked.target:
        found = found.filter(target=asked.target)
    for word in fold(asked.text).split():
        found = found.filter(Q(text_folded__contains=word) | Q(task__code__icontains=word))
    closed = Case(When(state__in=list(CLOSED), then=Value(1)), default=Value(0))
    return found.order_by(closed, "due", "task_id")


def supports_of(records: Iterable[TaskRecord]) -> Mapping[int, list[Unit]]:
    """Return the supporting units of some versions of tasks, by their ids."""
    found: dict[int, list[Unit]] = {}
    rows = TaskSupport.objects.filter(record__in=[each.pk for each in records]).select_related("unit")
    for row in rows.order_by("record", "id"):
        found.setdefault(row.record_id, []).append(row.unit)
    return found


def source_documents(only: Q) -> list[Document]:
    """Return the documents tasks come from, the newest first."""
    records = TaskRecord.objects.known_at().filter(only)
    return list(Document.objects.defer("content").filter(pk__in=records.values("document")))


def years_of_tasks(only: Q) -> list[int]:
    """Return the years in which tasks were given, the newest first."""
    records = TaskRecord.objects.known_at().filter(only)
    return sorted(records.values_list("given_on__year", flat=True).order_by().distinct(), reverse=True)


def units_of(user: User, day: date | None = None) -> list[Unit]:
    """Return the units a person works in on a day, today unless told."""
    day = day or timezone.localdate()
    mine = UnitMember.objects.on(day).filter(person=user)
    return list(Unit.objects.filter(members__in=mine).distinct().order_by("code"))


def task_notices(user: User, day: date, most: int = 5) -> list[tuple[TaskNotice, StandingTask]]:
    """Return what a person was told of tasks that are still late, the newest first."""
    told = TaskNotice.objects.filter(person=user).select_related("entry").order_by("-id")
    late = tasks_standing().filter(state__in=list(AT_WORK), due__lt=day)
    records = {each.task_id: each for each in late.filter(task__in=told.order_by().values("entry__task"))}
    found: dict[int, tuple[TaskNotice, StandingTask]] = {}
    for notice in told.filter(entry__task__in=list(records)[:500]):
        found.setdefault(notice.entry.task_id, (notice, records[notice.entry.task_id]))
        if len(found) == most:
            break
    return list(found.values())
