"""What a password must be: long, and not one that an attacker tries first. See docs/sign-in.md.

OWASP ASVS 5.0, 6.2, wants no rules of composition (no "one capital, one digit"), at least 64 characters accepted,
and a check against passwords that are common or name the site. The list is Django's, made from breaches; nothing is
asked of another site.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nhip.registry.text import fold

__all__ = ["GuessablePasswordValidator"]

# What somebody who attacks this site would try besides the list: its name, its trade, its country, in this language.
OF_THIS_SITE = frozenset(
    "nhip matkhau khau congthuong socongthuong congnghiep thongke cucthongke chithongke doanhnghiep baocao tinh "  # noqa: SIM905
    "langson vietnam viet hanoi quantri quantrivien admin administrator officer statistician approver leader "
    "reporter nhanvien canbo lanhdao anhyeuem emyeuanh khongbiet".split()
)
ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
YEAR = re.compile(r"(19|20)[0-9]{2}")
SHORTEST_PIECE = 4
PIECES = 2


@cache
def _common() -> frozenset[str]:
    return frozenset(fold(word) for word in CommonPasswordValidator().passwords)


def _runs_on(text: str) -> bool:
    """Whether the text is one character again and again, or a stretch of a keyboard's row."""
    return len(set(text)) == 1 or any(text in row or text in row[::-1] for row in ROWS)


def _is_known(piece: str) -> bool:
    return piece in _common() or piece in OF_THIS_SITE or _runs_on(piece) or bool(YEAR.fullmatch(piece))


def _remainder(text: str, pieces: int) -> str:
    """Return what is left of a password after taking away the longest known pieces, a few times."""
    for _round in range(pieces):
        stretches = (
            text[start : start + length]
            for length in range(len(text), SHORTEST_PIECE - 1, -1)
            for start in range(len(text) - length + 1)
        )
        found = next((stretch for stretch in stretches if _is_known(stretch)), None)
        if found is None:
            break
        text = text.replace(found, "", 1)
    return text


class GuessablePasswordValidator:
    """Refuses a common password, and one or two of them put together with little else.

    >>> GuessablePasswordValidator().validate("Matkhau123456!")
    Traceback (most recent call last):
    ...
    django.core.exceptions.ValidationError: ...
    >>> GuessablePasswordValidator().validate("gà trống gáy bốn giờ sáng")
    """

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError if the password is one that is tried first."""
        # Nobody tries long ones from a list; and the search below grows with the square of the length.
        if len(password) > 40:
            return
        bare = "".join(letter for letter in fold(password) if letter.isalnum())
        if not bare or len(set(bare)) < SHORTEST_PIECE or len(_remainder(bare, PIECES)) < SHORTEST_PIECE:
            raise ValidationError(self.get_help_text(), code="password_guessable")

    def get_help_text(self) -> str:
        """Say what to do."""
        return _("Not a password that is tried first: no common word with a number behind it, no row of keys.")
