"""Units, people and tasks of the acts, seen through pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.test import Client

from nhip.people.models import User
from nhip.people.roles import OFFICIALS
from nhip.plans.tests.tasks.conftest import late, said, staff, task, today, units  # noqa: F401

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def enter(staff: dict[str, User]) -> Callable[[str], Client]:  # noqa: F811
    """Return a function that gives a signed-in client."""
    cache.clear()
    entered: dict[str, Client] = {}

    def enter(name: str) -> Client:
        if name in entered:
            return entered[name]
        user = staff[name]
        if user.roles & OFFICIALS:
            TOTP.activate(user, SECRET)
        client = Client()
        client.force_login(user, backend="nhip.people.backends.PeopleBackend")
        entered[name] = client
        return client

    return enter
