"""Sign-ins, failed ones, and changes of passwords and second factors each leave a row in the audit chain."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from nhip.people.models import User, sign_in_name
from nhip.registry.actions import audit

NOBODY = "?"


def _note(actor: str, act: str, subject: str, **new: Any) -> None:
    with transaction.atomic():
        audit(actor, act, subject, new=new or None)


@receiver(user_logged_in)
def _signed_in(sender: Any, user: User, **kwargs: Any) -> None:
    _note(user.username, "sign-in.done", f"person {user.username}")


@receiver(user_logged_out)
def _signed_out(sender: Any, user: User | None, **kwargs: Any) -> None:
    if user is not None:
        _note(user.username, "sign-out.done", f"person {user.username}")


@receiver(user_login_failed)
def _failed(sender: Any, credentials: dict[str, Any], **kwargs: Any) -> None:
    # What was typed is kept only if it is a name we know: people type their password into the wrong box.
    name = sign_in_name(str(credentials.get("username") or ""))
    known = User.objects.filter(username=name).exists()
    _note(NOBODY, "sign-in.failed", f"person {name}" if known else "unknown name")


@receiver(authentication_failed)
def _wrong_code(sender: Any, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    _note(user.username, "second-factor.failed", f"person {user.username}", type=str(authenticator.type))


# django-allauth tells of a new one after the transaction; the row belongs inside.
@receiver(post_save, sender=Authenticator)
def _factor_added(sender: Any, instance: Authenticator, created: bool, **kwargs: Any) -> None:
    if created:
        name = instance.user.username
        _note(name, "second-factor.added", f"person {name}", type=str(instance.type))


@receiver(authenticator_removed)
def _factor_removed(sender: Any, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    _note(user.username, "second-factor.removed", f"person {user.username}", type=str(authenticator.type))


@receiver(authenticator_reset)
def _codes_renewed(sender: Any, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    _note(user.username, "second-factor.renewed", f"person {user.username}", type=str(authenticator.type))


@receiver([password_changed, password_set, password_reset])
def _password_changed(sender: Any, user: User, **kwargs: Any) -> None:
    _note(user.username, "password.changed", f"person {user.username}")
