"""People of each role, and one of each thing that projects and promotion show."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from nhip.people.actions import add_person, grant_role
from nhip.people.models import User
from nhip.people.roles import OFFICIALS, Role
from nhip.plans.tests.given import promises_of
from nhip.registry.models import Enterprise


@pytest.fixture
def enterprise(db: None) -> Enterprise:
    """Return the enterprise that runs the plant and receives support."""
    return Enterprise.objects.create(tax_code="9900000016", name="Công ty Điện Ví Dụ")


@pytest.fixture
def things(enterprise: Enterprise) -> dict[str, int]:
    """Keep one of each thing."""
    return promises_of(enterprise)


@pytest.fixture
def signed_in(enterprise: Enterprise) -> Callable[[Role], Client]:
    """Return a function that signs a person of a role in."""

    def enter(role: Role) -> Client:
        user = add_person(role.value, f"Người {role.value}")
        grant_role(user, role, enterprise=enterprise if role is Role.REPORTER else None)
        if role in OFFICIALS:
            TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
        client = Client()
        client.force_login(User.objects.get(pk=user.pk))
        return client

    return enter


@pytest.fixture
def officer(signed_in: Callable[[Role], Client], things: dict[str, int]) -> Client:
    """Return a client whose user keeps projects and promotion."""
    return signed_in(Role.OFFICER)
