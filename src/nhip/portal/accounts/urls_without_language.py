"""Addresses that another house is told once, and that therefore know no language."""

from __future__ import annotations

from allauth.socialaccount.providers.openid_connect import views
from django.urls import path

from nhip.portal.accounts.urls import page

urlpatterns = [
    path("oidc/<slug:provider_id>/", page(views.login), name="openid_connect_login"),
    path("oidc/<slug:provider_id>/callback/", page(views.callback), name="openid_connect_callback"),
]
