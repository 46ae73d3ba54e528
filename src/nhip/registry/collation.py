"""The order of the Vietnamese alphabet, as a key that every database sorts alike.

a ă â b c d đ e ê f g h i j k l m n o ô ơ p q r s t u ư v w x y z; where the letters of two texts are the same, tones
decide: none, huyền, hỏi, ngã, sắc, nặng. That is the order of ICU's `vi`, which office programs use.
"""

from __future__ import annotations

import unicodedata
from typing import Final

__all__ = ["sort_key"]

_PUNCTUATION: Final = " _-,;:!?.'\"()[]{}@*/\\&#%"
_LETTERS: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# Hexadecimal digits, because every collation of every database puts 0-9 before a-f and a text before its longer one.
_PRIMARY: Final = {
    **{sign: f"{number:02x}" for number, sign in enumerate(_PUNCTUATION, start=0x01)},
    **{sign: f"{number:02x}" for number, sign in enumerate("0123456789", start=0x30)},
    **{sign: f"{number:02x}" for number, sign in enumerate(_LETTERS, start=0x50)},
}
_TONES: Final = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}
# The circumflex, the breve and the horn make letters; all other marks above or below a letter do not count.
_MARKS: Final = "\u0302\u0306\u031b"
_NO_TONE: Final = "1"
MOST: Final = 300


def sort_key(text: str) -> str:
    """Return the key to sort a text by.

    >>> sorted("Ân Ăn Ánh An Đá Da Dạ Dã Dá".split(), key=sort_key)
    ['An', 'Ánh', 'Ăn', 'Ân', 'Da', 'Dã', 'Dá', 'Dạ', 'Đá']
    """
    primary: list[str] = []
    tones: list[str] = []
    for sign in " ".join(unicodedata.normalize("NFC", text).casefold().split())[:MOST]:
        marks = unicodedata.normalize("NFD", sign)
        tone = next((_TONES[mark] for mark in marks if mark in _TONES), _NO_TONE)
        letter = unicodedata.normalize("NFC", marks[0] + "".join(mark for mark in marks[1:] if mark in _MARKS))
        primary.append(_PRIMARY.get(letter) or _PRIMARY.get(marks[0]) or f"ff{ord(letter[0]):06x}")
        tones.append(tone)
    return "".join(primary) + "00" + "".join(tones).rstrip(_NO_TONE)
