"""Signing in at an OpenID Connect provider: the whole round trip, with a small provider on this machine."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from nhip.people.actions import close_account
from nhip.people.models import User
from nhip.people.roles import Role
from nhip.portal.accounts.tests.conftest import signed_in, words
from nhip.registry.models import AuditEntry

LOGIN = "/account/oidc/office/"
EMAIL = "lan@so.example.vn"


class Provider(ThreadingHTTPServer):
    """Says who somebody is, once a code has been handed out for it."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.claims: dict[str, Any] = {"sub": "42", "email": EMAIL, "email_verified": True, "name": "Lan"}
        self.audience = "nhip"
        self.challenges: dict[str, str] = {}

    def authorize(self, address: str) -> str:
        """Do what the provider's own page would: hand out a code, and name where to go with it."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert (asked["client_id"], asked["response_type"]) == ("nhip", "code")
        assert asked["code_challenge_method"] == "S256"
        self.challenges["code-1"] = asked["code_challenge"]
        return f"{urlsplit(asked['redirect_uri']).path}?code=code-1&state={asked['state']}"


class Handler(BaseHTTPRequestHandler):
    """The provider's addresses."""

    server: Provider

    def log_message(self, *args: Any) -> None:
        """Stay quiet."""

    def _say(self, content: dict[str, Any], status: int = 200) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        """Describe the provider, or the person."""
        url = self.server.url
        if self.path == "/.well-known/openid-configuration":
            ends = {"authorization_endpoint": "/authorize", "token_endpoint": "/token", "userinfo_endpoint": "/me"}
            methods = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
            ends["jwks_uri"] = "/keys"
            self._say({"issuer": url, **{name: url + path for name, path in ends.items()}, **methods})
        elif self.path == "/me" and self.headers["Authorization"] == "Bearer token-1":
            self._say(self.server.claims)
        else:
            self._say({}, 404)

    def do_POST(self) -> None:
        """Change the code for tokens."""
        length = int(self.headers["Content-Length"])
        sent = {name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()}
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if sent.get("client_secret") != "hush" or self.server.challenges.pop(sent["code"], None) != challenge:
            self._say({"error": "invalid_grant"}, 400)
            return
        now = int(time.time())
        claims = {"iss": self.server.url, "aud": self.server.audience, "iat": now, "exp": now + 60}
        token = jwt.encode({**self.server.claims, **claims}, self.server.key, "RS256")
        self._say({"access_token": "token-1", "token_type": "Bearer", "expires_in": 60, "id_token": token})


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    server = Provider()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    # As the environment sets it; test_another_house_is_named_by_the_environment holds the two together.
    house: dict[str, Any] = {"provider_id": "office", "name": "Cổng của tỉnh", "client_id": "nhip", "secret": "hush"}
    house["settings"] = {"server_url": server.url, "oauth_pkce_enabled": True}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [house]}}
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def round_trip(client: Client, provider: Provider) -> Any:
    away = client.post(LOGIN)
    assert away.status_code == 302
    assert away["Location"].startswith(f"{provider.url}/authorize?")
    return client.get(provider.authorize(away["Location"]))


def test_the_button_is_there_only_when_it_works(client, provider, settings):
    assert "Đăng nhập bằng Cổng của tỉnh" in words(client.get("/vi/account/sign-in/"))
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "Cổng của tỉnh" not in words(client.get("/vi/account/sign-in/"))
    assert client.post(LOGIN).status_code == 404


def test_a_verified_address_opens_the_account_that_has_it(client, provider, person):
    lan = person(Role.REPORTER, email=EMAIL)
    assert round_trip(client, provider).status_code == 302
    assert client.session["_auth_user_id"] == str(lan.pk)
    assert AuditEntry.objects.filter(act="openid-connect.tied").count() == 1
    # From now on the provider's own number for the person counts, whatever the address becomes.
    provider.claims["email"] = "other@so.example.vn"
    again = Client()
    round_trip(again, provider)
    assert again.session["_auth_user_id"] == str(lan.pk)


def test_an_official_needs_the_code_here_as_well(client, provider, person):
    person(Role.OFFICER, email=EMAIL)
    assert round_trip(client, provider).url == "/vi/account/second-factor/code/"
    assert not signed_in(client)


@pytest.mark.parametrize("claims", [{"email_verified": False}, {"email": "nobody@so.example.vn"}, {"email": ""}])
def test_nobody_gets_in_without_an_account(client, provider, person, claims):
    person(Role.REPORTER, email=EMAIL)
    person(None)
    provider.claims |= claims
    answer = round_trip(client, provider)
    assert answer.status_code == 403
    assert "không có tài khoản ở đây" in words(answer)
    assert not signed_in(client)
    assert User.objects.count() == 2


def test_a_closed_account_stays_closed(client, provider, person):
    close_account(person(Role.REPORTER, email=EMAIL))
    assert round_trip(client, provider).url.endswith("/account/closed/")
    assert not signed_in(client)


def test_a_token_for_another_site_is_refused(client, provider, person):
    person(Role.REPORTER, email=EMAIL)
    provider.audience = "another site"
    answer = round_trip(client, provider)
    assert "không đăng nhập được cho bạn" in words(answer)
    assert not signed_in(client)


def test_an_answer_nobody_asked_for_is_refused(client, provider, person):
    person(Role.REPORTER, email=EMAIL)
    answer = client.get(f"{LOGIN}callback/?code=code-1&state=made-up")
    assert not signed_in(client)
    assert "không đăng nhập được cho bạn" in words(answer)
