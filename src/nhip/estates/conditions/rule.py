"""What a rule answers: met, not met or cannot be told, with the numbers it used and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from nhip.estates.law import Parameter, law
from nhip.figures.numbers import NumberKind, Shown, show
from nhip.figures.rounding import decimals_of

if TYPE_CHECKING:
    from nhip.estates.conditions.facts import Facts
    from nhip.estates.models import ConditionStatement

__all__ = ["Answer", "Finding", "Rule", "found", "hectares", "parameter", "percent", "yes_or_no"]


class Answer(StrEnum):
    """Three answers, because what is not on record is neither yes nor no."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found. `notes` tell what is unclear about the rule itself.

    `statement` is what an official has stated, where the registers cannot tell; `answer` is then his.
    """

    code: str
    title: str
    answer: Answer
    sentence: str
    numbers: tuple[tuple[str, Shown], ...]
    reference: str
    notes: tuple[str, ...]
    statement: ConditionStatement | None = None


Rule = Callable[["Facts", str], Finding | None]


def parameter(code: str, day: date) -> Parameter | None:
    """Return a threshold as it stands on a day; None where no law known here set it."""
    return law().parameter_on(code, day)


def found(
    code: str,
    title: str,
    answer: Answer,
    sentence: str,
    numbers: tuple[tuple[str, Shown], ...],
    parameters: tuple[Parameter, ...],
    language: str,
    notes: tuple[str, ...] = (),
) -> Finding:
    """Put a finding together; references and notes of the thresholds come along, each once."""
    references = dict.fromkeys(each.reference for each in parameters)
    unclear = dict.fromkeys(each.note.into(language) for each in parameters if each.note)
    return Finding(code, title, answer, sentence, numbers, "; ".join(references), (*unclear, *notes))


def yes_or_no(met: bool | None) -> Answer:
    """Return the answer for a truth that may not be known."""
    return Answer.UNKNOWN if met is None else Answer.MET if met else Answer.NOT_MET


def hectares(value: Decimal | None, language: str) -> Shown:
    """Write an area as it was stated, to at most four decimals."""
    decimals = 0 if value is None else min(decimals_of(value), 4)
    return show(NumberKind.QUANTITY, value, decimals, language, "ha")


def percent(value: Decimal | None, language: str, decimals: int = 2) -> Shown:
    """Write an occupancy."""
    return show(NumberKind.SHARE, value, decimals, language)
