"""What the article says about industry in 2023, and whether the demonstration bears it out.

Source: baolangson.vn, 9 February 2024. The sentences here are ours; the numbers are the article's. Claims about
clusters, projects and the year 2024 are met by other rooms.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from nhip.demonstration.compiled import Compilation
from nhip.demonstration.evidence import Evidence, gather
from nhip.demonstration.industries import TOTAL
from nhip.demonstration.products import CEMENT, CLEAN_COAL, RAW_COAL, STONE
from nhip.figures.rounding import round_half_away

SOURCE = "https://baolangson.vn/kinh-te/642829-san-xuat-cong-nghiep-nhung-dau-an-tang-truong.html"
FIRST_HALF = range(1, 7)


class Finding(NamedTuple):
    """One number of a claim: what is claimed, what was found, and whether they agree."""

    what: str
    expected: str
    found: str
    met: bool


class Claim(NamedTuple):
    id: str
    text_vi: str
    text_en: str
    # The numbers of the article, as it prints them, with a point.
    value: str
    source: str
    check: Callable[[Evidence], list[Finding]]


class ClaimResult(NamedTuple):
    claim: Claim
    expected: str
    found: str
    met: bool


def printed(what: str, value: float, expected: str) -> Finding:
    """Agree when the value, rounded to the decimals the article prints, is what it prints."""
    decimals = len(expected.partition(".")[2])
    found = round_half_away(value, decimals)
    return Finding(what, expected, str(found), found == Decimal(expected))


def bounded(what: str, value: float, expected: str, met: bool) -> Finding:
    """Agree when a bound holds; the value is shown with two decimals."""
    return Finding(what, expected, str(round_half_away(value, 2)), met)


def _total(last_month: int, expected: str) -> Callable[[Evidence], list[Finding]]:
    return lambda e: [printed("IIP %", e.growth(last_month), expected)]


def _above_target(e: Evidence) -> list[Finding]:
    return [printed("IIP - target, points", e.growth(12) - e.plan(TOTAL, "growth"), "0.68")]


def _half_year(e: Evidence) -> list[Finding]:
    growth = e.growth(6)
    return [bounded("IIP %", growth, "> 5", growth > 5)]


def _lower_first_half(e: Evidence) -> list[Finding]:
    products = {"coal": [RAW_COAL], "cement": [CEMENT], "stone": [STONE], "bricks": e.key("bricks")}
    changes = {name: e.change(codes, FIRST_HALF) for name, codes in products.items()}
    return [bounded(f"{name} %", change, "< 0", change < 0) for name, change in changes.items()]


def _raw_coal_half(e: Evidence) -> list[Finding]:
    coal = e.produced([RAW_COAL], 2023, FIRST_HALF)
    share = coal / e.plan(RAW_COAL, "production") * 100
    return [printed("thousand tonnes", coal, "200"), printed("% of plan", share, "33.3")]


def _raw_coal_year(e: Evidence) -> list[Finding]:
    coal = e.produced([RAW_COAL], 2023)
    more = coal - e.plan(RAW_COAL, "production")
    near = bounded("thousand tonnes", coal, "just under 700", 695 <= coal < 700)
    return [near, printed("above plan, thousand tonnes", more, "100")]


def _clean_coal(e: Evidence) -> list[Finding]:
    coal = e.sold(CLEAN_COAL, 2023)
    more = (coal / e.plan(CLEAN_COAL, "sales") - 1) * 100
    return [printed("thousand tonnes", coal, "565"), printed("above plan %", more, "5.2")]


def _key_products(e: Evidence) -> list[Finding]:
    keys = sorted({row["key"] for row in e.key_products})
    grown = sum(e.change(e.key(key)) > 0 for key in keys)
    return [Finding("key products grown", "9/13", f"{grown}/{len(keys)}", (grown, len(keys)) == (9, 13))]


def _key_product(key: str, unit: str, quantity: str, growth: str) -> Callable[[Evidence], list[Finding]]:
    return lambda e: [
        printed(unit, e.produced(e.key(key), 2023), quantity),
        printed("%", e.change(e.key(key)), growth),
    ]


def _entered(e: Evidence) -> list[Finding]:
    return [
        printed("entered 2023", e.entered(2023), "23"),
        printed("more than 2022", e.entered(2023) - e.entered(2022), "20"),
    ]


def _stock(e: Evidence) -> list[Finding]:
    return [printed("enterprises", e.stock("2023-12-31"), "226")]


def _claim(number: str, value: str, check: Callable[[Evidence], list[Finding]], text_vi: str, text_en: str) -> Claim:
    return Claim(number, text_vi, text_en, value, SOURCE, check)


CLAIMS: tuple[Claim, ...] = (
    _claim("C01", "7.68", _total(12, "7.68"), "IIP năm 2023 tăng 7,68%", "The index of 2023 grew by 7.68 %"),
    _claim(
        "C02",
        "0.68",
        _above_target,
        "Vượt mục tiêu năm 0,68 điểm phần trăm",
        "0.68 points above the target of the year",
    ),
    _claim(
        "C05", "-0.5", _total(3, "-0.5"), "IIP 3 tháng đầu năm giảm 0,5%", "The index fell by 0.5 % in three months"
    ),
    _claim(
        "C06", "> 5", _half_year, "IIP 6 tháng đầu năm tăng trên 5%", "The index grew by more than 5 % in six months"
    ),
    _claim(
        "C07",
        "< 0",
        _lower_first_half,
        "Than, xi măng, vật liệu xây dựng 6 tháng đầu năm thấp hơn cùng kỳ",
        "Coal, cement and building materials were lower in the first half",
    ),
    _claim("C08", "7.21", _total(11, "7.21"), "IIP 11 tháng tăng 7,21%", "The index grew by 7.21 % in eleven months"),
    _claim("C09", "7.68", _total(12, "7.68"), "IIP 12 tháng tăng 7,68%", "The index grew by 7.68 % in twelve months"),
    _claim(
        "C10",
        "200; 33.3",
        _raw_coal_half,
        "Than Na Dương 6 tháng khai thác khoảng 200 nghìn tấn, bằng 33,3% kế hoạch",
        "Na Dương mined about 200 thousand tonnes of raw coal in the first half, 33.3 % of its plan",
    ),
    _claim(
        "C11",
        "< 700; +100",
        _raw_coal_year,
        "Than Na Dương cả năm khai thác gần 700 nghìn tấn, hơn kế hoạch 100 nghìn tấn",
        "Na Dương mined nearly 700 thousand tonnes in the year, 100 thousand above its plan",
    ),
    _claim(
        "C12",
        "565; +5.2",
        _clean_coal,
        "Than Na Dương cung ứng 565 nghìn tấn than sạch, vượt kế hoạch 5,2%",
        "Na Dương supplied 565 thousand tonnes of clean coal, 5.2 % above its plan",
    ),
    _claim(
        "C13",
        "9/13",
        _key_products,
        "9 trên 13 sản phẩm chủ lực tăng so với năm 2022",
        "9 of 13 key products grew over 2022",
    ),
    _claim(
        "C14",
        "253; +1.0",
        _key_product("bricks", "million", "253", "1.0"),
        "Gạch các loại đạt 253 triệu viên, tăng 1,0%",
        "Bricks reached 253 million, up 1.0 %",
    ),
    _claim(
        "C15",
        "134; +1.9",
        _key_product("wood", "thousand m3", "134", "1.9"),
        "Ván bóc và sản phẩm gỗ rừng trồng đạt 134 nghìn m³, tăng 1,9%",
        "Veneer and plantation wood reached 134 thousand cubic metres, up 1.9 %",
    ),
    _claim(
        "C16",
        "710; +36.2",
        _key_product("salt", "thousand tonnes", "710", "36.2"),
        "Muối công nghiệp đạt 710 nghìn tấn, tăng 36,2%",
        "Industrial salt reached 710 thousand tonnes, up 36.2 %",
    ),
    _claim(
        "C21",
        "23; +20",
        _entered,
        "Năm 2023 có thêm 23 doanh nghiệp công nghiệp, hơn năm 2022 là 20",
        "23 industrial enterprises came in 2023, 20 more than in 2022",
    ),
    _claim(
        "C22",
        "226",
        _stock,
        "Cuối năm 2023 có 226 doanh nghiệp công nghiệp",
        "226 industrial enterprises at the end of 2023",
    ),
)


def check_claims(folder: Path | str, compilation: Compilation | None = None) -> list[ClaimResult]:
    """Check every claim against a demonstration folder, compiling it unless the compilation is given."""
    return judge(gather(Path(folder), compilation))


def judge(evidence: Evidence) -> list[ClaimResult]:
    """Check every claim against evidence already gathered."""
    results = []
    for claim in CLAIMS:
        findings = claim.check(evidence)
        expected = "; ".join(f"{each.what}: {each.expected}" for each in findings)
        found = "; ".join(f"{each.what}: {each.found}" for each in findings)
        results.append(ClaimResult(claim, expected, found, all(each.met for each in findings)))
    return results
