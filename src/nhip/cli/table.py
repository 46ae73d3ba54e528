"""Tables for the terminal: text to the left, numbers to the right."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def width(text: str) -> int:
    """Columns a text takes on the screen: marks that sit on the letter before them take none."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def cut(text: str, most: int) -> str:
    """Shorten a text to a width, and show that it was.

    >>> cut("Khai khoáng", 20), cut("Công nghiệp chế biến", 8)
    ('Khai khoáng', 'Công ng…')
    """
    if width(text) <= most:
        return text
    kept = ""
    for letter in text:
        if width(kept + letter) >= most:
            break
        kept += letter
    return f"{kept}…"


def table(header: Sequence[str], rows: Sequence[Sequence[str]], *, left: int = 1, most: int = 44) -> str:
    """Lay out a table.

    Args:
        header: names of the columns.
        rows: cells, already written as text.
        left: how many of the first columns hold text; the others hold numbers.
        most: width at which text is cut.

    >>> print(table(["Mã", "Chỉ số"], [["B", "9,5"], ["TOTAL", "112,4"]]))
    Mã     Chỉ số
    ─────  ──────
    B         9,5
    TOTAL   112,4
    """
    lines = [[cut(cell, most) if at < left else cell for at, cell in enumerate(row)] for row in (header, *rows)]
    wide = [max(width(line[at]) for line in lines) for at in range(len(header))]

    def lay(line: Sequence[str]) -> str:
        cells = (
            cell + " " * (size - width(cell)) if at < left else " " * (size - width(cell)) + cell
            for at, (cell, size) in enumerate(zip(line, wide, strict=True))
        )
        return "  ".join(cells).rstrip()

    rule = "  ".join("─" * size for size in wide)
    return "\n".join([lay(lines[0]), rule, *map(lay, lines[1:])])
