"""The menu of the site, for everybody: few entries, and under each the pages that belong together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import template
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

register = template.Library()

# Words of a group, and its pages; a group of one page is that page.
PUBLIC: Final = (
    (_("Latest month"), ((_("Latest month"), "portal:latest", ()),)),
    (
        _("Figures"),
        (
            (_("All figures"), "portal:series_index", ()),
            (_("Industries side by side"), "portal:series", ("IIP",)),
            (_("Search"), "portal:search", ()),
        ),
    ),
    (_("Land for industry"), ((_("Land for industry"), "estates:list", ()),)),
    (
        _("Targets"),
        ((_("Targets of the year"), "targets:list", ()), (_("Attraction of enterprises"), "targets:attraction", ())),
    ),
    (
        _("Projects and calls"),
        (
            (_("Projects"), "projects:list", ()),
            (_("Calls for investment"), "promotion:calls", ()),
            (_("Support policies"), "promotion:policies", ()),
        ),
    ),
    (
        _("News and releases"),
        (
            (_("News"), "news:list", ()),
            (_("Reports"), "reports:list", ()),
            (_("Releases"), "releases:list", ()),
            (_("Release calendar"), "releases:calendar", ()),
            (_("Revisions"), "releases:revisions", ()),
        ),
    ),
    (_("Method"), ((_("Method"), "portal:method", ()),)),
)


def entries(groups: Sequence[tuple[Any, Sequence[dict[str, Any]]]], path: str) -> list[dict[str, Any]]:
    """Return groups with the page that is open marked: the one whose address the open one begins with, the longest."""
    urls = [page["url"] for _words, pages in groups for page in pages if path.startswith(page["url"])]
    here = max(urls, key=len, default="")
    # The first page begins every address of its language, and is open only by itself.
    here = here if here.count("/") > 2 or here == path else ""
    return [
        {
            "words": words,
            "pages": [{**page, "here": page["url"] == here} for page in pages],
            "here": any(page["url"] == here for page in pages),
        }
        for words, pages in groups
        if pages
    ]


@register.simple_tag(takes_context=True)
def site_menu(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the menu for everybody; nothing on an error page outside the languages' addresses."""
    request: HttpRequest | None = context.get("request")
    try:
        groups = [
            (words, [{"words": name, "url": reverse(route, args=args)} for name, route, args in pages])
            for words, pages in PUBLIC
        ]
    except NoReverseMatch:
        return []
    return entries(groups, request.path if request else "")
