"""Where the numbers of a report open."""

from __future__ import annotations

from nhip.figures.comparisons import Comparison
from nhip.portal.addresses import address
from nhip.releases.book import Book
from nhip.reports.words.marking import Link
from nhip.reports.writing.html import Address

__all__ = ["opener"]


def opener(book: Book, site: str = "") -> Address:
    """Return a function from a number to the address that opens it; "" where it has none."""
    known: dict[Link, str] = {}

    def where(link: Link) -> str:
        if link not in known:
            indicator, subject, place, period, comparison = link.key
            figure = book.figure(indicator, subject, period=period, comparison=Comparison(comparison), place=place)
            known[link] = site.rstrip("/") + address(book.target(figure)) if figure else ""
        return known[link]

    return where
