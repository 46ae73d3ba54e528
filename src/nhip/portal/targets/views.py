"""Pages of targets that everybody reads, and of production plans, which officials read."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhip.people import rights_plans as rights
from nhip.people.refusals import requires
from nhip.plans.models import Target
from nhip.plans.targets.queries import target_at, targets_of, versions_of, years
from nhip.plans.targets.showing import Judged, judged_by_month
from nhip.plans.targets.words import name_of, wanted_in_words
from nhip.plans.tasks.queries import readable_by, years_of_tasks
from nhip.portal.exhibits import exhibited, show_page
from nhip.portal.targets import exhibits
from nhip.portal.targets.attraction import PARTS, attraction_of, years_of
from nhip.portal.targets.drawing import gauge
from nhip.portal.targets.planned import plan_years, planned
from nhip.portal.targets.reading import book_for, judge_all, lookup_in, months_of, opening
from nhip.releases.book import Book

__all__ = ["attraction", "plans", "target", "target_list"]

PER_PAGE: Final = 50


def year_asked(request: HttpRequest, there: Collection[int], otherwise: int) -> int:
    """Return the year of the address; the newest one there is when none is asked for, or none of these."""
    asked = request.GET.get("year", "")
    return next((year for year in there if str(year) == asked), max(there, default=otherwise))


def year_of_figures(request: HttpRequest, there: Collection[int], book: Book | None) -> int:
    """Return the year of the address, else that of the newest figures: targets without any are read afterwards."""
    months = months_of(book)
    newest = months[-1].year if months else timezone.localdate().year
    return year_asked(
        request, [year for year in there if year <= newest] if "year" not in request.GET else there, newest
    )


def _shown(book: Book | None, row: Judged) -> dict[str, Any]:
    figure = None
    if book is not None and row.part is not None:
        figure = book.figure("TARGET_REACHED", row.target.code, period=row.part)
    return {"row": row, "gauge": gauge(row), "opens": opening(book, figure) if book else None}


@require_safe
@requires(rights.may_see_targets)
def target_list(request: HttpRequest) -> HttpResponse:
    """Show the targets of a year with what is reached, and what is still needed."""
    there, book = years(), book_for(request)
    year = year_of_figures(request, there, book)
    counted = targets_of(year, book.run.as_of) if book else []
    rows = judge_all(book, counted if "of" in request.GET else targets_of(year), counted)
    context = {
        "run": book.run if book else None,
        "years": there,
        "year": year,
        "has_tasks": year in years_of_tasks(readable_by(request.user)),
        "later": sorted(each for each in there if each > year),
        "rows": [_shown(book, row) for row in rows],
        "may_edit": rights.may_edit_targets(request.user),
        "may_see_plans": rights.may_see_plans(request.user),
    }
    standing = exhibits.standing_at("targets:list", book.release if book else None, {"year": str(year)})
    return show_page(request, "targets/list.html", context, [exhibits.of_list(rows, year)] if rows else [], standing)


def target_of(code: str, **_rest: object) -> Target:
    """Load the target of an address: as it is now, or its last version where it was withdrawn."""
    found = target_at(code) or next(iter(versions_of(code)), None)
    if found is None:
        raise Http404(code)
    return found


@exhibited
@require_safe
@requires(rights.may_see_targets)
def target(request: HttpRequest, code: str) -> HttpResponse:
    """Show a target: what is wanted, by whom; each month; every version."""
    found, book, language = target_of(code), book_for(request), get_language() or "vi"
    counted = target_at(code, book.run.as_of) if book else None
    if counted and "of" in request.GET:
        found = counted
    row = judge_all(book, [found], [counted] if counted else [])[0]
    chart = exhibits.gauge_of(row)
    months = judged_by_month(counted, months_of(book), lookup_in(book), language) if counted else []
    context = {
        "run": book.run if book else None,
        "target": found,
        "name": name_of(found, language),
        "wanted": wanted_in_words(found, language),
        **_shown(book, row),
        "chart": chart,
        "months": [_shown(book, each) for each in reversed(months)],
        "versions": [(each, wanted_in_words(each, language)) for each in versions_of(code)],
        "may_edit": rights.may_edit_targets(request.user),
    }
    shown = exhibits.of_target(row, months, chart)
    context["months_chart"] = next((each.chart for each in shown if each.name == "months"), None)
    standing = exhibits.standing_at("targets:target", book.release if book else None, {}, code)
    return show_page(request, "targets/target.html", context, shown, standing)


@require_safe
@requires(rights.may_see_plans)
def plans(request: HttpRequest) -> HttpResponse:
    """Show what enterprises plan for a year, and what they have made of it."""
    book, there = book_for(request), plan_years()
    year = year_asked(request, there, timezone.localdate().year)
    rows = planned(book, year)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"run": book.run if book else None, "years": there, "year": year, "page": page}
    return render(request, "targets/plans.html", {**context, "query": f"year={year}"})


@require_safe
@requires(rights.may_see_targets)
def attraction(request: HttpRequest) -> HttpResponse:
    """Show the enterprises that came and left: by year, and a year by industry, place, zone and cluster."""
    book = book_for(request)
    there = years_of(book)
    year = year_asked(request, [period.year for period in there], timezone.localdate().year)
    by = request.GET.get("by", "")
    by = by if by in PARTS else next(iter(PARTS))
    by_year = attraction_of(book, there, "years")
    rows = attraction_of(book, [period for period in there if period.year == year], by)
    context = {
        "run": book.run if book else None,
        "by_year": by_year,
        "years": sorted((period.year for period in there), reverse=True),
        "year": year,
        "by": by,
        "parts": PARTS,
        "rows": rows,
    }
    part = _("%(part)s, %(year)s") % {"part": PARTS[by], "year": year}
    shown = [
        exhibits.of_attraction("years", _("Attraction of enterprises by year"), _("Year"), by_year),
        exhibits.of_attraction("parts", part, _("Part"), rows),
    ]
    asked = {"year": str(year), "by": by}
    standing = exhibits.standing_at("targets:attraction", book.release if book else None, asked)
    return show_page(request, "targets/attraction.html", context, shown if by_year else [], standing)
