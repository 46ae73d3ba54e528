"""Other words for the same thing, as dated data: what a reader writes, what the series are called, since when."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from nhip.registry.folding import fold, nfc

__all__ = ["ways_to_say"]

_FILE: Final = Path(__file__).with_name("data") / "synonyms.csv"
# A question is asked in this many ways at most.
MOST: Final = 6


@lru_cache(maxsize=4)
def _valid(day: date) -> tuple[tuple[str, str], ...]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = [
            row
            for row in csv.DictReader(file)
            if date.fromisoformat(row["valid_from"]) <= day
            and (not row["valid_to"] or day <= date.fromisoformat(row["valid_to"]))
        ]
    return tuple((fold(row["word"]), nfc(row["means"]).lower()) for row in rows)


def ways_to_say(folded: str, day: date) -> Sequence[str]:
    """Return a question, then the same in other words, these with their marks.

    >>> ways_to_say("ximang", date(2023, 12, 31))
    ['ximang', 'xi măng']
    """
    ways = [folded]
    padded = f" {folded} "
    for word, means in _valid(day):
        if f" {word} " in padded:
            way = padded.replace(f" {word} ", f" {means} ").strip()
            if way not in ways:
                ways.append(way)
    return ways[:MOST]
