"""Who may show a page in a frame: nobody, but for the pages that are made for it."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase

__all__ = ["POLICY", "for_frames", "is_for_frames"]

# The site's own rules, but for who may show the page in a frame: everybody, for it has no forms and no account.
POLICY: Final = "; ".join(
    f"{directive} {sources}"
    for directive, sources in {
        **settings.CONTENT_SECURITY_POLICY,
        "frame-ancestors": "*",
        "form-action": "'none'",
    }.items()
)


def for_frames(answer: HttpResponse) -> HttpResponse:
    """Let a page be shown in a frame of any site."""
    answer["Content-Security-Policy"] = POLICY
    return answer


def is_for_frames(answer: HttpResponseBase) -> bool:
    """Whether a page says so."""
    return answer.headers.get("Content-Security-Policy") == POLICY
