"""Composing a report: names from the figures, paragraphs from templates, sections in their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import ModuleType
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from nhip.figures.periods import Period
from nhip.releases.book import Book
from nhip.releases.indicators import IIP
from nhip.reports.document import Document
from nhip.reports.faults import fault
from nhip.reports.letterheads import Letterhead, letterhead_on
from nhip.reports.sections import ORDER
from nhip.reports.sections.making import Maker
from nhip.reports.source import Source
from nhip.reports.wording import Texts, texts_at
from nhip.reports.words.spans import heading

__all__ = ["Composed", "compose", "names_of"]


class Composed:
    """A report with what it was made of: its names, for trying templates, and its texts, for editing."""

    def __init__(self, document: Document, names: dict[str, Any], texts: Texts) -> None:
        self.document, self.names, self.texts = document, names, texts


def names_of(source: Source, sections: Sequence[ModuleType] = ORDER) -> dict[str, Any]:
    """Return everything templates may speak of."""
    found: dict[str, Any] = {}
    with override(source.language):
        for section in sections:
            found |= section.names(source)
    return found


def compose(
    book: Book, period: Period, texts_as_of: datetime | None = None, changed: Mapping[str, str] | None = None
) -> Composed:
    """Compose the report of a period.

    Args:
        book: figures of a release or run, in a language, for a reader.
        period: which report.
        texts_as_of: the instant whose templates and edited paragraphs count; now, unless told.
        changed: templates to try instead of those that count.

    Raises:
        Fault: there is no index of the period, or a template cannot be parsed or filled.
    """
    source = Source(book, period, book.run.as_of)
    if book.figure(IIP, book.run.root, period=period, comparison=source.comparison) is None:
        raise fault("E844", period=period.in_words(book.language))
    texts = texts_at(book, str(period), texts_as_of, changed)
    names = names_of(source)
    make = Maker(book.language, texts.say, names)
    for section in ORDER:
        section.blocks(source, make)
    with override(book.language):
        document = _framed(source, make, texts_as_of)
    return Composed(document, names, texts)


def _framed(source: Source, make: Maker, texts_as_of: datetime | None) -> Document:
    """Put the blocks into the frame of an administrative document."""
    book = source.book
    day = timezone.localtime(book.run.as_of).date()
    head = letterhead_on(day, book.language, texts_as_of)
    told = {
        "name": book.release.slug if book.release else _("a compilation that is not published"),
        "instant": f"{timezone.localtime(book.run.as_of):%d/%m/%Y %H:%M}",
        "hash": book.run.result_hash[:16],
    }
    illustrative = _("Illustrative data: figures of enterprises were invented.") if book.run.illustrative else ""
    return Document(
        language=book.language,
        title=_("REPORT"),
        subtitle=_("Industrial production, %(span)s") % {"span": _heading(source)},
        date_line=_date_line(head, day, source.vi),
        letterhead=head,
        blocks=tuple(make.blocks),
        dated=day.isoformat(),
        keywords=(_("index of industrial production"), _("zones and clusters"), make.names["ky"]["ten"]),
        made_from=_("Made from release %(name)s, figures as known at %(instant)s, hash %(hash)s.") % told,
        illustrative=illustrative,
        source_name=book.run.title(book.language),
        labels={"number": _number_line(head, source.vi), "recipients": _("Recipients:")},
    )


def _heading(source: Source) -> str:
    words = heading(source.period, source.language)
    return _("%(period)s (estimate)") % {"period": words} if source.estimated else words


def _date_line(head: Letterhead, day: date, vietnamese: bool) -> str:
    """Write place and date as the decree does: single digits of days, and of January and February, get a zero."""
    place = f"{head.place}, " if head.place else ""
    if not vietnamese:
        return f"{place}{day.day} {Period.month(day.year, day.month).in_words('en')}"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{place}ngày {day.day:02d} tháng {month} năm {day.year}"


def _number_line(head: Letterhead, vietnamese: bool) -> str:
    return f"{'Số' if vietnamese else 'No.'}: ……/{head.symbol or 'BC'}"
