"""The page for an address that leads nowhere."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

__all__ = ["Missing", "not_found"]


class Missing(Http404):
    """Nothing stands at this address, and its text tells the reader why."""


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what is missing, where the view knew it, and where to go instead."""
    reason = str(exception) if isinstance(exception, Missing) else ""
    return render(request, "404.html", {"reason": reason}, status=404)
