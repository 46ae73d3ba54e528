"""Tables about releases as pages print them: steps, what is hidden, the triangle of revisions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils import translation

from nhip.figures.catalogue import indicator_by_code
from nhip.figures.comparisons import Comparison
from nhip.figures.model import Figure
from nhip.figures.numbers import NumberKind, Shown, show
from nhip.figures.periods import PeriodKind
from nhip.people.models import User
from nhip.people.rights_releases import may_see_confidential
from nhip.releases.answers import ReleaseView, Target
from nhip.releases.book import Book, book_of
from nhip.releases.changes import steps_of, suppressions_of
from nhip.releases.lineage import difference, secret_text
from nhip.releases.revisions import revised, summary
from nhip.releases.steps import state_words
from nhip.releases.words import comparison_words

__all__ = ["HiddenRow", "StepRow", "Triangle", "hidden", "steps", "triangle"]


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of a release in words."""

    words: str
    by: str
    at: datetime
    note: str
    publish_at: datetime | None


def steps(release: ReleaseView, language: str) -> list[StepRow]:
    """Return the steps of a release, with the names of those who took them."""
    rows = list(steps_of(release))
    names = dict(User.objects.filter(username__in={row.by for row in rows}).values_list("username", "full_name"))
    with translation.override(language):
        return [
            StepRow(state_words(row.state), names.get(row.by) or row.by, row.at, row.note, row.publish_at)
            for row in rows
        ]


@dataclass(frozen=True, slots=True)
class HiddenRow:
    """A subject that a release hides, and why."""

    indicator: str
    name: str
    code: str
    why: str


def hidden(release: ReleaseView, book: Book) -> list[HiddenRow]:
    """Return what a release hides, for those who may see it."""
    with translation.override(book.language):
        return [
            HiddenRow(
                indicator_by_code(row.indicator).name(book.language),
                book.name(row.indicator, row.subject),
                row.subject,
                str(row.get_why_display()),
            )
            for row in suppressions_of(release)
        ]


@dataclass(frozen=True, slots=True)
class TriangleRow:
    """A period with what each release said of it; None where it said nothing."""

    words: str
    cells: tuple[Shown | None, ...]
    first: Shown
    latest: Shown
    revision: Shown
    kept: bool
    target: Target


@dataclass(frozen=True, slots=True)
class Triangle:
    """The revisions of a subject: a row a period, a column a release."""

    name: str
    indicator: str
    subject: str
    comparison: str
    comparison_words: str
    releases: tuple[str, ...]
    rows: tuple[TriangleRow, ...]
    count: int
    kept: int
    mean: Shown
    mean_absolute: Shown
    largest: Shown


def triangle(
    newest: ReleaseView,
    indicator: str,
    subject: str,
    comparison: Comparison,
    kind: PeriodKind,
    language: str,
    reader: Any = None,
) -> Triangle:
    """Return the values of all releases, first against latest, and the mean and mean absolute revision."""
    book = book_of(newest, language, reader)
    may = reader is not None and may_see_confidential(reader)
    found = revised(indicator, subject, comparison, kind, confidential=may)
    found = [each for each in found if len(each.vintages) > 1]
    releases = list(dict.fromkeys(each.release for row in found for each in row.vintages))
    sums = summary(found)
    rows = []
    for row in found:
        blank = Figure(indicator, subject, row.period, comparison, 0.0)
        said = {each.release: each.value for each in row.vintages}

        def write(value: float | None, blank: Figure = blank) -> Shown:
            return secret_text(book, blank) if value is None else book.written(replace(blank, value=value))

        rows.append(
            TriangleRow(
                row.period.in_words(language),
                tuple(write(said[slug]) if slug in said else None for slug in releases),
                write(row.first),
                write(row.latest),
                difference(book, blank, row.revision),
                row.direction_kept,
                book.target(blank),
            )
        )
    any_ = Figure(indicator, subject, found[0].period, comparison, 0.0) if found else None

    def mean(value: float | None) -> Shown:
        return difference(book, any_, value) if any_ else show(NumberKind.POINTS, None, 0, language)

    with translation.override(language):
        words = comparison_words(comparison)
    return Triangle(
        name=book.name(indicator, subject),
        indicator=indicator,
        subject=subject,
        comparison=comparison.value,
        comparison_words=words,
        releases=tuple(releases),
        rows=tuple(reversed(rows)),
        count=sums.count,
        kept=sums.kept,
        mean=mean(sums.mean),
        mean_absolute=mean(sums.mean_absolute),
        largest=mean(sums.largest),
    )
