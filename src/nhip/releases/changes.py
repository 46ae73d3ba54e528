"""What the official and the reader of a release ask first: what is missing, what changed since the last one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet

from nhip.figures.comparisons import Comparison
from nhip.figures.periods import Period
from nhip.releases.answers import ReleaseView, Target
from nhip.releases.book import Book, book_of
from nhip.releases.indicators import IIP
from nhip.releases.models import Basis, Release, ReleaseFile, ReleaseStep, ReleaseText, SchemeNode, Suppression
from nhip.releases.publication import newest_of_each
from nhip.releases.queries import LISTED_LEVELS
from nhip.releases.reading import release_views
from nhip.releases.rules import required
from nhip.releases.words import comparison_words

__all__ = [
    "Changed",
    "Main",
    "changes",
    "files_of",
    "main_figures",
    "previous_of",
    "steps_of",
    "suppressions_of",
    "texts_of",
]

MOST: Final = 40


@dataclass(frozen=True, slots=True)
class Main:
    """A figure that a release must have, as it is there."""

    name: str
    words: str
    period_words: str
    value: Any
    target: Target | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure that the release before printed otherwise."""

    name: str
    code: str
    period_words: str
    before: Any
    now: Any
    target: Target


def previous_of(release: ReleaseView, language: str) -> ReleaseView | None:
    """Return the release published before this one, by the clock; before it is published, the newest one."""
    rows: Any = Release.objects.published()
    rows = rows.exclude(pk=release.id)
    if release.published and release.published_at is not None:
        rows = rows.filter(publish_at__lt=release.published_at)
    views = release_views(rows.order_by("-publish_at", "-id")[:1], language)
    return views[0] if views else None


def main_figures(book: Book) -> list[Main]:
    """Return the figures a release must have, written; a dash where one is missing. The language is switched on."""
    if book.release is None:
        return []
    rows = []
    for each in required(book.release.kind, Period.parse(book.release.period), book.run.root):
        at: dict[str, Any] = {"period": each.period, "comparison": each.comparison}
        figure = book.figure(each.indicator, each.subject, **at)
        rows.append(
            Main(
                book.name(each.indicator, each.subject),
                comparison_words(each.comparison),
                each.period.in_words(book.language),
                book.shown(each.indicator, each.subject, **at),
                book.target(figure) if figure else None,
            )
        )
    return rows


def changes(book: Book, earlier: ReleaseView, reader: Any = None) -> list[Changed]:
    """Return the growths of total, sections and divisions that were printed otherwise before, newest first."""
    before = book_of(earlier, book.language, reader)
    listed = _listed(book)
    found = []
    for now in book.figures(IIP, comparison=Comparison.SAME_MONTH):
        if now.subject not in listed:
            continue
        then = before.figure(IIP, now.subject, period=now.period, comparison=now.comparison)
        if then is None or before.written(then).rounded == book.written(now).rounded:
            continue
        found.append((now, before.written(then)))
    found.sort(key=lambda each: (-each[0].period.last_ordinal, listed[each[0].subject]))
    return [
        Changed(
            book.name(IIP, now.subject),
            now.subject,
            now.period.in_words(book.language),
            then,
            book.written(now),
            book.target(now),
        )
        for now, then in found[:MOST]
    ]


def _listed(book: Book) -> dict[str, int]:
    nodes = list(SchemeNode.objects.filter(scheme_id=book.run.scheme).order_by("position"))
    chosen = [node for node in nodes if node.level in LISTED_LEVELS] or nodes[:50]
    return {node.code: node.position for node in chosen}


def steps_of(release: ReleaseView) -> QuerySet[ReleaseStep]:
    """Return the steps of a release, oldest first."""
    return ReleaseStep.objects.filter(release_id=release.id).order_by("id")


def files_of(release: ReleaseView) -> list[ReleaseFile]:
    """Return the files of a release, without their content."""
    return newest_of_each(ReleaseFile.objects.filter(release_id=release.id).defer("content").order_by("id"))


def texts_of(release: ReleaseView, language: str) -> list[ReleaseText]:
    """Return the texts of a release in a language."""
    rows = ReleaseText.objects.filter(release_id=release.id, language=language[:2]).order_by("id")
    return newest_of_each(rows)


def suppressions_of(release: ReleaseView) -> QuerySet[Suppression]:
    """Return what a release hides; only for those who may see it."""
    newest = Basis.objects.filter(release_id=release.id).order_by("-id").values("id")[:1]
    return Suppression.objects.filter(basis_id__in=newest)
