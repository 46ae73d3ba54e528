"""Signing in: who, with which password, for how long, and by which other house. See docs/sign-in.md."""

import os
from typing import Any
from urllib.parse import unquote, urlsplit

from nhip.config.settings.paths import NHIP_HOME
from nhip.config.settings.security import CONTENT_SECURITY_POLICY, TLS, flag

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["nhip.people.backends.PeopleBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

# ASVS 5.0, 6.2: at least 8 characters; no rules of composition; long ones accepted; common ones refused.
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name", "email")},
    },
    {"NAME": "nhip.people.passwords.GuessablePasswordValidator"},
]
# The sign-ins that `make run` prints.
DEMONSTRATION_PEOPLE = NHIP_HOME / "demo-people.json"
PASSWORD_RESET_TIMEOUT = 24 * 3600

# Seconds without a request, and seconds since signing in, after which one signs in again.
SESSION_IDLE = 3600
SESSION_ABSOLUTE = 12 * 3600
SESSION_COOKIE_AGE = SESSION_ABSOLUTE
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# Counts failed sign-ins for all processes together.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "nhip_cache"}}

ACCOUNT_ADAPTER = "nhip.portal.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Nhịp] "
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if TLS else "http"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_FORMS = {"login": "nhip.portal.accounts.forms.SignInForm"}
# "key" is a sign-in name together with an address (see the adapter), so that guessing from one address never
# locks the rightful person out at another.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "20/m/ip,5/5m/key", "reset_password": "20/m/ip,5/h/key"}
if flag("NHIP_BEHIND_PROXY"):
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

MFA_ADAPTER = "nhip.portal.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Nhịp"
# A code counts one step (30 seconds) longer and earlier, for clocks that differ; the forms refuse one used before.
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "nhip.portal.accounts.forms.CodeForm",
    "reauthenticate": "nhip.portal.accounts.forms.CodeAgainForm",
}

SOCIALACCOUNT_ADAPTER = "nhip.portal.accounts.adapters.OtherHouseAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_STORE_TOKENS = False


def openid_connect(server: str, client: str, secret: str, name: str) -> dict[str, Any]:
    """Return the settings for signing in at an OpenID Connect provider."""
    app = {"provider_id": "office", "name": name, "client_id": client, "secret": secret}
    app_settings = {"server_url": server, "oauth_pkce_enabled": True}
    return {"openid_connect": {"APPS": [{**app, "settings": app_settings}]}}


SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
if _server := os.environ.get("NHIP_OIDC_URL", "").strip():
    SOCIALACCOUNT_PROVIDERS = openid_connect(
        _server,
        os.environ.get("NHIP_OIDC_CLIENT", ""),
        os.environ.get("NHIP_OIDC_SECRET", ""),
        os.environ.get("NHIP_OIDC_NAME", "OpenID Connect"),
    )
    # Browsers count the redirection after a form as a part of it.
    _origin = urlsplit(_server)
    CONTENT_SECURITY_POLICY["form-action"] += f" {_origin.scheme}://{_origin.netloc}"

# Without a mail server, messages are files that the administrator can read.
_mail = urlsplit(os.environ.get("NHIP_MAIL", ""))
if _mail.hostname:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _mail.hostname
    EMAIL_USE_TLS = _mail.scheme == "smtp+tls"
    EMAIL_USE_SSL = _mail.scheme == "smtps"
    EMAIL_PORT = _mail.port or (587 if EMAIL_USE_TLS else 465 if EMAIL_USE_SSL else 25)
    EMAIL_HOST_USER = unquote(_mail.username or "")
    EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = NHIP_HOME / "mail"
DEFAULT_FROM_EMAIL = os.environ.get("NHIP_MAIL_FROM", "nhip@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
