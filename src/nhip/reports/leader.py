"""One page for a leader: are we on track, what moves it, what is ahead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from nhip.figures.numbers import NumberKind
from nhip.figures.periods import Period
from nhip.releases.book import Book
from nhip.reports.charts import Chart, draw
from nhip.reports.composition import names_of
from nhip.reports.document import Paragraph
from nhip.reports.fonts import FAMILY
from nhip.reports.sections.index import contributions_chart
from nhip.reports.sections.making import Maker
from nhip.reports.sections.targets import gauge_chart
from nhip.reports.source import Source
from nhip.reports.wording import texts_at
from nhip.reports.words.marking import Link
from nhip.reports.words.number import Number
from nhip.reports.words.spans import heading
from nhip.reports.writing.pdf import compile_pdf

__all__ = ["Summary", "Tile", "leader_pdf", "summary_of"]

_TEMPLATE: Final = Path(__file__).resolve().parent / "writing" / "leader.typ"
# Divisions in the chart; the report has them all.
MOST: Final = 8
_PARTS: Final = ("leader.moved", "leader.products", "leader.estates", "leader.ahead")


@dataclass(frozen=True, slots=True)
class Tile:
    """A number with its name, and what it is measured against."""

    name: str
    text: str
    against: str
    direction: str
    link: Link | None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a leader reads."""

    language: str
    title: str
    state: Paragraph | None
    tiles: tuple[Tile, ...]
    paragraphs: tuple[Paragraph, ...]
    charts: tuple[Chart, ...]
    dated: str
    made_from: str
    illustrative: str


def summary_of(book: Book, period: Period, texts_as_of: datetime | None = None) -> Summary:
    """Make the page of a period.

    Raises:
        Fault: a template cannot be parsed or filled.
    """
    source = Source(book, period, book.run.as_of)
    names = names_of(source)
    texts = texts_at(book, str(period), texts_as_of)
    make = Maker(book.language, texts.say, names)
    with override(book.language):
        charts: list[Chart] = []
        index = names["muc_tieu"]["chi_so"]
        if index is not None and index.dat.co:
            charts.append(gauge_chart(source, index))
        charts.append(contributions_chart(source, make, MOST))
        state = next(iter(texts.say("leader.state", names)), None)
        parts = tuple(part for key in _PARTS for part in texts.say(key, names))
        instant = timezone.localtime(book.run.as_of)
        return Summary(
            book.language,
            _("Industry at a glance: %(span)s") % {"span": heading(period, book.language)},
            state,
            _tiles(names),
            parts,
            tuple(charts),
            instant.date().isoformat(),
            _("Figures as known at %(instant)s.") % {"instant": f"{instant:%d/%m/%Y %H:%M}"},
            _("Illustrative data: figures of enterprises were invented.") if book.run.illustrative else "",
        )


def _tiles(names: dict[str, Any]) -> tuple[Tile, ...]:
    iip, ky = names["iip"], names["ky"]
    found: list[tuple[str, Number, str]] = [
        (_("Index of industrial production"), iip["ca_ky"], ky["so_voi"]),
        (_("Since January"), iip["luy_ke"], ky["luy_ke"]),
        (_("Last month over last year"), iip["cung_ky"], ky["thang_nay_nam_truoc"]),
    ]
    if ky["la_nam"]:
        # January to December is the year itself.
        found[1] = (_("New industrial enterprises"), names["doanh_nghiep"]["moi"], ky["ten"])
    return tuple(Tile(name, _short(n), against, n.shown.direction, n.link) for name, n, against in found)


def _short(number: Number) -> str:
    """Write a number large: of a count the number alone, as its name says what is counted."""
    return number.shown.bare if number.shown.kind is NumberKind.COUNT else number.shown.text


def leader_pdf(summary: Summary) -> bytes:
    """Set the page as PDF; the same summary gives the same bytes.

    Raises:
        Fault: a chart cannot be drawn, or the page cannot be laid out.
    """
    drawn = draw(summary.charts)
    made = date.fromisoformat(summary.dated)
    data = {
        "language": summary.language[:2],
        "font": FAMILY,
        "title": summary.title,
        "date": [made.year, made.month, made.day],
        "state": summary.state.text if summary.state else "",
        "tiles": [
            {"name": each.name, "text": each.text, "against": each.against, "direction": each.direction}
            for each in summary.tiles
        ],
        "paragraphs": _texts(summary.paragraphs),
        "charts": [
            {"caption": chart.title, "svg": drawn[chart.name].svg, "alt": chart.alt} for chart in summary.charts
        ],
        "made_from": summary.made_from,
        "illustrative": summary.illustrative,
    }
    return compile_pdf(_TEMPLATE, "summary", data, summary.title)


def _texts(paragraphs: Sequence[Paragraph]) -> list[str]:
    return [paragraph.text for paragraph in paragraphs]
