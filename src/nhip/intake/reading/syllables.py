"""Which words can be Vietnamese: the beginnings and rhymes of its syllables, and which tones each rhyme takes.

Needed to tell old encodings apart. "S¶n" can be no syllable and "Sản" can, so the file is in TCVN3; "Sân" can, and is
left alone. Foreign names need not pass: a verdict is never built on one word.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

__all__ = ["is_syllable"]

_ONSETS: Final = (
    *("ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr"),
    *("b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", ""),
)
_WRITTEN: Final = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oc oi om on ong op ot ooc oong oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt
    oe oen oeo oet ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut uân uâng uât uây uê uêch uên uênh uêt uôc uôi uôm uôn uông uôt uơ
    uy uya uych uyn uynh uyt uyu uyêc uyên uyêt ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    y yêm yên yêng yêt yêu ynh
"""
_RHYMES: Final = frozenset(_WRITTEN.split())
_TONES: Final = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_STOPS: Final = ("c", "ch", "p", "t")
# A rhyme that ends in a stop has sắc or nặng, and in loanwords and unmarked capitals none.
_STOP_TONES: Final = frozenset("\u0301\u0323")


@lru_cache(maxsize=16_384)
def is_syllable(word: str) -> bool:
    """Tell whether a word can be a Vietnamese syllable.

    >>> [is_syllable(word) for word in ("nghiệp", "Sản", "giếng", "quặng", "ĐỒNG", "S¶n", "nghiÖp", "café")]
    [True, True, True, True, True, False, False, False]
    """
    marked = unicodedata.normalize("NFD", word.lower())
    plain = unicodedata.normalize("NFC", marked.translate(_TONES))
    tones = [mark for mark in marked if ord(mark) in _TONES]
    if len(tones) > 1 or len(plain) > 7:
        return False
    if tones and plain.endswith(_STOPS) and tones[0] not in _STOP_TONES:
        return False
    for onset in _ONSETS:
        if plain.startswith(onset):
            rhyme = plain[len(onset) :]
            if rhyme in _RHYMES or (onset == "gi" and f"i{rhyme}" in _RHYMES):
                return True
    return False
