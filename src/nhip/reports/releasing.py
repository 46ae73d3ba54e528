"""The report of a release: which texts count for it, and finished files that are attached to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import override

from nhip.figures.periods import Period
from nhip.releases.answers import ReleaseView
from nhip.releases.book import Book, book_of
from nhip.releases.models import Release, ReleaseState, ReleaseStep
from nhip.releases.preparing import attach_file, attach_text
from nhip.releases.reading import release_views
from nhip.releases.steps import Person
from nhip.reports.composition import Composed, compose
from nhip.reports.document import Document
from nhip.reports.production import FORMATS, file_name, produce
from nhip.reports.texts import LANGUAGES
from nhip.reports.writing.html import Address

__all__ = ["TEXT_KIND", "attach_report", "plain_text", "report_of", "texts_instant"]

_SETTLED: Final = (ReleaseState.REVIEW, ReleaseState.APPROVED, ReleaseState.SCHEDULED)
TEXT_KIND: Final = "report"
"""The kind of text of a release that its report is kept as, in plain words."""


def texts_instant(release: ReleaseView) -> datetime | None:
    """Return the instant whose templates and edited paragraphs count for a release.

    That of its last being sent to review: what was read there is what is published, whatever is edited later. None
    while it is a draft: then all that is written now counts.
    """
    steps = list(ReleaseStep.objects.filter(release_id=release.id).order_by("id").values_list("state", "at"))
    if not steps or steps[-1][0] not in _SETTLED:
        return None
    return next(at for state, at in reversed(steps) if state == ReleaseState.REVIEW)


def report_of(release: ReleaseView, language: str, reader: object = None) -> Composed:
    """Compose the report of a release, as a reader may see it; None is the public.

    Raises:
        Fault: it cannot be composed.
    """
    book = book_of(release, language, reader)
    with override(language):
        return compose(book, Period.parse(release.period), texts_instant(release))


def plain_text(document: Document) -> str:
    """Return the words of a report, a paragraph a line."""
    return "\n".join(paragraph.text for paragraph in document.paragraphs())


def attach_report(
    release: Release,
    *,
    by: Person,
    address: Callable[[Book], Address],
    languages: Iterable[str] = LANGUAGES,
    formats: Iterable[str] = tuple(FORMATS),
) -> int:
    """Give a draft its report as the public reads it: words, and a finished file in each format and language.

    Raises:
        Refused; Fault: the release is no draft, or the report cannot be made; then nothing was attached.
    """
    made = []
    for language in languages:
        view = release_views(Release.objects.filter(pk=release.pk), language)[0]
        composed = report_of(view, language)
        with override(language):
            files = produce(composed.document, formats, address(composed.texts.book))
        made.append((language, plain_text(composed.document), files))
    count = 0
    with transaction.atomic():
        for language, words, files in made:
            attach_text(release, TEXT_KIND, language, words, by=by)
            for kind, content in files.items():
                name = file_name(release.slug, language, kind)
                attach_file(release, f"{TEXT_KIND}.{kind}", language, name, content, FORMATS[kind], by=by)
                count += 1
    return count
