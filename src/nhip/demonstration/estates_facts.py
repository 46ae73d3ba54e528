"""Zones and clusters of Lạng Sơn as published, with where each fact was read; what is invented says so.

Read were: the article (`claims.SOURCE`), pages of the province and newspapers named beside each fact. The sources name
four clusters established in 2023 and three appraised; that two were established in 2022 and one before follows from
the counts they give. The two of 2022 are not named anywhere, so they are invented here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from nhip.demonstration.claims import SOURCE as ARTICLE
from nhip.estates.models import AreaKind, EstateKind, EventKind, LandUse, Precision

__all__ = ["ESTATES", "MADE_UP", "EstateFact", "EventFact", "LotFact"]

MADE_UP: Final = "minh họa"
PLANNING_OFFICE: Final = "sokhdt.langson.gov.vn; baophapluat.vn"
BUSINESS_TIMES: Final = "doanhnghiepkinhtexanh.vn, a16440"
CONSUMER_TIMES: Final = "kinhtetieudung.vn, a7481"
VIETNAM_NEW: Final = "vietnammoi.vn, 20227920575763"
LAND_NEWS: Final = "cafeland.vn, 144624"
FRESH: Final = "fresh.buzz"
PROVINCE: Final = "UBND tỉnh Lạng Sơn"
YEAR, MONTH, DAY = Precision.YEAR, Precision.MONTH, Precision.DAY


@dataclass(frozen=True)
class EventFact:
    """What happened, and where it was read; an invented event has the source `MADE_UP`."""

    kind: str
    on: date
    source: str
    precision: str = DAY
    number: str = ""
    authority: str = ""
    note: str = ""
    title: str = ""


@dataclass(frozen=True)
class LotFact:
    """An invented lot; `leased` is the day from which all of it is let, to the enterprise at that place in the list."""

    code: str
    hectares: str
    since: date
    use: str = LandUse.INDUSTRIAL
    phase: int | None = None
    built: bool = False
    leased: date | None = None
    tenant: int = 0


@dataclass(frozen=True)
class EstateFact:
    """A zone or cluster. `areas` are stated by phase number, 0 for the whole; their sources stand beside them."""

    code: str
    kind: str
    name: str
    commune: str
    position: tuple[str, str]
    former: Sequence[str]
    events: Sequence[EventFact]
    more_communes: Sequence[str] = ()
    areas: Sequence[tuple[int, AreaKind, str, date, str]] = ()
    investor: str = ""
    capital: str | None = None
    sectors: Sequence[str] = ()
    sector_words: str = ""
    price: tuple[str, str] | None = None
    plant: str = ""
    works: str = ""
    said_source: str = MADE_UP
    invented: bool = False
    lots: Sequence[LotFact] = field(default=())
    operations: int = 0


def _lots(prefix: str, count: int, hectares: str, since: date, **more: object) -> list[LotFact]:
    return [LotFact(f"{prefix}{number}", hectares, since, **more) for number in range(1, count + 1)]  # type: ignore[arg-type]


ESTATES: Final[Sequence[EstateFact]] = (
    EstateFact(
        "KCN-VSIP-LANG-SON",
        EstateKind.ZONE,
        "Khu công nghiệp VSIP Lạng Sơn",
        "06385",
        ("21.4960", "106.3590"),
        ("06451", "06460"),
        (
            EventFact(
                EventKind.INVESTMENT_POLICY,
                date(2023, 5, 15),
                PLANNING_OFFICE,
                number="501/QĐ-TTg",
                authority="Thủ tướng Chính phủ",
                title="Chủ trương đầu tư dự án đầu tư xây dựng và kinh doanh kết cấu hạ tầng "
                "Khu công nghiệp VSIP Lạng Sơn",
            ),
            EventFact(
                EventKind.ESTABLISHED,
                date(2023, 5, 15),
                PLANNING_OFFICE,
                number="501/QĐ-TTg",
                authority="Thủ tướng Chính phủ",
                note="Khu công nghiệp được thành lập kể từ ngày chấp thuận chủ trương đầu tư và nhà đầu tư "
                "(Nghị định 35/2022/NĐ-CP)",
            ),
            EventFact(EventKind.GROUNDBREAKING, date(2024, 6, 1), FRESH, MONTH, note="Dự kiến ngày 14/6/2024"),
        ),
        more_communes=("06457",),
        areas=(
            (1, AreaKind.TOTAL, "200", date(2023, 5, 15), PLANNING_OFFICE),
            (2, AreaKind.TOTAL, "250", date(2023, 5, 15), PLANNING_OFFICE),
            (3, AreaKind.TOTAL, "149.76", date(2023, 5, 15), PLANNING_OFFICE),
            (0, AreaKind.INDUSTRIAL, "420", date(2023, 5, 15), MADE_UP),
            (0, AreaKind.SERVICE, "24", date(2023, 5, 15), MADE_UP),
        ),
        investor="Công ty cổ phần VSIP",
        capital="6361.3",
        sectors=("26", "27", "25", "22"),
        sector_words="Điện tử, thiết bị điện, cơ khí, nhựa (minh họa)",
        price=("95", "120"),
        plant="planned",
        works="Giao thông nội bộ, cấp điện, cấp nước, xử lý nước thải tập trung theo ba giai đoạn (minh họa)",
        said_source="501/QĐ-TTg: nhà đầu tư, vốn; ngành nghề, giá, đầu mối, hạ tầng: minh họa",
        lots=(
            *_lots("A", 6, "12.5", date(2024, 7, 1), phase=1),
            *_lots("DV", 2, "4", date(2024, 7, 1), phase=1, use=LandUse.SERVICE),
        ),
    ),
    EstateFact(
        "CCN-HO-SON-1",
        EstateKind.CLUSTER,
        "Cụm công nghiệp Hồ Sơn 1",
        "06427",
        ("21.5802", "106.3910"),
        ("06427", "06451"),
        (
            EventFact(
                EventKind.ESTABLISHED,
                date(2023, 6, 2),
                BUSINESS_TIMES,
                number="854/QĐ-UBND",
                authority=PROVINCE,
                title="Thành lập Cụm công nghiệp Hồ Sơn 1, huyện Hữu Lũng",
            ),
        ),
        more_communes=("06385",),
        areas=(
            (0, AreaKind.TOTAL, "73.76", date(2023, 6, 2), BUSINESS_TIMES),
            (0, AreaKind.INDUSTRIAL, "51.5", date(2023, 6, 2), MADE_UP),
        ),
        sectors=("16", "31", "23"),
        sector_words="Chế biến gỗ, vật liệu xây dựng (minh họa)",
        price=("48", "62"),
        plant="planned",
        lots=_lots("L", 5, "8", date(2024, 1, 15)),
    ),
    EstateFact(
        "CCN-HOA-SON-1",
        EstateKind.CLUSTER,
        "Cụm công nghiệp Hòa Sơn 1",
        "06445",
        ("21.5013", "106.4593"),
        ("06445",),
        (
            EventFact(EventKind.ESTABLISHED, date(2023, 1, 1), ARTICLE, YEAR, authority=PROVINCE),
            EventFact(
                EventKind.INVESTMENT_POLICY,
                date(2023, 9, 1),
                CONSUMER_TIMES,
                MONTH,
                authority=PROVINCE,
                note="Chấp thuận chủ trương đầu tư đồng thời với nhà đầu tư (tin ngày 26/9/2023)",
            ),
        ),
        areas=(
            (0, AreaKind.TOTAL, "74.9", date(2023, 9, 26), CONSUMER_TIMES),
            (0, AreaKind.INDUSTRIAL, "52.4", date(2023, 9, 26), MADE_UP),
        ),
        investor="Liên danh Tân Đại Nam – Xây dựng công nghiệp và Phát triển hạ tầng",
        capital="724.756",
        sectors=("16", "25"),
        sector_words="Chế biến gỗ, cơ khí (minh họa)",
        price=("50", "65"),
        plant="planned",
        said_source="kinhtetieudung.vn, a7481: nhà đầu tư, vốn; ngành nghề, giá, đầu mối, hạ tầng: minh họa",
    ),
    EstateFact(
        "CCN-HOP-THANH-2",
        EstateKind.CLUSTER,
        "Cụm công nghiệp Hợp Thành 2",
        "06187",
        ("21.8425", "106.8165"),
        ("06226", "06187"),
        (
            EventFact(
                EventKind.PLANNED,
                date(2022, 7, 1),
                VIETNAM_NEW,
                MONTH,
                note="Quy hoạch chung 81,558 ha tại thị trấn Cao Lộc và xã Hợp Thành, sau chia thành hai cụm",
            ),
            EventFact(EventKind.ESTABLISHED, date(2023, 1, 1), ARTICLE, YEAR, authority=PROVINCE),
        ),
        areas=(
            (0, AreaKind.TOTAL, "40", date(2023, 12, 1), MADE_UP),
            (0, AreaKind.INDUSTRIAL, "28", date(2023, 12, 1), MADE_UP),
        ),
        sectors=("10", "25"),
        sector_words="Chế biến nông sản, cơ khí (minh họa)",
    ),
    EstateFact(
        "CCN-DINH-LAP",
        EstateKind.CLUSTER,
        "Cụm công nghiệp Đình Lập",
        "06613",
        ("21.5868", "107.0805"),
        ("06613",),
        (
            EventFact(EventKind.ESTABLISHED, date(2023, 1, 1), ARTICLE, YEAR, authority=PROVINCE),
            EventFact(EventKind.GROUNDBREAKING, date(2023, 12, 1), ARTICLE, MONTH, note="Cuối tháng 12/2023"),
        ),
        areas=(
            (0, AreaKind.TOTAL, "50", date(2023, 12, 1), MADE_UP),
            (0, AreaKind.INDUSTRIAL, "35", date(2023, 12, 1), MADE_UP),
        ),
        sectors=("16", "20"),
        sector_words="Chế biến gỗ, nhựa thông (minh họa)",
        price=("35", "42"),
        plant="building",
        works="San nền và đường trục chính (minh họa)",
        lots=_lots("B", 6, "5", date(2024, 1, 15)),
    ),
    EstateFact(
        "CCN-SUOI-SIM",
        EstateKind.CLUSTER,
        "Cụm công nghiệp Suối Sim (minh họa)",
        "06463",
        ("21.6101", "106.5456"),
        ("06523",),
        (
            EventFact(EventKind.ESTABLISHED, date(2022, 4, 14), MADE_UP, authority=PROVINCE),
            EventFact(EventKind.DETAILED_PLAN, date(2022, 11, 22), MADE_UP),
        ),
        areas=(
            (0, AreaKind.TOTAL, "32", date(2022, 4, 14), MADE_UP),
            (0, AreaKind.INDUSTRIAL, "22.4", date(2022, 4, 14), MADE_UP),
        ),
        sectors=("23", "16"),
        sector_words="Vật liệu xây dựng, chế biến gỗ (minh họa)",
        price=("40", "52"),
        invented=True,
        lots=(
            LotFact("C1", "4.2", date(2022, 12, 1), leased=date(2023, 3, 1), tenant=13),
            LotFact("C2", "3.6", date(2022, 12, 1), leased=date(2023, 8, 15), tenant=14),
            LotFact("C3", "5.1", date(2022, 12, 1)),
            LotFact("C4", "6", date(2022, 12, 1)),
        ),
    ),
    EstateFact(
        "CCN-DOI-HOI",
        EstateKind.CLUSTER,
        "Cụm công nghiệp Đồi Hồi (minh họa)",
        "06529",
        ("21.7600", "106.9200"),
        (),
        (
            EventFact(EventKind.APPRAISED, date(2022, 8, 5), MADE_UP),
            EventFact(EventKind.ESTABLISHED, date(2022, 10, 27), MADE_UP, authority=PROVINCE),
        ),
        areas=(
            (0, AreaKind.TOTAL, "18.5", date(2022, 10, 27), MADE_UP),
            (0, AreaKind.INDUSTRIAL, "12.95", date(2022, 10, 27), MADE_UP),
        ),
        sectors=("20", "10"),
        sector_words="Chế biến hồi, nhựa thông (minh họa)",
        price=("38", "45"),
        invented=True,
    ),
    EstateFact(
        "CCN-DIA-PHUONG-SO-2",
        EstateKind.CLUSTER,
        "Cụm công nghiệp Địa phương số 2",
        "06187",
        ("21.8500", "106.8000"),
        ("06187",),
        (
            EventFact(
                EventKind.ESTABLISHED,
                date(2013, 1, 1),
                MADE_UP,
                YEAR,
                note="Chưa rõ năm thành lập; năm này là minh họa",
            ),
            EventFact(EventKind.OPERATING, date(2016, 1, 1), MADE_UP, YEAR),
        ),
        areas=(
            (0, AreaKind.TOTAL, "21.6", date(2016, 1, 1), MADE_UP),
            (0, AreaKind.INDUSTRIAL, "15.6", date(2016, 1, 1), MADE_UP),
            (0, AreaKind.BUILT, "21.6", date(2016, 1, 1), MADE_UP),
        ),
        sectors=("16", "23", "25"),
        sector_words="Chế biến gỗ, vật liệu xây dựng, cơ khí (minh họa)",
        plant="operating",
        works="Đường nội bộ, cấp điện, cấp nước, trạm xử lý nước thải (minh họa)",
        lots=[
            LotFact(f"Lô {number}", "1.3", date(2016, 1, 1), built=True, leased=date(2017, 1, 1), tenant=number)
            for number in range(1, 13)
        ],
        operations=12,
    ),
    *(
        EstateFact(
            f"CCN-NA-DUONG-{number}",
            EstateKind.CLUSTER,
            f"Cụm công nghiệp Na Dương {number}",
            "06526",
            ("21.6978", "106.9419"),
            ("06526",),
            (
                EventFact(
                    EventKind.APPRAISED,
                    date(2023, 1, 1),
                    ARTICLE,
                    YEAR,
                    authority="Sở Công Thương tỉnh Lạng Sơn",
                    note="Đang làm thủ tục chấp thuận chủ trương đầu tư",
                ),
            ),
        )
        for number in (1, 2, 3)
    ),
    EstateFact(
        "CCN-MINH-SON",
        EstateKind.CLUSTER,
        "Cụm công nghiệp Minh Sơn",
        "06457",
        ("21.4533", "106.3502"),
        ("06448",),
        (
            EventFact(
                EventKind.INVESTMENT_POLICY,
                date(2025, 1, 1),
                LAND_NEWS,
                YEAR,
                note="Nguồn nêu nhà đầu tư, vốn và tiến độ (hoàn thành quý IV/2027, 50 năm); loại sự kiện là cách hiểu",
            ),
        ),
        areas=((0, AreaKind.TOTAL, "55", date(2025, 1, 1), LAND_NEWS),),
        investor="Liên danh Phú Hưng Phát – Thành Nam",
        capital="457.6",
        said_source=LAND_NEWS,
    ),
)
