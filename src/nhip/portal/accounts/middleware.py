"""What happens around every request of a signed-in person."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from nhip.people.models import User
from nhip.people.queries import has_second_factor
from nhip.registry.actions import acting_from

GetResponse = Callable[[HttpRequest], HttpResponse]

BEGAN, SEEN = "nhip_began", "nhip_seen"
# Noting each request would write to the database each time.
NOTED_EVERY = 60
WITHOUT_SECOND_FACTOR = {"mfa_activate_totp", "account_reauthenticate", "account_login", "account_logout"}


class RequestAddress:
    """Give the address of the request to every audit row written meanwhile."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with acting_from(get_client_ip(request) or ""):
            return self.get_response(request)


class SessionLimits:
    """End a session after a time without requests, and after a working day in any case."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now, session = time.time(), request.session
            began, seen = session.get(BEGAN, now), session.get(SEEN, now)
            if now - seen > settings.SESSION_IDLE or now - began > settings.SESSION_ABSOLUTE:
                logout(request)
                messages.info(request, _("You were signed out because some time had passed. Please sign in again."))
                return redirect_to_login(request.get_full_path())
            if BEGAN not in session or now - seen > NOTED_EVERY:
                session[BEGAN], session[SEEN] = began, now
        return self.get_response(request)


class SecondFactor:
    """Lead officials who have no second factor to the page that sets one up, whatever they ask for."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        """Look before any view runs."""
        match = request.resolver_match
        if match is not None and match.view_name in WITHOUT_SECOND_FACTOR:
            return None
        user = request.user
        if isinstance(user, User) and user.is_official and not has_second_factor(user):
            messages.info(request, _("Officials sign in with a second factor. Please set it up now."))
            return redirect("mfa_activate_totp")
        return None
