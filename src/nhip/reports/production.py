"""Finished files of a report: each format of the same document, with the same drawings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from nhip.reports.charts import draw
from nhip.reports.document import Document
from nhip.reports.writing.docx import write_docx
from nhip.reports.writing.html import Address, write_html
from nhip.reports.writing.pdf import write_pdf

__all__ = ["FORMATS", "file_name", "produce"]

FORMATS: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html",
}


def produce(document: Document, formats: Iterable[str], address: Address) -> Mapping[str, bytes]:
    """Write a document in some formats.

    Raises:
        Fault: a chart cannot be drawn, or the document cannot be laid out; nothing is given back then.
    """
    wanted = list(formats)
    drawn = draw(document.charts())
    made: dict[str, bytes] = {}
    for each in wanted:
        match each:
            case "docx":
                made[each] = write_docx(document, drawn)
            case "pdf":
                made[each] = write_pdf(document, drawn)
            case "html":
                made[each] = write_html(document, drawn, address)
            case _:
                raise ValueError(each)
    return made


def file_name(period: str, language: str, kind: str) -> str:
    """Return the name of a file: bao-cao-2023.vi.docx.

    >>> file_name("2023-01/2023-09", "vi", "pdf")
    'bao-cao-2023-01--2023-09.vi.pdf'
    """
    stem = "bao-cao" if language.startswith("vi") else "report"
    return f"{stem}-{period.replace('/', '--')}.{language}.{kind}"
