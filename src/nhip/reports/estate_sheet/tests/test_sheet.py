"""The one-page sheet, read out of the PDF."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pypdf
import pytest

from nhip.reports.estate_sheet import Bar, Event, Fact, Lot, Sheet, write_sheet
from nhip.reports.estate_sheet.sheet import MOST_EVENTS, MOST_LOTS

HEADINGS = {
    "facts": "Thông tin chính",
    "contact": "Liên hệ",
    "occupancy": "Tỷ lệ lấp đầy",
    "occupancy_note": "Cuối năm.",
    "lots": "Lô đất còn trống",
    "lot": "Lô",
    "use": "Mục đích",
    "free": "Còn trống",
    "infrastructure": "Hạ tầng",
    "none": "Chưa có thông tin.",
    "no_lots": "Không còn lô trống.",
    "more": "Xem tiếp trên trang.",
    "events": "Quá trình pháp lý",
    "earlier": "Các mốc trước xem trên trang.",
    "day": "Ngày",
    "event": "Mốc",
    "document": "Văn bản",
}


@pytest.fixture
def plain() -> Sheet:
    """Return the sheet of a zone, with its published figures (Decision 501/QĐ-TTg of 15 May 2023)."""
    return Sheet(
        language="vi",
        day=date(2023, 12, 31),
        title="Khu công nghiệp VSIP Lạng Sơn",
        kind="khu công nghiệp",
        place="xã Hồ Sơn, xã Hòa Thắng, huyện Hữu Lũng",
        stage="Đã thành lập",
        tiles=[Fact("Tổng diện tích", "599,76 ha"), Fact("Vốn đăng ký", "6.361,3 tỷ đồng")],
        facts=[Fact("Ngành", "Cơ khí, điện tử")],
        contact=[],
        events=[Event("15/05/2023", "Chấp thuận chủ trương", "501/QĐ-TTg, Thủ tướng Chính phủ")],
        lots=[],
        occupancy=[],
        headings=HEADINGS,
    )


def read(content: bytes) -> tuple[int, str]:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return len(pages), " ".join("\n".join(page.extract_text() for page in pages).split())


def test_it_says_what_it_was_given_in_vietnamese_letters(plain):
    pages, text = read(write_sheet(plain))
    assert pages == 1
    for words in ("Khu công nghiệp VSIP Lạng Sơn", "599,76 ha", "6.361,3 tỷ đồng", "501/QĐ-TTg", "Thủ tướng Chính phủ"):
        assert words in text
    assert text.count("Chưa có thông tin.") == 2
    assert "Không còn lô trống." in text


def test_the_same_sheet_gives_the_same_bytes(plain):
    first = write_sheet(plain)
    assert first == write_sheet(plain)
    assert first != write_sheet(replace(plain, day=date(2024, 1, 31)))
    told = pypdf.PdfReader(io.BytesIO(first)).metadata
    assert told is not None
    assert told.title == "Khu công nghiệp VSIP Lạng Sơn"
    assert told.creation_date is not None
    assert told.creation_date.date() == date(2023, 12, 31)


def test_long_lists_still_fit_one_page_and_say_that_there_is_more(plain):
    long = replace(
        plain,
        mark="Số liệu minh họa: doanh nghiệp và hợp đồng được dựng để minh họa.",
        place="; ".join(["xã Hồ Sơn, huyện Hữu Lũng"] * 6),
        facts=[Fact(f"Thông tin {n}", "chữ " * 30) for n in range(9)],
        contact=[Fact("Điện thoại", "0205 3812 345")] * 3,
        events=[Event("02/06/2023", f"Mốc số {n}", "854/QĐ-UBND, Ủy ban nhân dân tỉnh Lạng Sơn") for n in range(30)],
        lots=[Lot(f"A{n}", "đất công nghiệp", "2,5 ha", "đã có") for n in range(40)],
        occupancy=[Bar(str(year), None if year < 2021 else 0.5, "50 %") for year in range(2018, 2024)],
        notes=["Số liệu đến ngày 31/12/2023."],
    )
    pages, text = read(write_sheet(long))
    assert pages == 1
    assert "Xem tiếp trên trang." in text
    assert "Các mốc trước xem trên trang." in text
    assert "Mốc số 29" in text
    assert f"Mốc số {29 - MOST_EVENTS}" not in text
    assert f"A{MOST_LOTS}" not in text
