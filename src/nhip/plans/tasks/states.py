"""What follows from the entries of a task: its state, its deadline, whether it is late. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Protocol

from django.db import models
from django.utils.translation import gettext_lazy as _

from nhip.plans.models import EntryKind

__all__ = ["AFTER", "CLOSED", "FITS", "Standing", "TaskState", "standing"]


class TaskState(models.TextChoices):
    """Where a task stands."""

    GIVEN = "given", _("given, not yet accepted")
    WORKING = "working", _("being worked on")
    RETURNED = "returned", _("returned")
    WAITING = "waiting", _("reported done, waiting for confirmation")
    DONE = "done", _("done")
    CANCELLED = "cancelled", _("cancelled")


CLOSED: Final = frozenset({TaskState.DONE, TaskState.CANCELLED})
"""Nobody has to do anything any more."""

AFTER: Final[Mapping[str, TaskState]] = {
    EntryKind.ACCEPTED: TaskState.WORKING,
    EntryKind.DONE: TaskState.WAITING,
    EntryKind.RETURNED: TaskState.RETURNED,
    EntryKind.CONFIRMED: TaskState.DONE,
    EntryKind.CANCELLED: TaskState.CANCELLED,
}
"""The state after an entry; entries of other kinds leave it as it is."""

_AT_WORK: Final = frozenset({TaskState.GIVEN, TaskState.WORKING, TaskState.RETURNED})
_OPEN: Final = _AT_WORK | {TaskState.WAITING}
FITS: Final[Mapping[str, frozenset[TaskState]]] = {
    EntryKind.ACCEPTED: frozenset({TaskState.GIVEN}),
    EntryKind.PROGRESS: _AT_WORK,
    EntryKind.EVIDENCE: _OPEN,
    EntryKind.EXTENSION_ASKED: _AT_WORK,
    EntryKind.EXTENDED: _OPEN,
    EntryKind.DONE: _AT_WORK,
    EntryKind.CONFIRMED: frozenset({TaskState.WAITING}),
    EntryKind.RETURNED: frozenset({TaskState.WAITING}),
    EntryKind.CANCELLED: _OPEN,
    EntryKind.COMMENT: frozenset(TaskState),
    EntryKind.ESCALATED: _AT_WORK,
}
"""In which states an entry of a kind may be added."""


class Entry(Protocol):
    """What is looked at of an entry."""

    kind: str
    deadline: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a task stands on a day. `late` counts days after the deadline; zero where nothing is late."""

    state: TaskState
    deadline: date
    late: int

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.state not in CLOSED


def standing(deadline: date, entries: Iterable[Entry], day: date) -> Standing:
    """Return where a task stands on a day, from its deadline as given and its entries in the order of recording.

    A task that was reported done and waits for confirmation is not late: its unit has done its part. If it is
    returned, it is late again.
    """
    state = TaskState.GIVEN
    for entry in entries:
        state = AFTER.get(entry.kind, state)
        if entry.kind == EntryKind.EXTENDED and entry.deadline is not None:
            deadline = entry.deadline
    late = (day - deadline) // timedelta(days=1) if state in _AT_WORK and day > deadline else 0
    return Standing(state, deadline, late)
