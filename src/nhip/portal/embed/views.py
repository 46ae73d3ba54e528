"""One chart with its table and its source, for a frame in somebody else's page. Nothing here asks who reads it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from nhip.portal.embed.policy import for_frames
from nhip.portal.kept_pages import kept
from nhip.portal.series.view import View
from nhip.portal.series.views import series_or_missing, side_or_missing

__all__ = ["embed"]


@require_safe
@xframe_options_exempt
def embed(request: HttpRequest, indicator: str, subject: str | None = None) -> HttpResponse:
    """Show a view for a frame: to everybody what the public sees, also to somebody signed in."""
    request.user = AnonymousUser()
    return _embed(request, indicator, subject)


@kept()
def _embed(request: HttpRequest, indicator: str, subject: str | None) -> HttpResponse:
    view = View.read(indicator, subject, request.GET)
    shown: Any = side_or_missing(request, view) if view.subject is None else series_or_missing(request, view)
    release = shown.book.release
    context = {
        "title": shown.title,
        "chart": shown.chart,
        "narrow": shown.narrow_height if view.subject is None and shown.scales else None,
        "address": view.address,
        "release": release,
        "illustrative": release is not None and release.illustrative,
    }
    return for_frames(render(request, "series/embed.html", context))
