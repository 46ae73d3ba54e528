"""How templates of collecting write a finding."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from nhip.intake.collection.checking import Told

register = template.Library()


@register.simple_tag
def sentence(told: Told) -> str:
    """Write what a check found, in the language of the page."""
    return told.message(get_language() or "vi")
