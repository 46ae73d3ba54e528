"""Figures of one release or compilation, as one reader may see them, in one language.

Reports and pages read figures through this and nothing else: values unrounded inside, written once outside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, Final

from nhip.figures.catalogue import indicator_by_code
from nhip.figures.comparisons import Comparison, Status
from nhip.figures.model import Evidence, Figure, FigureKey
from nhip.figures.numbers import NumberKind, Shown, show
from nhip.figures.periods import Period, PeriodKind
from nhip.figures.rounding import decimals_of, round_half_away
from nhip.people.rights_releases import may_see_confidential
from nhip.registry.snapshots import as_kept
from nhip.releases.answers import ReleaseView, RunView, Target
from nhip.releases.confidentiality import Subject
from nhip.releases.indicators import IIP
from nhip.releases.models import FigureRow, RegisterSnapshot
from nhip.releases.reading import hidden_in, hidden_in_run
from nhip.releases.rules import status_of
from nhip.releases.schemes import load_scheme
from nhip.releases.subjects import number_kind, subject_names, subject_units
from nhip.releases.writing import Writer

__all__ = ["Book", "book_of"]


_FIELDS: Final = (
    "subject",
    "place",
    "period",
    "comparison",
    "value",
    "contribution",
    "status",
    "imputed_share",
    "response_rate",
    "confidential",
)


class Book:
    """The figures of a run, through the eyes of a reader. An indicator's figures are read once.

    Args:
        hidden: indicators and subjects that this reader may not see.
    """

    def __init__(
        self, run: RunView, release: ReleaseView | None, language: str, hidden: frozenset[Subject] = frozenset()
    ) -> None:
        self.run, self.release, self.language = run, release, language
        self.hidden = hidden
        self._loaded: dict[str, dict[FigureKey, Figure]] = {}
        self._periods: dict[str, Period] = {}
        self._statuses: dict[tuple[str, str, str], Status] = {}
        self._names: dict[str, Mapping[str, str]] = {}
        self._units: dict[str, Mapping[str, str]] = {}

    @cached_property
    def _writer(self) -> Writer:
        return Writer(load_scheme(self.run.scheme_hash).policy, self.language)

    def _of(self, indicator: str) -> dict[FigureKey, Figure]:
        if indicator not in self._loaded:
            rows = FigureRow.objects.filter(run_id=self.run.id, indicator=indicator).values_list(*_FIELDS)
            found = [self._figure(indicator, *row) for row in rows.iterator()]
            self._loaded[indicator] = {each.key: each for each in found}
        return self._loaded[indicator]

    def _figure(
        self,
        indicator: str,
        subject: str,
        place: str,
        text: str,
        comparison: str,
        value: float,
        points: float | None,
        own: str,
        imputed: float,
        responded: float | None,
        confidential: bool,
    ) -> Figure:
        """Make a figure with the status it has in the release."""
        return Figure(
            indicator,
            subject,
            self._period(text),
            Comparison(comparison),
            value,
            self._status(indicator, text, own),
            place,
            points,
            imputed,
            responded,
            confidential or (indicator, subject) in self.hidden,
        )

    def _period(self, text: str) -> Period:
        if text not in self._periods:
            self._periods[text] = Period.parse(text)
        return self._periods[text]

    def _status(self, indicator: str, text: str, own: str) -> Status:
        """Return how final a figure is in the release; in a run that is not released, what its reports make of it."""
        key = (indicator, text, own)
        if key not in self._statuses:
            status = Status(own)
            if self.release is not None:
                released = Period.parse(self.release.period)
                status = status_of(
                    self.release.kind, released, indicator, self._period(text), status, self.release.stage
                )
            self._statuses[key] = status
        return self._statuses[key]

    def _hides(self, figure: Figure) -> bool:
        return (figure.indicator, figure.subject) in self.hidden

    def figure(
        self,
        indicator: str,
        subject: str = "",
        *,
        period: Period | str,
        comparison: Comparison = Comparison.NONE,
        place: str = "",
    ) -> Figure | None:
        """Return a figure, or None where there is none, or where the reader may not see it."""
        found = self._at(indicator, subject, period, comparison, place)
        return None if found is None or self._hides(found) else found

    def is_hidden(
        self,
        indicator: str,
        subject: str = "",
        *,
        period: Period | str,
        comparison: Comparison = Comparison.NONE,
        place: str = "",
    ) -> bool:
        """Return whether there is a figure that this reader may not see."""
        found = self._at(indicator, subject, period, comparison, place)
        return found is not None and self._hides(found)

    def _at(
        self, indicator: str, subject: str, period: Period | str, comparison: Comparison, place: str
    ) -> Figure | None:
        return self._of(indicator).get((indicator, subject, place, str(period), comparison.value))

    def shown(
        self,
        indicator: str,
        subject: str = "",
        *,
        period: Period | str,
        comparison: Comparison = Comparison.NONE,
        place: str = "",
    ) -> Shown:
        """Return a figure written out: a dash where there is none, words where it is confidential."""
        found = self._at(indicator, subject, period, comparison, place)
        if found is None:
            return show(number_kind(indicator, comparison), None, 0, self.language)
        return self.written(found)

    def written(self, figure: Figure) -> Shown:
        """Write a figure of this book."""
        kind = number_kind(figure.indicator, figure.comparison)
        if self._hides(figure):
            return self._writer.secret(kind)
        if figure.indicator == IIP:
            write = self._writer.growth if kind is NumberKind.GROWTH else self._writer.index
            return write(figure.value)
        decimals, unit = self.decimals(figure.indicator), self.unit(figure.indicator, figure.subject)
        if kind is NumberKind.QUANTITY:
            decimals = decimals_of(round_half_away(figure.value, decimals))
        return show(kind, figure.value, decimals, self.language, unit)

    def points(self, figure: Figure) -> Shown:
        """Write a figure's contribution to the growth of the whole."""
        if self._hides(figure):
            return self._writer.secret(NumberKind.POINTS)
        return self._writer.points(figure.contribution)

    def figures(
        self,
        indicator: str,
        *,
        period: Period | str | None = None,
        comparison: Comparison | None = None,
        subject: str | None = None,
        place: str | None = None,
    ) -> list[Figure]:
        """Return the figures the reader may see, in the order of subject, place, period and comparison."""
        return [
            each
            for key, each in sorted(self._of(indicator).items())
            if not self._hides(each)
            and (period is None or key[3] == str(period))
            and (comparison is None or each.comparison is comparison)
            and (subject is None or each.subject == subject)
            and (place is None or each.place == place)
        ]

    def all_of(self, indicator: str, period: Period, comparison: Comparison) -> list[tuple[Figure, Shown]]:
        """Return every subject's figure of a period, written: words instead of a number where it may not be told.

        Of what may not be told the value is not handed on.
        """
        return [
            (replace(each, value=0.0, contribution=None) if self._hides(each) else each, self.written(each))
            for key, each in sorted(self._of(indicator).items())
            if key[3] == str(period) and each.comparison is comparison
        ]

    def series(
        self,
        indicator: str,
        subject: str = "",
        *,
        comparison: Comparison,
        kind: PeriodKind = PeriodKind.MONTH,
        place: str = "",
    ) -> list[Figure]:
        """Return a subject's figures over the periods of one kind, oldest first."""
        found = self.figures(indicator, comparison=comparison, subject=subject, place=place)
        return sorted((each for each in found if each.period.kind is kind), key=lambda each: each.period.last_ordinal)

    def name(self, indicator: str, subject: str = "") -> str:
        """Return the name of a subject; the indicator's own where there is none."""
        if not subject:
            return indicator_by_code(indicator).name(self.language)
        if indicator not in self._names:
            self._names[indicator] = subject_names(indicator, self.run, self.language)
        return self._names[indicator].get(subject, subject)

    def unit(self, indicator: str, subject: str = "") -> str:
        """Return the unit a subject is measured in."""
        if indicator not in self._units:
            self._units[indicator] = subject_units(indicator, self.language)
        return self._units[indicator].get(subject, indicator_by_code(indicator).unit(self.language))

    def decimals(self, indicator: str) -> int:
        """Return how many decimals an indicator is published with."""
        return indicator_by_code(indicator).decimals

    def target(self, figure: Figure) -> Target:
        """Return where a figure opens."""
        return Target(
            "figure",
            figure.indicator,
            str(figure.period),
            subject=figure.subject,
            comparison=figure.comparison.value,
            place=figure.place,
            within=self.release.slug if self.release else f"run-{self.run.id}",
        )

    def evidence(self, figure: Figure) -> Sequence[Evidence]:
        """Return the records a figure was made of, as they were known; none where the reader may not see it."""
        entry = indicator_by_code(figure.indicator)
        if entry.evidence is None or self._hides(figure):
            return ()
        kept = RegisterSnapshot.objects.filter(runs=self.run.id).first()
        with as_kept(bytes(kept.content) if kept else None):
            return entry.evidence(figure, self.run.as_of, self.language)


def book_of(release_or_run: ReleaseView | RunView, language: str, reader: Any = None) -> Book:
    """Open a release, or a run that is not released, for a reader; None is the public.

    Of a run that is not released nobody has decided what may be told; whoever hands it to a reader has asked whether
    the reader may see figures that are not published, and what may be secret is worked out here.
    """
    if isinstance(release_or_run, ReleaseView):
        release, run = release_or_run, release_or_run.run
        secret = hidden_in(release)
    else:
        release, run = None, release_or_run
        secret = run.hidden or hidden_in_run(run)
    may = reader is not None and may_see_confidential(reader)
    return Book(run, release, language, frozenset() if may else secret)
