"""What stands around the numbers of the first page: the target, what is new, what comes next, and the files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest

from nhip.figures.comparisons import Comparison
from nhip.figures.periods import Period
from nhip.plans.targets.queries import targets_of
from nhip.plans.targets.showing import Judged, judged
from nhip.portal.series.books import public_book
from nhip.portal.series.coming import Coming, coming
from nhip.portal.series.strip import Strip, strip_of
from nhip.portal.series.view import View
from nhip.portal.targets.drawing import Gauge, gauge
from nhip.portal.targets.reading import lookup_in, months_of
from nhip.releases.answers import ReleaseView, Target
from nhip.releases.book import Book
from nhip.releases.calendar import Day, calendar
from nhip.releases.indicators import IIP
from nhip.releases.reading import all_releases
from nhip.reports.news import published_articles

__all__ = ["Goal", "News", "goal_of", "news_of", "strips_of"]

NEWEST: Final = 3


@dataclass(frozen=True, slots=True)
class Goal:
    """The target of the year's index, with what was reached by a month and what the rest of the year has to bring."""

    row: Judged
    gauge: Gauge | None
    opens: Target | None


@dataclass(frozen=True, slots=True)
class News:
    """What was published last, what is written about it, what comes next and which days were moved."""

    releases: tuple[ReleaseView, ...]
    articles: tuple[Any, ...]
    coming: Coming | None
    moved: tuple[Day, ...]


def goal_of(release: ReleaseView, month: Period, root: str, language: str) -> Goal | None:
    """Return the year's target of the whole index as it stood with the figures up to a month; None without one."""
    book: Book = public_book(release, language)
    found = next(
        (
            each
            for each in targets_of(month.year, book.run.as_of)
            if each.indicator == IIP and each.subject == root and Period.parse(each.period).last_ordinal % 12 == 11
        ),
        None,
    )
    if found is None:
        return None
    row = judged(found, [each for each in months_of(book) if not month < each], lookup_in(book), language)
    reached = None
    if row.part is not None:
        reached = book.figure("TARGET_REACHED", found.code, period=row.part)
    return Goal(row, gauge(row), book.target(reached) if reached else None)


def news_of(language: str) -> News:
    """Return what is new."""
    days = calendar(language)
    waiting = [each for each in days if not each.release]
    return News(
        tuple(sorted(all_releases(language), key=_published, reverse=True)[:NEWEST]),
        tuple(published_articles(language)[:1]),
        coming(language),
        tuple(each for each in waiting if each.moves),
    )


def _published(release: ReleaseView) -> float:
    return release.published_at.timestamp() if release.published_at else 0.0


def strips_of(
    request: HttpRequest, release: ReleaseView, node: str, name: str, industries: str, month: str
) -> dict[str, Strip]:
    """Return what stands under the months of a node, and under the industries of a month."""
    over_time = View(IIP, node)
    side = View(IIP, None, compare=Comparison.SAME_MONTH.value, period=month)
    return {
        "months": strip_of(request, over_time, name, release),
        "industries": strip_of(request, side, industries, release),
    }
