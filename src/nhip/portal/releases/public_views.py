"""Pages everybody reads: releases, one release, its files, a figure opened, revisions, the calendar."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhip.figures.catalogue import all_indicators
from nhip.figures.comparisons import Comparison
from nhip.figures.periods import PeriodKind
from nhip.people.rights_releases import may_prepare_release, may_see_confidential, may_see_releases, may_set_calendar
from nhip.portal.errors import Missing
from nhip.portal.exhibits import Standing, exhibited, show_page
from nhip.portal.exhibits.openings import of_figure
from nhip.portal.marks import key, mark
from nhip.portal.records import ways_to
from nhip.portal.releases import exhibits
from nhip.portal.releases.acting import acts_for
from nhip.portal.releases.addressing import period_of
from nhip.releases import changes, lineage, showing
from nhip.releases.answers import ReleaseView
from nhip.releases.book import book_of
from nhip.releases.calendar import calendar
from nhip.releases.models import ReleaseFile
from nhip.releases.reading import all_releases, latest_release, release_by_slug

__all__ = ["days", "figure", "file", "newest", "release", "releases", "revisions"]


def language() -> str:
    """Return the language of the page."""
    return get_language() or "vi"


def release_or_missing(request: HttpRequest, slug: str) -> ReleaseView:
    """Return a release this reader may see."""
    found = release_by_slug(slug, language(), unpublished=may_see_releases(request.user))
    if found is None:
        raise Missing(_("There is no such release, or it is not published yet."))
    return found


@require_safe
def releases(request: HttpRequest) -> HttpResponse:
    """List the releases; officials see those that are in the making, too."""
    user: Any = request.user
    rows = all_releases(language(), unpublished=may_see_releases(user))
    context: dict[str, Any] = {
        "working": [each for each in rows if not each.published],
        "published": [each for each in rows if each.published],
        "may_prepare": may_prepare_release(user),
        "run": rows[0].run if rows else None,
    }
    shown = [exhibits.of_list(context["published"])]
    return show_page(request, "releases/list.html", context, shown, Standing(request.path))


@require_safe
def release(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a release: what it says, its files, what changed since the one before; to officials also its state."""
    user: Any = request.user
    found = release_or_missing(request, slug)
    book = book_of(found, language(), user)
    earlier = changes.previous_of(found, language())
    last = latest_release(found.kind, language())
    context = {
        "release": found,
        "run": found.run,
        "main": changes.main_figures(book),
        "earlier": earlier,
        "changed": changes.changes(book, earlier, user) if earlier else [],
        "files": changes.files_of(found),
        "texts": changes.texts_of(found, language()),
        "newest": last if last and last.id != found.id else None,
        "steps": showing.steps(found, language()),
        "may_see": may_see_releases(user),
        "hidden": showing.hidden(found, book) if may_see_confidential(user) else [],
        "hidden_count": changes.suppressions_of(found).count(),
        **acts_for(user, found),
    }
    shown = [exhibits.of_changes(found, context["changed"])] if context["changed"] else []
    return show_page(request, "releases/release.html", context, shown, exhibits.standing_of_release(found))


@require_safe
def newest(request: HttpRequest, kind: str) -> HttpResponse:
    """Lead to the newest release of a kind, so that a link can always mean the newest."""
    found = latest_release(kind, language())
    if found is None:
        raise Missing(_("Nothing of this kind has been published yet."))
    return redirect("releases:release", slug=found.slug)


@require_safe
def file(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Hand out a file of a release, byte for byte as it was approved."""
    found = release_or_missing(request, slug)
    kept = ReleaseFile.objects.filter(pk=number, release_id=found.id).first()
    if kept is None:
        raise Http404
    answer = HttpResponse(bytes(kept.content), content_type=kept.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{kept.sha256[:12]}"; ' + _utf8_name(kept.name)
    answer["ETag"] = f'"{kept.sha256}"'
    return answer


def _utf8_name(name: str) -> str:
    return f"filename*=UTF-8''{quote(name)}"


@exhibited
@require_safe
def figure(
    request: HttpRequest, within: str, indicator: str, period: str, comparison: str, subject: str = ""
) -> HttpResponse:
    """Open a figure of a release into what it was made of."""
    user: Any = request.user
    try:
        opening = lineage.open_figure(
            within,
            indicator,
            subject,
            period_of(period),
            comparison,
            language(),
            place=request.GET.get("place", ""),
            reader=user,
            unpublished=may_see_releases(user),
        )
    except LookupError as wrong:
        raise Missing(_("There is no such figure in this release, or it is not published.")) from wrong
    reports = [
        (row, mark(row.state, row.quantity)) for row in (opening.node.reports if opening.node else opening.reports)
    ]
    ways = ways_to((each for each, _value in opening.evidence), user)
    context = {
        "opening": opening,
        "run": opening.run,
        "evidence": [(each, value, ways.get((each.kind, each.key), "")) for each, value in opening.evidence],
        "reports": reports,
        "key": key(),
    }
    standing = exhibits.standing_of_figure(request, opening)
    return show_page(request, "releases/figure.html", context, of_figure(opening, reports), standing)


@require_safe
def revisions(request: HttpRequest) -> HttpResponse:
    """Show how the published values of a subject changed from release to release."""
    user: Any = request.user
    asked = {name: request.GET.get(name, "") for name in ("indicator", "subject", "comparison", "kind")}
    codes = {each.code for each in all_indicators()}
    indicator = asked["indicator"] if asked["indicator"] in codes else "IIP"
    comparison = _choice(Comparison, asked["comparison"], Comparison.SAME_MONTH)
    kind = _choice(PeriodKind, asked["kind"], PeriodKind.MONTH)
    last = latest_release(None, language())
    if last is None:
        raise Missing(_("Nothing has been published yet."))
    subject = asked["subject"] or (last.run.root if indicator == "IIP" else "")
    table = showing.triangle(last, indicator, subject, comparison, kind, language(), user)
    context = {"table": table, "run": last.run, "newest": last}
    shown, standing = exhibits.of_revisions(table, comparison, kind)
    return show_page(request, "releases/revisions.html", context, shown if table.rows else [], standing)


def _choice(choices: Any, text: str, default: Any) -> Any:
    try:
        return choices(text)
    except ValueError:
        return default


@require_safe
def days(request: HttpRequest) -> HttpResponse:
    """Show the release calendar, with the days that were moved and why."""
    user: Any = request.user
    rows = calendar(language())
    context = {
        "coming": [each for each in rows if not each.release],
        "came": [each for each in reversed(rows) if each.release],
        "may_set": may_set_calendar(user),
    }
    shown = [exhibits.of_calendar(rows)]
    return show_page(request, "releases/calendar.html", context, shown, Standing(request.path))
