"""Who the demonstration's reports come from, and the picture beside its article: invented, and marked so."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final, NamedTuple

__all__ = ["BYLINES", "CAPTIONS", "KNOWN_AT", "LETTERHEADS", "PICTURE", "PICTURE_CREDIT", "Head"]

# Before the first release of 2023.
KNOWN_AT: Final = datetime(2023, 1, 9, 1, 0, tzinfo=UTC)
VALID_FROM: Final = date(2023, 1, 1)


class Head(NamedTuple):
    """The parts of a letterhead in one language."""

    superior: str
    issuer: str
    symbol: str
    place: str
    recipients: tuple[str, ...]
    signer_title: str
    signer: str


# The bodies are real; that they issue these reports, and the name of the signer, are invented.
LETTERHEADS: Final = {
    "vi": Head(
        "UBND TỈNH LẠNG SƠN",
        "SỞ CÔNG THƯƠNG",
        "BC-SCT",
        "Lạng Sơn",
        ("UBND tỉnh (báo cáo)", "Cục Thống kê tỉnh", "Các phòng, đơn vị thuộc Sở", "Lưu: VT, QLCN"),
        "GIÁM ĐỐC",
        "(Văn bản minh hoạ)",
    ),
    "en": Head(
        "LẠNG SƠN PEOPLE'S COMMITTEE",
        "DEPARTMENT OF INDUSTRY AND TRADE",
        "BC-SCT",
        "Lạng Sơn",
        (
            "The province's People's Committee",
            "The provincial statistics office",
            "Divisions of the department",
            "File",
        ),
        "DIRECTOR",
        "(Illustrative document)",
    ),
}
BYLINES: Final = {
    "vi": "Phòng Quản lý công nghiệp (minh hoạ)",
    "en": "Industry management division (illustrative)",
}
CAPTIONS: Final = {
    "vi": (
        "Nhà máy bên đồi, tranh minh hoạ",
        "Tranh vẽ một nhà máy có hai ống khói dưới chân đồi, trước mặt là ruộng",
    ),
    "en": (
        "A factory by the hills, a drawing",
        "Drawing of a factory with two chimneys at the foot of hills, fields in front",
    ),
}
PICTURE_CREDIT: Final = "Tranh minh hoạ của phần mềm"
# A drawing stands where an office would put a photograph: none of a real place is invented.
PICTURE: Final = """
<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="675" viewBox="0 0 1200 675">
<rect width="1200" height="675" fill="#d9ecea"/>
<circle cx="980" cy="130" r="62" fill="#fdf1d3"/>
<path d="M0 420L170 250L330 380L520 210L720 390L900 270L1200 430V675H0Z" fill="#7fb3ae"/>
<path d="M0 480L220 390L460 470L700 380L960 470L1200 400V675H0Z" fill="#4f8f8a"/>
<path d="M250 500V360L350 420V360L450 420V360L550 420V300H760V500Z" fill="#14403f"/>
<rect x="600" y="180" width="34" height="140" fill="#14403f"/>
<rect x="690" y="150" width="34" height="170" fill="#14403f"/>
<path d="M617 170q-30-30 10-56t-8-58M707 140q-28-28 10-52t-6-54" fill="none" stroke="#ffffff" stroke-width="16"
 stroke-linecap="round" opacity=".8"/>
<path d="M290 455h40v45h-40zM390 455h40v45h-40zM490 455h40v45h-40zM600 350h50v40h-50z
 M680 350h50v40h-50z" fill="#fdf1d3"/>
<rect y="500" width="1200" height="175" fill="#c9b16b"/>
<path d="M0 540H1200M0 590H1200M0 640H1200M180 500L60 675M460 500L400 675M740 500L760 675M1020 500L1120 675"
 stroke="#a98f45" stroke-width="5"/>
</svg>
"""
