"""Working pages of releases: prepare, refresh, send, return, approve, schedule, drop, correct; the calendar's days."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nhip.engine.faults import Fault, Faults
from nhip.figures.periods import Period
from nhip.intake.models import Stage
from nhip.people import rights_releases as rights
from nhip.people.refusals import requires
from nhip.portal.errors import Missing
from nhip.portal.releases.forms import DayForm, MomentForm, MoveForm, NoteForm, PrepareForm
from nhip.portal.releases.public_views import language
from nhip.releases import calendar, preparing, releasing
from nhip.releases.models import CalendarEntry, Release
from nhip.releases.reading import release_by_slug
from nhip.releases.steps import makers_of

__all__ = ["act", "approve", "correct", "move_day", "prepare", "schedule", "set_day"]


def _release(slug: str) -> Release:
    view = release_by_slug(slug, language(), unpublished=True)
    if view is None:
        raise Missing(_("There is no such release, or it is not published yet."))
    return Release.objects.get(pk=view.id)


def _words(period: str) -> str:
    return Period.parse(period).in_words(language())


def _say(request: HttpRequest, wrong: Fault | Faults) -> None:
    tongue = "vi" if language().startswith("vi") else "en"
    for each in wrong.faults if isinstance(wrong, Faults) else [wrong]:
        messages.error(request, each.message(tongue))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_prepare_release)
def prepare(request: HttpRequest) -> HttpResponse:
    """Begin the release of a period."""
    form = PrepareForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = preparing.prepare_release(
                form.cleaned_data["period"],
                by=request.user,  # type: ignore[arg-type]
                stage=form.cleaned_data["stage"] or Stage.OFFICIAL,
            )
        except (Fault, Faults) as wrong:
            _say(request, wrong)
        else:
            messages.success(request, _("Prepared. Look at it, then send it to review."))
            return redirect("releases:release", slug=made.slug)
    return render(request, "releases/prepare.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_prepare_release)
def correct(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin the correction of a published release."""
    release = _release(slug)
    form = PrepareForm(request.POST or None, corrects=slug)
    if request.method == "POST" and form.is_valid():
        try:
            made = preparing.prepare_release(
                release.period,
                by=request.user,  # type: ignore[arg-type]
                corrects=release,
                reason=form.cleaned_data["reason"],
            )
        except (Fault, Faults) as wrong:
            _say(request, wrong)
        else:
            messages.success(request, _("Prepared. Look at it, then send it to review."))
            return redirect("releases:release", slug=made.slug)
    return render(
        request, "releases/prepare.html", {"form": form, "corrects": slug, "period_words": _words(release.period)}
    )


def _acted(request: HttpRequest, slug: str, do: Callable[[Release], Any], said: str) -> HttpResponse:
    try:
        do(_release(slug))
    except (Fault, Faults) as wrong:
        _say(request, wrong)
    else:
        messages.success(request, said)
    return redirect("releases:release", slug=slug)


@require_POST
@requires(rights.may_return_release)
def act(request: HttpRequest, slug: str, what: str) -> HttpResponse:
    """Refresh a draft, send it to review, drop it, or give a release back."""
    user: Any = request.user
    if what == "refresh":
        return _acted(
            request, slug, lambda r: preparing.refresh_release(r, by=user), _("It rests on what is known now.")
        )
    if what == "review":
        return _acted(request, slug, lambda r: releasing.send_to_review(r, by=user), _("Sent to the approver."))
    form = NoteForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    if what == "return":
        return _acted(request, slug, lambda r: releasing.return_to_draft(r, by=user, note=note), _("Given back."))
    if what == "drop":
        return _acted(request, slug, lambda r: releasing.drop(r, by=user, note=note), _("Given up."))
    raise Missing(_("There is nothing at this address"))


def _approvable(slug: str) -> tuple[Release, frozenset[str]]:
    release = _release(slug)
    return release, makers_of(release)


def may_approve(user: Any, found: tuple[Release, frozenset[str]]) -> bool:
    """The approver approves a release in which he has had no hand."""
    return rights.may_approve_release(user, *found)


@require_POST
@requires(may_approve, of=_approvable)
def approve(request: HttpRequest, slug: str) -> HttpResponse:
    """Approve what is under review."""
    user: Any = request.user
    said = _("Approved. Now set the second of its publication.")
    return _acted(request, slug, lambda r: releasing.approve(r, by=user), said)


@require_POST
@requires(may_approve, of=_approvable)
def schedule(request: HttpRequest, slug: str) -> HttpResponse:
    """Set the second of publication, or move it."""
    user: Any = request.user
    form = MomentForm(request.POST, moved="note" in request.POST)
    if not form.is_valid():
        for field, faults in form.errors.items():
            messages.error(request, f"{form.fields[field].label}: {' '.join(map(str, faults))}")
        return redirect("releases:release", slug=slug)
    publish_at, note = form.cleaned_data["publish_at"], form.cleaned_data.get("note", "")
    said = _("It is published.")
    if publish_at:
        second = f"{localtime(publish_at):%d/%m/%Y %H:%M:%S}"
        said = _("It becomes public by itself at %(second)s; until then nobody outside sees it.") % {"second": second}
    return _acted(request, slug, lambda r: releasing.schedule(r, publish_at, by=user, note=note), said)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_set_calendar)
def set_day(request: HttpRequest) -> HttpResponse:
    """Put a release into the calendar."""
    form = DayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            calendar.set_day(said["period"], said["planned_at"], by=request.user, note=said["note"])  # type: ignore[arg-type]
        except (Fault, Faults) as wrong:
            _say(request, wrong)
        else:
            messages.success(request, _("It stands in the calendar."))
            return redirect("releases:calendar")
    return render(request, "releases/day.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_set_calendar)
def move_day(request: HttpRequest, entry: int) -> HttpResponse:
    """Move a day of the calendar, or take it out; either with a reason."""
    row = get_object_or_404(CalendarEntry, pk=entry)
    form = MoveForm(request.POST or None, initial={"planned_at": row.planned_at})
    if request.method == "POST" and form.is_valid():
        moved, reason = form.cleaned_data["planned_at"], form.cleaned_data["reason"]
        try:
            if moved:
                calendar.move_day(row, moved, reason, by=request.user)  # type: ignore[arg-type]
            else:
                calendar.drop_day(row, reason, by=request.user)  # type: ignore[arg-type]
        except (Fault, Faults) as wrong:
            _say(request, wrong)
        else:
            messages.success(request, _("Changed; the day that was planned stays to be read."))
            return redirect("releases:calendar")
    return render(request, "releases/day.html", {"form": form, "entry": row, "period_words": _words(row.period)})
