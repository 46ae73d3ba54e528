"""Addresses that another house is told once, and that therefore know no language."""

from __future__ import annotations

from allauth.socialaccount.providers.openid_connect import views
from django.urls import path

urlpatterns = [
    path("oidc/<slug:provider_id>/", views.login, name="openid_connect_login"),
    path("oidc/<slug:provider_id>/callback/", views.callback, name="openid_connect_callback"),
]
