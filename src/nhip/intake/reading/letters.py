"""Old Vietnamese encodings, recognised and brought to Unicode; whoever writes Unicode is left alone.

Three families meet in files of offices: TCVN3 (ABC, the fonts .Vn…), VNI (the fonts VNI-…) and VISCII. In a workbook
they come as Latin letters that make no sense ("C«ng ty"), in a CSV file as bytes. Two accidents look alike and are
mended too: Windows-1258 and UTF-8 read as Windows-1252. A verdict is made over all texts of a file, by whether words
become Vietnamese syllables that were none; then each text is converted or left, by the same question.

In the capital fonts of TCVN3 (.VnTimeH) the letter of a lower-case code shows as a capital. The font is not looked at,
so such words come out in lower case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Final

from nhip.intake.reading.letters_tables import TCVN3, VISCII, VNI
from nhip.intake.reading.syllables import is_syllable

__all__ = ["Letters", "convert", "decode", "recognise"]


class Letters(StrEnum):
    """How the letters of a text are encoded."""

    UNICODE = "Unicode"
    TCVN3 = "TCVN3 (ABC)"
    VNI = "VNI"
    VISCII = "VISCII"
    CP1258 = "Windows-1258"
    UTF8_AS_CP1252 = "UTF-8 (Windows-1252)"


# How Windows-1252 shows the bytes 80 to 9F. Programs that read bytes as Latin letters use it more than Latin-1.
_CP1252: Final = {
    ord(bytes([byte]).decode("cp1252")): byte
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_VNI_PAIR: Final = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))
# A word holds together what an old encoding may use for letters, signs and the soft hyphen among it.
_WORD: Final = re.compile(r"[^\s0-9!-@\[-`{-~\u2010-\u2015\u2026]+")
_SEEN_ENOUGH: Final = 2
_SHARE: Final = 0.7
_MOST_TEXTS: Final = 20_000


def convert(text: str, letters: Letters) -> str:
    """Bring a text of a file with these letters to Unicode, unless it is Unicode by itself.

    >>> convert("S¶n l­îng xi m¨ng", Letters.TCVN3), convert("Saûn löôïng", Letters.VNI)
    ('Sản lượng xi măng', 'Sản lượng')
    >>> convert("Cà phê Đắk Lắk", Letters.TCVN3)
    'Cà phê Đắk Lắk'
    """
    if letters is Letters.UNICODE or text.isascii() or not _is_latin(text):
        return text
    try:
        new = _CONVERTERS[letters](text)
    except UnicodeError:
        return text
    old_words, new_words = _words(text), _words(new)
    sensible_before = bool(old_words) and all(map(is_syllable, old_words))
    if sensible_before and not all(map(is_syllable, new_words)):
        return text
    return new


def recognise(texts: Iterable[str]) -> Letters:
    """Tell in which letters the texts of one file are written.

    A file with Vietnamese that can only be Unicode is Unicode, but for the few words someone pasted into an old one.
    """
    unicode_words = 0
    words: set[str] = set()
    for number, text in enumerate(texts):
        if text.isascii():
            continue
        if not _is_latin(text):
            unicode_words += any(map(_is_unicode_word, _words(text)))
        else:
            words.update(_words(text))
        if number > _MOST_TEXTS and len(words) > _MOST_TEXTS:
            break
    strange = {word for word in words if not is_syllable(word)}
    best, most = Letters.UNICODE, 0.0
    for letters in _CONVERTERS:
        share = _mended(strange, letters)
        if share > most:
            best, most = letters, share
    mended = most * len(strange)
    if most < _SHARE or mended < _SEEN_ENOUGH or mended <= unicode_words:
        return Letters.UNICODE
    return best


def decode(content: bytes) -> tuple[str, Letters] | None:
    """Decode bytes that are not UTF-8: the encoding that makes most words Vietnamese, or None if none does.

    >>> decode("Sản lượng xi măng".encode("utf-8")[:4] + b" xxx") is None
    True
    """
    text = content.decode("latin-1")
    words = _words(text)
    best, most = Letters.UNICODE, 0.0
    for letters in (Letters.CP1258, Letters.TCVN3, Letters.VNI, Letters.VISCII):
        share = _mended(words, letters)
        if share > most:
            best, most = letters, share
    if most < _SHARE:
        return None
    return unicodedata.normalize("NFC", _CONVERTERS[best](text)), best


def _mended(words: set[str], letters: Letters) -> float:
    """Return the share of words that become syllables."""
    good = 0
    for word in words:
        try:
            new = _words(_CONVERTERS[letters](word))
        except UnicodeError:
            continue
        # A word of one sign can be a unit ("µ") or a mark.
        good += len(word) > 1 and bool(new) and all(map(is_syllable, new))
    return good / len(words) if words else 0.0


def _words(text: str) -> set[str]:
    """Return the words that are not plain ASCII, composed."""
    return {word for word in _WORD.findall(text) if not word.isascii()}


def _is_latin(text: str) -> bool:
    """Tell whether every sign could come from a byte: then, and only then, can a text be in an old encoding."""
    return all(ord(sign) < 0x100 or ord(sign) in _CP1252 for sign in text)


def _is_unicode_word(word: str) -> bool:
    return not _is_latin(word) and is_syllable(word)


def _bytes_of(text: str) -> bytes:
    return bytes(_CP1252.get(ord(sign), ord(sign)) for sign in text)


def _from_table(table: dict[int, str]) -> Callable[[str], str]:
    # The same letter, whether its byte was shown as Latin-1 or as Windows-1252.
    whole = {**table, **{sign: table[byte] for sign, byte in _CP1252.items() if byte in table}}
    return lambda text: text.translate(whole)


def _from_vni(text: str) -> str:
    return _VNI_PAIR.sub(lambda match: VNI[match[0]], text)


def _from_cp1258(text: str) -> str:
    return unicodedata.normalize("NFC", _bytes_of(text).decode("cp1258"))


def _from_utf8(text: str) -> str:
    return unicodedata.normalize("NFC", _bytes_of(text).decode("utf-8"))


_CONVERTERS: Final[dict[Letters, Callable[[str], str]]] = {
    Letters.UTF8_AS_CP1252: _from_utf8,
    Letters.TCVN3: _from_table(TCVN3),
    Letters.VNI: _from_vni,
    Letters.CP1258: _from_cp1258,
    Letters.VISCII: _from_table(VISCII),
}
