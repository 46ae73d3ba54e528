"""Acts: give a task, correct what was written of it, withdraw one that should not be there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from nhip.figures.catalogue import indicator_by_code
from nhip.figures.days import day_written
from nhip.people import rights_plans as rights
from nhip.people.models import User
from nhip.plans.models import EntryKind, Priority, Target, Task, TaskRecord, TaskSupport, Unit
from nhip.plans.tasks.cases import TaskCase, task_case
from nhip.plans.tasks.faults import fault
from nhip.plans.tasks.writing import Paper, allow, likely_day, paper_of
from nhip.registry.actions import audit
from nhip.registry.models import Document

__all__ = ["TaskText", "correct_task", "give_task", "withdraw_task"]


@dataclass(frozen=True, slots=True)
class TaskText:
    """What is written of a task. Units are named by their codes."""

    text: str
    lead: str
    deadline: date
    text_en: str = ""
    supports: Sequence[str] = ()
    given_on: date | None = None
    paper: Paper | None = None
    reference: str = ""
    priority: str = Priority.NORMAL
    quantity: Decimal | None = None
    unit_vi: str = ""
    unit_en: str = ""
    target: str = ""
    indicator: str = ""
    public: bool = False
    details_illustrative: bool = False
    note: str = ""


def give_task(
    said: TaskText,
    *,
    by: User | None = None,
    code: str = "",
    illustrative: bool = False,
    at: datetime | None = None,
) -> Task:
    """Give a task to a unit.

    Args:
        code: how the task is called; a number of the year unless told.
        at: when it was recorded; now unless told.

    Raises:
        Refused: `by` gives no tasks.
        Fault: E820 unknown unit, E821 deadline before the task was given, E824 no words, E825 the lead unit supports
            itself, E829 quantity not above zero, E830 code in use, E832 unknown target or indicator; nothing is kept.
    """
    actor, at = allow(by, rights.may_give_tasks), at or timezone.now()
    with transaction.atomic():
        document = paper_of(actor, said.paper, illustrative=illustrative)
        values, supports = _checked(said, document)
        called = code.strip() or _next_code(values["given_on"])
        if Task.objects.filter(code=called).exists():
            raise fault("E830", text=called)
        task = Task.objects.create(code=called, illustrative=illustrative, recorded_at=at, recorded_by=actor)
        _put(task, values, supports, recorded_at=at, recorded_by=actor)
        audit(actor, "task.given", f"task {task.code}", new=_told(said, document))
    return task


def correct_task(
    task: int, said: TaskText, reason: str, *, seen: int, by: User | None = None, at: datetime | None = None
) -> TaskRecord:
    """Write what a task is anew, and say why. The older version stays.

    Args:
        seen: the id of the version that was before the eyes of whoever corrects.

    Raises:
        Refused: `by` gives no tasks.
        Fault: as for giving; E831 somebody else was first; E833 the deadline was extended meanwhile.
    """
    actor = allow(by, rights.may_give_tasks)
    if not reason.strip():
        raise fault("E824", what_vi="lý do sửa", what_en="why it is corrected")
    try:
        with transaction.atomic():
            case = _seen(task, seen)
            _deadline_is_free(case, said)
            document = paper_of(actor, said.paper, illustrative=case.task.illustrative)
            values, supports = _checked(said, document)
            old = _told_of(case)
            record = _put(
                case.task,
                values,
                supports,
                replaces=case.record,
                reason=reason,
                recorded_at=at or timezone.now(),
                recorded_by=actor,
            )
            audit(actor, "task.corrected", f"task {case.task.code}", old=old, new=_told(said, document))
            return record
    except IntegrityError as wrong:
        raise fault("E831") from wrong


def withdraw_task(
    task: int, reason: str, *, seen: int, by: User | None = None, at: datetime | None = None
) -> TaskRecord:
    """Take back a task that was entered by mistake. It counts nowhere from then on; a real one is cancelled instead.

    Raises:
        Refused: `by` gives no tasks.
        Fault: E824 no reason is given, E831 somebody else was first.
    """
    actor = allow(by, rights.may_give_tasks)
    if not reason.strip():
        raise fault("E824", what_vi="lý do rút", what_en="why it is taken back")
    try:
        with transaction.atomic():
            case = _seen(task, seen)
            values = {name: getattr(case.record, name) for name in (*_COPIED, "document", "lead")}
            record = _put(
                case.task,
                values,
                case.supports,
                replaces=case.record,
                withdrawn=True,
                reason=reason,
                recorded_at=at or timezone.now(),
                recorded_by=actor,
            )
            audit(actor, "task.withdrawn", f"task {case.task.code}", old=_told_of(case), new={"reason": reason})
            return record
    except IntegrityError as wrong:
        raise fault("E831") from wrong


_COPIED = (
    "text",
    "text_en",
    "reference",
    "given_on",
    "deadline",
    "priority",
    "quantity",
    "unit_vi",
    "unit_en",
    "target",
    "indicator",
    "public",
    "details_illustrative",
    "note",
)


def _seen(task: int, seen: int) -> TaskCase:
    Task.objects.select_for_update().filter(pk=task).first()
    case = task_case(task)
    if case.record.pk != seen:
        raise fault("E831")
    return case


def _deadline_is_free(case: TaskCase, said: TaskText) -> None:
    """An extension outlives corrections, so a deadline that was extended is not corrected but extended again."""
    extended = any(each.kind == EntryKind.EXTENDED for each in case.entries)
    if extended and said.deadline != case.record.deadline:
        raise fault("E833", day=day_written(case.stands.deadline))


def _next_code(given_on: date) -> str:
    start = f"NV-{given_on.year}-"
    codes = Task.objects.filter(code__startswith=start).values_list("code", flat=True)
    numbers = [int(code.removeprefix(start)) for code in codes if code.removeprefix(start).isdecimal()]
    return f"{start}{max(numbers, default=0) + 1:03d}"


def _checked(said: TaskText, document: Document | None) -> tuple[dict[str, Any], list[Unit]]:
    """Return what is kept of a task, and its supporting units."""
    if not said.text.strip():
        raise fault("E824", what_vi="nội dung nhiệm vụ", what_en="what is to be done")
    issued = document.issued_on if document else None
    given_on = likely_day(said.given_on or issued or timezone.localdate())
    deadline = likely_day(said.deadline)
    # A document may be signed after the work was asked for by word of mouth; a deadline before either is a mistake.
    first = max(given_on, issued) if issued else given_on
    if deadline < first:
        raise fault("E821", day=day_written(deadline), other=day_written(first))
    if said.quantity is not None and said.quantity <= 0:
        raise fault("E829")
    if said.target and not Target.objects.known_at().filter(code=said.target).exists():
        raise fault("E832", text=said.target, register_vi="chỉ tiêu", register_en="targets")
    if said.indicator:
        try:
            indicator_by_code(said.indicator)
        except LookupError as wrong:
            raise fault(
                "E832", text=said.indicator, register_vi="chỉ tiêu thống kê", register_en="indicators"
            ) from wrong
    lead, *supports = _units([said.lead, *dict.fromkeys(said.supports)], given_on)
    if lead in supports:
        raise fault("E825", text=lead.code)
    values = {name: getattr(said, name) for name in _COPIED if name != "given_on"}
    return {**values, "given_on": given_on, "document": document, "lead": lead}, supports


def _units(codes: Sequence[str], day: date) -> list[Unit]:
    there = {unit.code: unit for unit in Unit.objects.on(day).filter(code__in=codes)}
    for code in codes:
        if code not in there:
            raise fault("E820", text=code, day=day_written(day))
    return [there[code] for code in codes]


def _put(task: Task, values: dict[str, Any], supports: Sequence[Unit], **more: Any) -> TaskRecord:
    record = TaskRecord.objects.create(task=task, **values, **more)
    for unit in supports:
        TaskSupport.objects.create(record=record, unit=unit)
    return record


def _told(said: TaskText, document: Document | None) -> dict[str, Any]:
    told = {
        "text": said.text,
        "lead": said.lead,
        "supports": list(said.supports),
        "deadline": said.deadline.isoformat(),
        "document": document.number if document else "",
        "public": said.public,
    }
    return {**told, "quantity": str(said.quantity)} if said.quantity is not None else told


def _told_of(case: TaskCase) -> dict[str, Any]:
    return {
        "text": case.record.text,
        "lead": case.record.lead.code,
        "supports": [unit.code for unit in case.supports],
        "deadline": case.record.deadline.isoformat(),
        "document": case.record.document.number if case.record.document else "",
        "public": case.record.public,
    }
