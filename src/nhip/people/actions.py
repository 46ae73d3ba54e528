"""Acts on people. Each checks the right, does its work and leaves one audit row, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from nhip.people import rights
from nhip.people.models import Grant, Language, User, sign_in_name
from nhip.people.refusals import demand
from nhip.people.roles import Role
from nhip.registry.actions import SYSTEM, audit
from nhip.registry.models import Enterprise

__all__ = [
    "add_person",
    "change_person",
    "close_account",
    "grant_role",
    "open_account",
    "reset_second_factor",
    "revoke_role",
    "sign_in_link",
]

CHANGEABLE = ("full_name", "email", "language", "expires_on")


def _allow(by: User | None, right: Any, *things: Any) -> str:
    """Check the right of whoever acts, and return the name for the audit row. None is the command on the server."""
    if by is None:
        return SYSTEM
    demand(by, right, *things)
    return by.username


def _shown(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def add_person(
    username: str,
    full_name: str,
    *,
    by: User | None = None,
    email: str = "",
    language: str = Language.VIETNAMESE,
    expires_on: date | None = None,
) -> User:
    """Add a person without a password and without roles; `sign_in_link` lets them choose a password.

    Raises:
        ValidationError: a name is missing, malformed or taken.
        Refused: `by` may not manage people.
    """
    actor = _allow(by, rights.may_manage_people)
    username, email = sign_in_name(username), email.strip().lower()
    if not email and "@" in username:
        email = username
    person = User(username=username, full_name=full_name, email=email, language=language, expires_on=expires_on)
    person.set_unusable_password()
    person.full_clean()
    with transaction.atomic():
        person.save()
        new = {name: _shown(getattr(person, name)) for name in CHANGEABLE}
        audit(actor, "person.added", f"person {person.username}", new=new)
    return person


def change_person(person: User, changes: dict[str, Any], *, by: User | None = None) -> None:
    """Change a person's name, e-mail, language or last day. The sign-in name stays: the audit chain uses it.

    Raises:
        ValidationError: a value is malformed or taken.
        Refused: `by` may not manage people.
    """
    actor = _allow(by, rights.may_manage_people)
    if unknown := set(changes) - set(CHANGEABLE):
        raise ValueError(f"not changed here: {sorted(unknown)}")
    with transaction.atomic():
        kept = User.objects.select_for_update().get(pk=person.pk)
        old = {name: _shown(getattr(kept, name)) for name in changes}
        for name, value in changes.items():
            setattr(kept, name, value)
            setattr(person, name, value)
        kept.full_clean()
        new = {name: _shown(getattr(kept, name)) for name in changes}
        moved = [name for name in changes if old[name] != new[name]]
        if moved:
            kept.save(update_fields=moved)
            subject = f"person {kept.username}"
            audit(actor, "person.changed", subject, old={n: old[n] for n in moved}, new={n: new[n] for n in moved})


def grant_role(
    person: User,
    role: str,
    *,
    by: User | None = None,
    enterprise: Enterprise | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    document: str = "",
) -> Grant:
    """Give a person a role, from today unless told.

    Raises:
        ValidationError: a reporter without an enterprise, another role with one, or days in the wrong order.
        Refused: `by` may not grant roles to this person.
    """
    actor = _allow(by, rights.may_grant, person)
    grant = Grant(
        user=person,
        role=role,
        enterprise=enterprise,
        valid_from=valid_from or timezone.localdate(),
        valid_to=valid_to,
        document=document,
        granted_by=by,
    )
    grant.full_clean()
    with transaction.atomic():
        grant.save()
        new = {
            "role": grant.role,
            "enterprise": enterprise.tax_code if enterprise else None,
            "valid_from": _shown(grant.valid_from),
            "valid_to": _shown(valid_to),
            "document": document,
        }
        audit(actor, "role.granted", f"person {person.username}", new=new)
    person.__dict__.pop("_current_grants", None)
    return grant


def revoke_role(grant: Grant, *, by: User | None = None) -> None:
    """Take a role away, from this moment. Revoking twice changes nothing.

    Raises:
        Refused: `by` may not revoke roles of this person.
    """
    actor = _allow(by, rights.may_grant, grant.user)
    with transaction.atomic():
        kept = Grant.objects.select_for_update(of=("self",)).get(pk=grant.pk)
        if kept.revoked_at is not None:
            return
        kept.revoked_at, kept.revoked_by = timezone.now(), by
        kept.save(update_fields=["revoked_at", "revoked_by"])
        old = {"role": kept.role, "enterprise": kept.enterprise.tax_code if kept.enterprise else None}
        audit(actor, "role.revoked", f"person {kept.user.username}", old=old)
    grant.user.__dict__.pop("_current_grants", None)


def _set_open(person: User, is_open: bool, by: User | None) -> None:
    actor = _allow(by, rights.may_close_account, person)
    with transaction.atomic():
        if User.objects.filter(pk=person.pk, is_active=not is_open).update(is_active=is_open):
            act = "account.opened" if is_open else "account.closed"
            audit(actor, act, f"person {person.username}", old={"open": not is_open}, new={"open": is_open})
    person.is_active = is_open


def close_account(person: User, *, by: User | None = None) -> None:
    """Close an account. Its sessions end at their next request.

    Raises:
        Refused: `by` may not close this account.
    """
    _set_open(person, False, by)


def open_account(person: User, *, by: User | None = None) -> None:
    """Open a closed account again.

    Raises:
        Refused: `by` may not open this account.
    """
    _set_open(person, True, by)


def reset_second_factor(person: User, *, by: User | None = None) -> None:
    """Take away a lost second factor and its recovery codes.

    Raises:
        Refused: `by` may not do so for this person.
    """
    actor = _allow(by, rights.may_reset_second_factor, person)
    with transaction.atomic():
        removed = [str(each.type) for each in Authenticator.objects.filter(user=person)]
        Authenticator.objects.filter(user=person).delete()
        audit(actor, "second-factor.reset", f"person {person.username}", old={"types": sorted(removed)})


def sign_in_link(person: User, *, by: User | None = None) -> str:
    """Return the path of a page on which the person chooses a password: once, and within a day.

    Raises:
        Refused: `by` may not manage people.
    """
    actor = _allow(by, rights.may_manage_people)
    with transaction.atomic():
        audit(actor, "sign-in-link.made", f"person {person.username}")
    key = default_token_generator.make_token(person)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(person), "key": key})


def roles_of(text: str) -> Iterable[Role]:
    """Read role names separated by commas, as the command takes them.

    >>> list(roles_of("officer, leader"))
    [Role.OFFICER, Role.LEADER]
    """
    return [Role(name.strip()) for name in text.split(",") if name.strip()]
