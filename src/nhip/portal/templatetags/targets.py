"""How templates write the periods, indicators and sources of targets."""

from __future__ import annotations

import re
from typing import Any, Final

from django import template
from django.utils.translation import get_language

from nhip.figures.catalogue import indicator_by_code
from nhip.figures.periods import Period

register = template.Library()

_ADDRESS: Final = re.compile(r"https?://(?P<site>[^/\s;]+)[^\s;]*")


@register.filter
def in_period(period: Any) -> str:
    """Write a period, or the text that names one, as a sentence would."""
    if not period:
        return ""
    return Period.parse(str(period)).in_words(get_language() or "vi")


@register.filter
def indicator_name(code: str) -> str:
    """Return the name of an indicator."""
    return indicator_by_code(code).name(get_language() or "vi")


@register.filter
def is_address(text: str) -> bool:
    """Whether a source begins with an address of the web."""
    return _ADDRESS.match(text) is not None


@register.filter
def address_in(text: str) -> str:
    """Return the address at the beginning of a source."""
    found = _ADDRESS.match(text)
    return found[0] if found else ""


@register.filter
def after_address(text: str) -> str:
    """Return what a source says after its address."""
    found = _ADDRESS.match(text)
    return text[found.end() :] if found else text


@register.filter
def site(text: str) -> str:
    """Return the name of the site that an address leads to."""
    found = _ADDRESS.match(text)
    return found["site"] if found else text
