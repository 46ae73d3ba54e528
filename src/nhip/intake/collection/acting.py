"""What all acts on a submission have in common: the right, the lock, the state, the version, the key of the request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from nhip.intake.collection.faults import Fault, fault
from nhip.intake.collection.models import Cell, CollectionPeriod, HandledRequest, Step, Submission
from nhip.intake.collection.states import TRANSITIONS, Act, SubmissionState
from nhip.intake.models import SourceFile
from nhip.people.models import User
from nhip.people.refusals import demand

__all__ = ["carry_out", "demand_open", "in_both", "lock", "once", "step"]

_T = TypeVar("_T")


def in_both(label: Any) -> dict[str, str]:
    """Return a translated word in both languages, for a sentence of the catalogue."""
    words = {}
    for language in ("vi", "en"):
        with translation.override(language):
            words[language] = str(label)
    return words


def demand_open(collection: CollectionPeriod) -> None:
    """Raise the fault N601 or N602 if a collection takes no answers now."""
    if collection.is_closed:
        raise fault("N602")
    if not collection.accepts_on(timezone.localdate()):
        raise fault("N601", day=f"{collection.opens_on:%d/%m/%Y}")


def lock(submission: Submission, act: Act, version: int, by: User) -> Submission:
    """Check that a person may do this to a submission now, and hold its row until the transaction ends.

    Raises:
        Refused: the person has no right.
        Fault: N601, N602 the collection is not open; N603 the state does not allow it; N604 somebody was quicker.
    """
    kept: Submission = (
        Submission.objects.select_for_update(of=("self",))
        .select_related("enterprise", "collection")
        .get(pk=submission.pk)
    )
    transition = TRANSITIONS[act]
    demand(by, transition.right, kept)
    if transition.needs_open_period:
        demand_open(kept.collection)
    if kept.version != version:
        last = kept.steps.select_related("by").last()
        raise fault("N604", who=str(last.by) if last else str(kept.created_by))
    if kept.state not in transition.sources:
        words = in_both(SubmissionState(kept.state).label)
        raise fault("N603", state_vi=words["vi"], state_en=words["en"])
    return kept


def carry_out(
    act: Act, submission: Submission, by: User, key: str, do: Callable[[], _T], again: Callable[[Any], _T]
) -> _T:
    """Carry out an act on a submission once. A refusal is noted outside the transaction, so that it stays noted."""
    demand(by, TRANSITIONS[act].right, Submission.objects.get(pk=submission.pk))
    return once(key, by, act, f"submission {submission.pk}", do, again)


def step(
    submission: Submission, act: Act, by: User, *, file: SourceFile | None = None, at: datetime | None = None
) -> Step:
    """Take a step: note it, and bring the submission to the state it leads to."""
    before = submission.state
    submission.state = TRANSITIONS[act].to or before
    submission.version += 1
    last = Cell.objects.filter(submission=submission).order_by("pk").last()
    return Step.objects.create(
        submission=submission,
        act=act,
        before=before,
        after=submission.state,
        version=submission.version,
        by=by,
        at=at or timezone.now(),
        last_cell=last.pk if last else None,
        file=file,
    )


def once(key: str, by: User, act: str, subject: str, do: Callable[[], _T], again: Callable[[Any], _T]) -> _T:
    """Carry out a request in one transaction, unless it was carried out before: then answer as then.

    Args:
        key: what its sender calls the request; without a key it is always carried out.
        do: carries it out; its answer is kept as JSON.
        again: makes the answer out of what was kept.
    """
    if not key:
        with transaction.atomic():
            return do()
    earlier = HandledRequest.objects.filter(by=by, key=key, act=act).first()
    if earlier is not None:
        return again(earlier.answer)
    try:
        with transaction.atomic():
            answer = do()
            kept = asdict(answer) if is_dataclass(answer) and not isinstance(answer, type) else answer
            HandledRequest.objects.create(key=key[:64], by=by, act=act, subject=subject[:60], answer=kept)
            return answer
    except Exception as wrong:
        # While this one waited for its turn, its twin was carried out: the unique key, the version or the state told.
        earlier = HandledRequest.objects.filter(by=by, key=key, act=act).first()
        if earlier is None or not isinstance(wrong, IntegrityError | Fault):
            raise
        return again(earlier.answer)
