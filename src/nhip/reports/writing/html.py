"""A report as a page: each number is a link to what it was made of."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from nhip.reports.charts import Drawn
from nhip.reports.document import Block, Document, Heading, Paragraph, Picture, Table
from nhip.reports.layout import layout
from nhip.reports.naming import paragraph_name
from nhip.reports.words.marking import Link

__all__ = ["Address", "page_context", "write_html"]

Address = Callable[[Link], str]
"""Where a number opens; "" where it does not."""

_STYLE: Final = "reports/report.css"


def write_html(document: Document, drawn: Mapping[str, Drawn], address: Address) -> bytes:
    """Write a report as a file of its own: drawings and style inside, nothing fetched.

    The same report gives the same bytes.
    """
    found = finders.find(_STYLE)
    if not isinstance(found, str):
        raise FileNotFoundError(_STYLE)
    with open(found, encoding="utf-8") as file:
        style = file.read()
    context = page_context(document, address, lambda name: _inside(drawn[name].svg))
    with override(document.language):
        return render_to_string("reports/standalone.html", {**context, "style": style}).encode()


def _inside(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def page_context(
    document: Document, address: Address, picture: Callable[[str], str], edit: Callable[[str], str] | None = None
) -> dict[str, Any]:
    """Return what the templates of a report take.

    Args:
        address: where numbers open.
        picture: the address of a chart's drawing; "" where the page draws it itself.
        edit: where a paragraph is edited, for who may.
    """
    with override(document.language):
        labels = {"table": _("The numbers as a table"), "edit": _("edit")}
        blocks = [_block(block, position, address, picture, edit) for position, block in enumerate(document.blocks, 1)]
    return {"document": document, "layout": layout(), "labels": labels, "blocks": blocks}


def _block(
    block: Block, position: int, address: Address, picture: Callable[[str], str], edit: Callable[[str], str] | None
) -> Mapping[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "text": block.text, "rank": block.level + 1, "name": f"part-{position}"}
        case Paragraph():
            return _paragraph(block, address, edit)
        case Table():
            rows = [
                [
                    {
                        "text": cell.text,
                        "address": address(cell.link) if cell.link else "",
                        "number": cell.number,
                        "strong": cell.strong,
                        "indent": cell.indent,
                    }
                    for cell in row
                ]
                for row in block.rows
            ]
            return {
                "kind": "table",
                "name": f"table-{block.key}",
                "caption": block.caption,
                "head": block.head,
                "rows": rows,
                "note": block.note,
            }
        case Picture():
            return _picture(block, picture)


def _paragraph(block: Paragraph, address: Address, edit: Callable[[str], str] | None) -> Mapping[str, Any]:
    pieces: Sequence[Mapping[str, str]] = [
        {"text": piece.text, "address": address(piece.link) if piece.link else ""} for piece in block.pieces
    ]
    warnings = [
        _("The edited sentence says %(stands)s; the figure is %(now)s now.") % {"stands": each.stands, "now": each.now}
        for each in block.warnings
    ]
    return {
        "kind": "paragraph",
        "key": block.key,
        "name": paragraph_name(block.key),
        "pieces": pieces,
        "edited": block.edited,
        "warnings": warnings,
        "edit": edit(block.key) if edit else "",
    }


def _picture(block: Picture, picture: Callable[[str], str]) -> Mapping[str, Any]:
    chart = block.chart
    return {
        "kind": "picture",
        "name": f"chart-{chart.name}",
        "option": chart.option,
        "option_name": f"option-{chart.name}",
        "caption": block.caption,
        "source": picture(chart.name),
        "alt": chart.alt,
        "width": chart.width,
        "height": chart.height,
        "head": chart.table.head,
        "rows": chart.table.rows,
        "note": block.note,
    }
