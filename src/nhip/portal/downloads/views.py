"""Hand out a view as a file. Its name says what it holds, and of which release."""

from __future__ import annotations

import re
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhip.engine.faults import Fault
from nhip.portal.downloads.sheets import csv_of, xlsx_of
from nhip.portal.downloads.tables import sheet_of_series, sheet_of_side
from nhip.portal.errors import Missing
from nhip.portal.kept_pages import kept
from nhip.portal.series.reading import Series
from nhip.portal.series.side import SideBySide
from nhip.portal.series.strip import Strip, strip_of
from nhip.portal.series.view import View
from nhip.portal.series.views import language, series_or_missing, side_or_missing
from nhip.reports.charts import draw

__all__ = ["data"]

TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "png": "image/png",
    "svg": "image/svg+xml",
}


@require_safe
@kept()
def data(request: HttpRequest, form: str, indicator: str, subject: str | None = None) -> HttpResponse:
    """Hand out a view as XLSX, CSV, PNG or SVG."""
    view = View.read(indicator, subject, request.GET)
    shown: Any = side_or_missing(request, view) if view.subject is None else series_or_missing(request, view)
    strip = strip_of(request, view, shown.title, shown.book.release)
    content = _picture(form, shown) if form in ("png", "svg") else _table(form, shown, strip)
    answer = HttpResponse(content, content_type=TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="{_name(view, shown)}.{form}"'
    return answer


def _name(view: View, shown: Any) -> str:
    release = shown.book.release.slug if shown.book.release else f"run-{shown.book.run.id}"
    parts = [view.indicator, view.subject or "", shown.comparison.value, release]
    return re.sub(r"[^A-Za-z0-9.-]+", "_", "-".join(part for part in parts if part))


def _table(form: str, shown: Series | SideBySide, strip: Strip) -> bytes:
    book = shown.book
    entry, release = shown.entry, book.release
    notes = [
        (_("Title"), shown.title),
        (_("Unit"), entry.unit(language())),
        (_("Source"), entry.source(language())),
        (_("Method"), entry.method(language())),
        (_("Release"), release.slug if release else ""),
        (_("Fingerprint"), release.hash if release else ""),
        (_("Address"), strip.frozen),
        *((_("Note"), each) for each in strip.notes),
    ]
    sheet = sheet_of_series(shown, notes) if isinstance(shown, Series) else sheet_of_side(shown, notes)
    return xlsx_of(sheet) if form == "xlsx" else csv_of(sheet)


def _picture(form: str, shown: Series | SideBySide) -> bytes:
    if shown.chart is None:
        raise Missing(_("There is nothing to draw in this view; take the table."))
    try:
        drawn = draw([shown.chart])[shown.chart.name]
    except Fault as wrong:
        raise Missing(wrong.message(language())) from wrong
    return drawn.png() if form == "png" else drawn.svg.encode()
