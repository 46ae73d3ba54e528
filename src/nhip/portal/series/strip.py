"""What stands under every chart and table: its table, files, address, words to cite it, and a frame to embed it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from nhip.portal.series.view import View
from nhip.releases.answers import ReleaseView

__all__ = ["FORMS", "Strip", "cited", "framed", "strip_of"]

FORMS = ("xlsx", "csv", "png", "svg")


@dataclass(frozen=True, slots=True)
class Strip:
    """Addresses and words under a view. ``frozen`` is the view in this release, ``latest`` in whichever is newest."""

    title: str
    files: tuple[tuple[str, str], ...]
    page: str
    frozen: str
    latest: str
    cite: str
    frame: str
    notes: tuple[str, ...]


def cited(title: str, release: ReleaseView | None, address: str) -> str:
    """Return the words to cite something: of a release, or of the records as they stand today."""
    if release is None:
        day = f"{timezone.localdate():%d/%m/%Y}"
        return _("%(title)s. Nhịp, as recorded on %(day)s. %(address)s") % {
            "title": title,
            "day": day,
            "address": address,
        }
    at = timezone.localtime(release.published_at) if release.published_at else None
    return _("%(title)s. Nhịp, release %(release)s%(day)s. %(address)s") % {
        "title": title,
        "release": release.slug,
        "day": f", {at:%d/%m/%Y}" if at else "",
        "address": address,
    }


def framed(title: str, address: str) -> str:
    """Return the words that put a page into a frame of another."""
    name = title.replace(chr(34), "")
    return f'<iframe src="{address}" width="640" height="480" title="{name}" loading="lazy"></iframe>'


def strip_of(request: HttpRequest, view: View, title: str, release: ReleaseView | None, *, drawn: bool = True) -> Strip:
    """Return what stands under a view. Files hold what the page shows: they name the release."""
    now = view.but(of=release.slug) if release is not None else view
    notes = [
        _("Growth is in percent, contributions are in percentage points; every number is rounded once, here."),
        _("Blank means that there is no figure; zero is written as zero."),
    ]
    if release is not None and release.illustrative:
        notes.insert(0, _("Illustrative data: the enterprises and their reports are made up."))
    frame = framed(title, request.build_absolute_uri(now.embedded)) if drawn else ""
    forms = FORMS if drawn else FORMS[:2]
    return Strip(
        title,
        tuple((form.upper(), now.file(form)) for form in forms),
        view.address,
        request.build_absolute_uri(now.address),
        request.build_absolute_uri(view.but(of="").address),
        cited(title, release, request.build_absolute_uri(now.address)),
        frame,
        tuple(notes),
    )
