"""Cells of files, read as the values of a column. What could be read in two ways is a fault, not a guess."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, override

from nhip.registry.faults import fault
from nhip.registry.folding import fold, nfc
from nhip.registry.registers.columns import Column, Kind, Value, blank
from nhip.registry.tax_codes import clean_tax_code, validate_tax_code

__all__ = ["LANGUAGES", "SEPARATOR", "Error", "Formula", "labels", "read_cell"]

LANGUAGES: Final = ("vi", "en")
# Between several codes in one cell.
SEPARATOR: Final = ";"
_YES: Final = frozenset({"co", "yes", "true", "1", "x", "dung"})
_NO: Final = frozenset({"khong", "no", "false", "0", "sai"})
_DAY: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})\Z")
_ISO_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_MONTH: Final = re.compile(r"([0-9]{1,2})/([0-9]{4})\Z")
_ISO_MONTH: Final = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])\Z")
_NUMBER: Final = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?\Z")
_COMMA_NUMBER: Final = re.compile(r"-?[0-9]{1,30},(?:[0-9]{1,2}|[0-9]{4,30})\Z")


class Formula(str):
    """A cell that holds a formula."""


class Error(str):
    """A cell that holds an error of the spreadsheet program."""


def labels(text: object) -> set[str]:
    """Return what a text is called in every language, folded."""
    found = set()
    for language in LANGUAGES:
        with override(language):
            found.add(fold(str(text)))
    return found


def read_cell(column: Column, cell: object) -> Value:
    """Return the value a cell has in a column; links stay the text of their keys.

    Raises:
        Fault: without its address, which the caller knows.
    """
    if isinstance(cell, Formula):
        raise fault("E614")
    if isinstance(cell, Error):
        raise fault("E615")
    if isinstance(cell, str):
        cell = nfc(cell)
    if cell is None or cell == "":
        return blank(column)
    return _READERS[column.kind](column, cell)


def _text(column: Column, cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime):
        cell = cell.date()
    # A line break would break the row of a list, and no name has one.
    return " ".join(nfc(str(cell)).split())


def _code(column: Column, cell: object) -> str:
    if isinstance(cell, bool) or not isinstance(cell, str):
        raise fault("E603")
    return cell


def _tax_code(column: Column, cell: object) -> str:
    code = clean_tax_code(_code(column, cell))
    try:
        validate_tax_code(code)
    except ValidationError:
        raise fault("E611") from None
    return code


def _whole(column: Column, cell: object) -> int:
    if isinstance(cell, bool):
        raise fault("E605")
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, int):
        return cell
    if isinstance(cell, str) and re.fullmatch(r"[0-9]{1,9}", cell):
        return int(cell)
    raise fault("E605")


def _number(column: Column, cell: object) -> Decimal:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        number = Decimal(repr(cell))
        if number.is_finite():
            return number
    if isinstance(cell, str):
        if _NUMBER.match(cell):
            return Decimal(cell)
        if _COMMA_NUMBER.match(cell):
            return Decimal(cell.replace(",", "."))
    raise fault("E606")


def _day(column: Column, cell: object) -> date:
    if isinstance(cell, datetime):
        if cell.time() == datetime.min.time():
            return cell.date()
    elif isinstance(cell, date):
        return cell
    elif isinstance(cell, str):
        try:
            if found := _DAY.match(cell):
                day, month, year = map(int, found.groups())
                return date(year, month, day)
            if _ISO_DAY.match(cell):
                return date.fromisoformat(cell)
        except ValueError:
            pass
    raise fault("E604")


def _month(column: Column, cell: object) -> str:
    if isinstance(cell, (date, datetime)) and cell.day == 1:
        return f"{cell:%Y-%m}"
    if isinstance(cell, str):
        if _ISO_MONTH.match(cell):
            return cell
        if (found := _MONTH.match(cell)) and 1 <= int(found[1]) <= 12:
            return f"{found[2]}-{int(found[1]):02}"
    raise fault("E613")


def _yes_no(column: Column, cell: object) -> bool:
    if isinstance(cell, bool):
        return cell
    text = fold(str(cell))
    if text in _YES or text in _NO:
        return text in _YES
    raise fault("E616")


def _choice(column: Column, cell: object) -> str:
    assert column.choices is not None  # noqa: S101 - a column of this kind has them
    text = fold(str(cell))
    for choice in column.choices:
        if text == fold(choice.value) or text in labels(choice.label):
            return str(choice.value)
    raise fault("E607", text=str(cell), allowed=", ".join(gettext(choice.label) for choice in column.choices))


def _links(column: Column, cell: object) -> tuple[str, ...]:
    return tuple(sorted({part.strip() for part in _code(column, cell).split(SEPARATOR) if part.strip()}))


_READERS: Final[Mapping[Kind, Callable[[Column, object], Value]]] = {
    Kind.TEXT: _text,
    Kind.CODE: _code,
    Kind.TAX_CODE: _tax_code,
    Kind.WHOLE: _whole,
    Kind.NUMBER: _number,
    Kind.DAY: _day,
    Kind.MONTH: _month,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.LINK: _code,
    Kind.LINKS: _links,
}
