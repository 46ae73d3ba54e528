"""What all acts on tasks share: who acts, which day, which document, and adding an entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.utils import timezone, translation

from nhip.figures.days import day_written
from nhip.people.models import User
from nhip.people.refusals import demand
from nhip.plans.models import EntryKind, Task, TaskEntry
from nhip.plans.tasks.cases import TaskCase, task_case
from nhip.plans.tasks.faults import fault
from nhip.plans.tasks.states import FITS, TaskState
from nhip.registry.actions import SYSTEM, audit
from nhip.registry.documents import keep_document, standing_document
from nhip.registry.models import Document

__all__ = ["Paper", "add_entry", "allow", "likely_day", "paper_of"]

FIRST_YEAR: Final = 2000
YEARS_AHEAD: Final = 20


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that comes with an act: one that is kept already, by its id; or one to keep, by its number or file."""

    pk: int | None = None
    number: str = ""
    title: str = ""
    authority: str = ""
    issued_on: date | None = None
    source: str = ""
    file_name: str = ""
    content: bytes | None = None
    public: bool = False
    illustrative: bool = False

    @property
    def is_there(self) -> bool:
        """Whether it says anything at all."""
        return self.pk is not None or bool(self.number.strip()) or self.content is not None


def allow(by: User | None, right: Callable[..., bool], *things: Any) -> str:
    """Check the right of whoever acts, and return the name for the audit row. None is the command on the server."""
    if by is None:
        return SYSTEM
    demand(by, right, *things)
    return by.username


def likely_day(day: date) -> date:
    """Return a day that can be right.

    Raises:
        Fault: E836, its year is a typing mistake.
    """
    last = timezone.localdate().year + YEARS_AHEAD
    if not FIRST_YEAR <= day.year <= last:
        raise fault("E836", day=day_written(day), first=FIRST_YEAR, last=last)
    return day


def paper_of(by: str, paper: Paper | None, *, illustrative: bool = False) -> Document | None:
    """Return the document an act rests on, keeping it if it is new. Call it inside the transaction of the act.

    A number and day that are kept already mean the document that is there, unless a file comes with it.

    Raises:
        Fault: there is no such document, it was withdrawn, it has no number, or its file is too large.
    """
    if paper is None or not paper.is_there:
        return None
    if paper.pk is not None:
        return standing_document(paper.pk)
    if paper.content is None:
        same = Document.objects.defer("content").filter(number=paper.number.strip())
        if paper.issued_on is not None:
            same = same.filter(issued_on=paper.issued_on)
        if (found := same.order_by("-id").first()) is not None:
            return standing_document(found.pk)
    return keep_document(
        by,
        paper.number or paper.file_name,
        title=paper.title,
        authority=paper.authority,
        issued_on=paper.issued_on,
        source=paper.source,
        file_name=paper.file_name,
        content=paper.content,
        public=paper.public,
        illustrative=paper.illustrative or illustrative,
    )


def _in_both(state: TaskState) -> tuple[str, str]:
    with translation.override("vi"):
        vietnamese = str(state.label)
    with translation.override("en"):
        return vietnamese, str(state.label)


def add_entry(
    task: int,
    kind: EntryKind,
    right: Callable[..., bool],
    *,
    by: User | None,
    words: str = "",
    on: date | None = None,
    paper: Paper | None = None,
    quantity: Decimal | None = None,
    deadline: date | None = None,
    check: Callable[[TaskCase], None] | None = None,
    at: datetime | None = None,
) -> TaskEntry:
    """Add an entry, if whoever acts may and the task's state allows it.

    Args:
        check: looks at the task once it is locked, and raises what else stands in the way.
        at: when it was recorded; now unless told.

    Raises:
        Refused: `by` has no right.
        Fault: of the catalogue; nothing was added.
    """
    with transaction.atomic():
        # One act at a time on a task, so that no two people confirm, or extend, what the other has just changed.
        Task.objects.select_for_update().filter(pk=task).first()
        case = task_case(task)
        actor = allow(by, right, case)
        if case.stands.state not in FITS[kind]:
            vietnamese, english = _in_both(case.stands.state)
            raise fault("E823", state_vi=vietnamese, state_en=english)
        day = likely_day(on or timezone.localdate())
        if not case.record.given_on <= day <= timezone.localdate():
            raise fault("E826", day=day_written(day), first=day_written(case.record.given_on))
        if quantity is not None and quantity < 0:
            raise fault("E839")
        document = paper_of(actor, paper, illustrative=case.task.illustrative)
        if check is not None:
            check(case)
        entry = TaskEntry.objects.create(
            task=case.task,
            kind=kind,
            on=day,
            words=words.strip(),
            document=document,
            quantity=quantity,
            deadline=deadline,
            recorded_at=at or timezone.now(),
            recorded_by=actor,
        )
        told = {"words": entry.words, "on": day.isoformat(), "document": document.number if document else ""}
        if deadline is not None:
            told["deadline"] = deadline.isoformat()
        if quantity is not None:
            told["quantity"] = str(quantity)
        audit(actor, f"task.{kind.value}", f"task {case.task.code}", new=told)
    return entry
