"""Where the parts of a drawing stand, as shares of its frame: letters keep their size on every screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nhip.figures.numbers import Shown

__all__ = ["Column", "columns", "short_name"]

FULL = 100.0
PREFIXES = ("Khu công nghiệp ", "Cụm công nghiệp ", "KCN ", "CCN ")


@dataclass(frozen=True, slots=True)
class Column:
    """The occupancy from one day to the next, as a column from zero to its height; text with points, as SVG has it."""

    x: str
    width: str
    y: str
    height: str
    words: str
    text: str


def short_name(name: str) -> str:
    """Return a name without what every name begins with: on a map the colours tell the kinds.

    >>> short_name("Cụm công nghiệp Đình Lập")
    'Đình Lập'
    """
    found = next((each for each in PREFIXES if name.startswith(each)), "")
    return name[len(found) :] or name


def columns(points: Sequence[tuple[str, Shown]]) -> list[Column]:
    """Return a column for each point of a series; where nothing is known there is a gap."""
    step = FULL / max(len(points), 1)
    made = []
    for place, (words, shown) in enumerate(points):
        if shown.value is None:
            continue
        height = min(max(float(shown.value), 0.0), FULL)
        made.append(
            Column(
                f"{place * step:.2f}%",
                f"{step:.2f}%",
                f"{FULL - height:.2f}%",
                f"{height:.2f}%",
                words,
                shown.text,
            )
        )
    return made
