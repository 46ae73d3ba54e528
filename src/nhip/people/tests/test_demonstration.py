"""The sign-ins of the demonstration."""

from __future__ import annotations

import json
import stat

import pytest

from nhip.people.demonstration import NoDemonstration, demonstration_code, make_demonstration_people
from nhip.people.models import User
from nhip.people.queries import has_second_factor
from nhip.people.roles import OFFICIALS, Role
from nhip.registry.models import AuditEntry, Enterprise


def test_one_for_each_role_made_once(kiln, mine, tmp_path):
    people = make_demonstration_people(tmp_path / "demo-people.json")
    assert [each.role for each in people] == [role.value for role in Role]
    written = AuditEntry.objects.count()
    assert make_demonstration_people(tmp_path / "demo-people.json") == people
    assert AuditEntry.objects.count() == written
    for each in people:
        user = User.objects.get(username=each.username)
        assert user.check_password(each.password)
        assert user.roles == {each.role}
        assert has_second_factor(user) is bool(each.secret) is (each.role in OFFICIALS)
    path = tmp_path / "demo-people.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len({each.password for each in people}) == len(people)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_new_database_gets_the_kept_sign_ins_and_a_lost_file_new_ones(kiln, tmp_path):
    first = make_demonstration_people(tmp_path / "demo-people.json")
    path = tmp_path / "demo-people.json"
    path.write_text("{broken", encoding="utf-8")
    again = make_demonstration_people(tmp_path / "demo-people.json")
    assert not {each.password for each in first} & {each.password for each in again}
    assert User.objects.get(username="officer").check_password(again[1].password)
    assert json.loads(path.read_text(encoding="utf-8"))[1]["password"] == again[1].password


def test_the_code_of_the_moment(kiln, tmp_path):
    make_demonstration_people(tmp_path / "demo-people.json")
    assert len(demonstration_code("officer", tmp_path / "demo-people.json")) == 6
    for name in ("reporter", "nobody"):
        with pytest.raises(NoDemonstration):
            demonstration_code(name, tmp_path / "demo-people.json")


def test_real_data_never_get_them(kiln, tmp_path):
    Enterprise.objects.create(tax_code="4900000002", name="Công ty thật")
    with pytest.raises(NoDemonstration):
        make_demonstration_people(tmp_path / "demo-people.json")
    assert User.objects.count() == 0
    assert list(tmp_path.iterdir()) == []


def test_somebody_who_has_the_name_already_is_left_alone(kiln, person, tmp_path):
    lan = person(Role.OFFICER)
    before = lan.password
    with pytest.raises(NoDemonstration):
        make_demonstration_people(tmp_path / "demo-people.json")
    lan.refresh_from_db()
    assert lan.password == before
