"""The rights on releases, one table: every role against every right."""

from __future__ import annotations

import inspect

import pytest
from django.contrib.auth.models import AnonymousUser

from nhip.people import rights_releases as rights
from nhip.people.roles import OFFICIALS, Role

# o officer, t statistician, a approver, l leader, m administrator, r reporter, n without a role, p the public.
EXPECTED = {
    "may_see_releases": "otal",
    "may_see_confidential": "ota",
    "may_prepare_release": "t",
    "may_return_release": "ta",
    "may_approve_release": "a",
    "may_set_calendar": "ta",
}


@pytest.fixture
def everybody(person, kiln):
    officials = {role: person(role) for role in OFFICIALS}
    return {
        "o": officials[Role.OFFICER],
        "t": officials[Role.STATISTICIAN],
        "a": officials[Role.APPROVER],
        "l": officials[Role.LEADER],
        "m": officials[Role.ADMINISTRATOR],
        "r": person(Role.REPORTER, kiln),
        "n": person(None),
        "p": AnonymousUser(),
    }


def test_every_right_is_in_the_table_and_says_its_rule():
    assert set(rights.__all__) == set(EXPECTED)
    assert all(len(inspect.getdoc(getattr(rights, name)) or "") > 40 for name in EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_each_role_against_each_right(everybody, name):
    things = [object(), frozenset({"lan"})] if name == "may_approve_release" else []
    allowed = "".join(letter for letter, user in everybody.items() if getattr(rights, name)(user, *things))
    assert sorted(allowed) == sorted(EXPECTED[name])


def test_who_had_a_hand_in_it_does_not_approve(everybody):
    approver = everybody["a"]
    assert not rights.may_approve_release(approver, object(), frozenset({approver.username}))
