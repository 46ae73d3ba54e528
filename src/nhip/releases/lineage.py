"""Any figure of any release, opened: what it is, what it was made of, and what other releases said of it.

An index opens into its months, its parts with their contributions, and on down to products, reports and cells; an
output into its months and reports; any other figure into the records it counted. What a reader may not see of one
level he does not see on the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils import translation

from nhip.figures.catalogue import indicator_by_code
from nhip.figures.comparisons import GROWTHS, OF_KIND, Comparison
from nhip.figures.model import Evidence, Figure
from nhip.figures.numbers import NumberKind, Shown, show
from nhip.figures.periods import Period, PeriodKind
from nhip.people.rights_releases import may_see_confidential
from nhip.releases.answers import NodeOpening, ReleaseView, ReportRow, RunView, Target
from nhip.releases.book import Book, book_of
from nhip.releases.indicators import IIP
from nhip.releases.indicators_output import KEY_GROWING, KEY_LISTED, KEY_OUTPUT
from nhip.releases.models import Run, SchemeNode, UsedReport
from nhip.releases.openings import open_node
from nhip.releases.reading import latest_release, release_by_slug, run_of, view_of
from nhip.releases.registers import key_products
from nhip.releases.reports import report_rows
from nhip.releases.revisions import vintages_of
from nhip.releases.schemes import load_scheme
from nhip.releases.words import comparison_words, status_words
from nhip.releases.writing import Writer

__all__ = [
    "FigureOpening",
    "MonthRow",
    "PartRow",
    "VintageRow",
    "book_within",
    "difference",
    "figures_shown",
    "open_figure",
    "secret_text",
]

RUN = "run-"


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part of what a figure measures, with its growth over the same comparison, and its contribution."""

    code: str
    name: str
    value: Shown
    points: Shown
    target: Target


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month of a longer period: its value, and that of the same month of last year."""

    period: str
    words: str
    value: Shown
    target: Target
    before: Shown
    before_target: Target | None


@dataclass(frozen=True, slots=True)
class VintageRow:
    """What a release said of the figure, and by how much it differs from the first one that did."""

    release: str
    published_at: datetime
    value: Shown
    change: Shown
    here: bool
    target: Target


@dataclass(frozen=True, slots=True)
class FigureOpening:
    """A figure with all that a page tells of it."""

    within: str
    release: ReleaseView | None
    latest: str
    run: RunView
    indicator: str
    indicator_name: str
    subject: str
    subject_name: str
    place: str
    period: str
    period_words: str
    comparison: str
    comparison_words: str
    value: Shown
    points: Shown
    status: str
    status_words: str
    secret: bool
    imputed_share: Shown
    response_rate: Shown
    unit: str
    source: str
    method: str
    node: NodeOpening | None
    months: tuple[MonthRow, ...]
    parts: tuple[PartRow, ...]
    reports: tuple[ReportRow, ...]
    evidence: tuple[tuple[Evidence, Shown], ...]
    vintages: tuple[VintageRow, ...]
    revision: Shown


def book_within(within: str, language: str, reader: Any = None, *, unpublished: bool = False) -> Book:
    """Open a release ("2023-12", "2023-12v2") or, for those who may, a run ("run-17").

    Raises:
        LookupError: there is none that this reader may see.
    """
    if within.startswith(RUN):
        number = within.removeprefix(RUN)
        run = Run.objects.select_related("scheme").filter(pk=int(number)).first() if number.isdecimal() else None
        if run is None or not unpublished:
            raise LookupError(within)
        return book_of(view_of(run), language, reader)
    release = release_by_slug(within, language, unpublished=unpublished)
    if release is None:
        raise LookupError(within)
    return book_of(release, language, reader)


def open_figure(
    within: str,
    indicator: str,
    subject: str,
    period: str,
    comparison: str,
    language: str = "vi",
    *,
    place: str = "",
    reader: Any = None,
    unpublished: bool = False,
) -> FigureOpening:
    """Open a figure.

    Args:
        reader: who asks; None is the public.
        unpublished: whether the reader may see what is not published.

    Raises:
        LookupError: there is no such figure, or not for this reader.
    """
    book = book_within(within, language, reader, unpublished=unpublished)
    try:
        span, compared = Period.parse(period), Comparison(comparison)
    except ValueError as wrong:
        raise LookupError(str(wrong)) from wrong
    entry = indicator_by_code(indicator)
    at: dict[str, Any] = {"period": span, "comparison": compared, "place": place}
    figure = book.figure(indicator, subject, **at)
    secret = book.is_hidden(indicator, subject, **at)
    if figure is None and not secret:
        raise LookupError(f"{indicator} {subject} {period} {comparison}")
    writer = Writer(load_scheme(book.run.scheme_hash).policy, language)
    run = _run_as_seen(book)
    sees = reader is not None and may_see_confidential(reader)
    with translation.override(language):
        words = (comparison_words(compared), status_words(figure.status) if figure else "")
    vintages, revision = _vintages(book, indicator, subject, span, compared, place, reader)
    newest = latest_release(book.release.kind, language) if book.release else None
    return FigureOpening(
        within=within,
        release=book.release,
        latest=newest.slug if newest and newest.slug != within else "",
        run=book.run,
        indicator=indicator,
        indicator_name=entry.name(language),
        subject=subject,
        subject_name=book.name(indicator, subject) if subject else "",
        place=place,
        period=str(span),
        period_words=span.in_words(language),
        comparison=compared.value,
        comparison_words=words[0],
        value=book.shown(indicator, subject, **at),
        points=book.points(figure) if figure else writer.points(None),
        status=figure.status.value if figure else "",
        status_words=words[1],
        secret=secret,
        imputed_share=writer.share(figure.imputed_share if figure and figure.imputed_share else None),
        response_rate=writer.share(figure.response_rate if figure else None),
        unit=book.unit(indicator, subject),
        source=entry.source(language),
        method=entry.method(language),
        node=_node(run, indicator, subject, span, language, sees) if figure else None,
        months=tuple(_months(book, figure)) if figure else (),
        parts=tuple(_parts(book, figure)) if figure else (),
        reports=tuple(_reports(book, figure, writer, sees)) if figure else (),
        evidence=tuple(_evidence(book, figure)) if figure else (),
        vintages=vintages,
        revision=revision,
    )


def _run_as_seen(book: Book) -> RunView:
    """Return the run with what this book hides."""
    run = run_of(book.release) if book.release else book.run
    return replace(run, hidden=book.hidden)


def _node(
    run: RunView, indicator: str, subject: str, span: Period, language: str, everything: bool
) -> NodeOpening | None:
    """Open the index of a month into what it is made of."""
    if indicator != IIP or span.kind is not PeriodKind.MONTH:
        return None
    opened = open_node(run, subject, str(span), language, everything=everything)
    within = run.release or f"{RUN}{run.id}"

    def stay(node: str) -> Target:
        """Lead to the part in the same release, not in the newest one."""
        return Target("figure", IIP, str(span), subject=node, comparison=Comparison.BASE_MONTH.value, within=within)

    return replace(
        opened,
        children=tuple(replace(child, target=stay(child.code)) for child in opened.children),
        path=tuple(replace(crumb, target=stay(crumb.code)) for crumb in opened.path),
    )


def _months(book: Book, figure: Figure) -> list[MonthRow]:
    """Return the months a longer period is made of."""
    if figure.period.length == 1 or figure.indicator not in (IIP, KEY_OUTPUT):
        return []
    level = Comparison.BASE_MONTH if figure.indicator == IIP else Comparison.NONE
    rows = []
    for text in figure.period.months:
        month = Period.parse(text)
        now = book.figure(figure.indicator, figure.subject, period=month, comparison=level)
        if now is None:
            continue
        then = book.figure(figure.indicator, figure.subject, period=month.a_year_ago, comparison=level)
        before = book.written(then) if then else show(NumberKind.INDEX, None, 0, book.language)
        rows.append(
            MonthRow(
                text,
                month.in_words(book.language),
                book.written(now),
                book.target(now),
                before,
                book.target(then) if then else None,
            )
        )
    return rows


def _parts(book: Book, figure: Figure) -> list[PartRow]:
    """Return the parts of a node over the same comparison, the largest contribution first.

    Of a count of key products: the products.
    """
    if figure.indicator in (KEY_GROWING, KEY_LISTED):
        return [
            PartRow(each.subject, book.name(KEY_OUTPUT, each.subject), shown, book.points(each), book.target(each))
            for each, shown in book.all_of(KEY_OUTPUT, figure.period, OF_KIND[figure.period.kind])
        ]
    if figure.indicator != IIP or figure.comparison not in GROWTHS:
        return []
    nodes = SchemeNode.objects.filter(scheme_id=book.run.scheme, parent=figure.subject).order_by("position")
    rows: list[tuple[float, PartRow]] = []
    for node in nodes:
        at: dict[str, Any] = {"period": figure.period, "comparison": figure.comparison}
        part = book.figure(IIP, node.code, **at)
        if part is None and not book.is_hidden(IIP, node.code, **at):
            continue
        key = replace(figure, subject=node.code)
        size = abs(part.contribution or 0.0) if part else 0.0
        rows.append(
            (
                -size,
                PartRow(
                    node.code,
                    node.name(book.language),
                    book.written(part or key),
                    book.points(part or key),
                    book.target(key),
                ),
            )
        )
    return [row for _, row in sorted(rows, key=lambda each: each[0])]


def _reports(book: Book, figure: Figure, writer: Writer, everything: bool) -> list[ReportRow]:
    """Return the reports of a month's output of a key product."""
    if figure.indicator != KEY_OUTPUT or figure.period.length != 1 or figure.comparison is not Comparison.NONE:
        return []
    year = figure.period.year
    lists = sorted((key for key in key_products() if key.code == figure.subject), key=lambda key: key.year)
    chosen = next((key for key in lists if key.year >= year), lists[-1] if lists else None)
    used = UsedReport.objects.filter(
        run_id=book.run.id, product__code__in=chosen.products if chosen else (), period=str(figure.period)
    ).select_related("enterprise", "product", "observation__source_file", "observation__enterprise")
    with translation.override(book.language):
        rows = list(used.order_by("-quantity", "enterprise__tax_code"))
        unit = book.unit(KEY_OUTPUT, figure.subject)
        return report_rows(rows, figure.period, writer, unit, hidden=book.hidden, everything=everything)


def _evidence(book: Book, figure: Figure) -> list[tuple[Evidence, Shown]]:
    entry = indicator_by_code(figure.indicator)
    kind = NumberKind.QUANTITY if entry.kind in (NumberKind.GROWTH, NumberKind.SHARE) else entry.kind
    rows = []
    for each in book.evidence(figure):
        decimals = 0 if each.value is None or float(each.value).is_integer() else max(entry.decimals, 2)
        rows.append((each, show(kind, each.value, decimals, book.language)))
    return rows


def _vintages(
    book: Book, indicator: str, subject: str, span: Period, compared: Comparison, place: str, reader: Any
) -> tuple[tuple[VintageRow, ...], Shown]:
    may = reader is not None and may_see_confidential(reader)
    found = vintages_of(indicator, subject, span, compared, place=place, confidential=may)
    blank = Figure(indicator, subject, span, compared, 0.0, place=place)
    first = found.first

    def change(value: float | None) -> Shown:
        return difference(book, blank, None if value is None or first is None else value - first)

    rows = [
        VintageRow(
            each.release,
            each.published_at,
            book.written(replace(blank, value=each.value)) if each.value is not None else secret_text(book, blank),
            change(each.value),
            book.release is not None and each.release == book.release.slug,
            replace(book.target(blank), within=each.release),
        )
        for each in found.vintages
    ]
    return tuple(rows), difference(book, blank, found.revision)


def secret_text(book: Book, figure: Figure) -> Shown:
    """Write a value of a figure that may not be told."""
    writer = Writer(load_scheme(book.run.scheme_hash).policy, book.language)
    return writer.secret(book.written(figure).kind)


def difference(book: Book, figure: Figure, value: float | None) -> Shown:
    """Write a difference of two values of a figure: of growths and shares in points, of others in their own unit."""
    kind = book.written(figure).kind
    if kind in (NumberKind.GROWTH, NumberKind.SHARE, NumberKind.POINTS):
        decimals = 2 if figure.indicator == IIP else max(1, book.decimals(figure.indicator))
        return show(NumberKind.POINTS, value, decimals, book.language)
    decimals = book.decimals(figure.indicator)
    shown = show(kind, value, decimals, book.language)
    plus = value is not None and shown.rounded is not None and shown.rounded > 0
    return replace(shown, text=f"+{shown.text}", bare=f"+{shown.bare}") if plus else shown


def figures_shown(opening: FigureOpening) -> Sequence[Shown]:
    """Return every number an opening tells, for checks that nothing secret is among them."""
    found = [opening.value, opening.points, opening.revision]
    for month in opening.months:
        found += [month.value, month.before]
    for part in opening.parts:
        found += [part.value, part.points]
    found += [row.quantity for row in opening.reports]
    found += [shown for _, shown in opening.evidence]
    for vintage in opening.vintages:
        found += [vintage.value, vintage.change]
    return found
