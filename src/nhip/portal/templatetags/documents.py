"""How templates write a document that a record rests on: its number, which leads to the file where one may be read."""

from __future__ import annotations

import re
from typing import Any, Final

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from nhip.registry.models import Document, DocumentWithdrawal

register = template.Library()

_KEY: Final = "documents withdrawn"
_ADDRESS: Final = re.compile(r"https?://([^/\s;,]+)[^\s;,]*")


@register.inclusion_tag("documents/link.html", takes_context=True)
def document_link(context: Any, document: Document) -> dict[str, Any]:
    """Write the number of a document; it is a link where the file may be read by everybody."""
    return {"document": document, "opens": _may_be_read(context, document)}


def _may_be_read(context: Any, document: Document) -> bool:
    if not (document.public and document.sha256):
        return False
    # Few documents are withdrawn: they are asked for once a page, not once a document.
    if _KEY not in context.render_context:
        context.render_context[_KEY] = frozenset(DocumentWithdrawal.objects.values_list("document_id", flat=True))
    return document.pk not in context.render_context[_KEY]


@register.filter
def with_links(source: str) -> SafeString:
    """Write a source with its addresses of the web as links that show the name of their site."""
    parts, end = [], 0
    for found in _ADDRESS.finditer(source):
        parts += [(source[end : found.start()], found[0], found[1])]
        end = found.end()
    linked = format_html_join("", '{}<a href="{}" rel="noreferrer">{}</a>', parts)
    return format_html("{}{}", linked, source[end:])
