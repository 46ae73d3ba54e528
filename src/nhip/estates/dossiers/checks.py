"""Looking at what is said of a dossier before it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils import timezone

from nhip.estates.dossiers.faults import fault
from nhip.estates.dossiers.reading import entries_of
from nhip.estates.dossiers.rules import check_entries
from nhip.estates.law import Procedure
from nhip.estates.models import Dossier, DossierEntry
from nhip.estates.time_limits import REACH
from nhip.figures.days import day_written

__all__ = ["Said", "check_day", "check_lengths", "check_together", "required"]

_LABELS: Final = {
    "name": ("tên hồ sơ", "name"),
    "applicant": ("người đề nghị", "applicant"),
    "document_number": ("số văn bản", "number of the document"),
    "note": ("ghi chú", "note"),
    "reason": ("lý do", "reason"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What goes with an entry: the key of a kept document, its number where none is kept, and a note."""

    document: int | None = None
    document_number: str = ""
    note: str = ""


def required(number: str, text: str) -> str:
    """Return a text without spaces around it; raise the fault of a number if nothing is left."""
    if not text.strip():
        raise fault(number)
    return " ".join(text.split())


def check_day(day: date, at: datetime | None) -> None:
    """Raise E743 for a day before the calendar begins, or later than the day of recording."""
    first, last = date(REACH[0], 1, 1), timezone.localdate(at or timezone.now())
    if not first <= day <= last:
        raise fault("E743", day=day_written(day), first=day_written(first), last=day_written(last))


def check_lengths(*, name: str = "", applicant: str = "", said: Said | None = None, reason: str = "") -> None:
    """Raise E760 for a text that is longer than its column."""
    texts = {"reason": (reason, DossierEntry)}
    if said is not None:
        texts |= {"document_number": (said.document_number, DossierEntry), "note": (said.note, DossierEntry)}
    for field, (text, model) in {"name": (name, Dossier), "applicant": (applicant, Dossier), **texts}.items():
        most = getattr(model._meta.get_field(field), "max_length", 0)
        if len(text) > most:
            raise fault("E760", field_vi=_LABELS[field][0], field_en=_LABELS[field][1], most=most)


def check_together(procedure: Procedure, dossier: Dossier) -> None:
    """Look at all entries that count now, inside the transaction that changed them."""
    check_entries(procedure, dossier.received_on, entries_of(dossier.pk))
