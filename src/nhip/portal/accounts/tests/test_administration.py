"""The administrator's pages: people and the audit chain."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from nhip.people.models import User
from nhip.people.roles import Role
from nhip.portal.accounts.tests.conftest import PASSWORD, signed_in, type_in, words
from nhip.registry.actions import audit
from nhip.registry.models import AuditEntry

PEOPLE, AUDIT = "/vi/account/people/", "/vi/account/audit/"


@pytest.fixture
def administrator(person, entered):
    return entered(person(Role.ADMINISTRATOR))


def test_a_person_from_the_first_page_to_the_first_sign_in(administrator, kiln):
    data = {"username": "lan@so.example.vn", "full_name": "Hoàng Thị Lan", "email": "", "language": "vi"}
    answer = administrator.post(PEOPLE + "add/", data)
    lan = User.objects.get(username="lan@so.example.vn")
    assert answer.url == f"{PEOPLE}{lan.pk}/"
    assert "Hoàng Thị Lan" in words(administrator.get(PEOPLE + "?q=lan"))
    granted = {"role": "reporter", "tax_code": kiln.tax_code, "valid_from": timezone.localdate().isoformat()}
    assert administrator.post(f"{answer.url}grant/", granted).status_code == 302
    page = administrator.post(f"{answer.url}link/")
    link = page.context["link"].removeprefix("http://testserver")
    stranger = Client()
    form = stranger.get(link)
    stranger.post(form["Location"], {"password1": PASSWORD, "password2": PASSWORD})
    type_in(stranger, "lan@so.example.vn")
    assert signed_in(stranger)
    assert "Lò gạch Một" in words(stranger.get("/vi/account/"))
    grant = lan.grants.get()
    administrator.post(f"{answer.url}grant/{grant.pk}/revoke/")
    assert "Lò gạch Một" not in words(stranger.get("/vi/account/"))
    administrator.post(f"{answer.url}close/")
    assert stranger.get("/vi/account/").status_code == 302


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"role": "reporter"}, "cần mã số thuế"),
        ({"role": "reporter", "tax_code": "9900000030"}, "Không có doanh nghiệp nào"),
        ({"role": "officer", "tax_code": "9900000016"}, "hãy để trống"),
        ({"role": "king"}, "lựa chọn"),
        ({"role": "officer", "valid_from": "2026-02-01", "valid_to": "2026-01-01"}, "grant_dates_in_order"),
    ],
)
def test_a_wrong_grant_is_said_at_its_box(administrator, person, kiln, data, sentence):
    lan = person(None)
    answer = administrator.post(f"{PEOPLE}{lan.pk}/grant/", data)
    assert answer.status_code == 200
    assert sentence in words(answer)
    assert not lan.grants.exists()


def test_a_taken_name_is_said(administrator):
    answer = administrator.post(PEOPLE + "add/", {"username": "Administrator", "full_name": "X", "language": "vi"})
    assert "Đã có người dùng tên đăng nhập này" in words(answer)


def test_an_administrator_changes_nothing_of_his_own_rights(administrator):
    own = User.objects.get(username="administrator")
    for act in ("grant", "close", "second-factor/reset", f"grant/{own.grants.get().pk}/revoke"):
        answer = administrator.post(f"{PEOPLE}{own.pk}/{act}/", {"role": "statistician"})
        assert answer.status_code == 403
    assert User.objects.get(pk=own.pk).roles == {Role.ADMINISTRATOR}
    assert AuditEntry.objects.filter(act="right.refused", actor="administrator").count() == 4


def test_a_stranger_is_refused_with_a_sentence_and_a_row(client, person, entered):
    entered(person(Role.OFFICER))
    answer = client.get(AUDIT)
    assert answer.status_code == 403
    assert "không được làm việc này" in words(answer)
    entry = AuditEntry.objects.filter(act="right.refused").get()
    assert (entry.actor, entry.subject, entry.new) == ("officer", "may_read_audit", {"path": AUDIT})
    assert Client().get(AUDIT)["Location"] == f"/vi/account/sign-in/?next={AUDIT}"


@pytest.fixture
def three(db):
    with transaction.atomic():
        audit("Lan", "first.act", "thing A", old={"n": 1}, new={"n": "=2+2"})
        audit("Nga", "second.act", "thing B")
        audit("=1+1", "second.act", "thing B", new=["a", "list"])


def count(answer) -> int:
    return answer.context["page"].paginator.count


def test_the_audit_page_is_narrowed(administrator, three):
    today = timezone.localdate()
    assert count(administrator.get(AUDIT)) == AuditEntry.objects.count()
    assert count(administrator.get(AUDIT, {"actor": "Lan"})) == 1
    assert count(administrator.get(AUDIT, {"act": "second.act", "subject": "B"})) == 2
    assert count(administrator.get(AUDIT, {"actor": "Nga", "first": today, "last": today})) == 1
    assert count(administrator.get(AUDIT, {"actor": "Nga", "first": today + timedelta(days=1)})) == 0
    assert count(administrator.get(AUDIT, {"first": "nonsense"})) == 0


def test_the_chain_is_verified_on_the_page(administrator, three, tamper):
    assert "Chuỗi nguyên vẹn" in words(administrator.get(AUDIT, {"verify": 1}))
    entry = AuditEntry.objects.get(actor="Nga")
    tamper("UPDATE registry_auditentry SET subject = 'thing C' WHERE id = %s", entry.pk)
    assert f"Chuỗi đứt ở dòng {entry.pk}" in words(administrator.get(AUDIT, {"verify": 1}))


def test_the_file_holds_the_rows_asked_for_and_no_formula(administrator, three):
    answer = administrator.get("/vi/account/audit.csv", {"act": "second.act"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert [(line["actor"], line["subject"]) for line in lines] == [("'=1+1", "thing B"), ("Nga", "thing B")]
    assert AuditEntry.objects.filter(act="audit.exported", actor="administrator").count() == 1
