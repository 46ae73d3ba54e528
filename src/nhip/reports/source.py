"""What a report is made from: a book of figures, the period, and the instant up to which records are known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from nhip.figures.comparisons import OF_KIND, Comparison
from nhip.figures.model import Figure
from nhip.figures.numbers import NumberKind, show
from nhip.figures.periods import Period
from nhip.figures.spans import last_day
from nhip.intake.models import Stage
from nhip.releases.book import Book
from nhip.reports.words.marking import Link
from nhip.reports.words.number import Number

__all__ = ["Listed", "Source"]


class Listed(list[object]):
    """A list that knows its language, so that it is joined with "và" or "and"."""

    def __init__(self, values: object, language: str) -> None:
        super().__init__(values)  # type: ignore[call-overload]
        self.language = language

    @property
    def mot(self) -> bool:
        """Whether it names one thing only: "ngành", not "các ngành"."""
        return len(self) == 1


@dataclass(frozen=True)
class Source:
    """The book of a release or run, opened at a period."""

    book: Book
    period: Period
    as_of: datetime

    @property
    def language(self) -> str:
        """Return the language of the report."""
        return self.book.language

    @property
    def vi(self) -> bool:
        """Whether it is Vietnamese."""
        return self.language.startswith("vi")

    @property
    def estimated(self) -> bool:
        """Whether the release estimates the last month of its period."""
        return self.book.release is not None and self.book.release.stage == Stage.ESTIMATE

    @property
    def day(self) -> date:
        """Return the last day of the period."""
        return last_day(self.period)

    @cached_property
    def comparison(self) -> Comparison:
        """Return the growth a report of this period is about: over the same period of last year."""
        return OF_KIND[self.period.kind]

    def number(
        self,
        indicator: str,
        subject: str = "",
        *,
        period: Period | None = None,
        comparison: Comparison = Comparison.NONE,
    ) -> Number:
        """Return a figure as a sentence takes it; one that is not there is a dash."""
        of = {"period": period or self.period, "comparison": comparison}
        shown = self.book.shown(indicator, subject, **of)  # type: ignore[arg-type]
        figure = self.book.figure(indicator, subject, **of)  # type: ignore[arg-type]
        if figure is None:
            return Number(shown, self.language)
        return Number(shown, self.language, Link(figure.key), figure.status, self.book.decimals(indicator))

    def points(self, figure: Figure | None) -> Number:
        """Return a figure's contribution to the growth of the whole."""
        if figure is None or figure.contribution is None:
            return Number(show(NumberKind.POINTS, None, 0, self.language), self.language)
        link = Link(figure.key, points=True)
        return Number(self.book.points(figure), self.language, link, figure.status, self.book.decimals("IIP"))

    def of(self, figure: Figure) -> Number:
        """Return a figure of the book as a sentence takes it."""
        decimals = self.book.decimals(figure.indicator)
        return Number(self.book.written(figure), self.language, Link(figure.key), figure.status, decimals)
