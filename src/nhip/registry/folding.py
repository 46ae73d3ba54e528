"""Text as it is kept and as it is searched, for everyone who compares names, with a database or without."""

from __future__ import annotations

import unicodedata

__all__ = ["fold", "nfc"]


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
