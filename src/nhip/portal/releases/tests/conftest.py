"""A small province whose reports are in, and the people who release its figures."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.test import Client

from nhip.people.actions import add_person, grant_role
from nhip.people.models import User
from nhip.people.roles import Role
from nhip.releases.tests.conftest import folder, province

__all__ = ["folder", "province"]
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def enter(province) -> Callable[[str], Client]:
    """Return a function that gives the client of a person of a role, signed in."""
    cache.clear()

    def enter(role: str) -> Client:
        user = User.objects.filter(username=role).first()
        if user is None:
            user = add_person(role, f"Người {role}")
            grant_role(user, Role(role))
            TOTP.activate(user, SECRET)
        client = Client()
        client.force_login(User.objects.get(pk=user.pk), backend="nhip.people.backends.PeopleBackend")
        return client

    return enter
