"""Documents: the decree's layout, real tables, described pictures, the same bytes twice."""

import io
import zipfile
from dataclasses import replace

import docx
import pypdf
import pytest

from nhip.reports.charts import draw
from nhip.reports.document import Cell, Document, Heading, Paragraph, Picture, Table
from nhip.reports.layout import layout
from nhip.reports.letterheads import Letterhead
from nhip.reports.tests.charts import every_chart
from nhip.reports.words.marking import Link, Piece
from nhip.reports.writing.docx import write_docx
from nhip.reports.writing.html import write_html
from nhip.reports.writing.pdf import write_pdf

KEY = ("IIP", "TOTAL", "", "2023", "year")
HEAD = Letterhead("UBND TỈNH", "SỞ CÔNG THƯƠNG", "BC-SCT", "Lạng Sơn", ("UBND tỉnh", "Lưu: VT"), "GIÁM ĐỐC", "Nguyễn A")


@pytest.fixture(scope="module")
def document():
    rows = tuple((Cell(f"Sản phẩm {n}"), Cell("1.234,5", Link(KEY), number=True)) for n in range(60))
    return Document(
        "vi",
        "BÁO CÁO",
        "Tình hình sản xuất công nghiệp năm 2023",
        "Lạng Sơn, ngày 15 tháng 02 năm 2024",
        HEAD,
        (
            Heading("I. TỔNG QUAN"),
            Heading("1. Chỉ số", 2),
            Paragraph("a", (Piece("Chỉ số tăng "), Piece("7,68\u00a0%", Link(KEY)), Piece(" <so với> năm 2022."))),
            Table("t", "Bảng 1. Sản lượng", ("Sản phẩm", "Lượng"), rows, (3, 1), "Ghi chú"),
            *(Picture(chart, f"Hình. {chart.title}") for chart in every_chart()),
        ),
        "2024-02-15",
        ("chỉ số",),
        made_from="Bản công bố 2023",
        illustrative="Số liệu minh hoạ",
        labels={"number": "Số: ……/BC-SCT", "recipients": "Nơi nhận:"},
    )


@pytest.fixture(scope="module")
def drawn(document):
    return draw(document.charts())


def test_the_same_document_gives_the_same_bytes(document, drawn):
    again = draw(document.charts())
    for write in (write_docx, write_pdf):
        assert write(document, drawn) == write(document, again)
    assert write_html(document, drawn, lambda link: "/x") == write_html(document, again, lambda link: "/x")


def test_word_has_the_layout_of_the_decree(document, drawn):
    word = docx.Document(io.BytesIO(write_docx(document, drawn)))
    section, allowed = word.sections[0], layout()["allowed_margins_mm"]
    for side in ("top", "bottom", "left", "right"):
        low, high = allowed[side]
        assert low <= round(getattr(section, f"{side}_margin").mm, 1) <= high, side
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert word.styles["Normal"].font.name == "Times New Roman"
    head = [cell.text for row in word.tables[0].rows for cell in row.cells]
    assert "SỞ CÔNG THƯƠNG" in head[0]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in head[1]
    assert "Độc lập - Tự do - Hạnh phúc" in head[1]
    assert head[3] == "Lạng Sơn, ngày 15 tháng 02 năm 2024"
    used = {paragraph.style.name for paragraph in word.paragraphs}
    assert {"Tên loại", "Trích yếu", "Nội dung", "Heading 1", "Heading 2", "Caption"} <= used
    last = word.tables[-1].rows[0].cells
    assert "- UBND tỉnh" in last[0].text
    assert "GIÁM ĐỐC" in last[1].text


def test_word_has_real_tables_and_described_pictures(document, drawn):
    word = docx.Document(io.BytesIO(write_docx(document, drawn)))
    table = word.tables[1]
    assert [cell.text for cell in table.rows[0].cells] == ["Sản phẩm", "Lượng"]
    assert len(table.rows) == 61
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert len(word.inline_shapes) == 5
    assert all(shape._inline.docPr.get("descr") == "Câu" for shape in word.inline_shapes)


def test_the_archive_of_word_holds_no_time(document, drawn):
    with zipfile.ZipFile(io.BytesIO(write_docx(document, drawn))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_the_pdf_is_archivable_tagged_and_has_its_letters(document, drawn):
    reader = pypdf.PdfReader(io.BytesIO(write_pdf(document, drawn)))
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"].startswith("vi")
    described = catalogue["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in described
    assert "<pdfuaid:part>1</pdfuaid:part>" in described
    fonts = {
        str(font.get_object()["/BaseFont"]) for page in reader.pages for font in page["/Resources"]["/Font"].values()
    }
    assert fonts
    assert all("Tinos" in name for name in fonts)
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert "Chỉ số tăng 7,68" in text
    assert reader.metadata.title == "BÁO CÁO Tình hình sản xuất công nghiệp năm 2023"


def test_each_number_of_the_page_is_a_link_and_text_is_text(document, drawn):
    page = write_html(document, drawn, lambda link: f"/vi/figure/{link.key[0]}").decode()
    assert '<a href="/vi/figure/IIP">7,68\u00a0%</a> &lt;so với&gt;' in page
    assert page.count("data:image/svg+xml;base64,") == 5
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "<script" not in page


def test_what_is_illustrative_says_so_under_the_title_and_on_every_page(document, drawn):
    word = docx.Document(io.BytesIO(write_docx(document, drawn)))
    section = word.sections[0]
    for footer in (section.first_page_footer, section.footer):
        assert footer.paragraphs[0].text == "Số liệu minh hoạ"
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert texts.index("Số liệu minh hoạ") < texts.index("I. TỔNG QUAN")
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(write_pdf(document, drawn))).pages]
    assert len(pages) > 2
    assert all("Số liệu minh hoạ" in page for page in pages)
    assert pages[0].count("Số liệu minh hoạ") == 2
    page = write_html(document, drawn, lambda link: "/x").decode()
    assert page.index("Số liệu minh hoạ") < page.index("I. TỔNG QUAN") < page.rindex("Số liệu minh hoạ")


def test_what_is_not_illustrative_has_no_mark(document, drawn):
    real = replace(document, illustrative="")
    word = docx.Document(io.BytesIO(write_docx(real, drawn)))
    assert word.sections[0].footer.paragraphs[0].text == ""
    assert "report-mark" not in write_html(real, drawn, lambda link: "/x").decode().partition("<body")[2]
    assert "minh hoạ" not in pypdf.PdfReader(io.BytesIO(write_pdf(real, drawn))).pages[0].extract_text()
