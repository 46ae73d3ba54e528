"""What was published, as RSS: one feed a language."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponseNotAllowed
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nhip.releases.answers import ReleaseView
from nhip.releases.reading import all_releases

__all__ = ["ReleaseFeed"]

MOST = 30


class ReleaseFeed(Feed):
    """The newest releases, corrections with their reasons."""

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer, to readers only."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return super().__call__(request, *args, **kwargs)

    def title(self) -> str:
        return _("Releases of industrial statistics")

    def link(self) -> str:
        return reverse("releases:list")

    def description(self) -> str:
        return _("Every release of the province's industrial statistics, at the second it is published.")

    def items(self) -> list[ReleaseView]:
        published = all_releases(get_language() or "vi")
        return sorted(published, key=lambda each: str(each.published_at), reverse=True)[:MOST]

    def item_title(self, item: ReleaseView) -> str:
        words = item.period_words[:1].upper() + item.period_words[1:]
        return _("{period}: correction").format(period=words) if item.corrects else words

    def item_description(self, item: ReleaseView) -> str:
        marked = _("Illustrative data.") if item.illustrative else ""
        return " ".join(text for text in (item.reason, marked) if text)

    def item_link(self, item: ReleaseView) -> str:
        return reverse("releases:release", args=[item.slug])

    def item_pubdate(self, item: ReleaseView) -> datetime | None:
        return item.published_at
