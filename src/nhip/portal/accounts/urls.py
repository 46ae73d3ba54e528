"""Addresses of signing in and of the administrator. Names without a room are those django-allauth asks for."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.decorators.http import require_http_methods

from nhip.portal.accounts import audit_views, people_views

# Views that show a form would take PUT for POST.
page = require_http_methods(["GET", "HEAD", "POST"])


def whole(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Put what a form changes and its audit row into one transaction."""

    @page
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            return view(request, *args, **kwargs)

    return wrapped


ours: list[URLPattern | URLResolver] = [
    path("", people_views.me, name="me"),
    path("people/", people_views.people_list, name="people"),
    path("people/add/", people_views.add, name="add"),
    path("people/<int:pk>/", people_views.person, name="person"),
    path("people/<int:pk>/change/", people_views.change, name="change"),
    path("people/<int:pk>/grant/", people_views.grant, name="grant"),
    path("people/<int:pk>/grant/<int:number>/revoke/", people_views.revoke, name="revoke"),
    path("people/<int:pk>/close/", people_views.close, name="close"),
    path("people/<int:pk>/open/", people_views.reopen, name="reopen"),
    path("people/<int:pk>/second-factor/reset/", people_views.reset, name="reset"),
    path("people/<int:pk>/link/", people_views.link, name="link"),
    path("audit/", audit_views.audit_page, name="audit"),
    path("audit.csv", audit_views.audit_file, name="audit_file"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((ours, "accounts"))),
    path("sign-in/", page(account.login), name="account_login"),
    path("sign-out/", page(account.logout), name="account_logout"),
    path("sign-up/", page(account.signup), name="account_signup"),
    path("closed/", page(account.account_inactive), name="account_inactive"),
    path("again/", page(account.reauthenticate), name="account_reauthenticate"),
    path("password/", whole(account.password_change), name="account_change_password"),
    path("password/set/", whole(account.password_set), name="account_set_password"),
    path("password/reset/", page(account.password_reset), name="account_reset_password"),
    path("password/reset/sent/", page(account.password_reset_done), name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        page(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        whole(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("second-factor/", page(mfa.index), name="mfa_index"),
    path("second-factor/code/", page(mfa.authenticate), name="mfa_authenticate"),
    path("second-factor/again/", page(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("second-factor/app/", whole(totp.activate_totp), name="mfa_activate_totp"),
    path("second-factor/app/remove/", whole(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("second-factor/codes/", page(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("second-factor/codes/new/", whole(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("second-factor/codes/file/", page(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("other/cancelled/", page(social.login_cancelled), name="socialaccount_login_cancelled"),
    path("other/error/", page(social.login_error), name="socialaccount_login_error"),
]
