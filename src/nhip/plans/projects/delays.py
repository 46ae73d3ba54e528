"""How late a milestone is. Sources give spans of days, so a delay is a span of days too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

__all__ = ["Delay", "Span", "delay_of", "hull"]


@dataclass(frozen=True, slots=True)
class Span:
    """The days on which something may have been, or may come: both ends included."""

    earliest: date
    latest: date

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise ValueError(f"{self.latest} lies before {self.earliest}")


@dataclass(frozen=True, slots=True)
class Delay:
    """Days from the day wanted to the day reached, or to the day of asking, least and most; negative is early."""

    least: int
    most: int
    reached: bool


def hull(spans: Iterable[Span]) -> Span | None:
    """Return the smallest span that holds all of them; None for none.

    >>> hull([Span(date(2018, 1, 1), date(2018, 12, 31)), Span(date(2019, 6, 1), date(2019, 6, 1))])
    Span(earliest=datetime.date(2018, 1, 1), latest=datetime.date(2019, 6, 1))
    """
    found = list(spans)
    if not found:
        return None
    return Span(min(each.earliest for each in found), max(each.latest for each in found))


def delay_of(wanted: Span, reached: Span | None, day: date) -> Delay | None:
    """Return how late something is on a day; None while it is not due.

    Reached: least = earliest day reached − latest day wanted, most = latest day reached − earliest day wanted.
    Not reached: the day of asking stands for the day reached, and nothing is early.

    >>> year = Span(date(2018, 1, 1), date(2018, 12, 31))
    >>> delay_of(year, Span(date(2019, 1, 10), date(2019, 1, 10)), date(2020, 1, 1))
    Delay(least=10, most=374, reached=True)
    >>> delay_of(year, None, date(2018, 3, 1))
    Delay(least=0, most=59, reached=False)
    >>> delay_of(year, None, date(2017, 12, 31)) is None
    True
    """
    if reached is not None:
        return Delay((reached.earliest - wanted.latest).days, (reached.latest - wanted.earliest).days, reached=True)
    most = (day - wanted.earliest).days
    return Delay(max(0, (day - wanted.latest).days), most, reached=False) if most > 0 else None
