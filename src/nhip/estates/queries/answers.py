"""The shapes of answers about zones and clusters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nhip.figures.numbers import Shown

__all__ = [
    "AreaRow",
    "Contact",
    "EstateList",
    "EstateRow",
    "EstateSpot",
    "EstateView",
    "EventCount",
    "Fact",
    "FreeLot",
    "OccupancyPoint",
    "PublicDocument",
    "StageReached",
    "TimelineEvent",
]


@dataclass(frozen=True, slots=True)
class StageReached:
    """The stage of an estate on a day, since when, and the kinds of event that brought it there, in words."""

    code: str
    words: str
    since: date
    since_words: str
    events: Sequence[str]


@dataclass(frozen=True, slots=True)
class EstateRow:
    """An estate as a list shows it. `price` is what is asked, in words; `stage` is None before the first event."""

    code: str
    name: str
    kind: str
    kind_words: str
    stage: StageReached | None
    places: str
    total: Shown
    leasable: Shown
    leased: Shown
    free: Shown
    occupancy: Shown
    price: str
    sectors: Sequence[str]
    sector_words: str
    latitude: float | None
    longitude: float | None
    illustrative: bool


@dataclass(frozen=True, slots=True)
class EstateList:
    """One page of a list. `total` counts all that match."""

    rows: Sequence[EstateRow]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class EstateSpot:
    """An estate as a map shows it."""

    code: str
    name: str
    kind: str
    stage_code: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """One event. `day_words` is as exact as the source: "15/05/2023", "12/2023" or "2023".

    `days_before` is how many days lie between this event and the one before; None where either day is not known.
    `document` is the key of a document that everybody may open.
    """

    kind: str
    words: str
    on: date
    until: date
    day_words: str
    document_number: str
    authority: str
    document: int | None
    note: str
    source: str
    illustrative: bool
    days_before: int | None


@dataclass(frozen=True, slots=True)
class OccupancyPoint:
    """How full an estate was at the end of a day."""

    day: date
    leased: Shown
    leasable: Shown
    share: Shown


@dataclass(frozen=True, slots=True)
class FreeLot:
    """A lot with land that is not leased."""

    code: str
    phase: int | None
    use_words: str
    area: Shown
    free: Shown
    infrastructure_built: bool
    illustrative: bool


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area of one kind: of the whole, and of each phase that was stated, by number."""

    kind: str
    words: str
    whole: Shown
    phases: Sequence[tuple[int, Shown]]
    source: str
    illustrative: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """Something said about an estate, with the word for it."""

    name: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom an investor asks."""

    name: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class PublicDocument:
    """A document that everybody may read."""

    pk: int
    number: str
    title: str
    authority: str
    issued_on: date | None
    has_file: bool


@dataclass(frozen=True, slots=True)
class EstateView:
    """Everything that everybody may know of one estate, on a day."""

    row: EstateRow
    day: date
    facts: Sequence[Fact]
    contact: Contact | None
    areas: Sequence[AreaRow]
    timeline: Sequence[TimelineEvent]
    occupancy: Sequence[OccupancyPoint]
    occupancy_reference: str
    free_lots: Sequence[FreeLot]
    documents: Sequence[PublicDocument]
    projects: Shown
    tenants: Shown
    enterprises: Shown
    source: str
    record_illustrative: bool


@dataclass(frozen=True, slots=True)
class EventCount:
    """How many estates had an event: by a day and not repealed since, in the year up to that day, the year before."""

    kind: str
    words: str
    by_day: Shown
    this_year: Shown
    last_year: Shown
