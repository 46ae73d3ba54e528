"""Indicators and figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from nhip.figures.comparisons import Comparison, Status
from nhip.figures.numbers import NumberKind
from nhip.figures.periods import Period

__all__ = ["Evidence", "Figure", "FigureKey", "Indicator", "Knowledge"]

FigureKey = tuple[str, str, str, str, str]
"""Indicator, subject, place, period, comparison: what tells a figure from every other."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One value of one indicator: (indicator, subject, place, period, comparison) gives value and status.

    ``subject`` is what is measured: a node's code, a product, "" for the whole. ``place`` is a place's code,
    "" for the province itself. ``contribution`` is in percentage points of the whole's growth over the same
    comparison. ``imputed_share`` and ``response_rate`` are between 0 and 1.
    """

    indicator: str
    subject: str
    period: Period
    comparison: Comparison
    value: float
    status: Status = Status.OFFICIAL
    place: str = ""
    contribution: float | None = None
    imputed_share: float = 0.0
    response_rate: float | None = None
    confidential: bool = False

    @property
    def key(self) -> FigureKey:
        """Return what tells this figure from every other."""
        return (self.indicator, self.subject, self.place, str(self.period), self.comparison.value)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One record that a figure counted or added up: what "opening" shows of a figure that is not of the index.

    ``words`` says which record, in the reader's language; ``value`` what it brought to the figure, None where it was
    counted; ``on`` the day it speaks of; ``source`` its document or report. ``kind`` and ``key`` name the record, so
    that a page can lead to it ("estate", "task", "report"); both are empty where there is no page.
    """

    words: str
    value: float | None = None
    on: date | None = None
    source: str = ""
    kind: str = ""
    key: str = ""


@dataclass(frozen=True)
class Knowledge:
    """What an indicator may look at: what was known at an instant, for some months.

    Rooms that prepare more for their indicators derive from this class. ``figures`` are those of the indicators
    computed before; only indicators entered with ``late=True`` see any.
    """

    as_of: datetime
    months: tuple[Period, ...]
    figures: Mapping[FigureKey, Figure] = field(default_factory=dict, kw_only=True)


@dataclass(frozen=True)
class Indicator:
    """An entry of the catalogue, with the function that computes it.

    ``late`` ones are computed after all others, from whose figures they are made. ``subjects`` gives the names of the
    subjects in a language. ``evidence`` opens a figure, as known at an instant, in a language.
    """

    code: str
    name_vi: str
    name_en: str
    unit_vi: str
    unit_en: str
    decimals: int
    kind: NumberKind
    comparisons: frozenset[Comparison]
    source_vi: str
    source_en: str
    method_vi: str
    method_en: str
    compute: Callable[[Any], Iterable[Figure]]
    late: bool = False
    subjects: Callable[[str], Mapping[str, str]] | None = None
    evidence: Callable[[Figure, datetime, str], Sequence[Evidence]] | None = None
    whole: bool = True

    def name(self, language: str) -> str:
        """Return the name in a language."""
        return self.name_vi if language.startswith("vi") else self.name_en

    def unit(self, language: str) -> str:
        """Return the unit in a language."""
        return self.unit_vi if language.startswith("vi") else self.unit_en

    def source(self, language: str) -> str:
        """Return where the data come from."""
        return self.source_vi if language.startswith("vi") else self.source_en

    def method(self, language: str) -> str:
        """Return how it is computed."""
        return self.method_vi if language.startswith("vi") else self.method_en
