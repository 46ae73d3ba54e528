"""Claims of the article about the zone and the clusters, met by stored figures."""

from __future__ import annotations

from typing import Final

from nhip.demonstration.claims import SOURCE, Finding
from nhip.demonstration.claims_records import Figures, RecordClaim, counted

__all__ = ["CLAIMS", "WORDS"]

LOCAL_NO_2: Final = "CCN-DIA-PHUONG-SO-2"
VSIP: Final = "KCN-VSIP-LANG-SON"
ESTABLISHED: Final = "established"


def _zone(figures: Figures) -> list[Finding]:
    return [
        counted("billion VND", figures.value("ESTATE_CAPITAL", "2023", VSIP), "6361.3"),
        counted("ha", figures.value("ESTATE_AREA", "2023", VSIP), "599.76"),
        counted("zones approved", figures.value("ZONE_EVENTS", "2023", "investment_policy_approved"), "1"),
    ]


def _clusters(figures: Figures) -> list[Finding]:
    return [
        counted("established 2023", figures.value("CLUSTER_EVENTS", "2023", ESTABLISHED), "4"),
        counted("clusters at the end", figures.value("CLUSTERS", "2023", ESTABLISHED), "7"),
    ]


def _twice(figures: Figures) -> list[Finding]:
    return [
        counted("established 2023", figures.value("CLUSTER_EVENTS", "2023", ESTABLISHED), "4"),
        counted("established 2022", figures.value("CLUSTER_EVENTS", "2022", ESTABLISHED), "2"),
        counted("clusters at the end of 2022", figures.value("CLUSTERS", "2022", ESTABLISHED), "3"),
    ]


def _full(figures: Figures) -> list[Finding]:
    return [
        counted("enterprises", figures.value("ESTATE_ENTERPRISES", "2023", LOCAL_NO_2), "12"),
        counted("occupancy %", figures.value("ESTATE_OCCUPANCY", "2023", LOCAL_NO_2), "100"),
    ]


def _groundbreaking(figures: Figures) -> list[Finding]:
    return [
        counted("groundbreaking 12/2023", figures.value("CLUSTER_EVENTS", "2023-12", "groundbreaking"), "1"),
        counted("under construction", figures.value("CLUSTERS_BUILDING", "2023"), "1"),
    ]


def _appraised(figures: Figures) -> list[Finding]:
    return [counted("appraised 2023", figures.value("CLUSTER_EVENTS", "2023", "appraised"), "3")]


CLAIMS: Final = (
    RecordClaim(
        "C03",
        "Khu công nghiệp VSIP Lạng Sơn được chấp thuận, tổng vốn 6.361,3 tỷ đồng",
        "The zone VSIP Lạng Sơn was approved, with a capital of 6,361.3 billion dong",
        "6361.3",
        SOURCE,
        _zone,
    ),
    RecordClaim(
        "C04",
        "Năm 2023 thành lập mới 4 cụm công nghiệp, nâng tổng số lên 7 cụm",
        "Four clusters were established in 2023, which makes seven",
        "4; 7",
        SOURCE,
        _clusters,
    ),
    RecordClaim(
        "C17",
        "Số cụm công nghiệp thành lập năm 2023 gấp 2 lần năm 2022",
        "Twice as many clusters were established in 2023 as in 2022",
        "4; x2",
        SOURCE,
        _twice,
    ),
    RecordClaim(
        "C18",
        "Cụm Địa phương số 2 có 12 doanh nghiệp hoạt động, lấp đầy 100%",
        "Twelve enterprises work in the cluster Địa phương số 2, which is full",
        "12; 100",
        SOURCE,
        _full,
    ),
    RecordClaim(
        "C19",
        "Cụm công nghiệp Đình Lập khởi công cuối tháng 12/2023",
        "The cluster Đình Lập broke ground at the end of December 2023",
        "event",
        SOURCE,
        _groundbreaking,
    ),
    RecordClaim(
        "C20",
        "Hoàn thành thẩm định 3 cụm công nghiệp Na Dương 1, 2, 3",
        "The clusters Na Dương 1, 2 and 3 were appraised",
        "3",
        SOURCE,
        _appraised,
    ),
)
WORDS: Final = {
    "billion VND": "tỷ đồng",
    "zones approved": "khu được chấp thuận",
    "established 2023": "thành lập năm 2023",
    "established 2022": "thành lập năm 2022",
    "clusters at the end of 2022": "cụm cuối năm 2022",
    "clusters at the end": "cụm cuối năm",
    "occupancy %": "lấp đầy %",
    "groundbreaking 12/2023": "khởi công 12/2023",
    "under construction": "đang xây dựng",
    "appraised 2023": "thẩm định năm 2023",
}
