"""Claims of the article about targets, plans and the attraction of enterprises, met by stored figures."""

from __future__ import annotations

from typing import Final

from nhip.demonstration.claims import SOURCE, Finding, printed
from nhip.demonstration.claims_records import Figures, RecordClaim, counted
from nhip.demonstration.enterprises import by_line
from nhip.demonstration.products import CLEAN_COAL, RAW_COAL

__all__ = ["CLAIMS", "WORDS"]

_YEAR, _HALF = "2023-01/2023-12", "2023-01/2023-06"


def _found(what: str, value: float | None, expected: str) -> Finding:
    return Finding(what, expected, "–", False) if value is None else printed(what, value, expected)


def _raw(figures: Figures, code: str, period: str, comparison: str) -> float | None:
    coal = by_line()["coal"][0].tax_code
    return figures.value(code, period, f"{coal}/{RAW_COAL}/production", comparison=comparison)


def _exceeded(figures: Figures) -> list[Finding]:
    return [_found("points above target", figures.value("TARGET_GAP", _YEAR, "IIP-2023", comparison="plan"), "0.68")]


def _mid_year(figures: Figures) -> list[Finding]:
    return [
        _found("thousand tonnes", _raw(figures, "PLAN", _HALF, "none"), "200"),
        _found("% of plan", _raw(figures, "PLAN", _HALF, "plan"), "33.3"),
    ]


def _above(figures: Figures) -> list[Finding]:
    return [_found("above plan, thousand tonnes", _raw(figures, "PLAN_GAP", _YEAR, "plan"), "100")]


def _clean(figures: Figures) -> list[Finding]:
    subject = f"{by_line()['coal'][0].tax_code}/{CLEAN_COAL}/sales"
    return [
        _found("thousand tonnes", figures.value("PLAN", _YEAR, subject), "565"),
        _found("above plan %", figures.value("PLAN_GROWTH", _YEAR, subject, comparison="plan"), "5.2"),
    ]


def _attracted(figures: Figures) -> list[Finding]:
    return [
        counted("entered 2023", figures.value("NEW_ENTERPRISES", "2023"), "23"),
        counted("more than 2022", figures.value("NEW_ENTERPRISES_CHANGE", "2023"), "20"),
    ]


def _there(figures: Figures) -> list[Finding]:
    return [counted("enterprises", figures.value("ENTERPRISES", "2023"), "226")]


def _range(figures: Figures, target: str, low: str, high: str) -> list[Finding]:
    return [
        counted("from", figures.value("TARGET_LOW", "2024", target), low),
        counted("to", figures.value("TARGET_HIGH", "2024", target), high),
    ]


CLAIMS: Final = (
    RecordClaim(
        "C02",
        "Vượt mục tiêu năm 2023 0,68 điểm (con số của mục tiêu)",
        "The target of 2023 exceeded by 0.68 points (figure of the target)",
        "0.68",
        SOURCE,
        _exceeded,
    ),
    RecordClaim(
        "C10",
        "Than nguyên khai nửa năm 200 nghìn tấn, 33,3 % kế hoạch (con số của kế hoạch)",
        "Raw coal at mid-year 200 thousand tonnes, 33.3 % of plan (figure of the plan)",
        "200; 33.3",
        SOURCE,
        _mid_year,
    ),
    RecordClaim(
        "C11",
        "Than nguyên khai vượt kế hoạch năm 100 nghìn tấn (con số của kế hoạch)",
        "Raw coal 100 thousand tonnes above the plan (figure of the plan)",
        "100",
        SOURCE,
        _above,
    ),
    RecordClaim(
        "C12",
        "Cung ứng 565 nghìn tấn than sạch, tăng 5,2 % so với kế hoạch (con số của kế hoạch)",
        "Clean coal supplied 565 thousand tonnes, 5.2 % above plan (figure of the plan)",
        "565; 5.2",
        SOURCE,
        _clean,
    ),
    RecordClaim(
        "C21",
        "23 doanh nghiệp mới, tăng 20 so với năm 2022 (con số của danh bạ)",
        "23 new enterprises, 20 more than in 2022 (figures of the register)",
        "23; 20",
        SOURCE,
        _attracted,
    ),
    RecordClaim(
        "C22",
        "226 doanh nghiệp cuối năm (con số của danh bạ)",
        "226 enterprises at the end of the year (figure of the register)",
        "226",
        SOURCE,
        _there,
    ),
    RecordClaim(
        "C23",
        "Mục tiêu 2024: chỉ số sản xuất công nghiệp tăng 7–8 %",
        "Target of 2024: the index to grow by 7–8 %",
        "7; 8",
        SOURCE,
        lambda figures: _range(figures, "IIP-2024", "7", "8"),
    ),
    RecordClaim(
        "C24",
        "Mục tiêu 2024: xây dựng hạ tầng 3–4 cụm công nghiệp đã thành lập",
        "Target of 2024: infrastructure being built in 3–4 established clusters",
        "3; 4",
        SOURCE,
        lambda figures: _range(figures, "CLUSTERS-BUILDING-2024", "3", "4"),
    ),
    RecordClaim(
        "C25",
        "Mục tiêu 2024: thành lập mới 3–4 cụm công nghiệp",
        "Target of 2024: 3–4 clusters newly established",
        "3; 4",
        SOURCE,
        lambda figures: _range(figures, "CLUSTERS-ESTABLISHED-2024", "3", "4"),
    ),
)
WORDS: Final = {
    "points above target": "điểm trên mục tiêu",
    "from": "từ",
    "to": "đến",
}
