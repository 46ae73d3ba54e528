"""The search: series first, then zones and clusters, calls for investment, and pages."""

from __future__ import annotations

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhip.estates.queries.filters import Filters, matching
from nhip.plans.promotion.queries import list_calls
from nhip.portal.search.finding import find, index_of, jump
from nhip.registry.folding import fold
from nhip.releases.reading import latest_release
from nhip.reports.news import published_articles

__all__ = ["search"]

LONGEST: Final = 80
PER_PAGE: Final = 30
OTHERS: Final = 8


def _pages(question: str) -> list[tuple[str, str]]:
    """Return pages of the site whose names hold the words."""
    pages = [
        (_("Latest month"), "portal:latest"),
        (_("All figures"), "portal:series_index"),
        (_("Zones and clusters"), "estates:list"),
        (_("How many zones and clusters had which event"), "estates:counts"),
        (_("Targets"), "targets:list"),
        (_("Attraction of enterprises"), "targets:attraction"),
        (_("Projects"), "projects:list"),
        (_("Calls for investment"), "promotion:calls"),
        (_("Support policies"), "promotion:policies"),
        (_("Releases"), "releases:list"),
        (_("Release calendar"), "releases:calendar"),
        (_("Revisions"), "releases:revisions"),
        (_("Reports"), "reports:list"),
        (_("News"), "news:list"),
        (_("Method"), "portal:method"),
    ]
    words = question.split()
    return [(name, reverse(route)) for name, route in pages if all(word in fold(name) for word in words)]


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Find series and pages; a code or a whole name leads straight to its series, unless the list is asked for."""
    language, text = (get_language() or "vi")[:2], request.GET.get("q", "").strip()[:LONGEST]
    question, today = fold(text), timezone.localdate()
    release = latest_release(None, language)
    found = find(index_of(release, language), text, today) if release and question else []
    meant = jump(found, text)
    if meant is not None and request.GET.get("list") != "1":
        return HttpResponseRedirect(meant.view.address)
    context: dict[str, Any] = {
        "text": text,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "count": len(found),
        "query": f"{urlencode({'q': text, 'list': '1'})}&",
        "run": release.run if release else None,
    }
    if question:
        context |= {
            "estates": list(matching(Filters(text=text), today)[:OTHERS]),
            "calls": list(list_calls({"q": text})[:OTHERS]),
            "news": [
                each
                for each in published_articles(language)
                if all(word in fold(each.title) for word in question.split())
            ][:OTHERS],
            "pages": _pages(question),
        }
        others = ("estates", "calls", "news", "pages")
        context["nothing"] = not found and not any(context[name] for name in others)
    return render(request, "search/search.html", context)
