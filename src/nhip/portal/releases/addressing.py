"""Addresses of figures and releases: readable, and the same for ever."""

from __future__ import annotations

from django.urls import reverse
from django.utils.http import urlencode

from nhip.releases.answers import Target

__all__ = ["figure_address", "period_of", "slug_of"]


def slug_of(period: str) -> str:
    """Write a period for an address.

    >>> slug_of("2023-01/2023-09"), period_of("2023-01--2023-09")
    ('2023-01--2023-09', '2023-01/2023-09')
    """
    return period.replace("/", "--")


def period_of(slug: str) -> str:
    """Read a period from an address."""
    return slug.replace("--", "/")


def figure_address(target: Target) -> str:
    """Return the address of the page that opens a figure."""
    values = [target.within, target.key, slug_of(target.period), target.comparison]
    address = reverse("portal:figure", args=[*values, target.subject] if target.subject else values)
    return f"{address}?{urlencode({'place': target.place})}" if target.place else address
