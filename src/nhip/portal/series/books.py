"""Which release a view is read in, and its figures: kept for everybody, because a published release never changes."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from nhip.figures.model import Figure
from nhip.people.rights_releases import may_see_confidential, may_see_releases
from nhip.portal.series.faults import SENTENCES
from nhip.releases.answers import ReleaseView
from nhip.releases.book import Book, book_of
from nhip.releases.reading import latest_release, release_by_slug

__all__ = ["NoView", "book_for", "public_book", "release_for"]

# A book of a province takes a few megabytes once its indices are loaded.
BOOKS = 6


class NoView(LookupError):
    """There is no such view. Its number is one of the catalogue's."""

    def __init__(self, number: str, **values: Any) -> None:
        super().__init__(number)
        self.number, self.values = number, values

    def sentence(self, language: str) -> str:
        """Return what is wrong, and what to do."""
        vietnamese, english = SENTENCES[self.number]
        text = (vietnamese if language.startswith("vi") else english).format(**self.values)
        return f"{self.number}: {text[:1].upper()}{text[1:]}."


@lru_cache(maxsize=BOOKS)
def public_book(release: ReleaseView, language: str) -> Book:
    """Return the figures of a published release as everybody reads them."""
    return book_of(release, language)


def release_for(slug: str, language: str, user: Any) -> ReleaseView:
    """Return the release of a view; without a name the newest one.

    Raises:
        NoView: there is none that the reader may see.
    """
    if not slug:
        found = latest_release(None, language)
        if found is None:
            raise NoView("E874")
        return found
    found = release_by_slug(slug, language, unpublished=may_see_releases(user))
    if found is None:
        raise NoView("E871", text=slug)
    return found


def book_for(slug: str, language: str, user: Any) -> Book:
    """Return the figures a view is read in, as the reader may see them.

    Raises:
        NoView: there is no such release.
    """
    release = release_for(slug, language, user)
    if release.published and not may_see_confidential(user):
        return public_book(release, language)
    return book_of(release, language, user)


def latest_figure(figures: list[Figure]) -> Figure | None:
    """Return the figure of the newest period."""
    return max(figures, key=lambda each: (each.period.last_ordinal, each.period.length), default=None)
