"""How figures changed from release to release: first against latest, on average, and as a triangle.

A growth in a release is always against what that release knows of last year; so the revision of a growth holds what
was learned of both years, and the first value is what was printed then.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.utils import timezone

from nhip.figures.comparisons import Comparison
from nhip.figures.periods import Period, PeriodKind
from nhip.releases.models import Basis, FigureRow, Release, Suppression

__all__ = ["Revised", "Summary", "Vintage", "Vintages", "revised", "summary", "vintages_of"]


class Vintage(NamedTuple):
    """A value of a figure, as one release published it. None where that release hid it."""

    release: str
    published_at: datetime
    value: float | None


@dataclass(frozen=True, slots=True)
class Revised:
    """A figure through all releases that had it, in the order of their publication."""

    period: Period
    vintages: tuple[Vintage, ...]

    @property
    def told(self) -> list[float]:
        """The values that were not hidden."""
        return [each.value for each in self.vintages if each.value is not None]

    @property
    def first(self) -> float | None:
        """What was published first."""
        return self.told[0] if self.told else None

    @property
    def latest(self) -> float | None:
        """What the newest release says."""
        return self.told[-1] if self.told else None

    @property
    def revision(self) -> float | None:
        """Latest less first; None where it was published once."""
        told = self.told
        return told[-1] - told[0] if len(told) > 1 else None

    @property
    def direction_kept(self) -> bool:
        """Whether the first and the latest value have the same sign."""
        told = self.told
        return not told or (told[0] > 0) - (told[0] < 0) == (told[-1] > 0) - (told[-1] < 0)


@dataclass(frozen=True, slots=True)
class Summary:
    """Revisions of several periods. The mean shows a bias, the mean absolute one how much to trust a first value."""

    count: int
    mean: float | None
    mean_absolute: float | None
    largest: float | None
    kept: int


def summary(rows: Iterable[Revised]) -> Summary:
    """Sum up the revisions of figures that were published more than once."""
    found = [(row.revision, row.direction_kept) for row in rows if row.revision is not None]
    values = [value for value, _ in found if value is not None]
    if not values:
        return Summary(0, None, None, None, 0)
    return Summary(
        len(values),
        sum(values) / len(values),
        sum(map(abs, values)) / len(values),
        max(values, key=abs),
        sum(kept for _, kept in found),
    )


@dataclass(frozen=True)
class Vintages:
    """The published releases with their runs, in the order of publication. Two questions, then one a figure."""

    releases: Sequence[tuple[str, datetime, int]]
    hidden: frozenset[tuple[int, str, str]]

    @classmethod
    def read(cls, now: datetime | None = None) -> Vintages:
        """Read which releases are published."""
        rows: Any = Release.objects.published(now or timezone.now())
        rows = rows.order_by("publish_at", "id")
        published: dict[int, Any] = {each.pk: each for each in rows}
        bases: dict[int, Basis] = {}
        for basis in Basis.objects.filter(release__in=published).order_by("id"):
            bases[basis.release_id] = basis
        of_basis = {basis.pk: basis.run_id for basis in bases.values()}
        suppressed = Suppression.objects.filter(basis__in=of_basis).values_list("basis", "indicator", "subject")
        return cls(
            [(each.slug, each.publish_at, bases[pk].run_id) for pk, each in published.items()],
            frozenset((of_basis[basis], indicator, subject) for basis, indicator, subject in suppressed),
        )

    def of(
        self,
        indicator: str,
        subject: str,
        comparison: Comparison,
        *,
        period: Period | None = None,
        place: str = "",
        confidential: bool = False,
    ) -> list[Revised]:
        """Return the figures of a subject through all releases, by period.

        Args:
            period: only this one.
            confidential: whether the reader may see what was hidden.
        """
        rows = FigureRow.objects.filter(
            run__in={run for _, _, run in self.releases},
            indicator=indicator,
            subject=subject,
            comparison=comparison.value,
            place=place,
        )
        if period is not None:
            rows = rows.filter(period=str(period))
        values: dict[str, dict[int, float]] = {}
        for run, text, value in rows.values_list("run", "period", "value").iterator():
            values.setdefault(text, {})[run] = value
        return sorted(
            (
                Revised(Period.parse(text), tuple(self._vintages(indicator, subject, by_run, confidential)))
                for text, by_run in values.items()
            ),
            key=lambda each: (each.period.last_ordinal, each.period.length),
        )

    def _vintages(
        self, indicator: str, subject: str, by_run: dict[int, float], confidential: bool
    ) -> Iterable[Vintage]:
        for slug, published_at, run in self.releases:
            if run in by_run:
                secret = not confidential and (run, indicator, subject) in self.hidden
                yield Vintage(slug, published_at, None if secret else by_run[run])


def vintages_of(
    indicator: str,
    subject: str,
    period: Period,
    comparison: Comparison,
    *,
    place: str = "",
    confidential: bool = False,
    now: datetime | None = None,
) -> Revised:
    """Return one figure through all releases."""
    found = Vintages.read(now).of(indicator, subject, comparison, period=period, place=place, confidential=confidential)
    return found[0] if found else Revised(period, ())


def revised(
    indicator: str,
    subject: str,
    comparison: Comparison,
    kind: PeriodKind = PeriodKind.MONTH,
    *,
    place: str = "",
    confidential: bool = False,
    now: datetime | None = None,
) -> list[Revised]:
    """Return a subject's figures of one length of period through all releases: the rows of the triangle."""
    found = Vintages.read(now).of(indicator, subject, comparison, place=place, confidential=confidential)
    return [each for each in found if each.period.kind is kind]
