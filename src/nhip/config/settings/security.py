"""Who may ask, over what, and with which secret."""

import os
import secrets
from pathlib import Path

from nhip.config.settings.paths import NHIP_HOME


def flag(name: str) -> bool:
    """Return whether an environment variable says yes."""
    return os.environ.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


def secret_key(path: Path) -> str:
    """Return the key kept in `path`, made once, readable by its owner alone.

    The file appears whole or not at all, so that processes starting together agree on one key.
    """
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()


DEBUG = flag("NHIP_DEBUG")
SECRET_KEY = os.environ.get("NHIP_SECRET_KEY") or secret_key(NHIP_HOME / "secret_key")

_public = [host.strip() for host in os.environ.get("NHIP_HOSTS", "").split(",") if host.strip()]
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *_public]
CSRF_TRUSTED_ORIGINS = [f"https://{'*' if host.startswith('.') else ''}{host}" for host in _public]

# A site that answers to this machine alone may speak plain HTTP. One with a public name may not, unless told so.
TLS = bool(_public) and not flag("NHIP_INSECURE_HTTP")
SECURE_SSL_REDIRECT = TLS
SESSION_COOKIE_SECURE = TLS
CSRF_COOKIE_SECURE = TLS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = TLS
SECURE_HSTS_PRELOAD = TLS
if flag("NHIP_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

# Read by nhip.config.middleware. Nothing may come from another site, and no code or style may stand in a page.
CONTENT_SECURITY_POLICY = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
