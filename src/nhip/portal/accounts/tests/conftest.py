"""Signing in by hand, as the pages do."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.test import Client

from nhip.people.actions import add_person, grant_role
from nhip.people.demonstration import code_now
from nhip.people.models import User
from nhip.people.roles import OFFICIALS, Role
from nhip.registry.models import Enterprise

PASSWORD = "gà trống gáy bốn giờ sáng"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SIGN_IN = "/vi/account/sign-in/"


@pytest.fixture(autouse=True)
def _no_counts(db: None) -> None:
    cache.clear()


@pytest.fixture
def kiln(db: None) -> Enterprise:
    return Enterprise.objects.create(tax_code="9900000016", name="Lò gạch Một", illustrative=True)


@pytest.fixture
def person(kiln: Enterprise) -> Callable[..., User]:
    """Return a function that makes a person with a password, a role, and for officials a second factor."""

    def make(role: Role | None = None, *, factor: bool = True, **fields: Any) -> User:
        name = fields.pop("username", role.value if role else "nobody")
        user = add_person(name, f"Người {name}", **fields)
        user.set_password(PASSWORD)
        user.save()
        if role is not None:
            grant_role(user, role, enterprise=kiln if role is Role.REPORTER else None)
        if role in OFFICIALS and factor:
            TOTP.activate(user, SECRET)
        return User.objects.get(pk=user.pk)

    return make


def type_in(client: Client, name: str, password: str = PASSWORD, **extra: Any) -> Any:
    return client.post(SIGN_IN, {"login": name, "password": password}, **extra)


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.fixture
def entered(client: Client) -> Callable[[User], Client]:
    """Return a function that signs a person in by the pages, with a code where one is due."""

    def enter(user: User) -> Client:
        answer = type_in(client, user.username)
        assert answer.status_code == 302, answer.content.decode()
        if answer.url.endswith("/second-factor/code/"):
            client.post(answer.url, {"code": code_now(SECRET)})
        assert signed_in(client)
        return client

    return enter


def words(answer: Any) -> str:
    """Return the text of a page without its marks."""
    main = answer.content.decode().split("<main", 1)[-1].split("</main>", 1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())
