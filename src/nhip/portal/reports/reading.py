"""What the pages of reports ask: the release a reader may see, its report, its files."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nhip.figures.periods import Period
from nhip.people.rights_releases import may_see_confidential
from nhip.people.rights_reports import may_see_drafts
from nhip.portal.errors import Missing
from nhip.releases.answers import ReleaseView
from nhip.releases.book import Book, book_of
from nhip.releases.models import ReleaseFile
from nhip.releases.reading import release_by_slug
from nhip.reports.composition import Composed, compose
from nhip.reports.leader import Summary, summary_of
from nhip.reports.releasing import TEXT_KIND, texts_instant

__all__ = ["attached", "book_for", "composed_for", "language", "release_for", "summary_for"]


def language() -> str:
    """Return the language of the page."""
    return (get_language() or "vi")[:2]


def release_for(request: HttpRequest, slug: str) -> ReleaseView:
    """Return a release that the reader may see.

    Raises:
        Missing: there is none, or it is not published yet.
    """
    found = release_by_slug(slug, language(), unpublished=may_see_drafts(request.user))
    if found is None:
        raise Missing(_("There is no such release, or it is not published yet."))
    return found


def book_for(request: HttpRequest, release: ReleaseView) -> Book:
    """Return the figures of a release as the reader may see them."""
    return book_of(release, language(), request.user)


def composed_for(request: HttpRequest, release: ReleaseView) -> Composed:
    """Return the report of a release as the reader may see it.

    That of a published one, as everybody reads it, never changes, and is made once.

    Raises:
        Fault: it cannot be composed.
    """
    if release.published and not may_see_confidential(request.user):
        return _public(release, language())
    return compose(book_for(request, release), Period.parse(release.period), texts_instant(release))


@lru_cache(maxsize=16)
def _public(release: ReleaseView, tongue: str) -> Composed:
    return compose(book_of(release, tongue), Period.parse(release.period), texts_instant(release))


def summary_for(request: HttpRequest, release: ReleaseView) -> Summary:
    """Return the leader's page of a release.

    Raises:
        Fault: it cannot be made.
    """
    if release.published and not may_see_confidential(request.user):
        return _public_summary(release, language())
    return summary_of(book_for(request, release), Period.parse(release.period), texts_instant(release))


@lru_cache(maxsize=16)
def _public_summary(release: ReleaseView, tongue: str) -> Summary:
    return summary_of(book_of(release, tongue), Period.parse(release.period), texts_instant(release))


def attached(release: ReleaseView, tongue: str) -> dict[str, Any]:
    """Return the newest attached report file of each format in a language, without its bytes."""
    rows = ReleaseFile.objects.filter(release_id=release.id, language=tongue, kind__startswith=f"{TEXT_KIND}.")
    return {row.kind.removeprefix(f"{TEXT_KIND}."): row for row in rows.defer("content").order_by("id")}
