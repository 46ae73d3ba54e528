"""Edited sentences and the numbers in them: tied to their figures again, and compared with what those are now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from nhip.reports.document import Warn
from nhip.reports.words.marking import Link, Piece

__all__ = ["Kept", "kept", "loose_numbers", "paragraphs", "read_kept", "tie", "warnings"]

Kept = tuple[Link, str]
"""A number as it was written, with its figure."""

LONG: Final = 4
"""Letters a number needs to be found again out of its order."""
_SPACES: Final = re.compile(r"[\s\u00a0]+")
_NUMBER: Final = re.compile(r"(?<![\w.,/])[+−-]?\d+(?:[.,]\d+)*(?![\w])")
_DIGIT: Final = "0-9"
_ANY_SPACE: Final = r"[\s\u00a0]*"
# Years and days are no figures.
_YEAR: Final = re.compile(r"(?:19|20)\d\d\Z")


def kept(pieces: Iterable[Piece]) -> list[list[str]]:
    """Return the numbers of a paragraph as they are stored with it."""
    return [[*each.link.key, "points" if each.link.points else "", each.text] for each in pieces if each.link]


def read_kept(rows: Sequence[Sequence[Any]]) -> list[Kept]:
    """Read stored numbers."""
    found = []
    for indicator, subject, place, period, comparison, points, text in rows:
        found.append((Link((indicator, subject, place, period, comparison), bool(points)), str(text)))
    return found


def _pattern(text: str) -> re.Pattern[str]:
    """Match a number in a text, whatever space stands before its unit, and not inside a longer number."""
    parts = [re.escape(part) for part in _SPACES.split(text) if part]
    return re.compile(rf"(?<![{_DIGIT}.,]){_ANY_SPACE.join(parts)}(?![{_DIGIT}]|[.,][{_DIGIT}])")


def tie(text: str, numbers: Sequence[Kept]) -> tuple[Piece, ...]:
    """Take a text apart at the numbers that stand in it, in the order in which they were written.

    A number that was moved forward is looked for from the beginning, if it is long enough not to be taken for another:
    a lone "9" before "nhiệm vụ" is not the 9 of "9/13".
    """
    taken: list[tuple[int, int, Link]] = []
    at = 0
    for link, said in numbers:
        pattern = _pattern(said)
        match = pattern.search(text, at)
        if match is None and len(said) >= LONG:
            match = next((each for each in pattern.finditer(text) if _free(each, taken)), None)
        if match is not None and _free(match, taken):
            taken.append((match.start(), match.end(), link))
            at = max(at, match.end())
    return _cut(text, sorted(taken, key=lambda each: each[:2]))


def _free(match: re.Match[str], taken: Iterable[tuple[int, int, Link]]) -> bool:
    return all(match.end() <= start or match.start() >= end for start, end, _ in taken)


def _cut(text: str, taken: Iterable[tuple[int, int, Link]]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    at = 0
    for start, end, link in taken:
        if start > at:
            found.append(Piece(text[at:start]))
        found.append(Piece(text[start:end], link))
        at = end
    if at < len(text):
        found.append(Piece(text[at:]))
    return tuple(found)


def paragraphs(pieces: Iterable[Piece]) -> list[tuple[Piece, ...]]:
    """Part pieces at the blank lines between paragraphs."""
    found: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.link is not None:
            found[-1].append(piece)
            continue
        first, *more = piece.text.split("\n\n")
        found[-1].append(Piece(first))
        found.extend([Piece(part)] for part in more)
    return [tuple(piece for piece in part if piece.text) for part in found if any(piece.text for piece in part)]


def warnings(text: str, numbers: Sequence[Kept], now: Mapping[Link, Sequence[str]]) -> tuple[Warn, ...]:
    """Return the numbers that stand in a text although their figure is written otherwise now.

    Args:
        now: how each figure may be written now, the likeliest way first; a figure that is gone has none.
    """
    found = []
    for piece in tie(text, numbers):
        if piece.link is None:
            continue
        written = now.get(piece.link, ())
        if _bare(piece.text) not in {_bare(each) for each in written}:
            found.append(Warn(piece.text, written[0] if written else "–", piece.link))
    return tuple(found)


def _bare(text: str) -> str:
    return _SPACES.sub("", text).lstrip("+−-")


def loose_numbers(pieces: Iterable[Piece]) -> list[str]:
    """Return the numbers in a text that belong to no figure; years, and numbers of months, are not looked at."""
    found = []
    for piece in pieces:
        if piece.link is None:
            for match in _NUMBER.finditer(piece.text):
                number = match[0]
                if not _YEAR.match(number) and (not number.isdecimal() or len(number) > 2):
                    found.append(number)
    return found
