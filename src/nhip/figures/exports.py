"""Text that leaves the house in a table, made harmless: a spreadsheet program takes "=1+1" in a cell for a formula.

Every export of text to CSV or Excel goes through here. In CSV a leading apostrophe makes the cell text; in a workbook
the cell is stored as text and marked as such, so that nothing is added to what it says. Numbers, also negative ones,
stay numbers.
"""

from __future__ import annotations

import re
from typing import Any, Final, TypeVar

__all__ = ["could_run", "neutralise", "put", "restore"]

_V = TypeVar("_V")

# Also the full-width forms, which Excel takes for the narrow ones.
_STARTS: Final = frozenset("=+-@\t\r\n\0＝＋－＠|%")
# Spreadsheet programs trim these before they look at the first sign.
_PADDING: Final = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}"
# A sign and one plain number: nothing in it can be computed.
_PLAIN_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,40}(?:[.,][0-9]{1,40}){0,20}\Z")
# What neither XML nor a CSV reader accepts.
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def could_run(text: str) -> bool:
    """Tell whether a spreadsheet program might take the text for a formula.

    >>> could_run("=1+1"), could_run(" @SUM(A1)"), could_run("-1.234,5"), could_run("Xi măng")
    (True, True, False, False)
    """
    start = text.lstrip(_PADDING)
    return start[:1] in _STARTS and bool(start) and not _PLAIN_NUMBER.match(text)


def neutralise(value: _V) -> _V | str:
    """Return what to write into CSV for a value: text that could run gets an apostrophe in front.

    A text that begins with an apostrophe gets one more, so that `restore` gives back every text without control
    characters; those become U+FFFD.

    >>> neutralise("=1+1"), neutralise(-5), neutralise("-5")
    ("'=1+1", -5, '-5')
    """
    if not isinstance(value, str):
        return value
    dangerous = could_run(value) or value.startswith("'")
    clean = _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", value)
    return f"'{clean}" if dangerous else clean


def restore(text: str) -> str:
    """Take back the apostrophe that `neutralise` has put in front.

    >>> restore(neutralise("=1+1")), restore("'tis")
    ('=1+1', "'tis")
    """
    rest = text[1:]
    return (
        rest if text.startswith("'") and (could_run(rest) or rest[:1] in ("'", "\N{REPLACEMENT CHARACTER}")) else text
    )


def put(cell: Any, value: object) -> None:
    """Write a value into an openpyxl cell; text is stored as text whatever it begins with."""
    if isinstance(value, str):
        cell.value = _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", value)[:32_767]
        if cell.data_type in ("f", "e"):
            cell.data_type = "s"
        if could_run(value):
            cell.quotePrefix = True
    else:
        cell.value = value
