"""Signing in and out: throttling, second factor, sessions, passwords, and what a stranger cannot find out."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import timezone

from nhip.people.actions import close_account, revoke_role, sign_in_link
from nhip.people.demonstration import code_now
from nhip.people.models import User
from nhip.people.roles import OFFICIALS, Role
from nhip.portal.accounts.middleware import BEGAN, SEEN
from nhip.portal.accounts.tests.conftest import PASSWORD, SECRET, SIGN_IN, signed_in, type_in, words
from nhip.registry.models import AuditEntry
from nhip.registry.queries import verify_audit

ME = "/vi/account/"


def acts() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("act", flat=True))


def test_a_reporter_signs_in_with_a_password(client, person):
    lan = person(Role.REPORTER)
    assert type_in(client, " REPORTER ").url == ME
    assert "Người reporter" in words(client.get(ME))
    entry = AuditEntry.objects.filter(act="sign-in.done").get()
    assert (entry.actor, entry.address) == (lan.username, "127.0.0.1")


def test_pages_greet_in_the_persons_language(client, person):
    person(Role.REPORTER, language="en")
    assert type_in(client, "reporter").url == "/en/account/"


@pytest.mark.parametrize("role", sorted(OFFICIALS))
def test_an_official_needs_a_code_as_well(client, person, role):
    person(Role(role))
    answer = type_in(client, role)
    assert answer.url == "/vi/account/second-factor/code/"
    assert not signed_in(client)
    assert client.get(ME).status_code == 302
    wrong = client.post(answer.url, {"code": "000000"})
    assert "Mã không đúng" in words(wrong)
    assert not signed_in(client)
    assert client.post(answer.url, {"code": code_now(SECRET)}).url == ME
    assert signed_in(client)
    assert "second-factor.failed" in acts()


def test_a_code_counts_once(client, person):
    person(Role.OFFICER)
    code = code_now(SECRET)
    type_in(client, "officer")
    client.post("/vi/account/second-factor/code/", {"code": code})
    assert signed_in(client)
    other = Client()
    type_in(other, "officer")
    assert "Mã không đúng" in words(other.post("/vi/account/second-factor/code/", {"code": code}))
    assert not signed_in(other)


def test_an_official_without_a_second_factor_sets_it_up_first(client, person):
    user = person(Role.OFFICER, factor=False)
    type_in(client, "officer")
    for path in (ME, "/vi/", "/vi/method/", "/vi/account/password/"):
        assert client.get(path).url == "/vi/account/second-factor/app/"
    answer = client.get("/vi/account/second-factor/app/")
    if answer.status_code == 302:
        again = client.post(answer.url, {"password": PASSWORD})
        answer = client.get(again.url)
    secret = answer.context["form"].secret
    done = client.post("/vi/account/second-factor/app/", {"code": code_now(secret)})
    assert done.url == "/vi/account/second-factor/codes/"
    assert len(re.findall(r"<li>\d{8}</li>", client.get(done.url).content.decode())) == 10
    assert client.get(ME).status_code == 200
    kept = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    assert secret not in str(kept.data)
    assert "second-factor.added" in acts()


def test_a_recovery_code_opens_once(client, person, entered):
    user = person(Role.OFFICER)
    entered(user)
    client.post("/vi/account/again/", {"password": PASSWORD})
    client.post("/vi/account/second-factor/codes/new/")
    file = client.get("/vi/account/second-factor/codes/file/").content.decode().split()
    assert len(file) == 10
    for expected in (True, False):
        other = Client()
        type_in(other, "officer")
        other.post("/vi/account/second-factor/code/", {"code": file[0]})
        assert signed_in(other) is expected


def test_unknown_and_wrong_are_told_alike(client, person):
    person(Role.REPORTER)
    wrong, unknown = type_in(client, "reporter", "sai mật khẩu rồi"), type_in(client, "khong-co", "sai mật khẩu rồi")
    assert wrong.status_code == unknown.status_code == 200
    assert words(wrong).replace("reporter", "") == words(unknown).replace("khong-co", "")
    failed = AuditEntry.objects.filter(act="sign-in.failed").order_by("id")
    assert [entry.subject for entry in failed] == ["person reporter", "unknown name"]
    assert "khong-co" not in str(list(AuditEntry.objects.values()))


def test_a_hundred_bad_passwords_do_not_lock_out_the_rightful_person(client, person):
    person(Role.REPORTER)
    attacker, answers = Client(REMOTE_ADDR="203.0.113.66"), []
    for attempt in range(100):
        answers.append(type_in(attacker, "reporter", f"lần thử thứ {attempt}"))
    assert AuditEntry.objects.filter(act="sign-in.failed").count() == 5
    assert AuditEntry.objects.filter(act="sign-in.throttled").count() == 1
    assert "quá nhiều lần" in words(answers[50])
    assert {answer.status_code for answer in answers} == {200, 429}
    type_in(attacker, "reporter")
    assert not signed_in(attacker)
    type_in(client, "reporter", REMOTE_ADDR="198.51.100.7")
    assert signed_in(client)
    assert verify_audit() is None


def test_many_names_from_one_address_are_throttled(person):
    person(Role.REPORTER)
    attacker = Client(REMOTE_ADDR="203.0.113.66")
    for attempt in range(25):
        type_in(attacker, f"name{attempt}", "một mật khẩu nào đó")
    type_in(attacker, "reporter")
    assert not signed_in(attacker)


def test_closing_an_account_ends_its_sessions(client, person, entered):
    user = person(Role.REPORTER)
    entered(user)
    assert client.get(ME).status_code == 200
    close_account(user)
    assert client.get(ME).status_code == 302
    other = Client()
    answer = type_in(other, "reporter")
    assert answer.url == "/vi/account/closed/"
    assert "đã đóng" in words(other.get(answer.url))
    assert not signed_in(other)
    assert "sign-in.refused" in acts()


def test_the_day_after_the_last_ends_sessions(client, person, entered):
    user = person(Role.REPORTER, expires_on=timezone.localdate())
    entered(user)
    assert client.get(ME).status_code == 200
    User.objects.filter(pk=user.pk).update(expires_on=timezone.localdate() - timedelta(days=1))
    assert client.get(ME).status_code == 302
    assert type_in(client, "reporter").url == "/vi/account/closed/"


def test_a_revoked_role_is_gone_at_the_next_request(client, person, entered):
    user = person(Role.ADMINISTRATOR)
    entered(user)
    assert client.get("/vi/account/audit/").status_code == 200
    revoke_role(user.grants.get())
    assert client.get("/vi/account/audit/").status_code == 403


@pytest.mark.parametrize(("mark", "limit"), [(SEEN, settings.SESSION_IDLE), (BEGAN, settings.SESSION_ABSOLUTE)])
def test_a_session_ends_after_a_while(client, person, entered, mark, limit):
    entered(person(Role.REPORTER))
    client.get(ME)
    session = client.session
    session[mark] -= limit - 60
    session.save()
    assert client.get(ME).status_code == 200
    session = client.session
    session[mark] -= limit + 60
    session.save()
    answer = client.get(ME)
    assert answer.url == f"{SIGN_IN}?next={ME}"
    assert not signed_in(client)
    assert "hết giờ" in words(client.get(answer.url))


def test_the_session_gets_a_new_key_at_sign_in(client, person):
    client.get(SIGN_IN)
    session = client.session
    session["before"] = 1
    session.save()
    old = session.session_key
    client.cookies[settings.SESSION_COOKIE_NAME] = old
    person(Role.REPORTER)
    type_in(client, "reporter")
    assert client.session.session_key != old


def test_signing_out_takes_a_post(client, person, entered):
    entered(person(Role.REPORTER))
    client.get("/vi/account/sign-out/")
    assert signed_in(client)
    assert client.post("/vi/account/sign-out/").url == SIGN_IN
    assert not signed_in(client)


def test_every_form_is_guarded_against_other_sites(person):
    person(Role.REPORTER)
    assert type_in(Client(enforce_csrf_checks=True), "reporter").status_code == 403


def test_nobody_makes_an_account_oneself(client):
    for answer in (client.get("/vi/account/sign-up/"), client.post("/vi/account/sign-up/", {"username": "x"})):
        assert "Không tự lập tài khoản" in words(answer)
    assert User.objects.count() == 0


def test_next_leads_to_this_site_only(client, person):
    person(Role.REPORTER)
    answer = client.post(SIGN_IN + "?next=https://evil.example/", {"login": "reporter", "password": PASSWORD})
    assert answer.url == ME


def test_a_forgotten_password(client, person):
    person(Role.REPORTER, email="lan@so.example.vn")
    path = "/vi/account/password/reset/"
    known, unknown = client.post(path, {"email": "lan@so.example.vn"}), client.post(path, {"email": "x@so.example.vn"})
    assert known.url == unknown.url
    (message,) = mail.outbox
    assert message.to == ["lan@so.example.vn"]
    assert message.subject == "[Nhịp] Đặt mật khẩu mới"
    link = re.search(r"http://testserver(\S+)", str(message.body))
    assert link
    page = client.get(link[1])
    assert client.post(page.url, {"password1": "langson123456", "password2": "langson123456"}).status_code == 200
    new = "một hai ba bốn năm con voi"
    assert client.post(page.url, {"password1": new, "password2": new}).status_code == 302
    assert "đã được dùng" in words(client.get(link[1]))
    assert not signed_in(client)
    type_in(client, "reporter", new)
    assert signed_in(client)
    assert "password.changed" in acts()
    assert len(mail.outbox) == 2


def test_a_closed_account_gets_no_mail(client, person):
    close_account(person(Role.REPORTER, email="lan@so.example.vn"))
    client.post("/vi/account/password/reset/", {"email": "lan@so.example.vn"})
    assert mail.outbox == []


def test_a_new_person_comes_by_a_link(client, person):
    user = person(None)
    page = client.get(sign_in_link(user))
    new = "một hai ba bốn năm con voi"
    assert client.post(page.url, {"password1": new, "password2": new}).status_code == 302
    type_in(client, "nobody", new)
    assert signed_in(client)


def test_changing_the_password_ends_other_sessions(client, person, entered):
    user = person(Role.REPORTER)
    entered(user)
    other = Client()
    type_in(other, user.username)
    new = "một hai ba bốn năm con voi"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post("/vi/account/password/", data).url == ME
    assert client.get(ME).status_code == 200
    assert other.get(ME).status_code == 302
