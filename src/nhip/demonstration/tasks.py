"""Tasks of the demonstration.

What the province wanted done in 2024 is the article's, in our own words; who leads it, until when, and what was done
since is invented, and marked so. A few tasks of 2023, and some around the day the demonstration is made, are invented
altogether, so that pages have something to show.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Final, NamedTuple

from django.db import transaction
from django.utils import timezone

from nhip.demonstration.article import ISSUED, article
from nhip.plans.models import Target, Task, Unit, UnitKind
from nhip.plans.tasks import acting
from nhip.plans.tasks.giving import TaskText, give_task
from nhip.plans.tasks.units import add_member, add_unit
from nhip.plans.tasks.writing import Paper

__all__ = ["DOSSIERS", "RENEWABLE", "load_tasks", "seat_people"]

# Districts ended on 30 June 2025 (Law 72/2025/QH15); departments were merged on 1 March 2025.
DISTRICTS_END: Final = date(2025, 6, 30)
MERGED: Final = date(2025, 2, 28)
COMMUNES_BEGIN: Final = date(2025, 7, 1)
UNITS: Final = (
    ("SCT", "Sở Công Thương", "Department of Industry and Trade", UnitKind.DEPARTMENT, None, None),
    ("SKHDT", "Sở Kế hoạch và Đầu tư", "Department of Planning and Investment", UnitKind.DEPARTMENT, None, MERGED),
    ("STC", "Sở Tài chính", "Department of Finance", UnitKind.DEPARTMENT, None, None),
    (
        "BQL-KKT",
        "Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng – Lạng Sơn",
        "Management Board of the Đồng Đăng – Lạng Sơn Border-Gate Economic Zone",
        UnitKind.BOARD,
        None,
        None,
    ),
    ("H-LOC-BINH", "UBND huyện Lộc Bình", "Lộc Bình district", UnitKind.DISTRICT, None, DISTRICTS_END),
    ("H-HUU-LUNG", "UBND huyện Hữu Lũng", "Hữu Lũng district", UnitKind.DISTRICT, None, DISTRICTS_END),
    ("H-CAO-LOC", "UBND huyện Cao Lộc", "Cao Lộc district", UnitKind.DISTRICT, None, DISTRICTS_END),
    ("X-NA-DUONG", "UBND xã Na Dương", "Na Dương commune", UnitKind.COMMUNE, COMMUNES_BEGIN, None),
    ("X-HUU-LUNG", "UBND xã Hữu Lũng", "Hữu Lũng commune", UnitKind.COMMUNE, COMMUNES_BEGIN, None),
)
DOSSIERS: Final = "NV-2024-001"
RENEWABLE: Final = "NV-2024-002"
DETAILS: Final = "Đơn vị chủ trì, phối hợp, thời hạn và tiến độ là minh hoạ."
INVENTED: Final = "Nhiệm vụ minh hoạ."


class _Given(NamedTuple):
    """A task of the article: its words, who leads, until when, and the day it was done, if it was."""

    code: str
    text: str
    text_en: str
    lead: str
    supports: tuple[str, ...]
    deadline: date
    done: date | None
    quantity: Decimal | None = None
    unit: tuple[str, str] = ("", "")


_OF_2024: Final = (
    _Given(
        DOSSIERS,
        "Hoàn thiện hồ sơ để UBND tỉnh phê duyệt, quyết định thành lập 2 cụm công nghiệp",
        "Complete the dossiers so that the province can decide to establish 2 clusters",
        "SCT",
        ("SKHDT", "H-LOC-BINH"),
        date(2024, 9, 30),
        date(2024, 9, 24),
        Decimal(2),
        ("cụm công nghiệp", "clusters"),
    ),
    _Given(
        RENEWABLE,
        "Hoàn thiện Kế hoạch phát triển năng lượng tái tạo, tham mưu UBND tỉnh ban hành kế hoạch thu hút đầu tư điện "
        "sinh khối, điện gió và thuỷ điện",
        "Complete the plan for renewable energy, so that the province can issue a plan to attract investment in "
        "biomass, wind and hydro power",
        "SCT",
        ("SKHDT",),
        date(2024, 6, 30),
        date(2024, 7, 12),
        Decimal(1),
        ("kế hoạch", "plan"),
    ),
    _Given(
        "NV-2024-003",
        "Hỗ trợ các chủ đầu tư đẩy nhanh đầu tư xây dựng hạ tầng kỹ thuật các khu, cụm công nghiệp",
        "Help investors to build the infrastructure of zones and clusters faster",
        "SCT",
        ("BQL-KKT", "H-HUU-LUNG"),
        date(2024, 12, 15),
        date(2024, 12, 13),
    ),
    _Given(
        "NV-2024-004",
        "Hỗ trợ doanh nghiệp sản xuất công nghiệp tìm đối tác và mở rộng thị trường tiêu thụ sản phẩm của tỉnh",
        "Help industrial enterprises to find partners and to widen the market for products of the province",
        "SCT",
        (),
        date(2024, 12, 15),
        date(2024, 12, 10),
    ),
    _Given(
        "NV-2024-005",
        "Vận động doanh nghiệp đầu tư nâng cao chất lượng, sức cạnh tranh và tham gia chuỗi giá trị toàn cầu",
        "Encourage enterprises to raise quality and competitiveness, and to join global value chains",
        "SCT",
        ("SKHDT",),
        date(2024, 12, 15),
        date(2024, 12, 20),
    ),
    _Given(
        "NV-2024-006",
        "Tham mưu UBND tỉnh tổ chức xúc tiến, kêu gọi đầu tư xây dựng hạ tầng kỹ thuật các khu, cụm công nghiệp",
        "Prepare the promotion of, and the call for, investment in the infrastructure of zones and clusters",
        "SKHDT",
        ("SCT", "BQL-KKT"),
        date(2024, 10, 31),
        date(2024, 10, 30),
    ),
    _Given(
        "NV-2024-007",
        "Mời gọi doanh nghiệp công nghiệp có giá trị gia tăng cao, công nghiệp ứng dụng và công nghiệp hỗ trợ vào các "
        "khu, cụm đã thành lập",
        "Invite enterprises of high value added, applied and supporting industry into established zones and clusters",
        "SCT",
        ("BQL-KKT",),
        date(2024, 12, 15),
        date(2024, 12, 12),
    ),
    _Given(
        "NV-2024-008",
        "Tham mưu UBND tỉnh trình HĐND tỉnh ban hành nghị quyết hỗ trợ doanh nghiệp đầu tư vào khu, cụm công nghiệp",
        "Prepare a resolution of the People's Council on support to enterprises that invest in zones and clusters",
        "SCT",
        ("STC",),
        date(2024, 7, 15),
        None,
        Decimal(1),
        ("nghị quyết", "resolution"),
    ),
    _Given(
        "NV-2024-009",
        "Phối hợp chuẩn bị khởi công Dự án Nhà máy Nhiệt điện Na Dương II",
        "Help to prepare the start of works on the thermal power plant Na Dương II",
        "SCT",
        ("H-LOC-BINH",),
        date(2024, 6, 30),
        date(2024, 6, 28),
    ),
)


def load_tasks(today: date | None = None) -> None:
    """Add the units and the tasks that are missing."""
    day = today or timezone.localdate()
    with transaction.atomic():
        for code, name_vi, name_en, kind, first, last in UNITS:
            if not Unit.objects.filter(code=code).exists():
                add_unit(code, name_vi, kind, name_en=name_en, valid_from=first, valid_to=last)
        _of_2023()
        for given in _OF_2024:
            _of_article(given)
        _around(day)


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)


def _is_there(code: str) -> bool:
    return Task.objects.filter(code=code).exists()


def _report(number: str, day: date, title: str) -> Paper:
    return Paper(number=number, title=title, issued_on=day, illustrative=True)


def _clusters_to_establish() -> str:
    """Return the code of the target for clusters established in 2024, if there is one."""
    targets = Target.objects.known_at().filter(indicator="CLUSTER_EVENTS", period="2024", subject="established")
    return targets.values_list("code", flat=True).first() or ""


def _of_article(given: _Given) -> None:
    if _is_there(given.code):
        return
    said = TaskText(
        text=given.text,
        text_en=given.text_en,
        lead=given.lead,
        supports=given.supports,
        given_on=ISSUED,
        deadline=given.deadline,
        paper=Paper(pk=article().pk),
        quantity=given.quantity,
        unit_vi=given.unit[0],
        unit_en=given.unit[1],
        target=_clusters_to_establish() if given.code == DOSSIERS else "",
        public=True,
        details_illustrative=True,
        note=DETAILS,
    )
    task = give_task(said, code=given.code, at=_at(ISSUED)).pk
    begun = date(2024, 2, 20)
    acting.accept_task(task, on=begun, at=_at(begun))
    if given.done is None:
        asked, until = date(2024, 7, 8), date(2027, 6, 30)
        acting.ask_extension(task, until, "Chờ hướng dẫn của bộ, ngành", on=asked, at=_at(asked))
        granted = date(2024, 7, 12)
        acting.extend_task(task, until, "Đồng ý gia hạn để chờ hướng dẫn", on=granted, at=_at(granted))
        return
    report = _report(f"{given.code}/BC-MH", given.done, "Báo cáo kết quả thực hiện (minh hoạ)")
    acting.report_done(
        task, words="Đã thực hiện", on=given.done, paper=report, quantity=given.quantity, at=_at(given.done)
    )
    confirmed = given.done + timedelta(days=4)
    acting.confirm_task(task, on=confirmed, at=_at(confirmed))


def _invented(
    code: str,
    text: str,
    text_en: str,
    lead: str,
    first: date,
    deadline: date,
    *,
    supports: tuple[str, ...] = (),
    priority: str = "normal",
) -> int | None:
    """Give an invented task, and return its id; None where it is there already."""
    if _is_there(code):
        return None
    said = TaskText(
        text=text,
        text_en=text_en,
        lead=lead,
        supports=supports,
        given_on=first,
        deadline=deadline,
        paper=_report(f"MH-{code}/UBND", first, "Văn bản giao nhiệm vụ (minh hoạ)"),
        priority=priority,
        note=INVENTED,
    )
    return give_task(said, code=code, illustrative=True, at=_at(first)).pk


def _finish(task: int, day: date, code: str) -> None:
    report = _report(f"{code}/BC-MH", day, "Báo cáo kết quả (minh hoạ)")
    acting.report_done(task, words="Đã hoàn thành", on=day, paper=report, at=_at(day))
    acting.confirm_task(task, on=day + timedelta(days=2), at=_at(day + timedelta(days=2)))


def _of_2023() -> None:
    """Work of 2023 that the article tells of as done, written as tasks."""
    task = _invented(
        "NV-2023-001",
        "Thẩm định 3 cụm công nghiệp Na Dương 1, 2, 3",
        "Appraise the 3 clusters Na Dương 1, 2, 3",
        "SCT",
        date(2023, 3, 1),
        date(2023, 11, 30),
        supports=("SKHDT", "H-LOC-BINH"),
    )
    if task is not None:
        acting.accept_task(task, on=date(2023, 3, 6), at=_at(date(2023, 3, 6)))
        _finish(task, date(2023, 12, 8), "NV-2023-001")
    task = _invented(
        "NV-2023-002",
        "Hoàn tất điều kiện khởi công Cụm công nghiệp Đình Lập",
        "Meet the conditions for the groundbreaking of the cluster Đình Lập",
        "SCT",
        date(2023, 9, 20),
        date(2023, 12, 31),
    )
    if task is not None:
        _finish(task, date(2023, 12, 27), "NV-2023-002")
    task = _invented(
        "NV-2023-003",
        "Rà soát vướng mắc về nguyên liệu và tiêu thụ của các nhà máy xi măng",
        "Look into what hampers supply and sales of the cement works",
        "SCT",
        date(2023, 7, 3),
        date(2023, 8, 31),
    )
    if task is not None:
        stopped = date(2023, 10, 16)
        acting.cancel_task(task, "Gộp vào kế hoạch chung", on=stopped, at=_at(stopped))


def _around(day: date) -> None:
    """Tasks around a day: late ones, due ones, one not accepted, one that waits for confirmation."""

    def before(days: int) -> date:
        return day - timedelta(days=days)

    task = _invented(
        "NV-MH-01",
        "Báo cáo tình hình lấp đầy các cụm công nghiệp trên địa bàn",
        "Report on the occupancy of the clusters",
        "BQL-KKT",
        before(60),
        before(20),
        supports=("SCT",),
        priority="high",
    )
    if task is not None:
        acting.accept_task(task, on=before(55), at=_at(before(55)))
        words = "Đã nhận số liệu của 5 trên 7 cụm"
        acting.report_progress(task, words, on=before(25), at=_at(before(25)))
    task = _invented(
        "NV-MH-02",
        "Giải quyết kiến nghị của doanh nghiệp về mặt bằng tại cụm Na Dương 1",
        "Settle what enterprises ask about land in the cluster Na Dương 1",
        "X-NA-DUONG",
        before(30),
        before(3),
    )
    if task is not None:
        acting.accept_task(task, on=before(28), at=_at(before(28)))
        asked = day + timedelta(days=14)
        acting.ask_extension(task, asked, "Chờ kết quả đo đạc", on=before(4), at=_at(before(4)))
    task = _invented(
        "NV-MH-03",
        "Rà soát danh mục sản phẩm công nghiệp chủ lực",
        "Look through the list of key products",
        "SCT",
        before(40),
        before(9),
    )
    if task is not None:
        acting.accept_task(task, on=before(38), at=_at(before(38)))
    task = _invented(
        "NV-MH-04",
        "Chuẩn bị hội nghị kết nối doanh nghiệp công nghiệp với nhà cung cấp",
        "Prepare the meeting of industrial enterprises with suppliers",
        "SCT",
        before(20),
        day + timedelta(days=2),
        supports=("STC",),
    )
    if task is not None:
        acting.accept_task(task, on=before(18), at=_at(before(18)))
    _invented(
        "NV-MH-05",
        "Đề xuất kế hoạch khuyến công năm tới",
        "Propose next year's plan of industrial promotion",
        "SCT",
        before(1),
        day + timedelta(days=30),
    )
    task = _invented(
        "NV-MH-06",
        "Thẩm tra dự toán hạ tầng ngoài hàng rào cụm công nghiệp",
        "Check the budget for infrastructure outside a cluster",
        "STC",
        before(45),
        day + timedelta(days=5),
    )
    if task is not None:
        acting.accept_task(task, on=before(40), at=_at(before(40)))
        report = _report("NV-MH-06/BC-MH", before(2), "Kết quả thẩm tra (minh hoạ)")
        acting.report_done(task, words="Đã thẩm tra xong", on=before(2), paper=report, at=_at(before(2)))


def seat_people(names: Mapping[str, str]) -> None:
    """Let the demonstration's officer head the department, and the statistician work in it.

    Args:
        names: sign-in names by role.
    """
    unit = Unit.objects.filter(code="SCT").first()
    for role, is_head in (("officer", True), ("statistician", False)):
        if unit is not None and role in names and not unit.members.filter(person__username=names[role]).exists():
            add_member(unit, names[role], is_head=is_head, valid_from=date(2023, 1, 1))
