"""Who can be signed in at all."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend


class PeopleBackend(AuthenticationBackend):
    """Signs in open accounts only. Django asks again at each request, so closing an account ends its sessions."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Say whether the account is open and not past its last day."""
        return bool(user.may_sign_in)
