"""The list of indicators, a series over time, and all series of an indicator side by side."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from nhip.figures.catalogue import all_indicators
from nhip.figures.numbers import NumberKind, show
from nhip.people.rights_releases import may_see_confidential
from nhip.portal.errors import Missing
from nhip.portal.kept_pages import everything_published, kept
from nhip.portal.series.books import NoView, book_for
from nhip.portal.series.coming import coming
from nhip.portal.series.reading import Series, read_series
from nhip.portal.series.side import read_side
from nhip.portal.series.strip import strip_of
from nhip.portal.series.view import View
from nhip.releases.models import FigureRow
from nhip.releases.showing import triangle
from nhip.releases.words import comparison_words, status_words

__all__ = ["index", "series", "series_or_missing", "side_or_missing"]

PER_PAGE = 100
# Rows of the newest revisions; the page of revisions has all.
SHOWN = 12


def language() -> str:
    """Return the language of the page."""
    return (get_language() or "vi")[:2]


def series_or_missing(request: HttpRequest, view: View) -> Series:
    """Read a series, or say in a numbered sentence why there is none."""
    try:
        return read_series(book_for(view.of, language(), request.user), view)
    except NoView as wrong:
        raise Missing(wrong.sentence(language())) from wrong


def side_or_missing(request: HttpRequest, view: View) -> Any:
    """Read all series of an indicator, or say in a numbered sentence why there are none."""
    try:
        return read_side(book_for(view.of, language(), request.user), view)
    except NoView as wrong:
        raise Missing(wrong.sentence(language())) from wrong


@require_safe
@kept()
def index(request: HttpRequest) -> HttpResponse:
    """List the indicators that have figures, with what each measures."""
    try:
        book = book_for("", language(), request.user)
    except NoView as wrong:
        raise Missing(wrong.sentence(language())) from wrong
    pairs = FigureRow.objects.filter(run_id=book.run.id).order_by().values_list("indicator", "subject").distinct()
    count: dict[str, int] = {}
    for pair in pairs:
        if pair not in book.hidden:
            count[pair[0]] = count.get(pair[0], 0) + 1
    rows = [
        {
            "code": entry.code,
            "name": entry.name(language()),
            "unit": entry.unit(language()),
            "method": entry.method(language()),
            "count": count[entry.code],
            "view": View(entry.code, None if count[entry.code] > 1 else ""),
        }
        for entry in all_indicators()
        if entry.code in count
    ]
    context = {"rows": rows, "run": book.run, "release": book.release, "total": sum(count.values())}
    return render(request, "series/index.html", context)


@require_safe
@kept(everything_published)
def series(request: HttpRequest, indicator: str, subject: str | None = None) -> HttpResponse:
    """Show a view: of a subject over time, or of all subjects in a period."""
    view = View.read(indicator, subject, request.GET)
    if view.subject is None:
        return _side(request, view)
    return _over_time(request, series_or_missing(request, view))


def _side(request: HttpRequest, view: View) -> HttpResponse:
    shown = side_or_missing(request, view)
    strip = strip_of(
        request, view.but(period=str(shown.period)), shown.title, shown.book.release, drawn=bool(shown.chart)
    )
    context = {
        "shown": shown,
        "view": view,
        "page": Paginator(shown.rows, PER_PAGE).get_page(request.GET.get("page")),
        "strip": strip,
        "query": f"{view.query}&" if view.query else "",
        "method_text": shown.entry.method(language()),
        "run": shown.book.run,
        "release": shown.book.release,
    }
    return render(request, "series/side.html", context)


def _told(shown: Series) -> str:
    """Say what the number at the head of the page is."""
    period = shown.latest.period.in_words(language())
    return f"{comparison_words(shown.comparison)}, {period}"


def _over_time(request: HttpRequest, shown: Series) -> HttpResponse:
    view, book = shown.view, shown.book
    release, tongue = book.release, language()
    revisions = None
    if release is not None and not view.place:
        user: Any = request.user if may_see_confidential(request.user) else None
        revisions = triangle(release, view.indicator, view.subject or "", shown.comparison, shown.kind, tongue, user)
    responded, imputed = shown.latest.response_rate, shown.latest.imputed_share
    context = {
        "shown": shown,
        "view": view,
        "table_rows": [(row, list(zip(shown.columns, row.cells, strict=True))) for row in reversed(shown.rows)],
        "latest_words": _told(shown),
        "indicator_name": shown.entry.name(tongue),
        "method_text": shown.entry.method(tongue),
        "source": shown.entry.source(tongue),
        "status": status_words(shown.latest.status),
        "newest": view.but(of=""),
        "strip": strip_of(request, view, shown.title, release),
        "run": book.run,
        "release": release,
        "next": coming(tongue),
        "revisions": revisions if revisions and revisions.rows else None,
        "revised": revisions.rows[:SHOWN] if revisions else [],
        "responded": show(NumberKind.SHARE, None if responded is None else responded * 100, 1, tongue),
        "imputed": show(NumberKind.SHARE, imputed * 100, 1, tongue),
    }
    return render(request, "series/series.html", context)
