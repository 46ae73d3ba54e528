"""Nothing of django-allauth appears in English: its texts are in our list, its templates are replaced."""

from __future__ import annotations

from pathlib import Path

import allauth
import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file

from nhip.portal.accounts.foreign_texts import ALLAUTH

ROOT = Path(allauth.__file__).parent
OURS = Path(__file__).parents[2] / "templates"
SOURCES = ["account/adapter.py", "account/fields.py", "account/forms.py", "mfa/adapter.py", "mfa/base/forms.py"]
SOURCES += ["mfa/totp/forms.py", "mfa/recovery_codes/forms.py", "socialaccount/adapter.py"]

# Words in texts of what is turned off here: sign-up, phones, several e-mail addresses, security keys, ties by hand.
TURNED_OFF = (
    "phone",
    "primary email",
    "email addresses",
    "already associated",
    "already registered",
    "Username can not be used",
    "email address and/or password",
    "not assigned to any",
    "security key",
    "select only one",
    "Remember Me",
    "Username or email",
    "(optional)",
    "Email (again)",
    "Email address confirmation",
    "same email",
    "add an email address",
    "until you have verified",
    "Master key",
    "Backup key",
    "Key nr.",
    "An account already exists",
    "no verified email",
    "last remaining",
)
# Templates of pages without a route here, and frames that only those use.
# login_redirect is for cookies that are stricter than ours.
WITHOUT_ROUTE = (
    "base_",
    "webauthn/",
    "email_",
    "email.",
    "phone",
    "code",
    "verification",
    "verified",
    "signup.html",
    "passkey",
    "connections",
    "snippets/",
    "trust",
    "already_exists",
    "unknown_account",
    "disconnected",
    "login_redirect",
    "cannot_delete",
    "primary",
    "recovery_codes/base",
    "totp/base",
    "deleted",
    "webauthn_",
)


@pytest.mark.parametrize("source", SOURCES)
def test_every_text_that_can_appear_is_listed(source):
    found = {
        text
        for _, text, _, context in extract_from_file("python", ROOT / source, dict(DEFAULT_KEYWORDS))
        if isinstance(text, str) and not context and not any(word in text for word in TURNED_OFF)
    }
    assert found - {*ALLAUTH, "Phone"} == set()


@pytest.mark.parametrize("room", ["account", "mfa", "socialaccount"])
def test_every_template_that_can_appear_is_ours(room):
    theirs = (path.relative_to(ROOT / "templates") for path in (ROOT / "templates" / room).rglob("*.*"))
    missing = [
        str(path)
        for path in theirs
        if not (OURS / path).exists() and not any(word in path.as_posix().split("/", 1)[1] for word in WITHOUT_ROUTE)
    ]
    assert missing == []
