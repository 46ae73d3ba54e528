"""How far a release has come: its newest step, and the taking of the next one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

import nhip
from nhip.people.models import User
from nhip.people.refusals import Right, demand
from nhip.registry.actions import audit
from nhip.releases.faults import fault
from nhip.releases.models import Basis, Release, ReleaseState, ReleaseStep

__all__ = [
    "Person",
    "add_step",
    "has_hand",
    "locked",
    "makers_of",
    "may",
    "must_be",
    "name_of",
    "newest_basis",
    "newest_step",
    "state_words",
    "take_step",
]

Person = User | str
"""Who acts; a text for the command on the server, which no right is asked of."""


def may(by: Person, right: Right, *things: Any) -> None:
    """Ask a person's right; the command on the server is not asked.

    Raises:
        Refused: the person has none.
    """
    if isinstance(by, User):
        demand(by, right, *things)


def name_of(by: Person) -> str:
    """Return the name under which an act is kept."""
    return by.username if isinstance(by, User) else by


def newest_step(release: Release) -> ReleaseStep:
    """Return the step a release is at."""
    return release.steps.order_by("-id")[0]


def newest_basis(release: Release) -> Basis:
    """Return the run a release rests on now."""
    return release.bases.select_related("run__scheme").order_by("-id")[0]


_Hands = Callable[[Release], Iterable[str]]
_hands: dict[str, _Hands] = {}


def has_hand(name: str) -> Callable[[_Hands], _Hands]:
    """Enter a question of a room above, in its file `makers.py`: who has written something that a release says."""

    def enter(ask: _Hands) -> _Hands:
        _hands[name] = ask
        return ask

    return enter


def makers_of(release: Release) -> frozenset[str]:
    """Return everybody who has had a hand in what a release says. None of them may approve it."""
    for room in iter_modules(nhip.__path__, "nhip."):
        if room.ispkg and find_spec(f"{room.name}.makers"):
            import_module(f"{room.name}.makers")
    rows: list[Iterable[str]] = [
        release.bases.values_list("recorded_by", flat=True),
        release.texts.values_list("recorded_by", flat=True),
        release.files.values_list("recorded_by", flat=True),
        *(ask(release) for ask in _hands.values()),
    ]
    return frozenset({release.prepared_by, *(name for names in rows for name in names)})


def locked(release: Release) -> None:
    """Let nobody else act on a release before this transaction ends: what is approved is what was looked at."""
    Release.objects.select_for_update().filter(pk=release.pk).first()


def must_be(release: Release, *states: str) -> ReleaseStep:
    """Return the step a release is at. Inside a transaction it stays there until that ends.

    Raises:
        Fault: E557, it is at none of these states, or published.
    """
    if connection.in_atomic_block:
        locked(release)
    step = newest_step(release)
    published = step.state == ReleaseState.SCHEDULED and step.publish_at and step.publish_at <= timezone.now()
    if step.state not in states or published:
        raise fault("E557", **_state_words("published" if published else step.state))
    return step


def _state_words(state: str) -> dict[str, str]:
    words = {}
    for language in ("vi", "en"):
        with translation.override(language):
            words[f"state_{language}"] = state_words(state)
    return words


def state_words(state: str) -> str:
    """Return a state in the language that is switched on."""
    return _("published") if state == "published" else str(ReleaseState(state).label)


def take_step(
    release: Release,
    seen: ReleaseStep,
    to: str,
    by: Person,
    note: str,
    at: datetime | None,
    *,
    publish_at: datetime | None = None,
    hash: str = "",
) -> ReleaseStep:
    """Lead a release on from the step that was looked at, with one row of the audit.

    Args:
        note: why, for those who come after.
        publish_at: the second it becomes public, for a step to `scheduled`.
        hash: of all it publishes, from `approved` on.

    Raises:
        Fault: E557 it has become public meanwhile, E566 somebody else has led it on.
    """
    try:
        with transaction.atomic():
            locked(release)
            if newest_step(release) != seen:
                raise fault("E566", release=release.slug)
            must_be(release, seen.state)
            step = add_step(
                release, to, name_of(by), at or timezone.now(), seen, note=note, publish_at=publish_at, hash=hash
            )
            new = {"state": to, "note": step.note, "hash": hash}
            if publish_at:
                new["publish_at"] = publish_at.isoformat()
            audit(name_of(by), f"release.{to}", f"release {release.slug}", old={"state": seen.state}, new=new)
    except IntegrityError:
        raise fault("E566", release=release.slug) from None
    return step


def add_step(
    release: Release,
    state: str,
    who: str,
    at: datetime,
    follows: ReleaseStep | None,
    *,
    note: str = "",
    publish_at: datetime | None = None,
    hash: str = "",
) -> ReleaseStep:
    """Write a step down as it is told; two steps cannot follow the same one.

    Raises:
        IntegrityError: another step follows that one already.
    """
    return ReleaseStep.objects.create(
        release=release,
        state=state,
        by=who,
        at=at,
        note=note.strip()[:500],
        publish_at=publish_at,
        hash=hash,
        follows=follows,
    )
