"""Making the releases goes on where it was interrupted, and makes nothing twice."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from nhip.demonstration import releases
from nhip.demonstration.releases import Planned, make_releases
from nhip.people.actions import add_person, grant_role
from nhip.people.models import User
from nhip.people.roles import Role
from nhip.releases.models import Release
from nhip.releases.tests.conftest import folder, province  # noqa: F401

APRIL = datetime(2023, 4, 1, 17, tzinfo=UTC)
LATER = datetime(2023, 4, 20, 17, tzinfo=UTC)
DAYS = [datetime(2023, 4, day, 8, tzinfo=UTC) for day in (3, 4, 25)]


class Interrupted(Exception):
    """Somebody stopped the program."""


@pytest.fixture
def people(province) -> dict[str, str]:  # noqa: F811
    names = {Role.STATISTICIAN: "lan", Role.APPROVER: "duyet"}
    for role, name in names.items():
        grant_role(User.objects.get(pk=add_person(name, name).pk), role)
    return names


def test_a_run_that_was_interrupted_goes_on(people, monkeypatch):
    planned = [
        Planned("2023-01", APRIL, DAYS[0]),
        Planned("2023-02", APRIL, DAYS[1]),
        Planned("2023-01", LATER, DAYS[2], "một doanh nghiệp gửi lại báo cáo"),
    ]
    monkeypatch.setattr(releases, "RELEASES", planned)

    def stop(release: Release) -> None:
        if release.period == "2023-02":
            raise Interrupted

    with pytest.raises(Interrupted):
        make_releases(people, stop)
    assert sorted(each.slug for each in Release.objects.published()) == ["2023-01"]
    begun = Release.objects.get(period="2023-02")
    assert make_releases(people) == 2
    assert [each.slug for each in Release.objects.published().order_by("id")] == ["2023-01", "2023-02", "2023-01v2"]
    assert Release.objects.get(period="2023-02").pk == begun.pk
    assert make_releases(people) == 0
