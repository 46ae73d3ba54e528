"""Rights on zones and clusters: every role against every right of the register."""

from __future__ import annotations

import inspect

import pytest
from django.contrib.auth.models import AnonymousUser

from nhip.people import rights_estates
from nhip.people.roles import OFFICIALS, Role

# As in `test_rights.py`: the roles that may.
EXPECTED = {
    "may_see_estates": {"officer", "statistician", "approver", "leader", "administrator", "nobody", "public"},
    "may_see_leases": {"officer", "statistician", "approver"},
    "may_edit_estates": {"officer", "statistician"},
}


@pytest.mark.parametrize("name", EXPECTED)
def test_each_role_against_each_right(person, name):
    everybody = {role.value: person(role) for role in OFFICIALS}
    everybody |= {"nobody": person(None), "public": AnonymousUser()}
    assert set(everybody) == {role.value for role in Role if role != Role.REPORTER} | {"nobody", "public"}
    right = getattr(rights_estates, name)
    assert {role for role, user in everybody.items() if right(user)} == EXPECTED[name]


def test_every_right_says_its_rule():
    rights = [right for name, right in vars(rights_estates).items() if name.startswith("may_")]
    assert len(rights) >= len(EXPECTED)
    assert all(len(inspect.getdoc(right) or "") > 40 for right in rights)
