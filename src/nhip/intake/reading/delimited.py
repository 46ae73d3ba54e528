"""Text with delimiters (.csv): the encoding and the delimiter are found out, and every value stays text."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import Final

from nhip.figures.exports import restore
from nhip.intake.faults import Fault, fault
from nhip.intake.reading.cells import Cell, CellKind, Sheet
from nhip.intake.reading.letters import decode
from nhip.intake.reading.limits import Limits

__all__ = ["delimiter_of", "read_delimited", "text_of"]

# Where two fit equally well, the earlier: a comma can be the decimal mark of a file with semicolons.
_DELIMITERS: Final = "\t;,|"
_SAMPLE: Final = 100
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_delimited(content: bytes, name: str, limits: Limits) -> tuple[list[Sheet], list[Fault]]:
    """Read a text with delimiters as one sheet; a row counts as a spreadsheet counts it, blank ones too.

    Raises:
        Fault: N103, N114 to N116, N119 or N121.
    """
    text, notes = text_of(content, name)
    delimiter = delimiter_of(text)
    start = 1
    if text[:4].lower() == "sep=" and text[5:6] in ("\r", "\n"):
        text, start = text.split("\n", 1)[-1], 2
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    cells: list[Cell] = []
    number = start - 1
    try:
        for number, row in enumerate(reader, start):
            for column, value in enumerate(row, 1):
                if value:
                    cells.append(Cell("", number, column, restore(value), CellKind.TEXT))
            if len(cells) > limits.cells:
                raise fault("N114", file=name, row=number, most=limits.cells)
    except csv.Error as error:
        if "field larger" in str(error):
            raise fault("N121", file=name, row=number + 1, most=csv.field_size_limit()) from error
        raise fault("N119", file=name, row=number + 1) from error
    return [Sheet("", False, tuple(cells), last_row=number)], notes


def text_of(content: bytes, name: str) -> tuple[str, list[Fault]]:
    """Decode a text: by its mark, else UTF-16 by its zeros, UTF-8 if it is that, else an old Vietnamese encoding.

    Raises:
        Fault: N103, N115 or N116.
    """
    encoding = next((encoding for bom, encoding in _BOMS if content.startswith(bom)), None) or _utf16(content)
    if encoding is None and b"\0" in content:
        row = content.count(b"\n", 0, content.index(b"\0")) + 1
        raise fault("N116", file=name, row=row)
    try:
        text = content.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        if encoding is not None:
            raise fault("N103", file=name, reason=f"{encoding}, byte {error.start}") from error
        found = decode(content)
        if found is None:
            raise fault("N115", file=name) from error
        return found[0], [fault("N155", file=name, letters=str(found[1]))]
    if "\0" in text:
        raise fault("N116", file=name, row=text.count("\n", 0, text.index("\0")) + 1)
    return text, []


def _utf16(content: bytes) -> str | None:
    """Recognise UTF-16 without its mark: digits and delimiters have a zero in the same half everywhere."""
    sample = content[:4096]
    if len(sample) < 4 or len(content) % 2:
        return None
    half = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > half * 0.3 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.3 and not odd else None


def delimiter_of(text: str) -> str:
    """Return the delimiter that splits most lines into the same number of cells, more than one.

    >>> delimiter_of("a;b\\n1,5;2,5\\n"), delimiter_of("a,b\\n1,2"), delimiter_of("a\\tb")
    (';', ',', '\\t')
    """
    if text[:4].lower() == "sep=" and text[5:6] in ("\r", "\n"):
        return text[4]
    head = text[: 64 * 1024]
    best, best_share = ",", 0.0
    for delimiter in _DELIMITERS:
        if delimiter not in head:
            continue
        widths: Counter[int] = Counter()
        try:
            for row in csv.reader(io.StringIO(head, newline=""), delimiter=delimiter):
                widths[len(row)] += any(row)
                if widths.total() >= _SAMPLE:
                    break
        except csv.Error:
            continue
        several = {width: count for width, count in widths.items() if width > 1}
        share = max(several.values(), default=0) / max(widths.total(), 1)
        if share > best_share:
            best, best_share = delimiter, share
    return best
