"""Two enterprises and one person for each role."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache

from nhip.people.actions import add_person, grant_role
from nhip.people.models import User
from nhip.people.roles import Role
from nhip.registry.models import Enterprise


@pytest.fixture
def kiln(db):
    return Enterprise.objects.create(tax_code="9900000016", name="Lò gạch Một", illustrative=True)


@pytest.fixture
def mine(db):
    return Enterprise.objects.create(tax_code="9900000023", name="Mỏ Na Dương", illustrative=True)


@pytest.fixture
def person(db) -> Callable[..., User]:
    """Return a function that makes a person with a role; a reporter gets an enterprise as well."""

    def make(role: Role | None, enterprise: Enterprise | None = None, name: str = "") -> User:
        user = add_person(name or (role.value if role else "nobody"), f"Người {role}")
        if role is not None:
            grant_role(user, role, enterprise=enterprise)
        return User.objects.get(pk=user.pk)

    return make


@pytest.fixture(autouse=True)
def _no_counts(request: pytest.FixtureRequest) -> None:
    """Forget failed sign-ins of other tests."""
    if request.node.get_closest_marker("django_db") or "db" in request.fixturenames:
        request.getfixturevalue("db")
        cache.clear()
