"""Zones and clusters in the catalogue of indicators: how many had which event."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from django.utils import translation

from nhip.estates import indicators_land as indicators_land  # more entries of this room
from nhip.estates.book import EstateBook, EstateKnown, book_at, mark_at
from nhip.estates.indicators_common import book_of, event_evidence, status_at
from nhip.estates.models import EstateKind, EventKind
from nhip.figures.catalogue import indicator, knowledge_mark
from nhip.figures.comparisons import Comparison
from nhip.figures.model import Evidence, Figure, Knowledge
from nhip.figures.numbers import NumberKind
from nhip.figures.spans import first_day, last_day, spans

__all__ = ["CLUSTERS", "CLUSTERS_BUILDING", "CLUSTER_EVENTS", "ZONES", "ZONE_EVENTS"]

CLUSTER_EVENTS: Final = "CLUSTER_EVENTS"
CLUSTERS: Final = "CLUSTERS"
CLUSTERS_BUILDING: Final = "CLUSTERS_BUILDING"
ZONE_EVENTS: Final = "ZONE_EVENTS"
ZONES: Final = "ZONES"

_SOURCE: Final = (
    "Sổ theo dõi sự kiện pháp lý của khu, cụm công nghiệp (quyết định, thông báo)",
    "Register of legal events of zones and clusters (decisions, notices)",
)
_FLOW_METHOD: Final = (
    "Đếm số {vi} có sự kiện thuộc loại nêu ra nằm trọn trong kỳ; sự kiện chỉ biết tháng hoặc năm được tính cho kỳ chứa "
    "trọn tháng hoặc năm đó. Bản sửa thay bản cũ từ lúc được ghi.",
    "Counts the {en} with an event of the kind named that surely lies in the period; an event known to the month or "
    "the year counts for periods that hold all of it. A correction counts from when it was recorded.",
)
_STOCK_METHOD: Final = (
    "Đếm số {vi} đã có sự kiện thuộc loại nêu ra vào ngày cuối kỳ và chưa bị bãi bỏ; dòng bãi bỏ đếm số đã bãi bỏ.",
    "Counts the {en} that had the event named by the last day of the period and were not repealed; the row of repeals "
    "counts those that were.",
)
_BUILDING_METHOD: Final = (
    "Đếm số cụm công nghiệp đã khởi công nhưng hạ tầng chưa đi vào hoạt động và chưa bị bãi bỏ vào ngày cuối kỳ.",
    "Counts the clusters that have broken ground, whose infrastructure does not operate yet and that are not repealed "
    "on the last day of the period.",
)
_CLUSTER: Final = {"vi": "cụm công nghiệp", "en": "clusters"}
_ZONE: Final = {"vi": "khu công nghiệp", "en": "zones"}


def _texts(texts: tuple[str, str], words: Mapping[str, str]) -> tuple[str, str]:
    return texts[0].format(**words), texts[1].format(**words)


@knowledge_mark("estates")
def estates_mark(as_of: datetime) -> str:
    """Say what this room knew."""
    return mark_at(as_of)


def _event_names(language: str) -> Mapping[str, str]:
    with translation.override(language):
        return {kind.value: str(kind.label) for kind in EventKind}


def _kinds(book: EstateBook, kind: str) -> list[str]:
    """Return the kinds of event that any of them had, in the usual order."""
    there = {event.kind for each in book.of_kind(kind) for event in each.events}
    return [each.value for each in EventKind if each in there]


def _flows(code: str, kind: str, known: Knowledge) -> Iterator[Figure]:
    book = book_of(known)
    for subject in _kinds(book, kind):
        for period in spans(known.months):
            ends = first_day(period), last_day(period)
            value = sum(bool(each.between(subject, *ends)) for each in book.of_kind(kind))
            yield Figure(code, subject, period, Comparison.NONE, value, status=status_at(known.as_of, period))


def _counted(kind: str, each: EstateKnown, day: date) -> bool:
    return each.had(kind, day) and (kind == EventKind.REPEALED or not each.had(EventKind.REPEALED, day))


def _stocks(code: str, kind: str, known: Knowledge) -> Iterator[Figure]:
    book = book_of(known)
    for subject in _kinds(book, kind):
        values: dict[date, int] = {}
        for period in spans(known.months):
            day = last_day(period)
            if day not in values:
                values[day] = sum(_counted(subject, each, day) for each in book.of_kind(kind))
            yield Figure(code, subject, period, Comparison.NONE, values[day], status=status_at(known.as_of, period))


def _building(each: EstateKnown, day: date) -> bool:
    over = each.had(EventKind.OPERATING, day) or each.had(EventKind.REPEALED, day)
    return each.had(EventKind.GROUNDBREAKING, day) and not over


_Opens = Callable[[Figure, datetime, str], Sequence[Evidence]]


def _flow_evidence(kind: str) -> _Opens:
    """Open a count into the events that lie in its period."""

    def opens(figure: Figure, as_of: datetime, language: str) -> Sequence[Evidence]:
        ends = first_day(figure.period), last_day(figure.period)
        return [
            event_evidence(each.estate, event, language)
            for each in book_at(as_of).of_kind(kind)
            for event in each.between(figure.subject, *ends)[:1]
        ]

    return opens


def _stock_evidence(kind: str, subject: str = "") -> _Opens:
    """Open a count into the first event of each estate that counts."""

    def opens(figure: Figure, as_of: datetime, language: str) -> Sequence[Evidence]:
        day, wanted = last_day(figure.period), subject or figure.subject
        found = []
        for each in book_at(as_of).of_kind(kind):
            if _building(each, day) if subject else _counted(wanted, each, day):
                first = min((event for event in each.events if event.kind == wanted), key=lambda event: event.until)
                found.append(event_evidence(each.estate, first, language))
        return found

    return opens


@indicator(
    code=CLUSTER_EVENTS,
    whole=False,
    name=("Số cụm công nghiệp có sự kiện trong kỳ", "Clusters with an event in the period"),
    unit=("cụm", "clusters"),
    decimals=0,
    kind=NumberKind.COUNT,
    comparisons=[Comparison.NONE],
    source=_SOURCE,
    method=_texts(_FLOW_METHOD, _CLUSTER),
    subjects=_event_names,
    evidence=_flow_evidence(EstateKind.CLUSTER),
)
def cluster_events(known: Knowledge) -> Iterator[Figure]:
    """How many clusters were planned, appraised, established, … in a period."""
    yield from _flows(CLUSTER_EVENTS, EstateKind.CLUSTER, known)


@indicator(
    code=CLUSTERS,
    whole=False,
    name=("Số cụm công nghiệp cuối kỳ", "Clusters at the end of the period"),
    unit=("cụm", "clusters"),
    decimals=0,
    kind=NumberKind.COUNT,
    comparisons=[Comparison.NONE],
    source=_SOURCE,
    method=_texts(_STOCK_METHOD, _CLUSTER),
    subjects=_event_names,
    evidence=_stock_evidence(EstateKind.CLUSTER),
)
def clusters(known: Knowledge) -> Iterator[Figure]:
    """How many clusters had an event by the end of a period, and were not repealed."""
    yield from _stocks(CLUSTERS, EstateKind.CLUSTER, known)


@indicator(
    code=ZONE_EVENTS,
    whole=False,
    name=("Số khu công nghiệp có sự kiện trong kỳ", "Zones with an event in the period"),
    unit=("khu", "zones"),
    decimals=0,
    kind=NumberKind.COUNT,
    comparisons=[Comparison.NONE],
    source=_SOURCE,
    method=_texts(_FLOW_METHOD, _ZONE),
    subjects=_event_names,
    evidence=_flow_evidence(EstateKind.ZONE),
)
def zone_events(known: Knowledge) -> Iterator[Figure]:
    """How many zones were planned, established, … in a period."""
    yield from _flows(ZONE_EVENTS, EstateKind.ZONE, known)


@indicator(
    code=ZONES,
    whole=False,
    name=("Số khu công nghiệp cuối kỳ", "Zones at the end of the period"),
    unit=("khu", "zones"),
    decimals=0,
    kind=NumberKind.COUNT,
    comparisons=[Comparison.NONE],
    source=_SOURCE,
    method=_texts(_STOCK_METHOD, _ZONE),
    subjects=_event_names,
    evidence=_stock_evidence(EstateKind.ZONE),
)
def zones(known: Knowledge) -> Iterator[Figure]:
    """How many zones had an event by the end of a period, and were not repealed."""
    yield from _stocks(ZONES, EstateKind.ZONE, known)


@indicator(
    code=CLUSTERS_BUILDING,
    name=("Số cụm công nghiệp đang xây dựng hạ tầng", "Clusters under construction"),
    unit=("cụm", "clusters"),
    decimals=0,
    kind=NumberKind.COUNT,
    comparisons=[Comparison.NONE],
    source=_SOURCE,
    method=_BUILDING_METHOD,
    evidence=_stock_evidence(EstateKind.CLUSTER, EventKind.GROUNDBREAKING),
)
def clusters_building(known: Knowledge) -> Iterator[Figure]:
    """How many clusters have broken ground, and do not operate yet."""
    book = book_of(known)
    for period in spans(known.months):
        value = sum(_building(each, last_day(period)) for each in book.of_kind(EstateKind.CLUSTER))
        yield Figure(CLUSTERS_BUILDING, "", period, Comparison.NONE, value, status=status_at(known.as_of, period))
