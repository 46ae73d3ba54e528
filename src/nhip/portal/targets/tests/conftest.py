"""A compiled province with a target, and people of each role."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from nhip.people.actions import add_person, grant_role
from nhip.people.models import User
from nhip.people.roles import OFFICIALS, Role
from nhip.releases.actions import compile_run
from nhip.releases.models import Run, StoredScheme
from nhip.releases.tests.conftest import folder, province  # noqa: F401


@pytest.fixture
def run(province: StoredScheme) -> Run:  # noqa: F811
    """Return what was computed of two months of 2023."""
    return compile_run()


@pytest.fixture
def signed_in() -> Callable[[Role], Client]:
    """Return a function that signs a person of a role in."""

    def enter(role: Role) -> Client:
        user = add_person(role.value, f"Người {role.value}")
        grant_role(user, role)
        if role in OFFICIALS:
            TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
        client = Client()
        client.force_login(User.objects.get(pk=user.pk))
        return client

    return enter


@pytest.fixture
def officer(run: Run, signed_in: Callable[[Role], Client]) -> Client:
    """Return a client whose user keeps targets."""
    return signed_in(Role.OFFICER)
