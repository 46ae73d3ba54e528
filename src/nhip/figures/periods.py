"""Periods: a month, a quarter, a half-year, a year, or January up to a month of one year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

__all__ = ["Period", "PeriodKind"]

MONTHS_A_YEAR: Final = 12
_MONTHS_EN: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_ROMAN: Final = ("I", "II", "III", "IV")


class PeriodKind(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    CUMULATIVE = "cumulative"


# Months in a period of each kind; a cumulative period has as many as its number says.
_LENGTH: Final = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF_YEAR: 6,
    PeriodKind.YEAR: MONTHS_A_YEAR,
}
_LARGEST: Final = {
    PeriodKind.MONTH: 12,
    PeriodKind.QUARTER: 4,
    PeriodKind.HALF_YEAR: 2,
    PeriodKind.YEAR: 1,
    PeriodKind.CUMULATIVE: 12,
}
# [0-9] and \Z, because \d and $ also let Arabic-Indic digits and a trailing newline through.
_TEXT: Final = re.compile(
    r"(?P<year>[0-9]{4})"
    r"(?:-(?P<month>0[1-9]|1[0-2])|-Q(?P<quarter>[1-4])|-H(?P<half>[12])"
    r"|-01/(?P<end>[0-9]{4})-(?P<last>0[1-9]|1[0-2]))?\Z"
)


@dataclass(frozen=True, slots=True)
class Period:
    """One period of one calendar year. Equal text means equal period, and the other way round.

    >>> Period.parse("2023-Q1").months
    ('2023-01', '2023-02', '2023-03')
    >>> str(Period.parse("2023-11").cumulative)
    '2023-01/2023-11'
    >>> Period.parse("2023-01").previous
    Period.parse('2022-12')
    >>> Period.parse("2023-H1").in_words("vi"), Period.parse("2023-H1").in_words("en")
    ('6 tháng đầu năm 2023', 'the first half of 2023')
    """

    year: int
    kind: PeriodKind
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= _LARGEST[self.kind]:
            raise ValueError(f"there is no {self.kind} number {self.number} in a year")

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a period, and guess nothing.

        >>> Period.parse("2023").kind.value
        'year'
        >>> Period.parse("11/2023")
        Traceback (most recent call last):
        ...
        ValueError: '11/2023' is not a period; write 2023-11, 2023-Q1, 2023-H1, 2023 or 2023-01/2023-11
        """
        found = _TEXT.match(text)
        if found is None or (found["end"] and found["end"] != found["year"]):
            raise ValueError(f"{text!r} is not a period; write 2023-11, 2023-Q1, 2023-H1, 2023 or 2023-01/2023-11")
        year = int(found["year"])
        for group, kind in (
            ("month", PeriodKind.MONTH),
            ("quarter", PeriodKind.QUARTER),
            ("half", PeriodKind.HALF_YEAR),
            ("last", PeriodKind.CUMULATIVE),
        ):
            if found[group]:
                return cls(year, kind, int(found[group]))
        return cls(year, PeriodKind.YEAR, 1)

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """Return one month, 1 to 12."""
        return cls(year, PeriodKind.MONTH, month)

    def __str__(self) -> str:
        match self.kind:
            case PeriodKind.MONTH:
                return f"{self.year:04d}-{self.number:02d}"
            case PeriodKind.QUARTER:
                return f"{self.year:04d}-Q{self.number}"
            case PeriodKind.HALF_YEAR:
                return f"{self.year:04d}-H{self.number}"
            case PeriodKind.YEAR:
                return f"{self.year:04d}"
            case PeriodKind.CUMULATIVE:
                return f"{self.year:04d}-01/{self.year:04d}-{self.number:02d}"

    def __repr__(self) -> str:
        return f"Period.parse({str(self)!r})"

    def __lt__(self, other: Period) -> bool:
        """Order by the last month, then the shorter first: what is known first comes first."""
        return (self.last_ordinal, self.length) < (other.last_ordinal, other.length)

    @property
    def length(self) -> int:
        """Number of months."""
        return self.number if self.kind is PeriodKind.CUMULATIVE else _LENGTH[self.kind]

    @property
    def last_ordinal(self) -> int:
        """Last month as ``year * 12 + month - 1``, the number the engine uses."""
        last = self.number if self.kind is PeriodKind.CUMULATIVE else self.number * self.length
        return self.year * MONTHS_A_YEAR + last - 1

    @property
    def months(self) -> tuple[str, ...]:
        """Return the months as text, in order."""
        return _months_until(self.last_ordinal, self.length)

    @property
    def last_month(self) -> Period:
        """Return the month it ends with."""
        return Period.month(*divmod_month(self.last_ordinal))

    @property
    def previous(self) -> Period:
        """Return the period just before, of the same kind; a cumulative period has the one of last year."""
        if self.kind is PeriodKind.CUMULATIVE:
            return self.a_year_ago
        steps = self.year * _LARGEST[self.kind] + self.number - 2
        year, number = divmod(steps, _LARGEST[self.kind])
        return Period(year, self.kind, number + 1)

    @property
    def a_year_ago(self) -> Period:
        """Return the same period of the year before."""
        return Period(self.year - 1, self.kind, self.number)

    @property
    def cumulative(self) -> Period:
        """Return January up to the last month of this period."""
        return Period(self.year, PeriodKind.CUMULATIVE, self.last_ordinal % MONTHS_A_YEAR + 1)

    def enclosing(self, kind: PeriodKind) -> Period:
        """Return the quarter, half-year or year that this month lies in.

        >>> str(Period.parse("2023-11").enclosing(PeriodKind.QUARTER))
        '2023-Q4'
        """
        if self.kind is not PeriodKind.MONTH or kind is PeriodKind.CUMULATIVE:
            raise ValueError(f"only a month lies in a {kind}; {self} is a {self.kind}")
        return Period(self.year, kind, (self.number - 1) // _LENGTH[kind] + 1)

    def in_words(self, language: str) -> str:
        """Write the period as a sentence would.

        >>> [Period.parse(t).in_words("vi") for t in ("2023-11", "2023-Q4", "2023-01/2023-11")]
        ['tháng 11/2023', 'quý IV/2023', '11 tháng năm 2023']
        >>> [Period.parse(t).in_words("en") for t in ("2023-11", "2023-Q4", "2023-01/2023-11")]
        ['November 2023', 'the fourth quarter of 2023', 'January–November 2023']
        """
        return self._in_vietnamese() if language.startswith("vi") else self._in_english()

    def _in_vietnamese(self) -> str:
        match self.kind:
            case PeriodKind.MONTH:
                return f"tháng {self.number}/{self.year}"
            case PeriodKind.QUARTER:
                return f"quý {_ROMAN[self.number - 1]}/{self.year}"
            case PeriodKind.HALF_YEAR:
                return f"6 tháng {'đầu' if self.number == 1 else 'cuối'} năm {self.year}"
            case PeriodKind.YEAR:
                return f"năm {self.year}"
            case PeriodKind.CUMULATIVE:
                return f"tháng 1/{self.year}" if self.number == 1 else f"{self.number} tháng năm {self.year}"

    def _in_english(self) -> str:
        ordinals = ("first", "second", "third", "fourth")
        match self.kind:
            case PeriodKind.MONTH:
                return f"{_MONTHS_EN[self.number - 1]} {self.year}"
            case PeriodKind.QUARTER:
                return f"the {ordinals[self.number - 1]} quarter of {self.year}"
            case PeriodKind.HALF_YEAR:
                return f"the {ordinals[self.number - 1]} half of {self.year}"
            case PeriodKind.YEAR:
                return f"{self.year}"
            case PeriodKind.CUMULATIVE:
                end = f"–{_MONTHS_EN[self.number - 1]}" if self.number > 1 else ""
                return f"January{end} {self.year}"


@lru_cache(maxsize=4096)
def _months_until(last: int, length: int) -> tuple[str, ...]:
    return tuple(
        f"{month // MONTHS_A_YEAR:04d}-{month % MONTHS_A_YEAR + 1:02d}" for month in range(last - length + 1, last + 1)
    )


def divmod_month(ordinal: int) -> tuple[int, int]:
    """Split ``year * 12 + month - 1`` into year and month.

    >>> divmod_month(2023 * 12 + 10)
    (2023, 11)
    """
    year, month = divmod(ordinal, MONTHS_A_YEAR)
    return year, month + 1
