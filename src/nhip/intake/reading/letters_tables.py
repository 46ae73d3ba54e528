"""The 134 letters of Vietnamese beyond ASCII, in three old encodings.

TCVN 5712:1993 (TCVN3, "ABC") and VISCII 1.1 (RFC 1456) have one byte a letter. VNI for Windows writes a letter and its
marks as two.
"""

from __future__ import annotations

from typing import Final

__all__ = ["LETTERS", "TCVN3", "VISCII", "VNI"]


def _table(*runs: tuple[int, str]) -> dict[int, str]:
    return {first + place: letter for first, run in runs for place, letter in enumerate(run)}


TCVN3: Final = _table(
    (0x01, "ÚỤ"),
    (0x04, "ỪỬỮ"),
    (0x11, "ỨỰỲỶỸÝỴ"),
    (0x80, "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"),
    (0xA1, "ĂÂÊÔƠƯĐăâêôơưđẰ"),
    (0xB5, "àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"),
)
VISCII: Final = _table(
    (0x02, "Ẳ"),
    (0x05, "ẴẪ"),
    (0x14, "Ỷ"),
    (0x19, "Ỹ"),
    (0x1E, "Ỵ"),
    (
        0x80,
        "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
    ),
)
# A base letter, the marks it takes, and what they make of it.
_ROWS: Final = (
    ("a", "ùøûõï", "áàảãạ"),
    ("a", "âáàåãä", "âấầẩẫậ"),
    ("a", "êéèúüë", "ăắằẳẵặ"),
    ("e", "ùøûõï", "éèẻẽẹ"),
    ("e", "âáàåãä", "êếềểễệ"),
    ("o", "ùøûõï", "óòỏõọ"),
    ("o", "âáàåãä", "ôốồổỗộ"),
    ("ô", "ùøûõï", "ớờởỡợ"),
    ("u", "ùøûõï", "úùủũụ"),
    ("ö", "ùøûõï", "ứừửữự"),
    ("y", "ùøûõ", "ýỳỷỹ"),
)
_ALONE: Final = dict(zip("íìæóòôöñî", "íìỉĩịơưđỵ", strict=True))
_LOWER: Final = {base + mark: letter for base, marks, made in _ROWS for mark, letter in zip(marks, made, strict=True)}
VNI: Final = {
    **_LOWER,
    **_ALONE,
    **{old.upper(): new.upper() for old, new in {**_LOWER, **_ALONE}.items()},
    # A capital with a small mark: typed in a hurry, and found in files.
    **{old[0].upper() + old[1]: new.upper() for old, new in _LOWER.items()},
}
LETTERS: Final = frozenset(VISCII.values())
