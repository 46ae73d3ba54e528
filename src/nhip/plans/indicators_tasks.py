"""Tasks in the catalogue of indicators: how many there are in each state, how many were done, who is late."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils import translation
from django.utils.translation import gettext_lazy

from nhip.figures.catalogue import indicator
from nhip.figures.comparisons import Comparison
from nhip.figures.model import Evidence, Figure, Knowledge
from nhip.figures.numbers import NumberKind
from nhip.figures.periods import Period
from nhip.figures.spans import first_day, last_day, spans
from nhip.plans.models import EntryKind, TaskEntry, TaskRecord, Unit
from nhip.plans.tasks.states import AFTER, Standing, TaskState, standing
from nhip.registry.versions import known_mark

__all__ = ["DONE", "LATE", "STATES", "TASKS", "mark"]

TASKS: Final = "TASKS"
DONE: Final = "TASKS_DONE"
LATE: Final = "TASKS_LATE"
STATES: Final = {
    "open": gettext_lazy("open tasks"),
    "late": gettext_lazy("late tasks"),
    "done": gettext_lazy("tasks done"),
    "cancelled": gettext_lazy("cancelled tasks"),
}
"""Subjects of the stock of tasks. Late ones are open too."""
_SOURCE: Final = ("Sổ theo dõi nhiệm vụ", "The register of tasks")
_UNIT: Final = ("nhiệm vụ", "tasks")


def mark(as_of: datetime) -> str:
    """Say which versions counted, and which entries that change a state or a deadline: others move no figure."""
    moving = TaskEntry.objects.filter(kind__in=[*AFTER, EntryKind.EXTENDED])
    return f"taskrecord:{known_mark(TaskRecord.objects.all(), as_of)} taskentry:{known_mark(moving, as_of)}"


@dataclass(frozen=True, slots=True)
class _Known:
    """A task as known at an instant."""

    record: TaskRecord
    entries: Sequence[TaskEntry]

    def on(self, day: date) -> Standing | None:
        """Return where it stood at the end of a day; None before it was given."""
        if self.record.given_on > day:
            return None
        return standing(self.record.deadline, [entry for entry in self.entries if entry.on <= day], day)

    def confirmed_on(self) -> date | None:
        """Return the day it was confirmed as done, if it was."""
        return next((each.on for each in reversed(self.entries) if each.kind == EntryKind.CONFIRMED), None)


def _tasks(as_of: datetime, **only: str) -> list[_Known]:
    entries: dict[int, list[TaskEntry]] = defaultdict(list)
    rows = TaskEntry.objects.known_by(as_of).only("task", "kind", "on", "deadline", "document")
    for entry in rows.order_by("task", "id"):
        entries[entry.task_id].append(entry)
    records = TaskRecord.objects.known_at(as_of).filter(**only).select_related("task", "lead", "document")
    ordered = records.defer("document__content").order_by("task")
    return [_Known(record, entries[record.task_id]) for record in ordered]


def _counts(stands: Standing) -> Iterator[str]:
    if stands.is_open:
        yield "open"
    if stands.late:
        yield "late"
    if stands.state == TaskState.DONE:
        yield "done"
    if stands.state == TaskState.CANCELLED:
        yield "cancelled"


def _periods(known: Knowledge, tasks: Sequence[_Known]) -> Iterator[Period]:
    """Yield the periods that end after the first task was given: before that there is nothing to count."""
    first = min((each.record.given_on for each in tasks), default=date.max)
    for period in spans(known.months):
        if last_day(period) >= first:
            yield period


def _stock_evidence(belongs: Callable[[_Known, Standing, str], bool]) -> Callable[..., Sequence[Evidence]]:
    def evidence(figure: Figure, as_of: datetime, language: str) -> Sequence[Evidence]:
        day = last_day(figure.period)
        found = []
        for task in _tasks(as_of):
            stands = task.on(day)
            if stands is not None and belongs(task, stands, figure.subject):
                found.append(_told(task, stands.deadline, language))
        return found

    return evidence


def _told(task: _Known, day: date, language: str) -> Evidence:
    document = task.record.document
    words = f"{task.record.task.code}: {task.record.words(language)} ({task.record.lead.name(language)})"
    return Evidence(
        words, on=day, source=document.number if document else "", kind="task", key=str(task.record.task_id)
    )


def _states(language: str) -> Mapping[str, str]:
    with translation.override(language):
        return {code: str(words) for code, words in STATES.items()}


@indicator(
    code=TASKS,
    whole=False,
    name=("Số nhiệm vụ theo trạng thái", "Tasks by state"),
    unit=_UNIT,
    decimals=0,
    kind=NumberKind.COUNT,
    comparisons=[Comparison.NONE],
    source=_SOURCE,
    method=(
        "Số nhiệm vụ đã giao đến cuối kỳ, theo trạng thái ở ngày cuối kỳ. «open» là chưa xong và chưa huỷ; «late» là "
        "phần trong đó đã quá thời hạn còn hiệu lực mà đơn vị chưa báo cáo hoàn thành; «done» là đã được xác nhận; "
        "«cancelled» là đã huỷ.",
        "Tasks given by the end of the period, by their state on its last day. “open” is neither done nor cancelled; "
        "“late” is those of them that are past the deadline in force and not reported as done; “done” is confirmed; "
        "“cancelled” is cancelled.",
    ),
    subjects=_states,
    evidence=_stock_evidence(lambda task, stands, subject: subject in _counts(stands)),
)
def tasks_by_state(known: Knowledge) -> Iterator[Figure]:
    """Count tasks by their state at the end of each period."""
    tasks = _tasks(known.as_of)

    def count(day: date) -> dict[str, int]:
        counts = dict.fromkeys(STATES, 0)
        for task in tasks:
            stands = task.on(day)
            for state in _counts(stands) if stands is not None else ():
                counts[state] += 1
        return counts

    yield from _stocks(TASKS, _periods(known, tasks), count)


def _stocks(code: str, periods: Iterable[Period], count: Callable[[date], Mapping[str, int]]) -> Iterator[Figure]:
    """Yield the counts at the end of each period; a month, its quarter and its year often end on the same day."""
    known: dict[date, Mapping[str, int]] = {}
    for period in periods:
        day = last_day(period)
        if day not in known:
            known[day] = count(day)
        for subject, number in sorted(known[day].items()):
            yield Figure(code, subject, period, Comparison.NONE, number)


def _done_within(task: _Known, period: Period) -> date | None:
    """Return the day in the period on which a task was done."""
    day = task.confirmed_on()
    return day if day is not None and first_day(period) <= day <= last_day(period) else None


def _done_evidence(figure: Figure, as_of: datetime, language: str) -> Sequence[Evidence]:
    found = [(task, _done_within(task, figure.period)) for task in _tasks(as_of)]
    return [_told(task, day, language) for task, day in found if day is not None]


@indicator(
    code=DONE,
    name=("Số nhiệm vụ hoàn thành trong kỳ", "Tasks done in the period"),
    unit=_UNIT,
    decimals=0,
    kind=NumberKind.COUNT,
    comparisons=[Comparison.NONE],
    source=_SOURCE,
    method=(
        "Số nhiệm vụ được người giao xác nhận hoàn thành vào một ngày trong kỳ.",
        "Tasks confirmed as done, by whoever gave them, on a day of the period.",
    ),
    evidence=_done_evidence,
)
def tasks_done(known: Knowledge) -> Iterator[Figure]:
    """Count the tasks done within each period."""
    tasks = _tasks(known.as_of)
    for period in _periods(known, tasks):
        count = sum(_done_within(task, period) is not None for task in tasks)
        yield Figure(DONE, "", period, Comparison.NONE, count)


def _units(language: str) -> Mapping[str, str]:
    return {unit.code: unit.name(language) for unit in Unit.objects.all()}


@indicator(
    code=LATE,
    whole=False,
    name=("Số nhiệm vụ quá hạn theo đơn vị chủ trì", "Late tasks by lead unit"),
    unit=_UNIT,
    decimals=0,
    kind=NumberKind.COUNT,
    comparisons=[Comparison.NONE],
    source=_SOURCE,
    method=(
        "Số nhiệm vụ đơn vị chủ trì mà đến ngày cuối kỳ đã quá thời hạn còn hiệu lực và chưa được báo cáo hoàn thành. "
        "Đơn vị có nhiệm vụ đang mở mà không quá hạn thì có số 0.",
        "Tasks a unit leads that are, on the last day of the period, past the deadline in force and not reported as "
        "done. A unit with open tasks and none late has zero.",
    ),
    subjects=_units,
    evidence=_stock_evidence(lambda task, stands, subject: stands.late > 0 and task.record.lead.code == subject),
)
def tasks_late(known: Knowledge) -> Iterator[Figure]:
    """Count late tasks by lead unit at the end of each period."""
    tasks = _tasks(known.as_of)

    def count(day: date) -> dict[str, int]:
        counts: dict[str, int] = {}
        for task in tasks:
            stands = task.on(day)
            if stands is not None and stands.is_open:
                code = task.record.lead.code
                counts[code] = counts.get(code, 0) + (stands.late > 0)
        return counts

    yield from _stocks(LATE, _periods(known, tasks), count)
