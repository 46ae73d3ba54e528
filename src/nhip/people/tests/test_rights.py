"""The rights, one table: every role against every right, and what depends on the thing."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from nhip.people import rights
from nhip.people.actions import close_account, grant_role, revoke_role
from nhip.people.models import User
from nhip.people.roles import OFFICIALS, Role
from nhip.registry.models import Consent, Product


@dataclass
class Report:
    """A thing of an enterprise, made by somebody."""

    enterprise_id: int | None
    product_id: int | None = None
    submitted_by_id: int | None = None
    compiled_by_id: int | None = None
    prepared_by_id: int | None = None
    created_by: str | None = None


# r reporter of the enterprise, s reporter of another, o officer, t statistician, a approver, l leader, m administrator,
# n a person without a role, p the public.
EXPECTED = {
    "may_see_published": "rsotalmnp",
    "may_see_unpublished": "otal",
    "may_see_report": "rota",
    "may_see_quantity": "rota",
    "may_see_field": "rota",
    "may_see_file": "rota",
    "may_see_registers": "otal",
    "may_see_enterprise": "rotal",
    "may_edit_registers": "ot",
    "may_record_consent": "t",
    "may_draft": "rot",
    "may_submit": "rot",
    "may_accept": "ot",
    "may_return": "ot",
    "may_reopen": "ta",
    "may_correct": "ot",
    "may_import_many": "ot",
    "may_undo_import": "t",
    "may_work_inbox": "ot",
    "may_set_deadlines": "t",
    "may_remind": "ot",
    "may_see_response": "otal",
    "may_see_own_tasks": "rs",
    "may_close_period": "a",
    "may_compile": "t",
    "may_approve": "a",
    "may_publish": "a",
    "may_read_audit": "m",
    "may_manage_people": "m",
    "may_grant": "m",
    "may_close_account": "m",
    "may_reset_second_factor": "m",
}
ABOUT_A_REPORT = {"report", "enterprise", "submission", "compilation", "release", "batch"}


@pytest.fixture
def everybody(person, kiln, mine) -> dict[str, User | AnonymousUser]:
    officials = {role: person(role) for role in OFFICIALS}
    return {
        "r": person(Role.REPORTER, kiln),
        "s": person(Role.REPORTER, mine, "stranger"),
        "o": officials[Role.OFFICER],
        "t": officials[Role.STATISTICIAN],
        "a": officials[Role.APPROVER],
        "l": officials[Role.LEADER],
        "m": officials[Role.ADMINISTRATOR],
        "n": person(None),
        "p": AnonymousUser(),
    }


def test_every_right_is_in_the_table_and_says_its_rule():
    found = {name: right for name, right in vars(rights).items() if name.startswith("may_")}
    assert set(found) == set(EXPECTED)
    assert all(len(inspect.getdoc(right) or "") > 40 for right in found.values())


@pytest.mark.parametrize("name", EXPECTED)
def test_each_role_against_each_right(everybody, kiln, name):
    right = getattr(rights, name)
    report = Report(kiln.pk, product_id=1, submitted_by_id=0, compiled_by_id=-1, prepared_by_id=-1, created_by="?")
    report.submitted_by_id = -1
    things: list[object] = []
    for parameter in list(inspect.signature(right).parameters)[1:]:
        if parameter in ABOUT_A_REPORT:
            things.append(report)
        else:
            things.append({"person": everybody["n"], "field": "quantity", "enterprises": [kiln.pk]}[parameter])
    allowed = "".join(letter for letter, user in everybody.items() if right(user, *things))
    assert sorted(allowed) == sorted(EXPECTED[name])


def test_a_thing_of_no_enterprise_is_nobodys(everybody):
    homeless = Report(None)
    for right in (rights.may_see_report, rights.may_draft, rights.may_return, rights.may_see_enterprise):
        assert not any(right(user, thing) for user in everybody.values() for thing in (homeless, None, object()))


def test_a_file_of_several_enterprises_opens_for_officials_only(everybody, kiln, mine):
    assert not rights.may_see_file(everybody["r"], [kiln.pk, mine.pk])
    assert not rights.may_see_file(everybody["r"], [])
    assert rights.may_see_file(everybody["o"], [kiln.pk, mine.pk])


def test_consent_opens_the_quantity_and_little_else(everybody, kiln):
    product = Product.objects.create(code="23920-01", name_vi="Gạch", unit="triệu viên")
    report = Report(kiln.pk, product.pk)
    assert not rights.may_see_quantity(everybody["p"], report)
    today = timezone.localdate()
    consent = Consent.objects.create(enterprise=kiln, product=product, valid_from=today, document="CV 12")
    assert rights.may_see_quantity(everybody["p"], report)
    assert rights.may_see_field(everybody["l"], report, "quantity")
    assert rights.may_see_field(everybody["l"], report, "period")
    for field in ("raw", "source_file", "employees", "anything_new"):
        assert not rights.may_see_field(everybody["l"], report, field)
        assert rights.may_see_field(everybody["o"], report, field)
    assert not rights.may_see_report(everybody["p"], report)
    consent.valid_from, consent.valid_to = date(2020, 1, 1), today - timedelta(days=1)
    consent.save()
    assert not rights.may_see_quantity(everybody["p"], report)


@pytest.mark.parametrize(
    ("right", "letter", "field"),
    [
        (rights.may_accept, "o", "submitted_by_id"),
        (rights.may_approve, "a", "compiled_by_id"),
        (rights.may_publish, "a", "prepared_by_id"),
    ],
)
def test_nobody_approves_what_is_his_own_or_of_nobody(everybody, kiln, right, letter, field):
    user = everybody[letter]
    assert not right(user, Report(kiln.pk, **{field: user.pk}))
    assert not right(user, Report(kiln.pk, created_by=user.get_username()))
    assert not right(user, Report(kiln.pk))
    assert right(user, Report(kiln.pk, created_by="somebody else"))


def test_an_officer_undoes_his_own_import_only(everybody):
    assert rights.may_undo_import(everybody["o"], Report(None, created_by="officer"))
    assert not rights.may_undo_import(everybody["o"], Report(None, created_by="statistician"))
    assert rights.may_undo_import(everybody["t"], Report(None, created_by="officer"))


def test_an_administrator_gives_himself_nothing(everybody):
    own = everybody["m"]
    assert not rights.may_grant(own, own)
    assert not rights.may_close_account(own, own)
    assert not rights.may_reset_second_factor(own, own)


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_roles_hold_from_a_day_to_a_day(person):
    user, today = person(None), timezone.localdate()
    grant_role(user, Role.OFFICER, valid_from=today + timedelta(days=1))
    assert fresh(user).roles == frozenset()
    grant_role(user, Role.LEADER, valid_from=today - timedelta(days=9), valid_to=today - timedelta(days=1))
    assert fresh(user).roles == frozenset()
    grant_role(user, Role.APPROVER, valid_from=today, valid_to=today)
    assert fresh(user).roles == {Role.APPROVER}
    assert fresh(user).grants.current(today + timedelta(days=1)).get().role == Role.OFFICER


def test_what_is_revoked_or_closed_or_past_its_day_is_gone_at_once(person, kiln):
    user = person(Role.REPORTER, kiln)
    assert user.enterprise_ids == {kiln.pk}
    revoke_role(user.grants.get())
    assert fresh(user).enterprise_ids == frozenset()
    grant_role(user, Role.OFFICER)
    assert fresh(user).is_official
    close_account(user)
    assert fresh(user).roles == frozenset()
    other = person(Role.OFFICER)
    other.expires_on = timezone.localdate()
    assert other.roles == {Role.OFFICER}
    other.expires_on -= timedelta(days=1)
    assert other.roles == frozenset()
