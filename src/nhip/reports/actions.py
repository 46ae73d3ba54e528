"""Acts on texts: edit a paragraph, change a template, say who reports come from. Every version stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from nhip.figures.periods import Period
from nhip.people.rights_reports import may_edit_reports
from nhip.releases.book import Book
from nhip.releases.queries import latest_run
from nhip.releases.steps import Person, may
from nhip.reports.composition import compose
from nhip.reports.faults import fault
from nhip.reports.keeping import add_version
from nhip.reports.letterheads import Letterhead
from nhip.reports.models import EditedText, LetterheadRecord, Wording
from nhip.reports.texts import shipped
from nhip.reports.words.editing import kept
from nhip.reports.words.marking import Piece, unmarked
from nhip.reports.words.templates import MOST_LETTERS, sentence

__all__ = [
    "change_wording",
    "edit_paragraph",
    "edited_now",
    "restore_paragraph",
    "restore_wording",
    "set_letterhead",
    "wording_now",
]


def edited_now(period: str, language: str, key: str, part: int = 0) -> EditedText | None:
    """Return the newest version of an edited paragraph, withdrawn or not."""
    rows = EditedText.objects.filter(period=period, language=language, key=key, part=part, replaced_by=None)
    found: EditedText | None = rows.order_by("id").last()
    return found


def wording_now(key: str, language: str) -> Wording | None:
    """Return the newest version of a template, withdrawn or not."""
    found: Wording | None = Wording.objects.filter(key=key, language=language, replaced_by=None).order_by("id").last()
    return found


def edit_paragraph(
    by: Person,
    period: str,
    language: str,
    key: str,
    text: str,
    pieces: Sequence[Piece],
    *,
    part: int = 0,
    before: EditedText | None = None,
    at: datetime | None = None,
) -> EditedText:
    """Write a paragraph of a report by hand. It stays so when figures are refreshed.

    Args:
        pieces: the paragraph as it was made from the figures: its numbers are remembered with the text.
        before: the version that was looked at.

    Raises:
        Refused; Fault: E856 the text is empty or too long, E857 somebody else was quicker.
    """
    may(by, may_edit_reports)
    text = " ".join(unmarked(text).split())
    if not text or len(text) > MOST_LETTERS:
        raise fault("E856", most=MOST_LETTERS)
    _must_be_newest(before, edited_now(period, language, key, part))
    values = {"period": period, "language": language, "key": key, "part": part, "text": text, "figures": kept(pieces)}
    return add_version(EditedText, by, "report.paragraph_edited", before, values, at)


def restore_paragraph(by: Person, before: EditedText, reason: str = "", at: datetime | None = None) -> EditedText:
    """Take back what was edited: the paragraph is made from the figures again.

    Raises:
        Refused; Fault: E857 somebody else was quicker.
    """
    may(by, may_edit_reports)
    values = {name: getattr(before, name) for name in ("period", "language", "key", "part", "text", "figures")}
    return add_version(
        EditedText, by, "report.paragraph_restored", before, {**values, "withdrawn": True, "reason": reason}, at
    )


def _must_be_newest(looked_at: EditedText | Wording | None, there: EditedText | Wording | None) -> None:
    if (looked_at.pk if looked_at else None) != (there.pk if there else None):
        raise fault("E857")


def change_wording(
    by: Person,
    key: str,
    language: str,
    text: str,
    *,
    before: Wording | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> Wording:
    """Change a template, after it was tried on reports of the newest compilation.

    Raises:
        Refused; Fault: E858 there is no such paragraph, E850 to E855 it cannot be parsed or filled, E857 somebody else
            was quicker. Nothing was stored then.
    """
    may(by, may_edit_reports)
    if key not in shipped(language):
        raise fault("E858", key=key)
    text = unmarked(text).replace("\r\n", "\n").strip()
    if not text:
        raise fault("E856", most=MOST_LETTERS)
    sentence(text)
    try_wording(key, language, text)
    _must_be_newest(before, wording_now(key, language))
    values = {"key": key, "language": language, "text": text, "reason": reason}
    return add_version(Wording, by, "report.wording_changed", before, values, at)


def try_wording(key: str, language: str, text: str) -> None:
    """Compose reports of the newest compilation with a template, to see whether it can be filled.

    Raises:
        Fault: it cannot.
    """
    run = latest_run()
    if run is None:
        return
    book, month = Book(run, None, language), Period.parse(run.last_period)
    periods = [month]
    if month.number % 3 == 0:
        periods.append(Period.parse(f"{month.year}-Q{month.number // 3}"))
    if month.number == 12:
        periods.append(Period.parse(f"{month.year}"))
    for period in periods:
        compose(book, period, changed={key: text})


def restore_wording(by: Person, before: Wording, reason: str = "", at: datetime | None = None) -> Wording:
    """Go back to the template that came with the program.

    Raises:
        Refused; Fault: E857 somebody else was quicker.
    """
    may(by, may_edit_reports)
    values = {"key": before.key, "language": before.language, "text": before.text, "withdrawn": True, "reason": reason}
    return add_version(Wording, by, "report.wording_restored", before, values, at)


def set_letterhead(
    by: Person, language: str, valid_from: date, head: Letterhead, *, at: datetime | None = None
) -> LetterheadRecord:
    """Say who reports dated from a day on come from.

    Raises:
        Refused; Fault: E859 no issuing body or place was given.
    """
    may(by, may_edit_reports)
    if not head.issuer.strip() or not head.place.strip():
        raise fault("E859")
    rows = LetterheadRecord.objects.filter(language=language, valid_from=valid_from, replaced_by=None)
    values = {
        "language": language,
        "valid_from": valid_from,
        "superior": head.superior,
        "issuer": head.issuer,
        "symbol": head.symbol,
        "place": head.place,
        "recipients": "\n".join(head.recipients),
        "signer_title": head.signer_title,
        "signer": head.signer,
    }
    return add_version(LetterheadRecord, by, "report.letterhead_set", rows.order_by("id").last(), values, at)
