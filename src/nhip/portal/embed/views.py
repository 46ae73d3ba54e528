"""One chart with its table and its source, for a frame in somebody else's page. Nothing here asks who reads it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from nhip.portal.kept_pages import kept
from nhip.portal.series.strip import strip_of
from nhip.portal.series.view import View
from nhip.portal.series.views import series_or_missing, side_or_missing

__all__ = ["embed"]

# The site's own rules, but for who may show the page in a frame: everybody, for it has no forms and no account.
POLICY = "; ".join(
    f"{directive} {sources}"
    for directive, sources in {
        **settings.CONTENT_SECURITY_POLICY,
        "frame-ancestors": "*",
        "form-action": "'none'",
    }.items()
)


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
    strip = strip_of(request, view, shown.title, shown.book.release, drawn=shown.chart is not None)
    context = {"shown": shown, "view": view, "strip": strip, "run": shown.book.run, "release": shown.book.release}
    answer = render(request, "series/embed.html", context)
    answer["Content-Security-Policy"] = POLICY
    return answer
