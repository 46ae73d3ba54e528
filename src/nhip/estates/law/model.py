"""What the data files say, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

__all__ = [
    "Actor",
    "Certainty",
    "Limit",
    "MountainUnit",
    "OfficeDay",
    "Paper",
    "Parameter",
    "Procedure",
    "Rule",
    "Source",
    "Span",
    "Step",
    "Unit",
    "Words",
]


class Unit(StrEnum):
    """Which days a time limit counts."""

    WORKING = "working"
    CALENDAR = "calendar"


class Certainty(StrEnum):
    """How sure we are of what a file says; what is unread or a choice is shown with its note."""

    COMPARED = "compared"  # compared with the wording of the law; `compared` says where that was read
    PUBLISHED = "published"  # as published by an authority or the press, with the article
    UNREAD = "unread"  # not compared with the text of the law
    CHOICE = "choice"  # the law leaves it open, or it is a custom of this system


@dataclass(frozen=True, slots=True)
class Words:
    """A text in both languages. These are words of the law, so they are data and not in the catalogue of texts."""

    vi: str
    en: str

    def into(self, language: str) -> str:
        """Return the text in a language."""
        return self.vi if language.startswith("vi") else self.en


@dataclass(frozen=True, slots=True)
class Source:
    """Where the wording of a law was read."""

    name: Words
    where: str


@dataclass(frozen=True, slots=True)
class Span:
    """From a day to a day, both included; None is open."""

    valid_from: date
    valid_to: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a day lies inside."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Limit:
    """A number of days of one kind."""

    number: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Paper:
    """A document a step needs or makes."""

    name: Words


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a procedure. Its clock starts when the step `after` is done; none means that nothing waits for it."""

    code: str
    name: Words
    actor: str
    after: str
    limit: Limit | None
    decides: bool
    events: tuple[str, ...]
    expansion_events: tuple[str, ...]
    papers: tuple[Paper, ...]
    reference: str
    certainty: Certainty
    note: Words | None
    compared: Source | None = None


@dataclass(frozen=True, slots=True)
class Procedure:
    """A procedure as it stands from a day to a day. A dossier keeps the one of the day it was received."""

    code: str
    version: str
    kind: str
    purposes: tuple[str, ...]
    span: Span
    title: Words
    reference: str
    certainty: Certainty
    transition: Words
    transition_reference: str
    notes: tuple[Words, ...]
    steps: tuple[Step, ...]
    compared: Source | None = None

    def step(self, code: str) -> Step | None:
        """Return a step by its code."""
        return next((step for step in self.steps if step.code == code), None)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the steps, in order."""
        return tuple(step.code for step in self.steps)


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who has to act. One that ended names who took its work over."""

    code: str
    name: Words
    span: Span
    successor: str
    reference: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A threshold or a choice that holds for some time. A value that is no number has words."""

    code: str
    name: Words
    unit: str
    text: str
    words: Words | None
    span: Span
    reference: str
    certainty: Certainty
    note: Words | None
    compared: Source | None = None

    @property
    def number(self) -> Decimal:
        """The value as a number."""
        return Decimal(self.text)


@dataclass(frozen=True, slots=True)
class Rule:
    """How a time limit in days is counted."""

    span: Span
    first_day_counted: bool
    end_moves_to_working_day: bool
    working_weekdays: frozenset[int]
    reference: str
    note: Words


@dataclass(frozen=True, slots=True)
class OfficeDay:
    """A day on which offices are open or closed against the usual."""

    on: date
    working: bool
    reference: str


@dataclass(frozen=True, slots=True)
class MountainUnit:
    """A unit that counts as mountainous, with all its parts."""

    code: str
    name: str
    span: Span
    reference: str
    certainty: Certainty
    note: Words
