"""The list of zones and clusters with its map: for investors, without signing in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhip.estates import queries
from nhip.estates.definitions import stages
from nhip.estates.models import EstateKind
from nhip.estates.queries import EstateRow, Filters
from nhip.estates.queries.listing import PAGE
from nhip.estates.queries_map import Dot, dots
from nhip.estates.queries_series import occupancy_by_year
from nhip.figures.numbers import Shown
from nhip.people import rights_estates as rights
from nhip.people.refusals import requires
from nhip.people.rights import may_see_unpublished
from nhip.portal.estates import exhibits
from nhip.portal.estates.asking import Asked, asked, question_without_page, short
from nhip.portal.estates.description import divisions
from nhip.portal.estates.drawing import columns, short_name
from nhip.portal.estates.ground import Ground, ground_on
from nhip.portal.estates.pins import Pin, Spot, pins
from nhip.portal.exhibits import Standing, show_page
from nhip.portal.exhibits.strips import FILE

__all__ = ["estates", "map_of"]

# More dots than that say nothing.
MOST_DOTS: Final = 400


@require_safe
@requires(rights.may_see_estates)
def estates(request: HttpRequest) -> HttpResponse:
    """List zones and clusters by what an investor looks for; everything asked stands in the address, and no more."""
    question = short(request.GET)
    if request.GET and FILE not in request.GET and question != request.GET.urlencode():
        return redirect(reverse("estates:list") + (f"?{question}" if question else ""))
    wanted, language = asked(request.GET.dict()), get_language() or "vi"
    filters = Filters(
        text=wanted.text("q"),
        kind=_known(wanted.text("kind"), EstateKind.values),
        stage=_known(wanted.text("stage"), [stage.code for stage in stages()]),
        sector=wanted.text("sector"),
        place=wanted.text("place"),
        free_from=wanted.free,
        price_to=wanted.price,
    )
    number = request.GET.get("page", "1")
    found = queries.list_estates(filters, language, page=int(number) if number.isdecimal() and len(number) < 7 else 1)
    first = (found.page - 1) * PAGE + 1
    series = occupancy_by_year([row.code for row in found.rows], language, timezone.localdate())
    rows = [_row(row, place, series.get(row.code, ())) for place, row in enumerate(found.rows, first)]
    narrowed = [(name, text) for name, text in wanted.typed.items() if name not in wanted.wrong]
    context: dict[str, Any] = {
        "rows": rows,
        "total": found.total,
        "page": Paginator(range(found.total), PAGE).page(found.page),
        "chosen": wanted.typed,
        "wrong": wanted.wrong,
        "narrowed": bool(narrowed),
        "choices": _choices(wanted),
        "illustrative": any(row.illustrative for row in found.rows),
        "may_edit": rights.may_edit_estates(request.user),
        "may_report": may_see_unpublished(request.user),
        **map_of(found.rows, first),
        "others_words": _("not in this list"),
    }
    shown = exhibits.of_list(lambda: queries.list_estates(filters, language, size=exhibits.MOST_ROWS).rows)
    asked_for = question_without_page(question)
    standing = Standing(reverse("estates:list") + (f"?{asked_for}" if asked_for else ""))
    return show_page(request, "estates/list.html", {**context, "query": asked_for}, [shown], standing)


def _known(text: str, allowed: Sequence[str]) -> str:
    # What is not among the options narrows nothing: an old address still shows a list.
    return text if text in allowed else ""


def _choices(wanted: Asked) -> list[tuple[str, str, list[tuple[str, str, bool]]]]:
    language = get_language() or "vi"
    kinds = [(value, str(words)) for value, words in EstateKind.choices]
    reached = [(stage.code, stage.name(language)) for stage in stages()]
    sectors = [(code, f"{code} {name}") for code, name in divisions().items()]

    def marked(name: str, options: list[tuple[str, str]]) -> list[tuple[str, str, bool]]:
        return [(value, words, value == wanted.text(name)) for value, words in options]

    return [
        ("kind", _("Kind"), marked("kind", kinds)),
        ("stage", _("Stage"), marked("stage", reached)),
        ("sector", _("Sector"), marked("sector", sectors)),
    ]


def _row(row: EstateRow, number: int, series: Sequence[tuple[str, Shown]]) -> dict[str, Any]:
    known = [each for each in series if each[1].value is not None]
    return {
        "number": number,
        "row": row,
        "href": reverse("estates:estate", args=[row.code]),
        "columns": columns(series),
        "told": "; ".join(f"{day}: {shown.text}" for day, shown in known),
        "stage_code": row.stage.code if row.stage else "none",
        "stage": row.stage.words if row.stage else _("no event yet"),
        "sectors": row.sector_words,
    }


def map_of(rows: Sequence[EstateRow], first: int) -> dict[str, Any]:
    """Return what the map needs: its ground, the rows as numbered pins, and every other estate as a dot."""
    ground = ground_on(timezone.localdate())
    if ground is None:
        return {"ground": None}
    numbered = [(row, number) for number, row in enumerate(rows, first) if row.latitude is not None]
    codes = {row.code for row in rows}
    others = dots(timezone.localdate(), without=codes, most=MOST_DOTS)
    placed = _pins(numbered, others, ground)
    return {
        "ground": ground,
        "pins": placed,
        "moved": any(pin.moved for pin in placed),
        "others": bool(others),
        "unplaced": len(rows) - len(numbered),
    }


def _pins(numbered: Sequence[tuple[EstateRow, int]], others: Sequence[Dot], ground: Ground) -> list[Pin]:
    spots = [
        Spot(
            row.code,
            short_name(row.name),
            row.kind,
            row.stage.words if row.stage else "",
            reverse("estates:estate", args=[row.code]),
            row.longitude or 0.0,
            row.latitude or 0.0,
            number,
        )
        for row, number in numbered
    ]
    spots += [Spot(dot.code, dot.name, dot.kind, "", "", dot.longitude, dot.latitude) for dot in others]
    return pins(spots, ground.project)
