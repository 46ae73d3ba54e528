"""Named styles of an administrative document in Word: whoever edits it later changes a style, not each paragraph."""

from __future__ import annotations

from typing import Any, Final, cast

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from nhip.reports.layout import layout

__all__ = ["add_styles"]

CENTRE, LEFT, BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY
# Name, size (a key of the layout), alignment, bold, italic.
_STYLES: Final = (
    ("Quốc hiệu", "national_title", CENTRE, True, False),
    ("Tiêu ngữ", "motto", CENTRE, True, False),
    ("Cơ quan chủ quản", "superior", CENTRE, False, False),
    ("Cơ quan ban hành", "issuer", CENTRE, True, False),
    ("Số ký hiệu", "number", CENTRE, False, False),
    ("Ngày tháng", "date", CENTRE, False, True),
    ("Tên loại", "title", CENTRE, True, False),
    ("Trích yếu", "subtitle", CENTRE, True, False),
    ("Nội dung", "body", BOTH, False, False),
    ("Chú thích", "note", LEFT, False, True),
    ("Ô bảng", "table", LEFT, False, False),
    ("Nơi nhận", "recipients", LEFT, False, False),
    ("Chữ ký", "signature", CENTRE, True, False),
)


def add_styles(word: WordDocument, language: str) -> None:
    """Set the letters of the whole document, and add the styles of its parts."""
    measures = layout()
    normal = _there(word, "Normal")
    _letters(normal, measures["sizes_pt"]["body"])
    normal.paragraph_format.space_after = Pt(0)
    _language(normal.element, language)
    for name, size, alignment, bold, italic in _STYLES:
        style = cast("ParagraphStyle", word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
        style.base_style = normal
        _letters(style, measures["sizes_pt"][size], bold=bold, italic=italic)
        style.paragraph_format.alignment = alignment
        style.quick_style = True
    body = _there(word, "Nội dung").paragraph_format
    body.first_line_indent = Mm(measures["first_line_mm"])
    body.space_after = Pt(measures["paragraph_space_pt"])
    body.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    body.line_spacing = measures["line_spacing"]
    for level in (1, 2):
        heading = _there(word, f"Heading {level}")
        _letters(heading, measures["sizes_pt"]["body"], bold=True, italic=False)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(12), Pt(6)
        heading.paragraph_format.first_line_indent = Mm(measures["first_line_mm"])
        heading.paragraph_format.keep_with_next = True
    caption = _there(word, "Caption")
    _letters(caption, measures["sizes_pt"]["note"], bold=True)
    caption.paragraph_format.alignment = CENTRE
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(6), Pt(4)
    caption.paragraph_format.keep_with_next = True
    bullet = _there(word, "List Bullet")
    _letters(bullet, measures["sizes_pt"]["body"])
    bullet.paragraph_format.space_after = Pt(measures["paragraph_space_pt"])


def _there(word: WordDocument, name: str) -> ParagraphStyle:
    """Return a style of paragraphs that the document has."""
    return cast("ParagraphStyle", word.styles[name])


def _letters(style: ParagraphStyle, size: float, *, bold: bool = False, italic: bool = False) -> None:
    font = style.font
    font.name, font.size, font.bold, font.italic = layout()["font"], Pt(size), bold, italic
    font.color.rgb = RGBColor(0, 0, 0)
    letters: Any = style.element.get_or_add_rPr().get_or_add_rFonts()
    # Word has four sets of letters, and a theme that goes before the font; all must say the same.
    for kind in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        letters.set(qn(kind), layout()["font"])
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        letters.attrib.pop(qn(theme), None)


def _language(style: Any, language: str) -> None:
    said = OxmlElement("w:lang")
    code = "vi-VN" if language.startswith("vi") else "en-GB"
    said.set(qn("w:val"), code)
    said.set(qn("w:eastAsia"), code)
    style.get_or_add_rPr().append(said)
