"""People who keep dossiers, and a cluster with one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from nhip.estates.actions import add_estate
from nhip.estates.dossiers.acts import start_dossier
from nhip.estates.models import Dossier, Estate
from nhip.estates.time_limits import work_calendar
from nhip.people.actions import add_person, grant_role
from nhip.people.roles import Role
from nhip.registry.keepers import SYSTEM_KEEPER


@pytest.fixture
def enter(db: None) -> Callable[[Role], Client]:
    """Return a function that signs somebody in."""

    def enter(role: Role) -> Client:
        cache.clear()
        user = add_person(role.value, "Người phụ trách")
        grant_role(user, role)
        TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
        client = Client()
        client.force_login(user, backend="nhip.people.backends.PeopleBackend")
        return client

    return enter


@pytest.fixture
def cluster(db: None) -> Estate:
    """Return a cluster of which nothing is known yet."""
    return add_estate(SYSTEM_KEEPER, "cluster", "CCN-THU", "CCN Thử")


def days_ago(working: int) -> date:
    """Return the working day after which there were so many working days, today included if it is one."""
    calendar, today = work_calendar(), timezone.localdate()
    day = today
    while not (calendar.is_working(day) and calendar.working_between(day, today) >= working):
        day -= timedelta(days=1)
    return day


@pytest.fixture
def late(cluster: Estate) -> Dossier:
    """Return a dossier whose first time limit of two working days ended last week."""
    return start_dossier(SYSTEM_KEEPER, "cluster", "Thành lập CCN Thử", "Công ty Hạ tầng", days_ago(8), estate=cluster)
