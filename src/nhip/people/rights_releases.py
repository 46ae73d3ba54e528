"""Who may do what with releases. Read like `rights.py`: one function, one right, its text is the rule."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from nhip.people.rights import Person, _holds
from nhip.people.roles import COMPILERS, DATA_READERS, PUBLISHERS, STAFF

__all__ = [
    "may_approve_release",
    "may_prepare_release",
    "may_return_release",
    "may_see_confidential",
    "may_see_releases",
    "may_set_calendar",
]


def may_see_releases(user: Person) -> bool:
    """Officer, statistician, approver and leader may see releases before they are published, and how far they are."""
    return _holds(user, STAFF)


def may_see_confidential(user: Person) -> bool:
    """Officer, statistician and approver may see figures that are secret; a leader decides on totals, and may not."""
    return _holds(user, DATA_READERS)


def may_prepare_release(user: Person) -> bool:
    """The statistician prepares releases: rests them on what is known, edits their texts, sends them to review."""
    return _holds(user, COMPILERS)


def may_return_release(user: Person) -> bool:
    """Statistician and approver may give a release back to be changed, until the second it is published."""
    return _holds(user, COMPILERS | PUBLISHERS)


def may_approve_release(user: Person, release: Any, makers: Collection[str]) -> bool:
    """The approver approves and schedules a release in whose figures, texts and files he has had no hand."""
    return _holds(user, PUBLISHERS) and user.get_username() not in makers


def may_set_calendar(user: Person) -> bool:
    """Statistician and approver set the days of the release calendar, and change them with a reason."""
    return _holds(user, COMPILERS | PUBLISHERS)
