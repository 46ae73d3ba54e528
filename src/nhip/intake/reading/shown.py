"""What a cell shows: its value in its number format, as a Vietnamese spreadsheet program writes it.

Only common formats are known. Any other number is shown as it is kept, which is never wrong, only less pretty.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from nhip.figures.numbers import format_decimal

__all__ = ["is_date_format", "shown"]

_PLAIN: Final = re.compile(r"(?P<group>#,##)?0(?:\.(?P<decimals>0+))?(?P<percent>%?)\Z")
# Text in quotation marks, an escaped sign, a colour or condition, a filler: none of these is a part of a date.
_LITERAL: Final = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]')
_DATE_PART: Final = re.compile(r"[dmyhs]", re.IGNORECASE)
_FEW_PARTS: Final = {"m/y": "%m/%Y", "y": "%Y"}
_RUNS: Final = re.compile(r"[dmy]+")


def is_date_format(number_format: str) -> bool:
    """Tell whether a number in this format is a date or a time.

    >>> is_date_format("dd/mm/yyyy"), is_date_format("mmm-yy")
    (True, True)
    >>> is_date_format('#,##0 "đồng"'), is_date_format("[Red]0.00")
    (False, False)
    """
    first = _LITERAL.sub("", number_format.partition(";")[0])
    return bool(_DATE_PART.search(first)) and "general" not in first.lower()


def shown(value: object, number_format: str = "") -> str:
    """Return a value as text.

    >>> shown(Decimal("1.0768"), "0.0%"), shown(Decimal("1234.5"), "#,##0.00"), shown(Decimal("1234.5"))
    ('107,7%', '1.234,50', '1234,5')
    """
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case Decimal():
            return _number(value, number_format)
        case datetime():
            return f"{value:%d/%m/%Y %H:%M}"
        case date():
            return _date(value, number_format)
        case time():
            return f"{value:%H:%M}"
    return str(value)


def _number(value: Decimal, number_format: str) -> str:
    match = _PLAIN.match(number_format.partition(";")[0].partition("_")[0])
    if not match:
        return f"{value:f}".replace(".", ",")
    scaled = value * 100 if match["percent"] else value
    unit = Decimal(1).scaleb(-len(match["decimals"] or ""))
    if scaled.adjusted() > 20:
        return f"{value:f}".replace(".", ",")
    rounded = scaled.quantize(unit, ROUND_HALF_UP)
    text = format_decimal(rounded, "vi") if match["group"] else f"{rounded:f}".replace(".", ",")
    return text.replace("\N{MINUS SIGN}", "-") + match["percent"]


def _date(value: date, number_format: str) -> str:
    parts = "/".join(run[0] for run in _RUNS.findall(_LITERAL.sub("", number_format.lower())))
    return value.strftime(_FEW_PARTS.get(parts, "%d/%m/%Y"))
