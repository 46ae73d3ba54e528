"""The pages. Each asks `nhip.releases.queries` for its answers and hands them to a template."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhip.figures.catalogue import all_indicators
from nhip.figures.comparisons import Comparison
from nhip.figures.periods import Period
from nhip.portal import drawing
from nhip.portal.around import goal_of, news_of, strips_of
from nhip.portal.errors import Missing
from nhip.portal.exhibits import Standing, exhibited, show_page
from nhip.portal.exhibits.openings import of_node
from nhip.portal.kept_pages import everything_published, kept
from nhip.portal.marks import key, mark
from nhip.releases import queries
from nhip.releases.answers import RunView
from nhip.releases.indicators import IIP
from nhip.releases.reading import latest_release

__all__ = ["home", "method", "node", "report"]

# The comparison that is none: the index itself.
BASE = Comparison.BASE_MONTH.value


def _language() -> str:
    return get_language() or "vi"


def _run() -> RunView:
    run = queries.published_run(_language())
    if run is None:
        raise Missing(_("Nothing has been published yet."))
    return run


@require_safe
@kept(everything_published)
def home(request: HttpRequest, period: str | None = None) -> HttpResponse:
    """Show a month: in words, as three comparisons, as a chart, as a table. Without a month, the latest."""
    language = _language()
    run, release = queries.published_run(language), latest_release(None, language)
    if run is None or release is None:
        return render(request, "portal/empty.html")
    choices = queries.periods(run, language)
    if period is not None and period not in {choice.period for choice in choices}:
        raise Missing(_("This month has not been published."))
    try:
        headline = queries.headline(run, period, language)
        rows = queries.node_table(run, headline.period, language)
        series = drawing.window(queries.node_series(run, run.root, language), headline.period)
    except LookupError as fault:
        raise Missing(_("This month has not been published.")) from fault
    first, more = drawing.first_sentence(headline.sentence)
    industries = _("Industries, %(month)s") % {"month": headline.period_words}
    context: dict[str, Any] = {
        "goal": goal_of(release, Period.parse(headline.period), run.root, language),
        "news": news_of(language),
        "strips": strips_of(
            request, release, run.root, _("Index of industrial production"), industries, headline.period
        ),
        "run": run,
        "title": run.title(language),
        "headline": headline,
        "first": first,
        "more": more,
        "years": drawing.years(choices[: drawing.MONTHS_SHOWN]),
        "rows": rows,
        "moved": drawing.by_contribution(rows),
        "series": series,
        "chart": drawing.months_chart(series, headline.period, _("Index of industrial production"), language),
    }
    return render(request, "portal/home.html", context)


@exhibited
@require_safe
@kept()
def node(request: HttpRequest, period: str, code: str) -> HttpResponse:
    """Open a node's value in a month: its parts, or a product's reports."""
    run, language = _run(), _language()
    try:
        opening = queries.open_node(run, code, period, language)
        months = {point.period: point for point in queries.node_series(run, code, language)}
    except LookupError as fault:
        raise Missing(_("There is no such industry or product in this month.")) from fault
    series = drawing.window(list(months.values()), period)
    release = latest_release(None, language)
    reports = [(row, mark(row.state, row.quantity)) for row in opening.reports]
    context = {
        "strips": strips_of(request, release, code, opening.name, opening.name, period) if release and series else {},
        "run": run,
        "title": run.title(language),
        "opening": opening,
        "parents": opening.path,
        "children": drawing.with_bars(opening.children, [child.contribution for child in opening.children]),
        "reports": reports,
        "key": key(),
        "series": series,
        "chart": drawing.months_chart(series, period, opening.name, language) if series else None,
        "now": months.get(period),
        "a_month_ago": months.get(str(Period.parse(period).previous)),
        "a_year_ago": months.get(str(Period.parse(period).a_year_ago)),
    }
    frozen = reverse("portal:figure", args=[release.slug, IIP, period, BASE, opening.code]) if release else ""
    standing = Standing.of_release(release, frozen, reverse("portal:node", args=[period, code]))
    return show_page(request, "portal/node.html", context, of_node(opening, reports), standing)


@require_safe
def report(request: HttpRequest, observation: int) -> HttpResponse:
    """Open one report down to the cell it was read from."""
    language = _language()
    run = _run()
    try:
        # Whoever reads the newest release sees what was known for it; officials see what came since, too.
        opening = queries.open_report(observation, language, run, request.user)
    except LookupError as fault:
        raise Missing(_("There is no such report, or it may not be shown.")) from fault
    context = {
        "run": run,
        "title": run.title(language),
        "opening": opening,
        "mark": mark(opening.state, opening.quantity),
        "versions": [(version, mark(version.state, version.quantity)) for version in opening.versions],
    }
    return render(request, "portal/report.html", context)


@require_safe
@kept()
def method(request: HttpRequest) -> HttpResponse:
    """Say what the numbers mean, where they come from and how they are made."""
    language = _language()
    run = queries.published_run(language)
    context = {
        "run": run,
        "title": run.title(language) if run else "",
        "indicators": [
            {
                "code": entry.code,
                "name": entry.name(language),
                "unit": entry.unit(language),
                "source": entry.source(language),
                "method": entry.method(language),
                "decimals": entry.decimals,
            }
            for entry in all_indicators()
        ],
        "key": key(),
    }
    return render(request, "portal/method.html", context)
