"""How templates write a number, and the address of a page in the other language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from nhip.figures.numbers import NumberKind, Shown
from nhip.figures.periods import Period
from nhip.portal.addresses import address
from nhip.releases.answers import Target

register = template.Library()

# Only changes are coloured: a large index is neither good nor bad.
COLOURED = frozenset({NumberKind.GROWTH, NumberKind.POINTS})


@register.simple_tag
def figure(shown: Shown, target: Target | None = None, form: str = "text") -> SafeString | str:
    """Write a number as a link that opens it.

    ``form`` is "text" (with its unit) or "bare". A number that does not exist is a dash, which opens nothing.
    """
    text = shown.bare if form == "bare" else shown.text
    if target is None or shown.rounded is None:
        return text
    colour = shown.direction if shown.kind in COLOURED and shown.direction in {"up", "down"} else ""
    return format_html('<a class="figure {}" href="{}">{}</a>', colour, address(target), text)


@register.simple_tag
def opens(target: Target) -> str:
    """Return the address that opens a target."""
    return address(target)


@register.simple_tag
def in_language(request: HttpRequest, language: str) -> str:
    """Return the address of this page in another language, or of the first page where this one has none."""
    here = request.get_full_path()
    if here.startswith(f"/{language}/"):
        return here
    there = translate_url(here, language)
    return there if there != here else f"/{language}/"


@register.filter
def period_in_words(text: str) -> str:
    """Write a period as it is said: 2026-H1 is 6 tháng đầu năm 2026."""
    return Period.parse(text).in_words(get_language() or "vi")


@register.filter
def upper_first(text: Any) -> str:
    """Make the first letter large, to begin a sentence; the other letters stay."""
    words = str(text)
    return words[:1].upper() + words[1:]


@register.filter
def at(things: Mapping[str, Any], name: str) -> Any:
    """Return what a mapping has under a name that the template knows only by a variable; None where it has nothing."""
    return things.get(name)
