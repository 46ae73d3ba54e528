"""All subjects of an indicator side by side in a period: sorted by contribution, as bars or as small multiples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from nhip.figures.catalogue import indicator_by_code
from nhip.figures.comparisons import Comparison
from nhip.figures.model import Figure, Indicator
from nhip.figures.numbers import Shown, show
from nhip.figures.periods import Period, PeriodKind
from nhip.portal.series.books import NoView
from nhip.portal.series.reading import Cell, Choice, kind_words, short_period
from nhip.portal.series.view import View
from nhip.releases.book import Book
from nhip.releases.indicators import IIP
from nhip.releases.models import SchemeNode
from nhip.releases.subjects import number_kind
from nhip.releases.words import comparison_words
from nhip.reports.charts import Chart
from nhip.reports.charts.bars import Bar, signed_bars
from nhip.reports.charts.series import Small, small_multiples

__all__ = ["MOST_DRAWN", "SideBySide", "Subject", "read_side"]

# More bars or panels than these nobody reads; the table and the files have all.
MOST_DRAWN: Final = 24
MONTHS: Final = 24
ROW_OF_PANELS: Final = 112
LEVELS: Final = ("section", "division", "group", "class", "product")
MULTIPLES, BARS = "multiples", "bars"


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject in the period: its value, and its contribution to the growth of the whole."""

    code: str
    name: str
    value: Cell
    points: Shown
    view: View


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The subjects of an indicator in one period."""

    view: View
    book: Book
    entry: Indicator
    title: str
    unit: str
    comparison: Comparison
    comparison_words: str
    period: Period
    period_words: str
    rows: tuple[Subject, ...]
    has_points: bool
    chart: Chart | None
    narrow_height: int
    periods: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    comparisons: tuple[Choice, ...]
    levels: tuple[Choice, ...]
    shows: tuple[Choice, ...]
    scales: tuple[Choice, ...]
    left_out: int


def read_side(book: Book, view: View) -> SideBySide:
    """Read a view of all subjects.

    Raises:
        NoView: there is no such indicator, comparison or period.
    """
    try:
        entry, wanted = indicator_by_code(view.indicator), view.comparison
    except LookupError as wrong:
        raise NoView("E870", text=view.indicator) from wrong
    except ValueError as wrong:
        raise NoView("E872", text=view.compare) from wrong
    level, levels = _levels(book, view)
    names = _nodes(book, level) if level else None
    everything = [
        each for each in book.figures(view.indicator, place=view.place) if names is None or each.subject in names
    ]
    # Where all that is looked at is secret, the whole tells which periods and comparisons there are.
    told = everything or book.figures(view.indicator, place=view.place)
    if not told:
        secret = any(each == view.indicator for each, _code in book.hidden)
        raise NoView("E875" if secret else "E870", text=entry.name(book.language))
    known = [each for each in Comparison if any(figure.comparison is each for figure in told)]
    comparison = wanted or _usual(known)
    if comparison not in known:
        raise NoView("E872", text=view.compare)
    there = sorted({each.period for each in told if each.comparison is comparison}, reverse=True)
    held = Counter(each.period for each in told if each.comparison is comparison)
    period = _period(view.period, there) if view.period else _newest(held)
    rows = _subjects(book, view, everything, comparison, period, names)
    has_points = any(row.points.value is not None for row in rows)
    own = view.scale == "own"
    show = view.show if view.show in (BARS, MULTIPLES) else (MULTIPLES if own else BARS)
    what = entry.name(book.language)
    if comparison is not Comparison.NONE:
        what = f"{what}, {comparison_words(comparison)}"
    title = f"{what}, {period.in_words(book.language)}"
    drawn = rows[:MOST_DRAWN]
    chart = (
        _multiples(book, drawn, everything, comparison, period, own=own, entry=entry)
        if show == MULTIPLES
        else _bars(book, title, drawn, has_points=has_points)
    )
    return SideBySide(
        view,
        book,
        entry,
        title,
        entry.unit(book.language),
        comparison,
        comparison_words(comparison),
        period,
        period.in_words(book.language),
        tuple(rows),
        has_points,
        chart,
        30 + -(-len(drawn) // 2) * ROW_OF_PANELS,
        tuple(
            Choice(each.in_words(book.language), view.but(period=str(each)), each == period)
            for each in there
            if each.kind is period.kind
        )[:MONTHS],
        tuple(
            Choice(kind_words(kind), view.but(period=str(newest)), kind is period.kind)
            for kind in PeriodKind
            if (newest := next((each for each in there if each.kind is kind), None)) is not None
        ),
        tuple(
            Choice(comparison_words(each), view.but(compare=each.value, period=""), each is comparison)
            for each in known
        ),
        levels,
        (
            Choice(_("Bars"), view.but(show=BARS, scale=""), show == BARS),
            Choice(_("Small charts"), view.but(show=MULTIPLES), show == MULTIPLES),
        ),
        (
            Choice(_("One scale for all"), view.but(scale="", show=MULTIPLES), not own),
            Choice(_("Each on its own scale"), view.but(scale="own", show=MULTIPLES), own),
        )
        if show == MULTIPLES
        else (),
        max(0, len(rows) - MOST_DRAWN),
    )


def _usual(known: Sequence[Comparison]) -> Comparison:
    """What is looked at first: growth over last year, where there is one."""
    return next((each for each in (Comparison.SAME_MONTH, Comparison.NONE) if each in known), known[0])


def _newest(held: Counter[Period]) -> Period:
    """Return the newest period; of those that end together the one with the most subjects, then the shortest."""
    last = max(each.last_ordinal for each in held)
    ending = [each for each in held if each.last_ordinal == last]
    return max(ending, key=lambda each: (held[each], -each.length))


def _period(text: str, there: Sequence[Period]) -> Period:
    found = next((each for each in there if str(each) == text), None)
    if found is None:
        raise NoView("E873", text=text)
    return found


def _levels(book: Book, view: View) -> tuple[str, tuple[Choice, ...]]:
    """Return the level of the tree that is looked at, and the others; none for an indicator without a tree."""
    if view.indicator != IIP:
        return "", ()
    there = set(SchemeNode.objects.filter(scheme_id=book.run.scheme).values_list("level", flat=True))
    known = [each for each in LEVELS if each in there]
    if not known:
        return "", ()
    level = view.level if view.level in known else ("division" if "division" in known else known[-1])
    words = {
        "section": _("Sections"),
        "division": _("Divisions"),
        "group": _("Groups"),
        "class": _("Classes"),
        "product": _("Products"),
    }
    return level, tuple(Choice(words[each], view.but(level=each), each == level) for each in known)


def _nodes(book: Book, level: str) -> frozenset[str]:
    return frozenset(SchemeNode.objects.filter(scheme_id=book.run.scheme, level=level).values_list("code", flat=True))


def _subjects(
    book: Book,
    view: View,
    everything: Sequence[Figure],
    comparison: Comparison,
    period: Period,
    names: frozenset[str] | None,
) -> list[Subject]:
    found = [each for each in everything if each.period == period and each.comparison is comparison]
    found.sort(key=lambda each: (each.contribution is None, -(each.contribution or 0.0), -each.value, each.subject))
    own = View(view.indicator, "", compare=view.compare, place=view.place, of=view.of)
    rows = [
        Subject(
            each.subject,
            book.name(view.indicator, each.subject),
            Cell(book.written(each), book.target(each)),
            book.points(each),
            own.but(subject=each.subject),
        )
        for each in found
    ]
    secret = sorted(subject for indicator, subject in book.hidden if indicator == view.indicator)
    for subject in secret:
        at = {"period": period, "comparison": comparison, "place": view.place}
        if (names is None or subject in names) and book.is_hidden(view.indicator, subject, **at):  # type: ignore[arg-type]
            shown = book.shown(view.indicator, subject, **at)  # type: ignore[arg-type]
            rows.append(
                Subject(subject, book.name(view.indicator, subject), Cell(shown, None), shown, own.but(subject=subject))
            )
    return rows


def _bars(book: Book, title: str, rows: Sequence[Subject], *, has_points: bool) -> Chart | None:
    bars = [
        Bar(row.name, row.points if has_points else row.value.shown, (row.value.shown.text,) if has_points else ())
        for row in rows
        if (row.points if has_points else row.value.shown).value is not None
    ]
    if not bars:
        return None
    heads = (
        _("Name"),
        _("Contribution, points") if has_points else _("Value"),
        *((_("Growth"),) if has_points else ()),
    )
    words = _("Contribution to the growth of the whole, percentage points: %(title)s") if has_points else "%(title)s"
    alt = _("%(title)s: the largest is %(name)s, %(value)s.") % {
        "title": title,
        "name": bars[0].name,
        "value": bars[0].shown.text,
    }
    return signed_bars("side", words % {"title": title}, alt, bars, heads, book.language)


def _multiples(
    book: Book,
    rows: Sequence[Subject],
    everything: Sequence[Figure],
    comparison: Comparison,
    period: Period,
    *,
    own: bool,
    entry: Indicator,
) -> Chart | None:
    by_key = {(each.subject, each.period): each for each in everything if each.comparison is comparison}
    periods = sorted(
        {at for _subject, at in by_key if at.kind is period.kind and at.last_ordinal <= period.last_ordinal}
    )[-MONTHS:]
    if len(periods) < 2 or not rows:
        return None
    none = show(number_kind(entry.code, comparison), None, 0, book.language)

    def shown(subject: str, at: Period) -> Shown:
        figure = by_key.get((subject, at))
        return book.written(figure) if figure else none

    panels = [Small(row.name, [shown(row.code, at) for at in periods]) for row in rows if (row.code, period) in by_key]
    title = _("%(indicator)s, %(comparison)s, month by month") % {
        "indicator": entry.name(book.language),
        "comparison": comparison_words(comparison),
    }
    alt = _("Small charts of %(count)s series, from %(start)s to %(end)s, sorted by their contribution.") % {
        "count": len(panels),
        "start": periods[0].in_words(book.language),
        "end": periods[-1].in_words(book.language),
    }
    shorts = [short_period(each) for each in periods]
    return small_multiples("side", title, alt, shorts, panels, _("Name"), book.language, own_scale=own)
