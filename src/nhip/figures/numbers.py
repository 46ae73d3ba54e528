"""Writing numbers: 1.234,5 in Vietnamese and 1,234.5 in English; percent and percentage points apart."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from nhip.figures.rounding import round_half_away

__all__ = ["NumberKind", "Shown", "format_decimal", "show", "unit_of_number"]

# A number and its unit stay on one line.
NBSP: Final = "\N{NO-BREAK SPACE}"
MINUS: Final = "\N{MINUS SIGN}"
# What stands in a table where a value does not exist; zero is written as zero.
ABSENT: Final = "–"


class NumberKind(StrEnum):
    """Kinds of number that must not be taken for each other."""

    INDEX = "index"
    GROWTH = "growth"  # percent, signed
    POINTS = "points"  # percentage points, signed
    SHARE = "share"  # percent of a whole, unsigned
    QUANTITY = "quantity"
    COUNT = "count"
    DIFFERENCE = "difference"  # between two quantities or counts, signed, in their unit
    WEIGHT = "weight"
    FACTOR = "factor"


_SIGNED: Final = frozenset({NumberKind.GROWTH, NumberKind.POINTS, NumberKind.DIFFERENCE})
_PERCENT: Final = frozenset({NumberKind.GROWTH, NumberKind.SHARE})
# What is counted in English: one of it, by the word for several.
_ONE: Final = {
    "clusters": "cluster",
    "days": "day",
    "dossiers": "dossier",
    "enquiries": "enquiry",
    "enterprises": "enterprise",
    "hours": "hour",
    "measures": "measure",
    "months": "month",
    "plans": "plan",
    "products": "product",
    "projects": "project",
    "tasks": "task",
    "tenants": "tenant",
    "units": "unit",
    "zones": "zone",
}


def format_decimal(value: Decimal, language: str, *, signed: bool = False) -> str:
    """Write an already rounded number with the separators of a language.

    >>> format_decimal(Decimal("1234.50"), "vi"), format_decimal(Decimal("1234.50"), "en")
    ('1.234,50', '1,234.50')
    >>> format_decimal(Decimal("-0.5"), "vi"), format_decimal(Decimal("7.68"), "vi", signed=True)
    ('−0,5', '+7,68')
    """
    text = f"{abs(value):,f}"
    if language.startswith("vi"):
        text = text.translate({ord(","): ".", ord("."): ","})
    sign = MINUS if value < 0 else "+" if signed and value > 0 else ""
    return sign + text


@dataclass(frozen=True, slots=True)
class Shown:
    """A number ready to print: the unrounded value, the rounded one, and its text in one language.

    ``text`` has the unit ("+7,68 %"), ``bare`` has not ("+7,68"). A value that does not exist is None and
    prints as a dash.
    """

    kind: NumberKind
    value: float | Decimal | None
    rounded: Decimal | None
    text: str
    bare: str
    unit: str

    def __str__(self) -> str:
        return self.text

    @property
    def direction(self) -> str:
        """Return "up", "down", "same" or "none", by the rounded value: what is printed decides the word."""
        if self.rounded is None:
            return "none"
        return "up" if self.rounded > 0 else "down" if self.rounded < 0 else "same"


def show(kind: NumberKind, value: float | Decimal | None, decimals: int, language: str, unit: str = "") -> Shown:
    """Round a value once and write it.

    >>> show(NumberKind.GROWTH, 7.6812, 2, "vi").text.replace(NBSP, " ")
    '+7,68 %'
    >>> show(NumberKind.POINTS, -0.5, 2, "vi").text.replace(NBSP, " ")
    '−0,50 điểm phần trăm'
    >>> show(NumberKind.POINTS, 1, 0, "en").text.replace(NBSP, " ")
    '+1 percentage point'
    >>> show(NumberKind.QUANTITY, Decimal(253), 0, "vi", "triệu viên").text.replace(NBSP, " ")
    '253 triệu viên'
    >>> show(NumberKind.DIFFERENCE, 20, 0, "en", "enterprises").text.replace(NBSP, " ")
    '+20 enterprises'
    """
    if value is None:
        return Shown(kind, None, None, ABSENT, ABSENT, "")
    rounded = round_half_away(value, decimals)
    bare = format_decimal(rounded, language, signed=kind in _SIGNED)
    if kind in _PERCENT:
        unit = "%"
    elif kind is NumberKind.POINTS:
        unit = _points(rounded, language)
    else:
        unit = unit_of_number(rounded, unit, language)
    text = f"{bare}{NBSP}{unit.replace(' ', NBSP)}" if unit else bare
    return Shown(kind, value, rounded, text, bare, unit)


def unit_of_number(number: Decimal, unit: str, language: str) -> str:
    """Return a unit as it stands behind a number: English counts one cluster and two clusters, Vietnamese "cụm".

    A number that is written with decimals takes the plural.

    >>> unit_of_number(Decimal(1), "clusters", "en"), unit_of_number(Decimal("1.0"), "hours", "en")
    ('cluster', 'hours')
    """
    exponent = number.as_tuple().exponent
    if language.startswith("vi") or abs(number) != 1 or not isinstance(exponent, int) or exponent < 0:
        return unit
    first, space, rest = unit.partition(" ")
    return f"{_ONE.get(first, first)}{space}{rest}"


def _points(rounded: Decimal, language: str) -> str:
    if language.startswith("vi"):
        return "điểm phần trăm"
    return "percentage point" if abs(rounded) == 1 else "percentage points"
