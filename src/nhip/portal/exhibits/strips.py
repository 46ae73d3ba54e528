"""The strip under an exhibit of a page."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from nhip.portal.exhibits.model import Exhibit, Standing
from nhip.portal.series.strip import Strip, cited, framed

__all__ = ["FILE", "FRAME", "PICTURES", "TABLES", "notes_of", "strip_of"]

# What the address of a page says to get one of its exhibits.
FILE: Final = "file"
FRAME: Final = "frame"
TABLES: Final = ("xlsx", "csv")
PICTURES: Final = ("png", "svg")


def notes_of(found: Exhibit, standing: Standing) -> tuple[str, ...]:
    """Return what has to be known to read an exhibit."""
    notes = [
        _("Every number is rounded once, as it is shown. Blank means that nothing is known; zero is written as zero.")
    ]
    if standing.release is None:
        notes.append(_("As the records stand on %(day)s.") % {"day": f"{timezone.localdate():%d/%m/%Y}"})
    if standing.illustrative:
        notes.insert(0, _("Illustrative data: the enterprises and their reports are made up."))
    return (*found.notes, *notes)


def strip_of(request: HttpRequest, found: Exhibit, standing: Standing) -> Strip:
    """Return what stands under an exhibit. Files and frame are of the page as it is now."""
    anchor = f"#{found.anchor}" if found.anchor else ""
    frozen = request.build_absolute_uri(standing.frozen + anchor) if standing.frozen else ""
    latest = request.build_absolute_uri(standing.latest + anchor)
    forms = (*TABLES, *(PICTURES if found.chart is not None else ()))
    frame = request.build_absolute_uri(_with(standing.page, FRAME, found.name))
    return Strip(
        found.title,
        tuple((form.upper(), _with(standing.page, FILE, f"{found.name}.{form}")) for form in forms),
        anchor or standing.page,
        frozen,
        latest,
        cited(found.title, standing.release, frozen or latest),
        framed(found.title, frame) if found.chart is not None else "",
        notes_of(found, standing),
    )


def _with(address: str, name: str, value: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode({name: value})}"
