"""The settings of an installation, as a fresh process finds them."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ASK = """
import json, sys
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}, default=str))
"""


def settings_of(env: dict[str, str], *names: str, **changes: str) -> dict[str, Any]:
    env = {**env, "DJANGO_SETTINGS_MODULE": "nhip.config.settings", **changes}
    done = subprocess.run([sys.executable, "-c", ASK, *names], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_machine_of_ones_own_speaks_http(installation_env):
    found = settings_of(installation_env, "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "ALLOWED_HOSTS", "DEBUG")
    assert found == {
        "SECURE_SSL_REDIRECT": False,
        "SESSION_COOKIE_SECURE": False,
        "ALLOWED_HOSTS": ["127.0.0.1", "localhost", "[::1]"],
        "DEBUG": False,
    }


def test_a_public_name_turns_https_on(installation_env):
    names = ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "CSRF_TRUSTED_ORIGINS")
    found = settings_of(installation_env, *names, NHIP_HOSTS="nhip.example.vn, .so.example.vn")
    assert found.pop("CSRF_TRUSTED_ORIGINS") == ["https://nhip.example.vn", "https://*.so.example.vn"]
    assert set(found.values()) == {True}
    found = settings_of(installation_env, *names, NHIP_HOSTS="nhip.example.vn", NHIP_INSECURE_HTTP="1")
    assert found["SECURE_SSL_REDIRECT"] is False


def test_the_secret_is_made_once_and_kept_to_its_owner(installation_env):
    first = settings_of(installation_env, "SECRET_KEY")["SECRET_KEY"]
    assert settings_of(installation_env, "SECRET_KEY")["SECRET_KEY"] == first
    assert len(first) >= 64
    folder = Path(installation_env["NHIP_HOME"])
    assert stat.S_IMODE((folder / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == ["secret_key"]
    assert settings_of(installation_env, "SECRET_KEY", NHIP_SECRET_KEY="named")["SECRET_KEY"] == "named"


def test_the_database_is_a_file_unless_one_is_named(installation_env):
    default = settings_of(installation_env, "DATABASES")["DATABASES"]["default"]
    assert default["NAME"] == f"{installation_env['NHIP_HOME']}/nhip.sqlite3"
    assert default["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    url = "postgresql://nhip:secret@db.example.vn:5433/province"
    named = settings_of(installation_env, "DATABASES", DATABASE_URL=url)["DATABASES"]["default"]
    assert (named["ENGINE"], named["HOST"], named["PORT"]) == ("django.db.backends.postgresql", "db.example.vn", 5433)


def test_django_finds_nothing_to_warn_of(installation_env):
    env = {**installation_env, "DJANGO_SETTINGS_MODULE": "nhip.config.settings", "NHIP_HOSTS": "nhip.example.vn"}
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "System check identified no issues (0 silenced).\n"), done.stderr


def test_another_house_is_named_by_the_environment(installation_env):
    names = ("SOCIALACCOUNT_PROVIDERS", "CONTENT_SECURITY_POLICY")
    assert settings_of(installation_env, *names)["SOCIALACCOUNT_PROVIDERS"] == {}
    url = "https://sso.example.vn/realms/tinh"
    house = {"NHIP_OIDC_CLIENT": "nhip", "NHIP_OIDC_SECRET": "hush", "NHIP_OIDC_NAME": "Cổng của tỉnh"}
    found = settings_of(installation_env, *names, NHIP_OIDC_URL=url, **house)
    (app,) = found["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["APPS"]
    assert app.pop("settings") == {"server_url": url, "oauth_pkce_enabled": True}
    assert app == {"provider_id": "office", "name": "Cổng của tỉnh", "client_id": "nhip", "secret": "hush"}
    assert found["CONTENT_SECURITY_POLICY"]["form-action"] == "'self' https://sso.example.vn"


def test_the_mail_server_is_named_by_the_environment(installation_env):
    names = ("EMAIL_BACKEND", "EMAIL_HOST", "EMAIL_PORT", "EMAIL_USE_TLS", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD")
    found = settings_of(installation_env, *names, NHIP_MAIL="smtp+tls://nhip:p%40ss@mail.example.vn")
    assert list(found.values())[1:] == ["mail.example.vn", 587, True, "nhip", "p@ss"]
    assert "filebased" in settings_of(installation_env, "EMAIL_BACKEND")["EMAIL_BACKEND"]


WRITER = """
import django
django.setup()
from django.db import connection, transaction
for _ in range(50):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select n from counter")
        n = cursor.fetchone()[0]
        cursor.execute("update counter set n = %s", [n + 1])
"""
PREPARE = """
import django
django.setup()
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("create table counter (n integer)")
    cursor.execute("insert into counter values (0)")
"""
LOOK = """
import django
django.setup()
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("select n from counter")
    print(cursor.fetchone()[0], end=" ")
    cursor.execute("pragma journal_mode")
    print(cursor.fetchone()[0], end=" ")
    cursor.execute("pragma foreign_keys")
    print(cursor.fetchone()[0])
"""


def test_processes_take_turns_writing_to_sqlite(installation_env):
    env = {**installation_env, "DJANGO_SETTINGS_MODULE": "nhip.config.settings"}
    subprocess.run([sys.executable, "-c", PREPARE], env=env, check=True)
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER], env=env, stderr=subprocess.PIPE, text=True) for _ in range(3)
    ]
    complaints = [writer.communicate()[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0, 0], complaints
    seen = subprocess.run([sys.executable, "-c", LOOK], env=env, check=True, capture_output=True, text=True)
    assert seen.stdout.split() == ["150", "wal", "1"]


@pytest.mark.parametrize("module", ["nhip", "nhip.config"])
def test_importing_the_package_touches_nothing(installation_env, module):
    code = f"import sys, {module}; print('django' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], env=installation_env, check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "False"
    assert not os.path.exists(installation_env["NHIP_HOME"])
