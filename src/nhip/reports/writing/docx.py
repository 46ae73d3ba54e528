"""A report in Word: the layout of the decree on administrative documents, real tables, pictures that are described."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from nhip.reports.charts import Drawn
from nhip.reports.document import Cell, Document, Heading, Paragraph, Picture, Table
from nhip.reports.layout import layout
from nhip.reports.writing.docx_styles import add_styles
from nhip.reports.writing.repeatable import repacked

__all__ = ["write_docx"]

# How the width of the page is shared by the two columns of the header and of the signature.
LEFT_PART: Final = 0.4
# A chart is a little narrower than the text, and more often finds room on the page it belongs to.
PICTURE_PART: Final = 0.92


def write_docx(document: Document, drawn: Mapping[str, Drawn]) -> bytes:
    """Write a report; the same report gives the same bytes."""
    word = docx.Document()
    add_styles(word, document.language)
    _page(word, document.illustrative)
    _properties(word, document)
    _header(word, document)
    for block in document.blocks:
        match block:
            case Heading():
                word.add_heading(block.text, level=block.level)
            case Paragraph():
                word.add_paragraph(block.text, style="List Bullet" if block.item else "Nội dung")
            case Table():
                _table(word, block)
            case Picture():
                _picture(word, block, drawn)
    _signature(word, document)
    if document.made_from:
        word.add_paragraph(document.made_from, style="Chú thích")
    made = io.BytesIO()
    word.save(made)
    return repacked(made.getvalue())


def _width() -> float:
    """Return how many millimetres of a line there are."""
    margins = layout()["margins_mm"]
    return float(layout()["paper_mm"][0] - margins["left"] - margins["right"])


def _page(word: WordDocument, mark: str) -> None:
    section, measures = word.sections[0], layout()
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(each) for each in measures["paper_mm"])
    margins = measures["margins_mm"]
    section.top_margin, section.bottom_margin = Mm(margins["top"]), Mm(margins["bottom"])
    section.left_margin, section.right_margin = Mm(margins["left"]), Mm(margins["right"])
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = number.add_run()
        run.font.size = Pt(measures["sizes_pt"]["page_number"])
        if kind is None:
            field = OxmlElement("w:instrText")
            field.set(qn("xml:space"), "preserve")
            field.text = text
        else:
            field = OxmlElement("w:fldChar")
            field.set(qn("w:fldCharType"), kind)
        run._r.append(field)
    if mark:
        for footer in (section.first_page_footer, section.footer):
            footer.paragraphs[0].style = "Chú thích"
            footer.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
            footer.paragraphs[0].add_run(mark)


def _properties(word: WordDocument, document: Document) -> None:
    core = word.core_properties
    made = datetime.fromisoformat(document.dated)
    core.title, core.subject = f"{document.title} {document.subtitle}", document.made_from
    core.author = core.last_modified_by = document.letterhead.issuer or document.source_name
    core.keywords, core.language = ", ".join(document.keywords), document.language
    core.created = core.modified = core.last_printed = made
    core.revision, core.comments, core.category = 1, document.illustrative, ""


def _header(word: WordDocument, document: Document) -> None:
    head, measures = document.letterhead, layout()
    table = _invisible(word)
    left, right = table.rows[0].cells
    _lines(left, [(head.superior, "Cơ quan chủ quản"), (head.issuer, "Cơ quan ban hành")], rule=14)
    _lines(right, [(measures["national_title"], "Quốc hiệu"), (measures["motto"], "Tiêu ngữ")], rule=20)
    left, right = table.add_row().cells
    _lines(left, [(document.labels["number"], "Số ký hiệu")])
    _lines(right, [(document.date_line, "Ngày tháng")])
    title = word.add_paragraph(document.title, style="Tên loại")
    title.paragraph_format.space_before = Pt(14)
    subtitle = word.add_paragraph(document.subtitle, style="Trích yếu")
    _rule(subtitle, (_width() - 40) / 2)
    subtitle.paragraph_format.space_after = Pt(14)
    if document.illustrative:
        mark = word.add_paragraph(style="Chú thích")
        mark.alignment = WD_ALIGN_PARAGRAPH.CENTER
        mark.paragraph_format.space_before, mark.paragraph_format.space_after = Pt(6), Pt(10)
        mark.add_run(document.illustrative).bold = True


def _signature(word: WordDocument, document: Document) -> None:
    head = document.letterhead
    word.add_paragraph("", style="Ô bảng")
    left, right = _invisible(word).rows[0].cells
    first = left.paragraphs[0]
    first.style = "Nơi nhận"
    run = first.add_run(document.labels["recipients"])
    run.bold = run.italic = True
    run.font.size = Pt(layout()["sizes_pt"]["recipients_head"])
    for each in head.recipients:
        left.add_paragraph(f"- {each}", style="Nơi nhận")
    _lines(right, [(head.signer_title, "Chữ ký"), ("", "Chữ ký"), ("", "Chữ ký"), ("", "Chữ ký")])
    right.add_paragraph(head.signer, style="Chữ ký")


def _invisible(word: WordDocument) -> WordTable:
    """Add a table of two columns without borders: how the decree's header and signature are laid out."""
    table = word.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    width = _width() + 10
    for column, part in zip(table.columns, (LEFT_PART, 1 - LEFT_PART), strict=True):
        column.width = Mm(width * part)
    return table


def _lines(cell: _Cell, lines: list[tuple[str, str]], rule: float | None = None) -> None:
    """Write lines into a cell, each in its style, and a short rule under the last."""
    for position, (text, style) in enumerate(lines):
        paragraph = cell.paragraphs[0] if position == 0 else cell.add_paragraph()
        paragraph.style = style
        paragraph.add_run(text)
    if rule is not None:
        _rule(cell.paragraphs[-1], rule)


def _rule(paragraph: WordParagraph, indent: float) -> None:
    """Draw a line under a paragraph, shorter than it on both sides."""
    line = WordParagraph(OxmlElement("w:p"), paragraph._parent)
    paragraph._p.addnext(line._p)
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = Mm(indent)
    line.paragraph_format.line_spacing = Pt(3)
    border = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    border.append(top)
    line._p.get_or_add_pPr().append(border)


def _table(word: WordDocument, block: Table) -> None:
    word.add_paragraph(block.caption, style="Caption")
    table = word.add_table(rows=1, cols=len(block.head), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    whole = sum(block.widths)
    for column, part in zip(table.columns, block.widths, strict=True):
        column.width = Mm(_width() * part / whole)
    _row(table.rows[0].cells, [Cell(text, strong=True) for text in block.head], head=True)
    _flag(table.rows[0]._tr, "w:tblHeader")
    for row in block.rows:
        added = table.add_row()
        _row(added.cells, row)
        _flag(added._tr, "w:cantSplit")
    after = word.add_paragraph(block.note, style="Chú thích")
    after.paragraph_format.space_after = Pt(8)


def _row(cells: tuple[_Cell, ...], texts: Any, *, head: bool = False) -> None:
    for cell, said in zip(cells, texts, strict=True):
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = cell.paragraphs[0]
        paragraph.style = "Ô bảng"
        run = paragraph.add_run(said.text)
        run.bold = said.strong or None
        if said.indent:
            paragraph.paragraph_format.left_indent = Mm(3 * said.indent)
        if head:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif said.number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _flag(row: Any, name: str) -> None:
    flag = OxmlElement(name)
    flag.set(qn("w:val"), "true")
    row.get_or_add_trPr().append(flag)


def _picture(word: WordDocument, block: Picture, drawn: Mapping[str, Drawn]) -> None:
    word.add_paragraph(block.caption, style="Caption")
    paragraph = word.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    shape = run.add_picture(io.BytesIO(drawn[block.chart.name].png()), width=Mm(_width() * PICTURE_PART))
    described = shape._inline.docPr
    described.set("descr", block.chart.alt)
    described.set("title", block.caption)
    paragraph.paragraph_format.keep_with_next = bool(block.note)
    if block.note:
        word.add_paragraph(block.note, style="Chú thích")
