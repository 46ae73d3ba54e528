"""Working pages of reports: edit a paragraph, change a template, attach the finished report, set the letterhead."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nhip.engine.faults import Fault, Faults
from nhip.people.refusals import requires
from nhip.people.rights_releases import may_prepare_release
from nhip.people.rights_reports import may_edit_reports
from nhip.portal.errors import Missing
from nhip.portal.reports.addresses import opener
from nhip.portal.reports.forms import LetterheadForm, ParagraphForm, WordingForm, posted
from nhip.portal.reports.reading import composed_for, language, release_for
from nhip.releases.models import Release, ReleaseState
from nhip.reports import actions
from nhip.reports.faults import fault
from nhip.reports.letterheads import Letterhead, letterhead_on
from nhip.reports.models import EditedText, Wording
from nhip.reports.naming import WORD_MEANINGS
from nhip.reports.releasing import attach_report
from nhip.reports.texts import shipped
from nhip.reports.wording import changed_wordings
from nhip.reports.words.editing import kept as numbers_of
from nhip.reports.words.editing import loose_numbers, read_kept, tie
from nhip.reports.words.marking import join
from nhip.reports.words.vocabulary import WORDS

__all__ = ["attach", "letterhead", "paragraph", "wording", "wordings"]

BOTH = ["GET", "HEAD", "POST"]


def _seen(request: HttpRequest, newest: Any) -> Any:
    """Return the version the person looked at: whoever was slower replaces nothing."""
    looked_at = request.POST.get("seen", "")
    if newest is None or str(newest.pk) == looked_at:
        return newest
    return type(newest).objects.filter(pk=int(looked_at)).first() if looked_at.isdecimal() else None


@require_http_methods(BOTH)
@requires(may_edit_reports)
def paragraph(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Edit a paragraph by hand, or take the edit back."""
    release, tongue = release_for(request, slug), language()
    composed = composed_for(request, release)
    name, part = _name_and_part(key)
    made = composed.texts.made.get((name, part))
    if made is None:
        raise Missing(_("There is no such paragraph in this report."))
    newest = actions.edited_now(release.period, tongue, name, part)
    standing = newest if newest is not None and not newest.withdrawn else None
    form = ParagraphForm(posted(request), initial=_initial(newest, standing.text if standing else join(made)))
    status = 200
    settled = release.state != ReleaseState.DRAFT
    if request.method == "POST":
        try:
            if settled:
                raise fault("E847", period=release.period_words)
            _edited(request, form, release.period, tongue, name, part, newest, made)
        except Fault as wrong:
            form.complain(wrong, tongue)
            status = 409
        else:
            messages.success(request, _("Saved. The edited paragraph stays so when figures are refreshed."))
            return redirect("reports:report", slug=slug)
    shown = form["text"].value() or ""
    known = read_kept(standing.figures) if standing else read_kept(numbers_of(made))
    context = {
        "release": release,
        "run": release.run,
        "form": form,
        "key": key,
        "generated": join(made),
        "edited": standing,
        "settled": fault("E847", period=release.period_words).message(tongue) if settled else "",
        "may_correct": release.published and may_prepare_release(request.user),
        "loose": loose_numbers(tie(shown, known)),
        "warnings": next((p.warnings for p in composed.document.paragraphs() if p.key == key), ()),
    }
    return render(request, "writing/paragraph.html", context, status=status)


def _initial(newest: EditedText | Wording | None, text: str) -> dict[str, Any]:
    return {"text": text, "seen": newest.pk if newest else ""}


def _name_and_part(key: str) -> tuple[str, int]:
    """Read "plans.enterprise.1": the second paragraph of a template."""
    section, _dot, rest = key.partition(".")
    name, _dot, part = rest.partition(".")
    return f"{section}.{name}", int(part) if part.isdecimal() else 0


def _edited(
    request: HttpRequest, form: ParagraphForm, period: str, tongue: str, name: str, part: int, newest: Any, made: Any
) -> None:
    by: Any = request.user
    form.is_valid()
    seen = _seen(request, newest)
    if "restore" in request.POST and seen is not None:
        actions.restore_paragraph(by, seen)
    else:
        text = form.cleaned_data.get("text") or ""
        actions.edit_paragraph(by, period, tongue, name, text, made, part=part, before=seen)


@require_http_methods(["GET", "HEAD"])
@requires(may_edit_reports)
def wordings(request: HttpRequest) -> HttpResponse:
    """List the templates in the order of the report."""
    changed = changed_wordings(language())
    rows = [(key, changed.get(key, text), key in changed) for key, text in shipped(language()).items()]
    return render(request, "writing/wordings.html", {"rows": rows})


@require_http_methods(BOTH)
@requires(may_edit_reports)
def wording(request: HttpRequest, key: str) -> HttpResponse:
    """Change a template, or go back to the one that came with the program."""
    tongue = language()
    if key not in shipped(tongue):
        raise Missing(_("There is no such paragraph in the reports."))
    newest = actions.wording_now(key, tongue)
    standing = newest if newest is not None and not newest.withdrawn else None
    form = WordingForm(posted(request), initial=_initial(newest, standing.text if standing else shipped(tongue)[key]))
    status = 200
    if request.method == "POST":
        by: Any = request.user
        try:
            form.is_valid()
            seen = _seen(request, newest)
            reason = form.cleaned_data.get("reason") or ""
            if "restore" in request.POST and seen is not None:
                actions.restore_wording(by, seen, reason)
            else:
                text = form.cleaned_data.get("text") or ""
                actions.change_wording(by, key, tongue, text, before=seen, reason=reason)
        except Fault as wrong:
            form.complain(wrong, tongue)
            status = 409
        else:
            messages.success(request, _("Saved. Reports that are not under review are made with it from now on."))
            return redirect("reports:wordings")
    history = Wording.objects.filter(key=key, language=tongue).order_by("-id")[:20]
    context = {"form": form, "key": key, "standing": standing, "original": shipped(tongue)[key], "history": history}
    return render(
        request,
        "writing/wording.html",
        {**context, "words": [(word, WORD_MEANINGS.get(word, "")) for word in WORDS]},
        status=status,
    )


@require_POST
@requires(may_prepare_release)
def attach(request: HttpRequest, slug: str) -> HttpResponse:
    """Attach the finished report to a draft, in both languages and every format."""
    release = release_for(request, slug)
    by: Any = request.user
    site = f"{request.scheme}://{request.get_host()}"
    try:
        count = attach_report(Release.objects.get(pk=release.id), by=by, address=lambda book: opener(book, site))
    except (Fault, Faults) as wrong:
        for each in wrong.faults if isinstance(wrong, Faults) else [wrong]:
            messages.error(request, each.message(language()))
    else:
        messages.success(request, _("Attached: %(count)s files.") % {"count": count})
    return redirect("reports:report", slug=slug)


@require_http_methods(BOTH)
@requires(may_edit_reports)
def letterhead(request: HttpRequest) -> HttpResponse:
    """Say who reports come from."""
    tongue, today = language(), timezone.localdate()
    now = letterhead_on(today, tongue)
    initial = {
        **{name: getattr(now, name) for name in ("superior", "issuer", "symbol", "place", "signer_title", "signer")},
        "recipients": "\n".join(now.recipients),
        "valid_from": today,
    }
    form = LetterheadForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        head = Letterhead(
            said["superior"],
            said["issuer"],
            said["symbol"],
            said["place"],
            tuple(line.strip() for line in said["recipients"].splitlines() if line.strip()),
            said["signer_title"],
            said["signer"],
        )
        by: Any = request.user
        try:
            actions.set_letterhead(by, tongue, said["valid_from"], head)
        except Fault as wrong:
            form.complain(wrong, tongue)
        else:
            messages.success(request, _("Saved."))
            return redirect("reports:list")
    return render(request, "writing/letterhead.html", {"form": form})
