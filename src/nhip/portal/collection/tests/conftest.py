"""The small province of the acts, seen through pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.test import Client

from nhip.intake.tests.collection.conftest import (  # noqa: F401
    box,
    bricks,
    coal,
    fill,
    kiln,
    last_month,
    mine,
    month,
    people,
    submitted,
)
from nhip.people.models import User
from nhip.people.roles import OFFICIALS

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def enter(people: dict[str, User]) -> Callable[[str], Client]:  # noqa: F811
    """Return a function that gives a signed-in client."""
    cache.clear()

    def enter(name: str) -> Client:
        user = people[name]
        if user.roles & OFFICIALS:
            TOTP.activate(user, SECRET)
        client = Client()
        client.force_login(user, backend="nhip.people.backends.PeopleBackend")
        return client

    return enter
