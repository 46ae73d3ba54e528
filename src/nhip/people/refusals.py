"""Saying no: to a person who may not, in a view or in an act, with one row in the audit chain."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase

from nhip.people.models import User
from nhip.registry.actions import audit

__all__ = ["Refused", "demand", "requires"]

Right = Callable[..., bool]
View = Callable[..., HttpResponseBase]


class Refused(PermissionDenied):
    """A signed-in person has no right to this. Becomes an answer of 403 with a sentence."""


def _refuse(user: User, right: Right, things: tuple[Any, ...], where: str) -> NoReturn:
    name = getattr(right, "__name__", str(right))
    subjects = [f"{type(thing).__name__} {getattr(thing, 'pk', '')}".strip() for thing in things]
    with transaction.atomic():
        audit(user.username, "right.refused", " ".join([name, *subjects])[:200], new={"path": where} if where else None)
    raise Refused(name)


def demand(user: Any, right: Right, *things: Any, hidden: bool = False, where: str = "") -> None:
    """Return if the person has the right; otherwise note the refusal and raise.

    Args:
        hidden: say "there is no such thing" to somebody who may not know that there is.
        where: the address that was asked for.

    Raises:
        Refused: the person has no right.
        Http404: the same, for a hidden thing.
    """
    if right(user, *things):
        return
    if isinstance(user, User):
        try:
            _refuse(user, right, things, where)
        except Refused:
            if not hidden:
                raise
    elif not hidden:
        raise Refused(getattr(right, "__name__", str(right)))
    raise Http404


def requires(right: Right, *, of: Callable[..., Any] | None = None, hidden: bool = False) -> Callable[[View], View]:
    """Guard a view by a right.

    Somebody who is not signed in is sent to sign in; a person without the right gets 403, or 404 for a hidden thing.

    Args:
        of: loads the thing the right is about, from the arguments of the address; it may raise Http404.
        hidden: whether the existence of the thing is itself a secret.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                # A hidden thing is not even looked for: whoever asks has to sign in first.
                if not hidden and right(request.user, *([of(*args, **kwargs)] if of else [])):
                    return view(request, *args, **kwargs)
                return redirect_to_login(request.get_full_path())
            demand(request.user, right, *([of(*args, **kwargs)] if of else []), hidden=hidden, where=request.path)
            return view(request, *args, **kwargs)

        guarded.right = right  # type: ignore[attr-defined]
        return guarded

    return guard
