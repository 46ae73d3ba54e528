"""Numbers as people in Vietnam write them: 1.234,5 and 1 234,5, but also 1,234.5. What could be two numbers is asked.

An answer is one of five types, so that none can be taken for another: a Decimal; `Ambiguous` with its readings; `Word`
for signs and words with a meaning ("-", "…"); `Blank`; `Malformed`. Units are not guessed: "12 tấn" is malformed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeAlias

from nhip.registry.folding import fold

__all__ = [
    "WORDS",
    "Ambiguous",
    "Blank",
    "Malformed",
    "Meaning",
    "Number",
    "NumberStyle",
    "Word",
    "column_style",
    "parse_number",
]


class NumberStyle(StrEnum):
    """Which sign divides the whole from its decimals; the other one groups thousands."""

    COMMA = "1.234,5"
    POINT = "1,234.5"


class Meaning(StrEnum):
    """What a word in a place for a number says; the names are those of the states of a report."""

    NOT_PRODUCED = "not_produced"
    NOT_REPORTED = "not_reported"


@dataclass(frozen=True, slots=True)
class Blank:
    """Nothing was written."""


@dataclass(frozen=True, slots=True)
class Malformed:
    """What was written is no number, or no date."""

    text: str


@dataclass(frozen=True, slots=True)
class Word:
    """A sign or word with a meaning."""

    text: str
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """What was written can be two numbers."""

    text: str
    readings: Mapping[NumberStyle, Decimal]


Number: TypeAlias = Decimal | Ambiguous | Word | Blank | Malformed

# The signs of the statistical yearbooks ("-" nothing happened, "…" it happened and no figure came in), and what
# clerks write instead. Folded: without case and marks.
WORDS: Final[Mapping[str, Meaning]] = {
    **dict.fromkeys(("-", "--", "x", "khong san xuat", "ksx", "khong phat sinh"), Meaning.NOT_PRODUCED),
    **dict.fromkeys(("ngung san xuat", "tam ngung", "not produced", "not_produced"), Meaning.NOT_PRODUCED),
    **dict.fromkeys(("...", "…", "..", "n/a", "na", "chua co", "chua co so lieu"), Meaning.NOT_REPORTED),
    **dict.fromkeys(("chua bao cao", "khong co so lieu", "not reported", "not_reported"), Meaning.NOT_REPORTED),
}

_INVISIBLE: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2060\ufeff"))
# Narrow forms of full-width signs, one space for the many, one hyphen for the dashes.
_PLAIN: Final = str.maketrans(
    {
        **{chr(0xFF01 + place): chr(0x21 + place) for place in range(94)},
        **dict.fromkeys("\u00a0\u2007\u2008\u2009\u200a\u202f\u3000\t", " "),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63", "-"),
    }
)
_MOST: Final = 40
_SIGNED: Final = re.compile(r"(?P<sign>[+-]?) *(?P<body>[0-9.,][0-9., ]*)\Z")
_IN_BRACKETS: Final = re.compile(r"\( *(?P<body>[0-9.,][0-9., ]*?) *\)\Z")


def _shape(point: str, group: str) -> re.Pattern[str]:
    """A number with this decimal sign: grouped by one kind of sign throughout in threes, or not grouped at all."""
    grouped = rf"[1-9][0-9]{{0,2}}(?:(?P<group>[{group} ])[0-9]{{3}})(?:(?P=group)[0-9]{{3}})*"
    return re.compile(rf"(?P<whole>{grouped}|[0-9]+|(?={point}))(?:{point}(?P<decimals>[0-9]+))?\Z")


_SHAPES: Final = {NumberStyle.COMMA: _shape(",", "."), NumberStyle.POINT: _shape(r"\.", ",")}


def parse_number(text: str, style: NumberStyle | None = None, words: Mapping[str, Meaning] = WORDS) -> Number:
    """Read a number. The style decides only between two readings; it never makes a number of what is none.

    >>> parse_number("1.234,5"), parse_number("1 234,5"), parse_number("1,234.5"), parse_number("(1.000,0)")
    (Decimal('1234.5'), Decimal('1234.5'), Decimal('1234.5'), Decimal('-1000.0'))
    >>> parse_number("13,75", NumberStyle.POINT)
    Decimal('13.75')
    >>> sorted(parse_number("1.234").readings.values()), parse_number("1.234", NumberStyle.COMMA)
    ([Decimal('1.234'), Decimal('1234')], Decimal('1234'))
    >>> parse_number("…"), parse_number("12 tấn"), parse_number(" ")
    (Word(text='…', meaning=<Meaning.NOT_REPORTED: 'not_reported'>), Malformed(text='12 tấn'), Blank())
    """
    plain = _plain(text)
    if not plain:
        return Blank()
    readings = _readings(plain)
    if not readings:
        meaning = words.get(plain) or words.get(fold(plain)) if len(plain) <= _MOST else None
        return Malformed(text) if meaning is None else Word(text, meaning)
    first, *others = readings.values()
    if all(other == first for other in others):
        return first
    return Ambiguous(text, readings) if style is None else readings[style]


def column_style(texts: Iterable[str], declared: NumberStyle | None = None) -> NumberStyle | None:
    """Return the style of a column: that of the numbers that can be read in one way only, if they all agree.

    Without such numbers it is the style the template declares. If they contradict each other or the template, there
    is none, and what is ambiguous stays so.

    >>> column_style(["1.234", "13,75"]), column_style(["1.234"]), column_style(["1,5", "1.5"])
    (<NumberStyle.COMMA: '1.234,5'>, None, None)
    """
    seen: set[NumberStyle] = set() if declared is None else {declared}
    for text in texts:
        readings = _readings(_plain(text))
        if len(readings) == 1:
            seen.update(readings)
    return seen.pop() if len(seen) == 1 else None


def _plain(text: str) -> str:
    return text.translate(_INVISIBLE).translate(_PLAIN).strip()


def _readings(plain: str) -> dict[NumberStyle, Decimal]:
    """Return every number the text can be, by style."""
    if len(plain) > _MOST:
        return {}
    match = _IN_BRACKETS.match(plain)
    negative = match is not None
    if match is None:
        match = _SIGNED.match(plain)
        if match is None:
            return {}
        negative = match["sign"] == "-"
    found: dict[NumberStyle, Decimal] = {}
    for style, shape in _SHAPES.items():
        if parts := shape.match(match["body"]):
            whole = re.sub("[., ]", "", parts["whole"]) or "0"
            number = Decimal(f"{whole}.{parts['decimals']}" if parts["decimals"] else whole)
            found[style] = -number if negative and number else number
    return found
