"""Pages of reports that everybody reads once they are published, and officials before."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhip.engine.faults import Fault
from nhip.people.rights_releases import may_prepare_release
from nhip.people.rights_reports import may_edit_reports, may_see_drafts
from nhip.portal.errors import Missing
from nhip.portal.exhibits import exhibited, show_page
from nhip.portal.reports import exhibits
from nhip.portal.reports.addresses import opener
from nhip.portal.reports.reading import attached, book_for, composed_for, language, release_for, summary_for
from nhip.releases.answers import ReleaseView
from nhip.releases.models import ReleaseFile, ReleaseState
from nhip.releases.reading import all_releases, latest_release, release_by_slug
from nhip.reports.leader import leader_pdf
from nhip.reports.production import FORMATS, file_name, produce
from nhip.reports.releasing import report_of
from nhip.reports.writing.html import page_context

__all__ = ["download", "leader", "leader_file", "newest", "report", "report_list"]


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """List the releases with their reports, the newest first."""
    releases = all_releases(language(), unpublished=may_see_drafts(request.user))
    context = {
        "releases": [each for each in releases if not each.corrected_by],
        "may_edit": may_edit_reports(request.user),
    }
    return render(request, "writing/list.html", context)


@exhibited
@require_safe
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a report: each number opens, each chart is drawn, each table can be copied."""
    release = release_for(request, slug)
    tongue, edits = language(), may_edit_reports(request.user) and release.state == ReleaseState.DRAFT
    files = attached(release, tongue)
    context: dict[str, Any] = {"release": release, "run": release.run, "title": release.run.title(tongue)}
    try:
        composed = composed_for(request, release)
    except Fault as wrong:
        return render(request, "writing/fault.html", {**context, "fault": wrong.message(tongue)}, status=409)

    def edit(key: str) -> str:
        return reverse("reports:paragraph", args=[slug, key])

    made = release.published or may_see_drafts(request.user)
    context |= page_context(composed.document, opener(composed.texts.book), lambda _name: "", edit)
    context |= {
        "formats": [(kind, kind.upper()) for kind in FORMATS if kind in files or made],
        "attached": files,
        "editing": edits,
        "may_edit": edits,
        "may_attach": may_prepare_release(request.user) and release.state == "draft",
        "warnings": composed.document.warnings() if edits else (),
        "draft": not release.published,
        "under": "writing/under.html",
    }
    shown = exhibits.of_document(composed.document)
    return show_page(request, "writing/report.html", context, shown, exhibits.standing_of(release, "report"))


@require_safe
def download(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Hand out a report in a format: the attached file, or where none is attached one made now.

    What everybody gets of a release that is out is always the same, so it is kept for a while.
    """
    if kind not in FORMATS:
        raise Http404(kind)
    release, tongue = release_for(request, slug), language()
    kept = attached(release, tongue).get(kind)
    if kept is not None:
        content = bytes(ReleaseFile.objects.get(pk=kept.pk).content)
    elif release.published or may_see_drafts(request.user):
        try:
            content = _made(request, release, kind)
        except Fault as wrong:
            context = {"release": release, "run": release.run, "fault": wrong.message(tongue)}
            return render(request, "writing/fault.html", context, status=409)
    else:
        raise Missing(_("This report has no file in this format."))
    return _file(content, FORMATS[kind], file_name(release.slug, tongue, kind))


def _made(request: HttpRequest, release: ReleaseView, kind: str) -> bytes:
    site = f"{request.scheme}://{request.get_host()}"
    if not may_see_drafts(request.user):
        return _public_file(release.slug, release.hash, language(), kind, site)
    composed = composed_for(request, release)
    return produce(composed.document, [kind], opener(composed.texts.book, site))[kind]


@lru_cache(maxsize=24)
def _public_file(slug: str, _digest: str, tongue: str, kind: str, site: str) -> bytes:
    # What is published under a hash does not change, and takes seconds to draw.
    release = release_by_slug(slug, tongue)
    if release is None:
        raise Http404(slug)
    composed = report_of(release, tongue)
    return produce(composed.document, [kind], opener(composed.texts.book, site))[kind]


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@exhibited
@require_safe
def leader(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a release on one page: are we on track, what moves it, what is ahead."""
    release, tongue = release_for(request, slug), language()
    context: dict[str, Any] = {"release": release, "run": release.run, "title": release.run.title(tongue)}
    try:
        summary = summary_for(request, release)
    except Fault as wrong:
        return render(request, "writing/fault.html", {**context, "fault": wrong.message(tongue)}, status=409)
    where = opener(book_for(request, release))
    context |= {
        "summary": summary,
        "tiles": [(tile, where(tile.link) if tile.link else "") for tile in summary.tiles],
        "parts": [
            [(piece, where(piece.link) if piece.link else "") for piece in part.pieces] for part in summary.paragraphs
        ],
        "charts": [(chart, f"option-{chart.name}") for chart in summary.charts],
    }
    shown = exhibits.of_summary(summary)
    return show_page(request, "writing/leader.html", context, shown, exhibits.standing_of(release, "leader"))


@require_safe
def newest(request: HttpRequest, kind: str, page: str) -> HttpResponse:
    """Lead to the report of the newest release of a kind, so that a link can always mean the newest."""
    found = latest_release(kind, language())
    if found is None:
        raise Missing(_("Nothing of this kind has been published yet."))
    return redirect(f"reports:{page}", slug=found.slug)


@require_safe
def leader_file(request: HttpRequest, slug: str) -> HttpResponse:
    """Hand out the leader's page as PDF, to whoever is signed in; others print the page."""
    release = release_for(request, slug)
    if not may_see_drafts(request.user):
        return redirect("reports:leader", slug=slug)
    try:
        content = leader_pdf(summary_for(request, release))
    except Fault as wrong:
        context = {"release": release, "run": release.run, "fault": wrong.message(language())}
        return render(request, "writing/fault.html", context, status=409)
    stem = "mot-trang" if language() == "vi" else "one-page"
    return _file(content, "application/pdf", f"{stem}-{release.slug}.{language()}.pdf")
