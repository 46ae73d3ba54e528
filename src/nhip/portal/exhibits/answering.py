"""Answer for a page: the page itself, or one of its charts and tables as a file or for a frame.

A file is another answer of the page's own view. So it takes the same right, keeps the same secret and the same embargo,
and holds the numbers of the page, because they are the same numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, Final

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nhip.engine.faults import Fault
from nhip.portal.downloads.sheets import Sheet, csv_of, typed, xlsx_of
from nhip.portal.embed.policy import for_frames, is_for_frames
from nhip.portal.errors import Missing
from nhip.portal.exhibits.faults import sentence
from nhip.portal.exhibits.model import Exhibit, Standing
from nhip.portal.exhibits.strips import FILE, FRAME, PICTURES, TABLES, notes_of, strip_of
from nhip.reports.charts import Chart, draw

__all__ = ["exhibited", "show_page"]

TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "png": "image/png",
    "svg": "image/svg+xml",
}
_View = Callable[..., HttpResponseBase]


def exhibited(view: _View) -> _View:
    """Let a view's charts be framed by others: everybody then reads what the public sees, also somebody signed in."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if FRAME not in request.GET:
            return view(request, *args, **kwargs)
        request.user = AnonymousUser()
        made = view(request, *args, **kwargs)
        if is_for_frames(made):
            made.xframe_options_exempt = True  # type: ignore[attr-defined]
        return made

    return answer


def show_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    exhibits: Iterable[Exhibit],
    standing: Standing,
    status: int = 200,
) -> HttpResponse:
    """Show a page with a strip under each of its exhibits, or hand out the one that is asked for.

    Raises:
        Missing: it has no such exhibit, or nothing is drawn of it.
    """
    there = {each.name: each for each in exhibits}
    if FILE in request.GET:
        return _file(request, there, request.GET[FILE][:80], standing)
    if FRAME in request.GET:
        return _frame(request, there, request.GET[FRAME][:80], standing)
    strips = {name: strip_of(request, each, standing) for name, each in there.items()}
    return render(request, template, {**context, "strips": {**context.get("strips", {}), **strips}}, status=status)


def _language() -> str:
    return (get_language() or "vi")[:2]


def _found(there: Mapping[str, Exhibit], name: str, *, drawn: bool) -> Exhibit:
    found = there.get(name)
    if found is None:
        raise Missing(sentence("E876", _language(), text=name))
    if drawn and found.chart is None:
        raise Missing(sentence("E877", _language(), text=found.title))
    return found


def _file(request: HttpRequest, there: Mapping[str, Exhibit], asked: str, standing: Standing) -> HttpResponse:
    name, _dot, form = asked.rpartition(".")
    if form not in TYPES:
        raise Missing(sentence("E876", _language(), text=asked))
    found = _found(there, name, drawn=form in PICTURES)
    content = _table(request, found, form, standing) if form in TABLES else _picture(found.chart, form)
    answer = HttpResponse(content, content_type=TYPES[form])
    stem = re.sub(r"[^A-Za-z0-9.-]+", "_", standing.page.partition("#")[0].split("/", 2)[-1]).strip("_")
    answer["Content-Disposition"] = f'attachment; filename="{stem[:80]}-{found.name}.{form}"'
    return answer


def _table(request: HttpRequest, found: Exhibit, form: str, standing: Standing) -> bytes:
    release = standing.release
    notes = [
        (_("Title"), found.title),
        *([(_("Source"), found.source)] if found.source else []),
        *([(_("Release"), release.slug), (_("Fingerprint"), release.hash)] if release else []),
        (_("Address"), request.build_absolute_uri(standing.page)),
        *((_("Note"), each) for each in notes_of(found, standing)),
    ]
    rows = tuple(tuple(typed(cell) for cell in row) for row in found.rows())
    sheet = Sheet(found.title, tuple(str(each) for each in found.head), rows, tuple(notes))
    return xlsx_of(sheet) if form == "xlsx" else csv_of(sheet)


def _picture(chart: Chart | None, form: str) -> bytes:
    try:
        (drawn,) = draw([chart] if chart else []).values()
    except Fault as wrong:
        raise Missing(wrong.message(_language())) from wrong
    return drawn.png() if form == "png" else drawn.svg.encode()


def _frame(request: HttpRequest, there: Mapping[str, Exhibit], name: str, standing: Standing) -> HttpResponse:
    found = _found(there, name, drawn=True)
    context = {
        "title": found.title,
        "chart": found.chart,
        "narrow": found.narrow,
        "address": standing.page,
        "release": standing.release,
        "illustrative": standing.illustrative,
    }
    return for_frames(render(request, "series/embed.html", context))
