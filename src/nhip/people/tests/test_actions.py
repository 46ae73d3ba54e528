"""Acts on people: refused without the right, one audit row each, nothing lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from nhip.people import actions
from nhip.people.models import User
from nhip.people.refusals import Refused
from nhip.people.roles import Role
from nhip.registry.models import AuditEntry
from nhip.registry.queries import verify_audit


@pytest.fixture
def administrator(person):
    return person(Role.ADMINISTRATOR)


def rows(act: str) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(act=act))


def test_a_person_is_added_without_a_password(administrator):
    lan = actions.add_person(" Lan@So.Example.vn", "Hoàng Thị Lan", by=administrator)
    assert (lan.username, lan.email, lan.has_usable_password()) == ("lan@so.example.vn", "lan@so.example.vn", False)
    entry = rows("person.added")[-1]
    assert (entry.actor, entry.subject) == ("administrator", "person lan@so.example.vn")
    assert (entry.new or {})["full_name"] == "Hoàng Thị Lan"


@pytest.mark.parametrize("name", ["", "two words", "officer", "OFFICER", "a/b"])
def test_a_wrong_or_taken_name_is_refused(person, name):
    person(Role.OFFICER)
    with pytest.raises(ValidationError):
        actions.add_person(name, "Tên")
    assert User.objects.count() == 1


def test_changes_tell_old_and_new(administrator, person):
    lan = person(None)
    until = timezone.localdate() + timedelta(days=30)
    actions.change_person(lan, {"full_name": "Lan", "email": "", "expires_on": until}, by=administrator)
    (entry,) = rows("person.changed")
    assert entry.old == {"full_name": "Người None", "expires_on": None}
    assert entry.new == {"full_name": "Lan", "expires_on": until.isoformat()}
    actions.change_person(lan, {"full_name": "Lan"}, by=administrator)
    assert len(rows("person.changed")) == 1
    with pytest.raises(ValueError, match="username"):
        actions.change_person(lan, {"username": "x"}, by=administrator)


def test_a_reporter_has_an_enterprise_and_others_have_none(person, kiln):
    lan = person(None)
    for role, enterprise in ((Role.REPORTER, None), (Role.OFFICER, kiln)):
        with pytest.raises(ValidationError):
            actions.grant_role(lan, role, enterprise=enterprise)
    actions.grant_role(lan, Role.REPORTER, enterprise=kiln, document="QĐ 5")
    assert (rows("role.granted")[-1].new or {})["enterprise"] == kiln.tax_code


def test_a_role_is_taken_away_once(administrator, person):
    lan = person(Role.OFFICER)
    grant = lan.grants.get()
    actions.revoke_role(grant, by=administrator)
    actions.revoke_role(grant, by=administrator)
    assert len(rows("role.revoked")) == 1
    grant.refresh_from_db()
    assert grant.revoked_by == administrator


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEADER, Role.STATISTICIAN, Role.APPROVER])
def test_only_administrators_act_on_people(person, role):
    somebody, lan = person(role), person(None)
    refused = (
        lambda: actions.add_person("x", "X", by=somebody),
        lambda: actions.change_person(lan, {"full_name": "X"}, by=somebody),
        lambda: actions.grant_role(lan, Role.OFFICER, by=somebody),
        lambda: actions.grant_role(somebody, Role.ADMINISTRATOR, by=somebody),
        lambda: actions.revoke_role(somebody.grants.get(), by=somebody),
        lambda: actions.close_account(lan, by=somebody),
        lambda: actions.reset_second_factor(lan, by=somebody),
        lambda: actions.sign_in_link(lan, by=somebody),
    )
    for act in refused:
        with pytest.raises(Refused):
            act()
    assert len(rows("right.refused")) == len(refused)
    assert verify_audit() is None


def test_an_account_closes_and_opens(administrator, person):
    lan = person(Role.OFFICER)
    actions.close_account(lan, by=administrator)
    actions.close_account(lan, by=administrator)
    actions.open_account(lan, by=administrator)
    assert len(rows("account.closed")) == len(rows("account.opened")) == 1
    assert User.objects.get(pk=lan.pk).may_sign_in
