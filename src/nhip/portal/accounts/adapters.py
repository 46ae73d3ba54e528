"""How django-allauth signs people in here."""

from __future__ import annotations

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override

from nhip.people.models import User, sign_in_name
from nhip.registry.actions import audit

WINDOW = 300


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by name and password."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by the administrator."""
        return False

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Stop a closed account, however it came here."""
        if not user.may_sign_in:
            with transaction.atomic():
                audit("?", "sign-in.refused", f"person {user.username}", new={"reason": "account closed"})
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # With the address: many wrong passwords from one place must not lock the person out at another.
        return f"{sign_in_name(str(credentials.get('username') or ''))}|{self.get_client_ip(request)}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count, and note in the audit chain when counting starts to refuse: once for a name and an address."""
        try:
            super().pre_authenticate(request, **credentials)
        except Exception:
            if cache.add(f"throttled:{self._get_login_attempts_cache_key(request, **credentials)}", 1, WINDOW):
                name = sign_in_name(str(credentials.get("username") or ""))
                known = User.objects.filter(username=name).exists()
                with transaction.atomic():
                    audit("?", "sign-in.throttled", f"person {name}" if known else "unknown name")
            raise

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Go to the person's own page, in the person's language."""
        with override(request.user.language):  # type: ignore[union-attr]
            return reverse("accounts:me")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Go where one signs in."""
        return reverse("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Go back to the person's own page."""
        return reverse("accounts:me")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write in the language of the person."""
        user = context.get("user")
        with override(user.language if isinstance(user, User) else settings.LANGUAGE_CODE):
            super().send_mail(template_prefix, email, context)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell the person, at the address we keep."""
        if user.email:
            super().send_notification_mail(template_prefix, user, {**(context or {}), "user": user}, user.email)


def _cipher() -> Fernet:
    key = HKDF(SHA256(), 32, salt=None, info=b"nhip second factor").derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(key))


class SecondFactorAdapter(DefaultMFAAdapter):
    """Codes from an app. Their secrets are kept encrypted, under a key made from the installation's own."""

    def get_totp_label(self, user: Any) -> str:
        """Name the account by its sign-in name."""
        return str(user.username)

    def encrypt(self, text: str) -> str:
        """Encrypt a secret for the database."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Undo `encrypt`."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


class OtherHouseAdapter(DefaultSocialAccountAdapter):
    """Sign-in at an OpenID Connect provider, for people who have an account here."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Accounts are made by the administrator."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Tie the other house's account to ours by its verified e-mail address, or refuse."""
        if sociallogin.is_existing:
            return
        verified = [each.email.lower() for each in sociallogin.email_addresses if each.verified]
        person = User.objects.filter(email__in=verified).exclude(email="").first()
        if person is None:
            with transaction.atomic():
                audit("?", "sign-in.refused", "unknown name", new={"reason": "no account for this e-mail"})
            raise ImmediateHttpResponse(render(request, "socialaccount/no_account.html", status=403))
        with transaction.atomic():
            sociallogin.connect(request, person)
            audit(person.username, "openid-connect.tied", f"person {person.username}")
