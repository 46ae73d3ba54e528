"""The rights about dossiers: every role against every right."""

from __future__ import annotations

import inspect

import pytest
from django.contrib.auth.models import AnonymousUser

from nhip.people import rights_dossiers
from nhip.people.roles import OFFICIALS, Role

EXPECTED = {
    "may_read_law": {*Role, "nobody", "public"},
    "may_see_dossiers": {Role.OFFICER, Role.STATISTICIAN, Role.APPROVER, Role.LEADER},
    "may_keep_dossiers": {Role.OFFICER, Role.STATISTICIAN},
}


def test_every_right_is_in_the_table_and_says_its_rule():
    found = {
        name: right
        for name, right in vars(rights_dossiers).items()
        if name.startswith("may_") and right.__module__ == rights_dossiers.__name__
    }
    assert set(found) == set(EXPECTED)
    assert all(len(inspect.getdoc(right) or "") > 40 for right in found.values())


@pytest.mark.parametrize("name", EXPECTED)
def test_each_role_against_each_right(name, person, kiln):
    people = {role: person(role) for role in OFFICIALS}
    people |= {Role.REPORTER: person(Role.REPORTER, kiln), "nobody": person(None), "public": AnonymousUser()}
    right = getattr(rights_dossiers, name)
    assert {who for who, user in people.items() if right(user)} == EXPECTED[name]
