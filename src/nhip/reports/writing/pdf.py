"""A report as PDF: archivable and tagged, letters inside, charts as vectors."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal

import typst

from nhip.reports.charts import Drawn
from nhip.reports.document import Block, Document, Heading, Paragraph, Picture, Table
from nhip.reports.faults import fault
from nhip.reports.fonts import FAMILY, FOLDER
from nhip.reports.layout import layout

__all__ = ["STANDARDS", "compile_pdf", "write_pdf"]

# Kept for long, and read by those who cannot see.
Standard = Literal["a-2a", "ua-1"]
STANDARDS: Final[tuple[Standard, ...]] = ("a-2a", "ua-1")
_TEMPLATE: Final = Path(__file__).resolve().parent / "report.typ"


def write_pdf(document: Document, drawn: Mapping[str, Drawn]) -> bytes:
    """Write a report; the same report gives the same bytes.

    Raises:
        Fault: it cannot be laid out.
    """
    return compile_pdf(_TEMPLATE, "report", _data(document, drawn), document.title)


def compile_pdf(
    template: Path, name: str, data: Mapping[str, Any], title: str, standards: Sequence[Standard] = STANDARDS
) -> bytes:
    """Lay data out by a template of typst.

    Args:
        name: what the template calls the data.

    Raises:
        Fault: typst refuses it.
    """
    try:
        return bytes(
            typst.compile(
                str(template),
                font_paths=[str(FOLDER)],
                ignore_system_fonts=True,
                format="pdf",
                sys_inputs={name: json.dumps(data, ensure_ascii=False)},
                pdf_standards=list(standards),
            )
        )
    except typst.TypstError as wrong:
        raise fault("E842", title=title, reason=wrong.message) from wrong


def _data(document: Document, drawn: Mapping[str, Drawn]) -> dict[str, Any]:
    head, made = document.letterhead, date.fromisoformat(document.dated)
    return {
        "language": document.language[:2],
        "font": FAMILY,
        "layout": layout(),
        "title": document.title,
        "subtitle": document.subtitle,
        "author": head.issuer or document.source_name,
        "keywords": list(document.keywords),
        "date": [made.year, made.month, made.day],
        "date_line": document.date_line,
        "number": document.labels["number"],
        "recipients_head": document.labels["recipients"],
        "superior": head.superior,
        "issuer": head.issuer,
        "recipients": list(head.recipients),
        "signer_title": head.signer_title,
        "signer": head.signer,
        "illustrative": document.illustrative,
        "made_from": document.made_from,
        "blocks": [_block(block, drawn) for block in document.blocks],
    }


def _block(block: Block, drawn: Mapping[str, Drawn]) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "text": block.text, "level": block.level}
        case Paragraph():
            return {"kind": "paragraph", "text": block.text, "item": block.item}
        case Table():
            rows = [
                [{"text": c.text, "number": c.number, "strong": c.strong, "indent": c.indent} for c in row]
                for row in block.rows
            ]
            return {
                "kind": "table",
                "caption": block.caption,
                "head": list(block.head),
                "rows": rows,
                "widths": list(block.widths),
                "note": block.note,
            }
        case Picture():
            svg = drawn[block.chart.name].svg
            return {
                "kind": "picture",
                "caption": block.caption,
                "svg": svg,
                "alt": block.chart.alt,
                "note": block.note,
            }
