"""The page for somebody who may not."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

__all__ = ["refused"]


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the role does not allow this, and what to do about it."""
    return render(request, "403.html", {"roles": sorted(getattr(request.user, "roles", ()))}, status=403)
