"""Numbers in a text that know their figure: marked while a sentence is made, taken apart when it is done."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, NamedTuple

from nhip.figures.model import FigureKey

__all__ = ["Link", "Piece", "join", "mark", "pieces", "plain", "unmarked"]

# Characters for private use: nobody types them, and what comes from outside is rid of them.
_OPEN, _MIDDLE, _CLOSE, _BETWEEN = "\ue000", "\ue001", "\ue002", "\ue003"
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")
_MARKED: Final = re.compile(f"{_OPEN}([^{_MIDDLE}]*){_MIDDLE}([^{_CLOSE}]*){_CLOSE}")


class Link(NamedTuple):
    """The figure a number is, or whose contribution it is."""

    key: FigureKey
    points: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence: words, or a number with its figure."""

    text: str
    link: Link | None = None


def mark(text: str, link: Link | None) -> str:
    """Mark a number in a sentence with its figure."""
    if link is None:
        return text
    said = _BETWEEN.join([*link.key, "points" if link.points else ""])
    return f"{_OPEN}{said}{_MIDDLE}{text}{_CLOSE}"


def pieces(text: str) -> tuple[Piece, ...]:
    """Take a marked sentence apart.

    >>> pieces("tăng " + mark("7,68 %", Link(("IIP", "TOTAL", "", "2023", "year"))) + " so với năm 2022")[1].text
    '7,68 %'
    """
    found: list[Piece] = []
    end = 0
    for match in _MARKED.finditer(text):
        if match.start() > end:
            found.append(Piece(text[end : match.start()]))
        found.append(Piece(match[2], _link(match[1])))
        end = match.end()
    if end < len(text):
        found.append(Piece(text[end:]))
    return tuple(found)


def _link(said: str) -> Link:
    indicator, subject, place, period, comparison, points = said.split(_BETWEEN)
    return Link((indicator, subject, place, period, comparison), points=bool(points))


def plain(text: str) -> str:
    """Return a marked sentence without its marks."""
    return _MARKED.sub(r"\2", text)


def join(parts: tuple[Piece, ...]) -> str:
    """Return pieces as plain text."""
    return "".join(part.text for part in parts)


def unmarked(text: str) -> str:
    """Clean a text that comes from outside: composed letters, and no characters that marks are made of."""
    return _PRIVATE.sub("", unicodedata.normalize("NFC", text))
