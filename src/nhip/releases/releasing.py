"""Acts that lead a release on: send to review, return, approve, schedule, drop.

Each adds a step and one row of the audit. Nobody approves what he has had a hand in. Nothing is published by an act:
an approved release has a moment, and from that second on everybody sees it.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from nhip.people.rights_releases import may_approve_release, may_prepare_release, may_return_release
from nhip.releases.faults import Faults, fault
from nhip.releases.models import Release, ReleaseState, ReleaseStep
from nhip.releases.publication import content_hash
from nhip.releases.readiness import obstacles
from nhip.releases.steps import Person, locked, makers_of, may, must_be, name_of, newest_basis, take_step

__all__ = ["approve", "drop", "return_to_draft", "schedule", "send_to_review"]


def send_to_review(release: Release, *, by: Person, note: str = "", at: datetime | None = None) -> ReleaseStep:
    """Hand a draft to the approver.

    Raises:
        Refused; Faults: E557 it is no draft; what is in the way of publishing it, and it stays a draft.
    """
    may(by, may_prepare_release)
    seen = must_be(release, ReleaseState.DRAFT)
    _must_be_ready(release)
    return take_step(release, seen, ReleaseState.REVIEW, by, note, at)


def return_to_draft(release: Release, *, by: Person, note: str, at: datetime | None = None) -> ReleaseStep:
    """Give a release back, with what is to be changed. Possible until the second of its publication.

    Raises:
        Refused; Fault: E557 it is a draft, or published; E555 without a reason.
    """
    may(by, may_return_release)
    if not note.strip():
        raise fault("E555")
    seen = must_be(release, ReleaseState.REVIEW, ReleaseState.APPROVED, ReleaseState.SCHEDULED)
    return take_step(release, seen, ReleaseState.DRAFT, by, note, at)


def approve(release: Release, *, by: Person, note: str = "", at: datetime | None = None) -> ReleaseStep:
    """Approve what is under review: it gets the hash of all it publishes, and nothing of it changes from here on.

    Raises:
        Refused: the person may not, or has had a hand in it.
        Faults: E557, E567 by the server's own hand; what is in the way.
    """
    _must_be_another(release, by)
    seen = must_be(release, ReleaseState.REVIEW)
    _must_be_ready(release)
    with transaction.atomic():
        locked(release)
        # Looked at and locked: what is hashed is what is approved, and nobody has written in it since.
        _must_be_another(release, by)
        hashed = content_hash(release, newest_basis(release))
        return take_step(release, seen, ReleaseState.APPROVED, by, note, at, hash=hashed)


def schedule(
    release: Release, publish_at: datetime | None = None, *, by: Person, note: str = "", at: datetime | None = None
) -> ReleaseStep:
    """Set the second at which an approved release becomes public, at once if none; or another, until it has come.

    Raises:
        Refused; Faults: E557, E561 a moment that has passed; what is in the way, as of now.
    """
    _must_be_another(release, by)
    moment = at or timezone.now()
    publish_at = publish_at or moment
    if publish_at < moment:
        raise fault("E561")
    seen = must_be(release, ReleaseState.APPROVED, ReleaseState.SCHEDULED)
    if seen.state == ReleaseState.SCHEDULED and not note.strip():
        raise fault("E555")
    _must_be_ready(release)
    return take_step(release, seen, ReleaseState.SCHEDULED, by, note, moment, publish_at=publish_at, hash=seen.hash)


def drop(release: Release, *, by: Person, note: str, at: datetime | None = None) -> ReleaseStep:
    """Give up a draft: another may be begun for its period.

    Raises:
        Refused; Fault: E557, E555 without a reason.
    """
    may(by, may_prepare_release)
    if not note.strip():
        raise fault("E555")
    return take_step(release, must_be(release, ReleaseState.DRAFT), ReleaseState.DROPPED, by, note, at)


def _must_be_another(release: Release, by: Person) -> None:
    makers = makers_of(release)
    may(by, may_approve_release, release, makers)
    if name_of(by) in makers:
        raise fault("E567", who=by)


def _must_be_ready(release: Release) -> None:
    found = obstacles(release, newest_basis(release))
    if found:
        raise Faults(found)
