"""Tax codes of enterprises: ten digits of which the last one checks the others, and three more for a branch."""

from __future__ import annotations

import re
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

__all__ = ["check_digit", "clean_tax_code", "show_tax_code", "validate_tax_code"]

# Circular 105/2020/TT-BTC, article 5: ten digits, the last one a check digit; a hyphen and three for a branch.
WEIGHTS: Final = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_SHAPE: Final = re.compile(r"[0-9]{10}(?:[0-9]{3})?\Z")


def check_digit(first_nine: str) -> int | None:
    """Return the digit that follows the first nine, or None if no code begins with them.

    >>> check_digit("030058856"), check_digit("010124814")
    (9, 1)
    """
    digit = 10 - sum(w * int(d) for w, d in zip(WEIGHTS, first_nine, strict=True)) % 11
    return digit if digit < 10 else None


def clean_tax_code(text: str) -> str:
    """Return the digits alone: people write hyphens and spaces in different places.

    >>> clean_tax_code(" 0300588569-001 ")
    '0300588569001'
    """
    return re.sub(r"[\s.\-]", "", text)


def show_tax_code(code: str) -> str:
    """Return the code as it is printed.

    >>> show_tax_code("0300588569001")
    '0300588569-001'
    """
    return f"{code[:10]}-{code[10:]}" if len(code) == 13 else code


def validate_tax_code(code: str) -> None:
    """Refuse what cannot be a tax code, and say which of the two reasons it is."""
    if not _SHAPE.match(code):
        raise ValidationError(
            _("A tax code has 10 digits, or 13 for a branch; “%(code)s” has not."),
            code="shape",
            params={"code": code},
        )
    expected = check_digit(code[:9])
    if expected is None or str(expected) != code[9]:
        raise ValidationError(
            _("The check digit of the tax code “%(code)s” is wrong; a digit was mistyped or two were swapped."),
            code="check_digit",
            params={"code": code},
        )
