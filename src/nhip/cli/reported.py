"""What `nhip report` does: find the release, compose its report, write it in each format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from nhip.cli.tongue import Tongue

if TYPE_CHECKING:
    from nhip.figures.periods import Period
    from nhip.releases.book import Book


def made(
    period: str, language: str, formats: Iterable[str], *, public: bool = False, site: str = ""
) -> Mapping[str, bytes]:
    """Return the files of a report by name.

    Raises:
        Fault: the period is none, or the report cannot be made.
    """
    from nhip.cli.site import migrate

    migrate()
    from django.utils.translation import override

    from nhip.portal.reports.addresses import opener
    from nhip.reports.composition import compose
    from nhip.reports.production import file_name, produce

    wanted = _period(period)
    book, instant = book_for(wanted, language, public=public)
    with override(language):
        composed = compose(book, wanted, instant)
        found = produce(composed.document, formats, opener(book, site))
    return {file_name(str(wanted), language, kind): content for kind, content in found.items()}


def book_for(period: Period, language: str, *, public: bool = False) -> tuple[Book, datetime | None]:
    """Return the figures of a period's release, and the instant whose texts count; without one the newest run."""
    from nhip.cli.database import newest_run
    from nhip.releases.book import Book, book_of
    from nhip.releases.queries import release_of
    from nhip.reports.releasing import texts_instant

    release = release_of(period, language)
    if release is None:
        run = newest_run(Tongue(language))
        return (book_of(run, language) if public else Book(run, None, language)), None
    book = book_of(release, language) if public else Book(release.run, release, language)
    return book, texts_instant(release)


def _period(text: str) -> Period:
    from nhip.figures.periods import Period
    from nhip.reports.faults import fault

    try:
        return Period.parse(text)
    except ValueError as wrong:
        raise fault("E843", text=text) from wrong
