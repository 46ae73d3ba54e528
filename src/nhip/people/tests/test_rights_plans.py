"""The rights about targets, plans, projects, promotion and support: every role against every right."""

from __future__ import annotations

import inspect

import pytest
from django.contrib.auth.models import AnonymousUser

from nhip.people import rights_plans
from nhip.people.roles import OFFICIALS, Role

EXPECTED = {
    "may_see_targets": {*Role, "nobody", "public"},
    "may_edit_targets": {Role.OFFICER, Role.STATISTICIAN},
    "may_see_plans": {Role.OFFICER, Role.STATISTICIAN, Role.APPROVER},
    "may_see_projects": {*Role, "nobody", "public"},
    "may_edit_projects": {Role.OFFICER, Role.STATISTICIAN},
    "may_see_plants": {Role.OFFICER, Role.STATISTICIAN, Role.APPROVER, Role.REPORTER},
    "may_see_calls": {*Role, "nobody", "public"},
    "may_edit_promotion": {Role.OFFICER, Role.STATISTICIAN},
    "may_see_enquiries": {Role.OFFICER, Role.STATISTICIAN, Role.APPROVER, Role.LEADER},
    "may_see_support": {Role.OFFICER, Role.STATISTICIAN, Role.APPROVER, Role.LEADER, Role.REPORTER},
}


def test_every_right_says_its_rule():
    found = {
        name: right
        for name, right in vars(rights_plans).items()
        if name.startswith("may_") and right.__module__ == rights_plans.__name__
    }
    assert set(EXPECTED) <= set(found)
    assert [name for name, right in found.items() if len(inspect.getdoc(right) or "") < 40] == []


@pytest.mark.parametrize("name", EXPECTED)
def test_each_role_against_each_right(name, person, kiln):
    people = {role: person(role) for role in OFFICIALS}
    people |= {Role.REPORTER: person(Role.REPORTER, kiln), "nobody": person(None), "public": AnonymousUser()}
    right = getattr(rights_plans, name)
    assert {who for who, user in people.items() if right(user)} == EXPECTED[name]
