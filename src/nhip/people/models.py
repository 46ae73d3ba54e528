"""People, and the roles given to them from a day to a day."""

from __future__ import annotations

import unicodedata
from datetime import date
from functools import cached_property
from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhip.people.roles import OFFICIALS, Role
from nhip.registry.models import Enterprise
from nhip.registry.models.validity import ValidInTime, ValidQuerySet, dates_in_order
from nhip.registry.text import NfcField

__all__ = ["Grant", "Language", "User", "sign_in_name"]


def sign_in_name(text: str) -> str:
    """Return a sign-in name as it is kept: composed, lower case, without spaces at its ends.

    >>> sign_in_name(" Lan@So.Example.vn ")
    'lan@so.example.vn'
    """
    return unicodedata.normalize("NFC", text).strip().lower()


class Language(models.TextChoices):
    """The language a person is written to in."""

    VIETNAMESE = "vi", "Tiếng Việt"
    ENGLISH = "en", "English"


class UserManager(BaseUserManager["User"]):
    """People, found by their sign-in name in whatever case it is typed."""

    def get_by_natural_key(self, username: str | None) -> User:
        """Find by sign-in name."""
        return self.get(username=sign_in_name(username or ""))

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        """Keep a person, without any role. Pages and commands use `nhip.people.actions.add_person`."""
        user = self.model(username=sign_in_name(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in. Never deleted, because the audit chain names people by their sign-in name."""

    username = models.CharField(
        _("sign-in name"),
        max_length=150,
        unique=True,
        validators=[RegexValidator(r"^[\w.@+-]+\Z", _("Letters, digits and . @ + - _ only, without spaces."))],
        error_messages={"unique": _("There is already a person with this sign-in name.")},
    )
    full_name = NfcField(_("full name"), max_length=150)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.VIETNAMESE)
    is_active = models.BooleanField(_("open"), default=True)
    expires_on = models.DateField(_("last day"), null=True, blank=True)
    created_at = models.DateTimeField(_("added on"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["username"]
        constraints = [
            models.UniqueConstraint(fields=["email"], condition=~Q(email=""), name="person_email_once"),
            models.CheckConstraint(condition=Q(language__in=Language.values), name="person_language_known"),
        ]

    def __str__(self) -> str:
        return self.full_name or self.username

    def clean(self) -> None:
        """Compose the names."""
        self.username = sign_in_name(self.username)
        self.email = self.email.strip().lower()

    def get_full_name(self) -> str:
        """Return the name to greet with."""
        return self.full_name

    @property
    def may_sign_in(self) -> bool:
        """Whether the account is open and its last day has not passed."""
        return self.is_active and (self.expires_on is None or self.expires_on >= timezone.localdate())

    @cached_property
    def _current_grants(self) -> list[tuple[str, int | None]]:
        return list(self.grants.current().values_list("role", "enterprise_id"))

    @property
    def roles(self) -> frozenset[str]:
        """The roles held today; none once the account is closed. Read once for each request."""
        return frozenset(role for role, _ in self._current_grants) if self.may_sign_in else frozenset()

    @property
    def enterprise_ids(self) -> frozenset[int]:
        """The enterprises the person reports for today."""
        if not self.may_sign_in:
            return frozenset()
        return frozenset(
            enterprise for role, enterprise in self._current_grants if role == Role.REPORTER and enterprise is not None
        )

    @property
    def is_official(self) -> bool:
        """Whether the person acts for the province, and therefore needs a second factor."""
        return bool(self.roles & OFFICIALS)


class GrantQuerySet(ValidQuerySet["Grant"]):
    """Grants."""

    def current(self, day: date | None = None) -> Self:
        """Keep those that hold on a day, today unless told."""
        return self.on(day or timezone.localdate()).filter(revoked_at=None)


class Grant(ValidInTime):
    """A role, given to a person from a day to a day by somebody; to a reporter, for one enterprise.

    What was granted is never deleted: revoking notes when and by whom.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="grants", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=15, choices=Role.choices)
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="reporters", verbose_name=_("enterprise")
    )
    document = NfcField(_("document"), max_length=200, blank=True)
    granted_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("granted by"), editable=False
    )
    granted_at = models.DateTimeField(_("granted at"), default=timezone.now, editable=False)
    revoked_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("revoked by"), editable=False
    )
    revoked_at = models.DateTimeField(_("revoked at"), null=True, editable=False)

    objects = models.Manager.from_queryset(GrantQuerySet)()

    class Meta:
        verbose_name = _("role of a person")
        verbose_name_plural = _("roles of people")
        ordering = ["user", "role", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="grant_role_known"),
            models.CheckConstraint(
                condition=Q(role=Role.REPORTER, enterprise__isnull=False)
                | (~Q(role=Role.REPORTER) & Q(enterprise__isnull=True)),
                name="grant_enterprise_for_reporters_only",
            ),
            dates_in_order("valid_from", "valid_to", "grant_dates_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"
