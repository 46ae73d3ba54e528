"""What stands on the sheet, as texts that are written already, and its setting as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from nhip.reports.writing.pdf import compile_pdf

__all__ = ["MOST_EVENTS", "MOST_LOTS", "Bar", "Event", "Fact", "Lot", "Sheet", "write_sheet"]

SETTING: Final = Path(__file__).with_name("sheet.typ")
# One page has room for so many; the page on the web has them all.
MOST_EVENTS: Final = 9
MOST_LOTS: Final = 8
STANDARDS: Final = ("ua-1",)


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what it says."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Event:
    """A step of the life of the estate: when, what, by which document."""

    day: str
    what: str
    document: str


@dataclass(frozen=True, slots=True)
class Lot:
    """A free lot: its code, its use, its free area, whether its infrastructure is built."""

    code: str
    use: str
    free: str
    infrastructure: str


@dataclass(frozen=True, slots=True)
class Bar:
    """The occupancy at the end of a year: a share between 0 and 1 to draw, and its text; no share where unknown."""

    name: str
    share: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on the sheet, in one language."""

    language: str
    day: date
    title: str
    kind: str
    place: str
    stage: str
    tiles: Sequence[Fact]
    facts: Sequence[Fact]
    contact: Sequence[Fact]
    events: Sequence[Event]
    lots: Sequence[Lot]
    occupancy: Sequence[Bar]
    headings: dict[str, str]
    notes: Sequence[str] = ()
    mark: str = ""
    address: str = ""
    picture: str = field(default="", repr=False)
    picture_words: str = ""


def write_sheet(sheet: Sheet) -> bytes:
    """Return the sheet as PDF. The same sheet gives the same bytes: its date is its day, not the clock's.

    Raises:
        Fault: E842, it cannot be laid out.
    """
    told = asdict(sheet)
    told["day"] = [sheet.day.year, sheet.day.month, sheet.day.day]
    told["events"], told["more_events"] = told["events"][-MOST_EVENTS:], len(sheet.events) > MOST_EVENTS
    told["lots"], told["more_lots"] = told["lots"][:MOST_LOTS], len(sheet.lots) > MOST_LOTS
    return compile_pdf(SETTING, "sheet", told, sheet.title, STANDARDS)
