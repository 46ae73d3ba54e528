"""Enterprises that came and left, out of the figures of a book, as the rows of a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from nhip.figures.model import Figure
from nhip.figures.numbers import Shown
from nhip.figures.periods import Period, PeriodKind
from nhip.portal.targets.reading import opening
from nhip.registry.choices import Level
from nhip.registry.models import Industry, Place
from nhip.releases.answers import Target
from nhip.releases.book import Book

__all__ = ["PARTS", "Attracted", "attraction_of", "years_of"]

# How a year is taken apart, by the word in the address.
PARTS: Final[Mapping[str, Any]] = {
    "section": _("By section"),
    "division": _("By division"),
    "place": _("By place"),
    "estate": _("By zone and cluster"),
}
_CODES: Final = ("NEW_ENTERPRISES", "NEW_ENTERPRISES_CHANGE", "LEFT_ENTERPRISES", "ENTERPRISES")
_LEVELS: Final = {"section": Level.SECTION, "division": Level.DIVISION}


@dataclass(frozen=True)
class Attracted:
    """A row: what it is of, and for each of the four counts the number and what opens it."""

    words: str
    code: str
    cells: Sequence[tuple[Shown, Target | None]]


def years_of(book: Book | None) -> Sequence[Period]:
    """Return the years a book has, and January to the last month of a year under way, newest first."""
    if book is None:
        return []
    found: dict[int, Period] = {}
    for figure in book.figures("NEW_ENTERPRISES", subject="", place=""):
        kept = found.get(figure.period.year)
        if figure.period.kind in (PeriodKind.YEAR, PeriodKind.CUMULATIVE) and (
            kept is None or (figure.period.length, figure.period.kind is PeriodKind.YEAR) > (kept.length, False)
        ):
            found[figure.period.year] = figure.period
    return [found[year] for year in sorted(found, reverse=True)]


def attraction_of(book: Book | None, periods: Sequence[Period], by: str) -> Sequence[Attracted]:
    """Return the rows for years ("years"), or for the parts of one period."""
    if book is None or not periods:
        return []
    if by == "years":
        return [_row(book, period.in_words(book.language), "", period, "", "") for period in periods]
    (period,) = periods
    rows = [_row(book, words, code, period, subject, place) for words, code, subject, place in _parts(book, period, by)]
    # Those that nobody came to, left or stays in are of industries the register does not have now.
    return [row for row in rows if any(shown.rounded for shown, _target in row.cells)]


def _parts(book: Book, period: Period, by: str) -> Iterator[tuple[str, str, str, str]]:
    figures: list[Figure] = book.figures("ENTERPRISES", period=period)
    if by == "place":
        found = {figure.place for figure in figures if figure.place}
        # Codes are reused; the newest place of a code has the name.
        names = dict(Place.objects.filter(code__in=found).order_by("sort_key", "id").values_list("code", "name"))
        for place in [*names, *sorted(found - set(names))]:
            yield names.get(place, place), place, "", place
        return
    levels = dict(Industry.objects.order_by("id").values_list("code", "level"))
    for subject in sorted({figure.subject for figure in figures if figure.subject}):
        if levels.get(subject) == _LEVELS.get(by):
            yield book.name("ENTERPRISES", subject), subject, subject, ""


def _row(book: Book, words: str, code: str, period: Period, subject: str, place: str) -> Attracted:
    cells = []
    for indicator in _CODES:
        figure = book.figure(indicator, subject, period=period, place=place)
        shown = book.shown(indicator, subject, period=period, place=place)
        cells.append((shown, opening(book, figure)))
    return Attracted(words, code, cells)
