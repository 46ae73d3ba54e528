"""What the pages of targets read: the figures the reader may see, and the targets beside them."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.translation import get_language

from nhip.figures.comparisons import Comparison
from nhip.figures.model import Figure
from nhip.figures.periods import Period, divmod_month
from nhip.people.rights import may_see_unpublished
from nhip.plans.models import Target
from nhip.plans.targets.progress import Lookup
from nhip.plans.targets.showing import Judged, judged
from nhip.portal.errors import Missing
from nhip.portal.series.books import NoView
from nhip.portal.series.books import book_for as book_in
from nhip.releases.answers import Target as Opening
from nhip.releases.book import Book, book_of
from nhip.releases.reading import latest_release, latest_run

__all__ = ["book_for", "judge_all", "lookup_in", "months_of", "opening"]


def book_for(request: HttpRequest) -> Book | None:
    """Open the newest compilation for an official, the newest release for everybody else; None where there is none.

    ``of`` in the address names a release, and everybody reads that one.
    """
    language = (get_language() or "vi")[:2]
    if of := request.GET.get("of", "")[:30]:
        try:
            return book_in(of, language, request.user)
        except NoView as wrong:
            raise Missing(wrong.sentence(language)) from wrong
    if may_see_unpublished(request.user):
        run = latest_run()
        return book_of(run, language, request.user) if run else None
    release = latest_release(language=language)
    return book_of(release, language) if release else None


def opening(book: Book, figure: Figure | None) -> Opening | None:
    """Return what opens a figure; None where there is none."""
    return book.target(figure) if figure else None


def months_of(book: Book | None) -> Sequence[Period]:
    """Return the months a book has."""
    if book is None:
        return ()
    first, last = Period.parse(book.run.first_period), Period.parse(book.run.last_period)
    return [Period.month(*divmod_month(each)) for each in range(first.last_ordinal, last.last_ordinal + 1)]


def lookup_in(book: Book | None) -> Lookup:
    """Let targets ask a book; a figure that is hidden from the reader is none."""

    def lookup(indicator: str, subject: str, place: str, period: Period, comparison: Comparison) -> Figure | None:
        if book is None:
            return None
        return book.figure(indicator, subject, period=period, comparison=comparison, place=place)

    return lookup


def judge_all(book: Book | None, targets: Sequence[Target], counted: Sequence[Target]) -> Sequence[Judged]:
    """Judge targets by the versions that counted when the figures were computed; one that is newer is not judged yet.

    Args:
        targets: the targets as they are known now.
        counted: those that were known at the instant of the figures.
    """
    known = {target.code: target for target in counted}
    months, language = months_of(book), get_language() or "vi"
    lookup, nothing = lookup_in(book), lookup_in(None)
    return [
        judged(known.get(target.code, target), months, lookup if target.code in known else nothing, language)
        for target in targets
    ]
