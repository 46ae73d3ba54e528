"""Zones and clusters: what was established, where it stands, how full it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from nhip.estates.book import EstateBook, EstateKnown, book_at
from nhip.estates.indicators import CLUSTER_EVENTS, CLUSTERS, CLUSTERS_BUILDING, ZONE_EVENTS, ZONES
from nhip.estates.indicators_land import (
    ESTATE_AREA,
    ESTATE_CAPITAL,
    ESTATE_ENTERPRISES,
    ESTATE_OCCUPANCY,
)
from nhip.estates.models import EstateEvent, EstateKind, EventKind, Precision
from nhip.figures.periods import Period
from nhip.figures.spans import first_day
from nhip.reports.charts.bars import Bar, shares
from nhip.reports.sections.making import Maker, cell, text_cell
from nhip.reports.source import Listed, Source
from nhip.reports.words.number import Number

__all__ = ["EstateFacts", "blocks", "names"]

# In a list the kind is named once, before it: "4 cụm (Hợp Thành 2, Đình Lập)".
_KINDS: Final = ("Cụm công nghiệp ", "Khu công nghiệp ")


@dataclass(frozen=True, slots=True)
class EstateFacts:
    """A zone or cluster with the event it is listed for; names are the templates'."""

    ma: str
    ten: str
    ten_gon: str
    ngay: str
    van_ban: str
    co_quan: str
    von: Number
    dien_tich: Number
    doanh_nghiep: Number
    lap_day: Number
    minh_hoa: bool

    def __str__(self) -> str:
        return self.ten_gon


def names(source: Source) -> dict[str, Any]:
    """Return ``cum`` and ``kcn``: counts of events, and which zones and clusters had them in the period."""
    book = book_at(source.as_of)
    before = source.period.a_year_ago

    def flow(kind: str, period: Period | None = None) -> Number:
        return source.number(CLUSTER_EVENTS, kind, period=period)

    return {
        "cum": {
            "thanh_lap": flow(EventKind.ESTABLISHED),
            "thanh_lap_nam_truoc": flow(EventKind.ESTABLISHED, before),
            "ds_thanh_lap": _had(source, book, EstateKind.CLUSTER, EventKind.ESTABLISHED),
            "tong_so": source.number(CLUSTERS, EventKind.ESTABLISHED),
            "tham_dinh": flow(EventKind.APPRAISED),
            "ds_tham_dinh": _had(source, book, EstateKind.CLUSTER, EventKind.APPRAISED),
            "cho_chu_truong": _waiting(source, book),
            "khoi_cong": flow(EventKind.GROUNDBREAKING),
            "ds_khoi_cong": _had(source, book, EstateKind.CLUSTER, EventKind.GROUNDBREAKING),
            "dang_xay_dung": source.number(CLUSTERS_BUILDING),
            "hoat_dong": _operating(source, book),
            "lap_day": source.number(ESTATE_OCCUPANCY, "clusters"),
        },
        "kcn": {
            "chu_truong": _had(source, book, EstateKind.ZONE, EventKind.INVESTMENT_POLICY),
            "so_chu_truong": source.number(ZONE_EVENTS, EventKind.INVESTMENT_POLICY),
            "tong_so": source.number(ZONES, EventKind.ESTABLISHED),
            "lap_day": source.number(ESTATE_OCCUPANCY, "zones"),
        },
        "khu_cum": Listed(_standing(source, book), source.language),
    }


def _had(source: Source, book: EstateBook, kind: str, event: str) -> Listed:
    """Return those that had an event in the period, in the order of its day."""
    found = [
        (events[0].on, each, events[0])
        for each in book.of_kind(kind)
        if (events := each.between(event, first_day(source.period), source.day))
    ]
    found.sort(key=lambda row: (row[0], row[1].estate.sort_key))
    return Listed([_facts(source, each, what) for _on, each, what in found], source.language)


def _waiting(source: Source, book: EstateBook) -> Listed:
    """Return clusters that were appraised, whose investment policy is not approved, and that are not established."""
    found = []
    for each in book.of_kind(EstateKind.CLUSTER):
        appraised = [event for event in each.events if event.kind == EventKind.APPRAISED and event.until <= source.day]
        over = each.had(EventKind.INVESTMENT_POLICY, source.day) or each.had(EventKind.ESTABLISHED, source.day)
        if appraised and not over:
            found.append(_facts(source, each, appraised[0]))
    return Listed(found, source.language)


def _operating(source: Source, book: EstateBook) -> Listed:
    """Return clusters whose infrastructure operates, with the event that says so."""
    found = []
    for each in book.of_kind(EstateKind.CLUSTER):
        events = [event for event in each.events if event.kind == EventKind.OPERATING and event.until <= source.day]
        if events and each.stands(source.day):
            found.append(_facts(source, each, events[0]))
    return Listed(found, source.language)


def _standing(source: Source, book: EstateBook) -> list[EstateFacts]:
    found = []
    for kind in (EstateKind.ZONE, EstateKind.CLUSTER):
        for each in book.of_kind(kind):
            if each.stands(source.day):
                event = next(event for event in each.events if event.kind == EventKind.ESTABLISHED)
                found.append(_facts(source, each, event))
    return found


def _facts(source: Source, each: EstateKnown, event: EstateEvent) -> EstateFacts:
    code, name = each.estate.code, each.estate.name
    short = name
    for kind in _KINDS:
        short = short.removeprefix(kind)
    return EstateFacts(
        code,
        name,
        short,
        _when(event, source.language),
        event.document_number,
        event.authority,
        source.number(ESTATE_CAPITAL, code),
        source.number(ESTATE_AREA, code),
        source.number(ESTATE_ENTERPRISES, code),
        source.number(ESTATE_OCCUPANCY, code),
        each.estate.illustrative,
    )


def _when(event: EstateEvent, language: str) -> str:
    """Write the day of an event as exactly as it is known."""
    if event.precision == Precision.DAY:
        return date_format(event.on, "SHORT_DATE_FORMAT")
    if event.precision == Precision.YEAR:
        return f"{event.on.year}"
    return f"tháng {event.on.month}/{event.on.year}" if language.startswith("vi") else f"{event.on:%m/%Y}"


def blocks(source: Source, make: Maker) -> None:
    """Say what became of zones and clusters, draw how full they are, and list them."""
    standing: Sequence[EstateFacts] = make.names["khu_cum"]
    if not standing and not make.names["cum"]["ds_tham_dinh"]:
        return
    with override(source.language):
        make.heading(_("Industrial zones and clusters").upper())
        for key in ("estates.zones", "estates.clusters", "estates.building", "estates.appraised"):
            make.text(key)
        filled = [each for each in standing if each.lap_day.co]
        if filled:
            make.picture(_occupancy(source, filled))
        make.table(
            "estates",
            _("Zones and clusters established by %(day)s") % {"day": date_format(source.day, "SHORT_DATE_FORMAT")},
            (
                _("Name"),
                _("Established"),
                _("Area (ha)"),
                _("Capital of the infrastructure (billion VND)"),
                _("Enterprises at work"),
                _("Occupancy (%)"),
            ),
            [
                [
                    text_cell(f"{each.ten} *" if each.minh_hoa else each.ten),
                    text_cell(", ".join(part for part in (each.ngay, each.van_ban) if part)),
                    cell(each.dien_tich),
                    cell(each.von),
                    cell(each.doanh_nghiep),
                    cell(each.lap_day),
                ]
                for each in standing
            ],
            (6, 5, 3, 4, 3, 3),
            _("* Illustrative: no source names it.") if any(each.minh_hoa for each in standing) else "",
        )


def _occupancy(source: Source, filled: Sequence[EstateFacts]) -> Any:
    ordered = sorted(filled, key=lambda each: -float(each.lap_day.shown.value or 0))
    bars = [Bar(each.ten, each.lap_day.shown) for each in ordered]
    alt = _("%(first)s is fullest, %(share)s of its leasable land is let.") % {
        "first": ordered[0].ten,
        "share": ordered[0].lap_day.shown.text,
    }
    title = _("Occupancy of zones and clusters, percent of leasable land")
    return shares("occupancy", title, alt, bars, (_("Name"), _("Occupancy (%)")), source.language)
