"""Text as it is kept and as it is searched, for everyone who compares names, with a database or without."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["fold", "natural", "nfc"]


def nfc(text: str) -> str:
    """Return the text composed, with the spaces at its ends gone."""
    return unicodedata.normalize("NFC", text).strip()


def fold(text: str) -> str:
    """Return what is searched: decomposed, lower case, đ as d, marks dropped, runs of spaces as one.

    >>> fold("CÔNG TY Cổ phần  Xi măng Đồng Bành")
    'cong ty co phan xi mang dong banh'
    """
    plain = unicodedata.normalize("NFD", text).casefold().replace("đ", "d")
    return " ".join("".join(mark for mark in plain if not unicodedata.combining(mark)).split())


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return what codes are sorted by, so that numbers in them count as numbers.

    >>> sorted(["Lô 10", "Lô 2", "lô 1b", "Lô 1"], key=natural)
    ['Lô 1', 'lô 1b', 'Lô 2', 'Lô 10']
    """
    parts = re.findall(r"[0-9]+|[^0-9]+", fold(text))
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts)
