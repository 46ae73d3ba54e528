"""Acts on a task that was given: its units report, whoever gave it decides. Each is one entry."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from nhip.figures.days import day_written
from nhip.people import rights_plans as rights
from nhip.people.models import User
from nhip.plans.models import EntryKind, TaskEntry
from nhip.plans.tasks.cases import TaskCase
from nhip.plans.tasks.faults import fault
from nhip.plans.tasks.writing import Paper, add_entry, likely_day

__all__ = [
    "accept_task",
    "add_evidence",
    "ask_extension",
    "cancel_task",
    "comment_on_task",
    "confirm_task",
    "extend_task",
    "report_done",
    "report_progress",
    "return_task",
]


def _words(words: str, what_vi: str, what_en: str) -> str:
    if not words.strip():
        raise fault("E824", what_vi=what_vi, what_en=what_en)
    return words


def accept_task(
    task: int, *, by: User | None = None, words: str = "", on: date | None = None, at: datetime | None = None
) -> TaskEntry:
    """Say that the lead unit has taken the task on."""
    return add_entry(task, EntryKind.ACCEPTED, rights.may_lead_task, by=by, words=words, on=on, at=at)


def report_progress(
    task: int,
    words: str,
    *,
    by: User | None = None,
    on: date | None = None,
    paper: Paper | None = None,
    quantity: Decimal | None = None,
    at: datetime | None = None,
) -> TaskEntry:
    """Say what was done so far, and how much of the quantity is reached."""
    words = _words(words, "đã làm được gì", "what was done")
    kind, right = EntryKind.PROGRESS, rights.may_help_with_task
    return add_entry(task, kind, right, by=by, words=words, on=on, paper=paper, quantity=quantity, at=at)


def add_evidence(
    task: int,
    paper: Paper,
    *,
    by: User | None = None,
    words: str = "",
    on: date | None = None,
    at: datetime | None = None,
) -> TaskEntry:
    """Add a document that shows what was done.

    Raises:
        Fault: E822, there is none; or it was withdrawn.
    """
    if not paper.is_there:
        raise fault("E822")
    kind, right = EntryKind.EVIDENCE, rights.may_help_with_task
    return add_entry(task, kind, right, by=by, words=words, on=on, paper=paper, at=at)


def ask_extension(
    task: int,
    deadline: date,
    reason: str,
    *,
    by: User | None = None,
    on: date | None = None,
    at: datetime | None = None,
) -> TaskEntry:
    """Ask for a later deadline. The present one holds until a leader extends it.

    Raises:
        Fault: E827, the new deadline is not later; E824, no reason is given.
    """
    words = _words(reason, "lý do xin gia hạn", "why an extension is needed")
    return add_entry(
        task,
        EntryKind.EXTENSION_ASKED,
        rights.may_lead_task,
        by=by,
        words=words,
        on=on,
        deadline=likely_day(deadline),
        check=lambda case: _later(case, deadline),
        at=at,
    )


def _later(case: TaskCase, deadline: date) -> None:
    if deadline <= case.stands.deadline:
        raise fault("E827", day=day_written(deadline), other=day_written(case.stands.deadline))


def extend_task(
    task: int,
    deadline: date,
    reason: str,
    *,
    by: User | None = None,
    on: date | None = None,
    paper: Paper | None = None,
    at: datetime | None = None,
) -> TaskEntry:
    """Give a later deadline, with its reason. Earlier deadlines stay among the entries.

    Raises:
        Fault: E827, the new deadline is not later; E824, no reason is given.
    """
    words = _words(reason, "lý do gia hạn", "why it is extended")
    return add_entry(
        task,
        EntryKind.EXTENDED,
        rights.may_extend_task,
        by=by,
        words=words,
        on=on,
        paper=paper,
        deadline=likely_day(deadline),
        check=lambda case: _later(case, deadline),
        at=at,
    )


def report_done(
    task: int,
    *,
    by: User | None = None,
    words: str = "",
    on: date | None = None,
    paper: Paper | None = None,
    quantity: Decimal | None = None,
    at: datetime | None = None,
) -> TaskEntry:
    """Report the task as done. It is done once whoever gave it confirms.

    Raises:
        Fault: E822, there is no document that shows it, neither with this act nor among the entries since the last
            return.
    """

    def proven(case: TaskCase) -> None:
        if paper is not None and paper.is_there:
            return
        since = [each.kind for each in case.entries]
        first = len(since) - since[::-1].index(EntryKind.RETURNED) if EntryKind.RETURNED in since else 0
        if not any(_stands(each) for each in case.entries[first:]):
            raise fault("E822")

    return add_entry(
        task,
        EntryKind.DONE,
        rights.may_lead_task,
        by=by,
        words=words,
        on=on,
        paper=paper,
        quantity=quantity,
        check=proven,
        at=at,
    )


def _stands(entry: TaskEntry) -> bool:
    brings = entry.kind in {EntryKind.EVIDENCE, EntryKind.PROGRESS, EntryKind.DONE}
    return brings and entry.document is not None and not hasattr(entry.document, "withdrawal")


def confirm_task(
    task: int, *, by: User | None = None, words: str = "", on: date | None = None, at: datetime | None = None
) -> TaskEntry:
    """Confirm that the task is done. Whoever reported it as done cannot.

    Raises:
        Refused: `by` neither gave the task nor is a leader, or has reported it as done.
    """
    return add_entry(task, EntryKind.CONFIRMED, rights.may_confirm_task, by=by, words=words, on=on, at=at)


def return_task(
    task: int, words: str, *, by: User | None = None, on: date | None = None, at: datetime | None = None
) -> TaskEntry:
    """Return what was reported as done, and say what is missing."""
    words = _words(words, "còn thiếu gì", "what is missing")
    return add_entry(task, EntryKind.RETURNED, rights.may_return_task, by=by, words=words, on=on, at=at)


def cancel_task(
    task: int,
    reason: str,
    *,
    by: User | None = None,
    on: date | None = None,
    paper: Paper | None = None,
    at: datetime | None = None,
) -> TaskEntry:
    """Cancel a task that is not done, and say why."""
    words = _words(reason, "lý do huỷ", "why it is cancelled")
    kind, right = EntryKind.CANCELLED, rights.may_return_task
    return add_entry(task, kind, right, by=by, words=words, on=on, paper=paper, at=at)


def comment_on_task(
    task: int, words: str, *, by: User | None = None, on: date | None = None, at: datetime | None = None
) -> TaskEntry:
    """Add a comment; it changes nothing."""
    words = _words(words, "ý kiến", "the comment")
    return add_entry(task, EntryKind.COMMENT, rights.may_comment_on_task, by=by, words=words, on=on, at=at)
