"""What an enterprise has to do."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils import timezone

from nhip.intake.collection.models import CollectionPeriod, Submission
from nhip.intake.collection.queries import NOT_BEGUN, TAKEN_IN, answers_to, collections_open_on
from nhip.intake.collection.states import IN_HAND, SubmissionState
from nhip.registry.models import Enterprise

__all__ = ["Task", "tasks_of"]


@dataclass(frozen=True, slots=True)
class Task:
    """One form of one enterprise: where it stands, and how many days are left; negative when it is late."""

    enterprise: Enterprise
    collection: CollectionPeriod
    submission: Submission | None
    state: str
    days: int

    @property
    def is_open(self) -> bool:
        """Whether the enterprise has to do something."""
        return self.state not in {*IN_HAND, TAKEN_IN}

    @property
    def urgency(self) -> tuple[bool, bool, int]:
        """Returned forms first, then by the days left; what is done last."""
        return (not self.is_open, self.state != SubmissionState.RETURNED, self.days)

    @property
    def begun(self) -> bool:
        """Whether something is filled in."""
        return self.state != NOT_BEGUN

    @property
    def days_late(self) -> int:
        """Days after the deadline; zero before."""
        return max(0, -self.days)


def tasks_of(enterprises: Collection[int]) -> list[Task]:
    """Return the forms of some enterprises in all open collections, the most urgent first."""
    today = timezone.localdate()
    found = [
        Task(answer.enterprise, collection, answer.submission, answer.state, (collection.deadline - today).days)
        for collection in collections_open_on(today)
        for answer in answers_to(collection, enterprises)
    ]
    return sorted(found, key=lambda task: task.urgency)
