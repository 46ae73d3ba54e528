"""The headline: the whole period in a few sentences, of what the other sections tell at length."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from nhip.reports.sections.making import Maker
from nhip.reports.source import Source

__all__ = ["blocks", "names"]


def names(source: Source) -> dict[str, Any]:
    """Return nothing: it speaks of what the other sections know."""
    return {}


def blocks(source: Source, make: Maker) -> None:
    """Say the period in a few sentences."""
    with override(source.language):
        make.heading(_("Overview").upper())
        for key in ("headline.index", "headline.products", "headline.estates"):
            make.text(key)
