"""A subject of an indicator over time: the table, the chart, and what has to be known to read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from nhip.figures.catalogue import indicator_by_code
from nhip.figures.comparisons import GROWTHS, OF_KIND, Comparison
from nhip.figures.model import Figure, Indicator
from nhip.figures.numbers import Shown, show
from nhip.figures.periods import Period, PeriodKind
from nhip.portal.series.books import NoView, latest_figure
from nhip.portal.series.view import View
from nhip.releases.answers import Target
from nhip.releases.book import Book
from nhip.releases.subjects import number_kind
from nhip.releases.words import comparison_words, status_words
from nhip.reports.charts import Chart
from nhip.reports.charts.lines import Instant, over_time
from nhip.reports.charts.series import Moment, index_and_growth

__all__ = ["Cell", "Choice", "Column", "Row", "Series", "kind_words", "read_series", "short_period", "title_of"]

_KINDS: Final = (
    PeriodKind.MONTH,
    PeriodKind.QUARTER,
    PeriodKind.HALF_YEAR,
    PeriodKind.YEAR,
    PeriodKind.CUMULATIVE,
)
_ORDER: Final = tuple(Comparison)
_LEVELS: Final = (Comparison.BASE_MONTH, Comparison.NONE, Comparison.PLAN)
# A chart of more periods than these is a smear on a telephone; the table and the files have all.
DRAWN: Final = 60


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: a comparison of figures of one length of period."""

    comparison: Comparison
    kind: PeriodKind
    words: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A number with what opens it."""

    shown: Shown
    target: Target | None


@dataclass(frozen=True, slots=True)
class Row:
    """A period of the table."""

    period: str
    words: str
    cells: tuple[Cell, ...]
    status: str
    imputed: float
    responded: float | None


@dataclass(frozen=True, slots=True)
class Choice:
    """Another view of the same, and whether it is this one."""

    words: str
    view: View
    here: bool


@dataclass(frozen=True, slots=True)
class Series:
    """A view of a series with all that the page, the files and the chart tell of it."""

    view: View
    book: Book
    entry: Indicator
    title: str
    name: str
    unit: str
    comparison: Comparison
    kind: PeriodKind
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    chart: Chart
    comparisons: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    places: tuple[Choice, ...]
    latest: Figure
    latest_cell: Cell


def kind_words(kind: PeriodKind) -> str:
    """Return what a length of period is called, for a choice of them."""
    return {
        PeriodKind.MONTH: _("Months"),
        PeriodKind.QUARTER: _("Quarters"),
        PeriodKind.HALF_YEAR: _("Half-years"),
        PeriodKind.YEAR: _("Years"),
        PeriodKind.CUMULATIVE: _("Since January"),
    }[kind]


def short_period(period: Period) -> str:
    """Name a period under an axis.

    >>> [short_period(Period.parse(text)) for text in ("2023-12", "2023-Q4", "2023-H1", "2023", "2023-01/2023-09")]
    ['12/2023', 'Q4/2023', 'H1/2023', '2023', '1–9/2023']
    """
    if period.kind is PeriodKind.MONTH:
        return f"{period.number}/{period.year}"
    if period.kind is PeriodKind.QUARTER:
        return f"Q{period.number}/{period.year}"
    if period.kind is PeriodKind.HALF_YEAR:
        return f"H{period.number}/{period.year}"
    if period.kind is PeriodKind.YEAR:
        return str(period.year)
    return f"1–{period.number}/{period.year}"


def title_of(book: Book, indicator: str, subject: str) -> str:
    """Name a series."""
    whole = book.name(indicator)
    return f"{book.name(indicator, subject)} – {whole}" if subject else whole


def read_series(book: Book, view: View) -> Series:
    """Read a view.

    Raises:
        NoView: there is no such series, comparison, length of period or place.
    """
    try:
        entry = indicator_by_code(view.indicator)
        wanted, kind = view.comparison, view.kind
    except LookupError as wrong:
        raise NoView("E870", text=view.indicator) from wrong
    except ValueError as wrong:
        raise NoView("E872", text=view.compare or view.by) from wrong
    subject = view.subject or ""
    everywhere = book.figures(view.indicator, subject=subject)
    found = [each for each in everywhere if each.place == view.place]
    if not found and (view.indicator, subject) in book.hidden:
        raise NoView("E875", text=title_of(book, view.indicator, subject))
    if not found:
        raise NoView("E870", text="/".join(part for part in (view.indicator, subject, view.place) if part))
    kinds = [each for each in _KINDS if any(figure.period.kind is each for figure in found)]
    kind = kind or kinds[0]
    columns = _columns(found, kind)
    comparison = wanted or next(
        (each for each in _LEVELS if _has(columns, each)), columns[0].comparison if columns else None
    )
    if comparison is None or not _has(columns, comparison):
        raise NoView("E872", text=view.compare or view.by)
    rows = _rows(book, found, columns, kind)
    title = title_of(book, view.indicator, subject)
    newest = latest_figure([each for each in found if each.period.kind is kind and each.comparison is comparison])
    newest = newest or found[-1]
    places = sorted({each.place for each in everywhere})
    return Series(
        view,
        book,
        entry,
        title,
        book.name(view.indicator, subject) if subject else "",
        book.unit(view.indicator, subject),
        comparison,
        kind,
        columns,
        rows,
        _chart(title, columns, rows, comparison, kind, book.language),
        tuple(
            Choice(each.words, view.but(compare=each.comparison.value, by=view.by), each.comparison is comparison)
            for each in columns
        ),
        tuple(Choice(kind_words(each), view.but(by=each.value, compare=""), each is kind) for each in kinds),
        tuple(Choice(each or _("the whole province"), view.but(place=each), each == view.place) for each in places),
        newest,
        Cell(book.written(newest), book.target(newest)),
    )


def _has(columns: Sequence[Column], comparison: Comparison) -> bool:
    return any(each.comparison is comparison for each in columns)


def _columns(found: Sequence[Figure], kind: PeriodKind) -> tuple[Column, ...]:
    """Return the comparisons of a length of period; months also have the growth since January."""
    there = {each.comparison for each in found if each.period.kind is kind}
    columns = [Column(each, kind, comparison_words(each)) for each in _ORDER if each in there]
    since = any(
        each.period.kind is PeriodKind.CUMULATIVE and each.comparison is Comparison.CUMULATIVE for each in found
    )
    if kind is PeriodKind.MONTH and since and Comparison.CUMULATIVE not in there:
        columns.append(Column(Comparison.CUMULATIVE, PeriodKind.CUMULATIVE, comparison_words(Comparison.CUMULATIVE)))
    return tuple(columns)


def _rows(book: Book, found: Sequence[Figure], columns: Sequence[Column], kind: PeriodKind) -> tuple[Row, ...]:
    by_key = {(each.period, each.comparison): each for each in found}
    periods = sorted({each.period for each in found if each.period.kind is kind})
    rows = []
    for period in periods:
        cells, figures = [], []
        for column in columns:
            at = period.cumulative if column.kind is not kind else period
            figure = by_key.get((at, column.comparison))
            figures.append(figure)
            if figure is None:
                absent = number_kind(found[0].indicator, column.comparison)
                cells.append(Cell(show(absent, None, 0, book.language), None))
            else:
                cells.append(Cell(book.written(figure), book.target(figure)))
        told = next((each for each in figures if each is not None), None)
        rows.append(
            Row(
                str(period),
                period.in_words(book.language),
                tuple(cells),
                status_words(told.status) if told else "",
                told.imputed_share if told else 0.0,
                told.response_rate if told else None,
            )
        )
    return tuple(rows)


def _chart(
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Row],
    comparison: Comparison,
    kind: PeriodKind,
    language: str,
) -> Chart:
    at = next(i for i, each in enumerate(columns) if each.comparison is comparison)
    drawn = rows[-DRAWN:]
    shorts = [short_period(Period.parse(row.period)) for row in drawn]
    told = [row for row in drawn if row.cells[at].shown.value is not None]
    alt = title
    if told:
        first, last = told[0], told[-1]
        alt = _("%(title)s, %(comparison)s: from %(first)s in %(start)s to %(last)s in %(end)s.") % {
            "title": title,
            "comparison": columns[at].words,
            "first": first.cells[at].shown.text,
            "start": first.words,
            "last": last.cells[at].shown.text,
            "end": last.words,
        }
    growth = next((i for i, each in enumerate(columns) if each.comparison is OF_KIND[kind]), None)
    if comparison is Comparison.BASE_MONTH and growth is not None:
        moments = [
            Moment(short, row.words, row.cells[at].shown, row.cells[growth].shown)
            for short, row in zip(shorts, drawn, strict=True)
        ]
        heads = (_("Period"), _("Index, base year = 100"), _("Growth over last year, %"))
        return index_and_growth("series", title, alt, moments, heads, language)
    instants = [Instant(short, row.words, row.cells[at].shown) for short, row in zip(shorts, drawn, strict=True)]
    unit = "%" if comparison in GROWTHS else (told[-1].cells[at].shown.unit if told else "")
    heads_two = (_("Period"), f"{columns[at].words}, {unit}" if unit else columns[at].words)
    return over_time("series", f"{title}, {columns[at].words}", alt, instants, heads_two, language)
