"""Who a report comes from: the header, the recipients and the signature of an administrative document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from nhip.reports.models import LetterheadRecord

__all__ = ["BLANK", "Letterhead", "letterhead_on"]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The parts of Decree 30/2020/NĐ-CP that do not come from the figures. What is not known stays blank."""

    superior: str = ""
    issuer: str = ""
    symbol: str = ""
    place: str = ""
    recipients: tuple[str, ...] = ()
    signer_title: str = ""
    signer: str = ""


BLANK = Letterhead()


def letterhead_on(day: date, language: str, as_of: datetime | None = None) -> Letterhead:
    """Return the letterhead of documents of a day; blank where none was given."""
    rows = LetterheadRecord.objects.known_at(as_of).filter(valid_from__lte=day, language=language[:2])
    found = rows.order_by("valid_from", "id").last()
    if found is None:
        return BLANK
    return Letterhead(
        found.superior,
        found.issuer,
        found.symbol,
        found.place,
        tuple(line.strip() for line in found.recipients.splitlines() if line.strip()),
        found.signer_title,
        found.signer,
    )
