"""Projects and plants of the demonstration.

Real: Na Dương I and II, with what four published sources and the article say, side by side. The notes from which the
numbers were typed do not say which of the four printed which number, so each statement names all four.
Made up, and marked so: the projects of renewable energy, one industrial project, and every outage.
"""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

from nhip.demonstration.article import article
from nhip.demonstration.claims import SOURCE
from nhip.demonstration.enterprises import REAL_NAMES
from nhip.demonstration.products import ELECTRICITY
from nhip.estates.models import Estate
from nhip.intake.models import Observation
from nhip.plans.models import Attribute, MilestoneKind, PlantState, Project, ProjectKind, ProjectRecord, Sort
from nhip.plans.projects.actions import add_project, date_milestone, state
from nhip.plans.projects.operation import note_outage, report_month
from nhip.plans.projects.reading import read_span
from nhip.registry.keepers import SYSTEM_KEEPER
from nhip.registry.models import Enterprise, Place, Product

__all__ = ["load_plants", "load_projects"]

NA_DUONG_1: Final = "na-duong-1"
NA_DUONG_2: Final = "na-duong-2"
# The demonstration's own hydropower plant, run by an enterprise of its register.
HYDRO: Final = "thuy-dien-suong-sim"
HYDRO_ENTERPRISE: Final = "9900002045"
FOUR: Final = "chuyendoiso.mpi.gov.vn 29626; nangluongvietnam.vn; nguoiquansat.vn 125385; laodong.vn 1426792"
MADE_UP: Final = "số liệu minh hoạ"
ARTICLE_DAY: Final = date(2024, 2, 9)
CLOCK: Final = ZoneInfo("Asia/Ho_Chi_Minh")

# code, name, kind, place, investor, illustrative
_PROJECTS: Final = (
    (NA_DUONG_1, "Nhà máy nhiệt điện Na Dương I", ProjectKind.THERMAL, "06526", REAL_NAMES["thermal"], False),
    (NA_DUONG_2, "Nhà máy nhiệt điện Na Dương II", ProjectKind.THERMAL, "06526", "", False),
    (HYDRO, "Thủy điện Sương Sim", ProjectKind.HYDRO, "06529", "Công ty TNHH thủy điện Sương Sim", True),
    ("dien-gio-may-ngan", "Nhà máy điện gió Mây Ngàn", ProjectKind.WIND, "06541", "Công ty CP điện gió Mây Ngàn", True),
    ("sinh-khoi-rung-hoi", "Nhà máy điện sinh khối Rừng Hồi", ProjectKind.BIOMASS, "06613", "", True),
    ("thuy-dien-khe-lau", "Thủy điện Khe Lau", ProjectKind.HYDRO, "06115", "Công ty CP thủy điện Khe Lau", True),
    ("van-ep-doi-que", "Nhà máy ván ép Đồi Quế", ProjectKind.INDUSTRIAL, "06457", "Công ty CP ván ép Đồi Quế", True),
)
# project, attribute, value, as printed, when said, source
_STATEMENTS: Final = (
    (NA_DUONG_1, Attribute.CAPACITY, "100", "2×50 MW", "", FOUR),
    (NA_DUONG_1, Attribute.CAPACITY, "110", "110 MW", "", FOUR),
    (NA_DUONG_1, Attribute.UNITS, "2", "2×50 MW", "", FOUR),
    (NA_DUONG_2, Attribute.CAPACITY, "110", "110 MW", "", FOUR),
    (NA_DUONG_2, Attribute.UNITS, "1", "", "", FOUR),
    (NA_DUONG_2, Attribute.CAPITAL, "4194", "", "", FOUR),
    (NA_DUONG_2, Attribute.CAPITAL, "4089", "", "", FOUR),
    (NA_DUONG_2, Attribute.CAPITAL, "4080", "", "", FOUR),
    (NA_DUONG_2, Attribute.OUTPUT, "650", "khoảng 650 triệu kWh/năm", "2015", FOUR),
    (NA_DUONG_2, Attribute.OUTPUT, "750", "khoảng 750 triệu kWh/năm", "2024", FOUR),
    (HYDRO, Attribute.CAPACITY, "18", "", "", MADE_UP),
    ("dien-gio-may-ngan", Attribute.CAPACITY, "50", "", "06/2023", MADE_UP),
    ("dien-gio-may-ngan", Attribute.CAPACITY, "48", "12×4 MW", "03/2024", MADE_UP),
    ("dien-gio-may-ngan", Attribute.CAPITAL, "1900", "", "06/2023", MADE_UP),
    ("sinh-khoi-rung-hoi", Attribute.CAPACITY, "30", "", "05/2024", MADE_UP),
    ("sinh-khoi-rung-hoi", Attribute.CAPITAL, "1350", "", "05/2024", MADE_UP),
    ("thuy-dien-khe-lau", Attribute.CAPACITY, "12", "", "2021", MADE_UP),
    ("van-ep-doi-que", Attribute.CAPITAL, "210", "", "03/2023", MADE_UP),
)
_C, _P, _M, _A = MilestoneKind, Sort.PLANNED, Sort.PROMISED, Sort.ACTUAL
# project, milestone, sort, when, as printed, said on, source, note
_MILESTONES: Final = (
    (
        NA_DUONG_1,
        _C.OPERATION,
        _A,
        "01/01/1900 – 31/12/2021",
        "trước năm 2022",
        "",
        MADE_UP,
        "đã báo cáo điện từ 01/2022",
    ),
    (NA_DUONG_2, _C.CEREMONY, _A, "16/10/2015", "", "", FOUR, ""),
    (
        NA_DUONG_2,
        _C.WORKS,
        _M,
        "2024",
        "trong năm 2024",
        "09/02/2024",
        SOURCE,
        "bài báo vẫn viết đang chuẩn bị khởi công",
    ),
    (NA_DUONG_2, _C.WORKS, _A, "04/2024", "", "", FOUR, ""),
    (NA_DUONG_2, _C.OPERATION, _P, "2018", "", "16/10/2015", FOUR, "kế hoạch khi làm lễ khởi công"),
    (NA_DUONG_2, _C.OPERATION, _M, "2026/27", "2026/27", "", FOUR, "sau khi thi công thực tế"),
    (HYDRO, _C.OPERATION, _A, "14/08/2012", "", "", MADE_UP, ""),
    ("dien-gio-may-ngan", _C.CALL, _A, "15/03/2022", "", "", MADE_UP, ""),
    ("dien-gio-may-ngan", _C.POWER_PLAN, _A, "05/2023", "", "", MADE_UP, ""),
    ("dien-gio-may-ngan", _C.POLICY, _P, "12/2023", "", "06/06/2023", MADE_UP, ""),
    ("dien-gio-may-ngan", _C.POLICY, _A, "20/05/2024", "", "", MADE_UP, ""),
    ("dien-gio-may-ngan", _C.WORKS, _P, "2025", "", "20/05/2024", MADE_UP, ""),
    ("dien-gio-may-ngan", _C.OPERATION, _P, "2027", "", "20/05/2024", MADE_UP, ""),
    ("sinh-khoi-rung-hoi", _C.CALL, _A, "10/05/2024", "", "", MADE_UP, ""),
    ("sinh-khoi-rung-hoi", _C.INVESTOR, _P, "06/2025", "", "10/05/2024", MADE_UP, ""),
    ("thuy-dien-khe-lau", _C.CALL, _A, "2019", "", "", MADE_UP, ""),
    ("thuy-dien-khe-lau", _C.POLICY, _A, "04/11/2020", "", "", MADE_UP, ""),
    ("thuy-dien-khe-lau", _C.CEREMONY, _A, "18/05/2021", "", "", MADE_UP, ""),
    ("thuy-dien-khe-lau", _C.GRID, _P, "03/2023", "", "18/05/2021", MADE_UP, ""),
    ("thuy-dien-khe-lau", _C.GRID, _A, "09/10/2023", "", "", MADE_UP, ""),
    ("thuy-dien-khe-lau", _C.OPERATION, _P, "06/2023", "", "18/05/2021", MADE_UP, ""),
    ("thuy-dien-khe-lau", _C.OPERATION, _A, "11/2023", "", "", MADE_UP, ""),
    ("van-ep-doi-que", _C.POLICY, _A, "14/03/2023", "", "", MADE_UP, ""),
    ("van-ep-doi-que", _C.WORKS, _P, "09/2023", "", "14/03/2023", MADE_UP, ""),
    ("van-ep-doi-que", _C.WORKS, _A, "06/11/2023", "", "", MADE_UP, ""),
    ("van-ep-doi-que", _C.OPERATION, _P, "12/2024", "", "14/03/2023", MADE_UP, ""),
)
# project, unit, began, hours, planned, cause
_OUTAGES: Final = (
    (NA_DUONG_1, "Tổ máy 1", "2022-05-10T00:00", 240, True, "sửa chữa định kỳ lò hơi"),
    (NA_DUONG_1, "Tổ máy 2", "2022-09-03T02:20", 41, False, "xì ống sinh hơi"),
    (NA_DUONG_1, "Tổ máy 1", "2023-02-17T19:05", 58, False, "xì ống sinh hơi"),
    (NA_DUONG_1, "Tổ máy 2", "2023-04-06T00:00", 288, True, "đại tu tua bin"),
    (NA_DUONG_1, "Tổ máy 2", "2023-07-21T11:40", 30, False, "hỏng băng tải than"),
    (NA_DUONG_1, "Tổ máy 1", "2023-10-12T04:10", 22, False, "mất nguồn tự dùng"),
    (HYDRO, "", "2023-03-01T00:00", 96, True, "kiểm tra đường ống áp lực"),
    (HYDRO, "", "2023-08-09T16:30", 14, False, "sét đánh trạm biến áp"),
)


def _noted(day: date) -> datetime:
    """Return a plausible instant for a record: the morning after the day, never later than now."""
    return min(datetime.combine(day + timedelta(days=1), datetime.min.time(), CLOCK).replace(hour=9), datetime.now(UTC))


def _project_noted(code: str) -> datetime:
    days = [read_span(when).latest for project, _k, sort, when, *_ in _MILESTONES if project == code and sort == _A]
    return _noted(min(days, default=ARTICLE_DAY))


def load_projects() -> None:
    """Keep the projects with all their sources, through the acts everybody uses; once."""
    if Project.objects.filter(code=NA_DUONG_1).exists():
        return
    projects = {}
    for code, name, kind, place, investor, illustrative in _PROJECTS:
        values: dict[str, Any] = {
            "name": name,
            "kind": kind,
            "place": Place.objects.filter(code=place, valid_to=None).order_by("-valid_from").first(),
            "estate": _estate(code),
            "investor": investor,
            "source": MADE_UP if illustrative else FOUR,
        }
        if code in _RUN_BY:
            values["enterprise"] = Enterprise.objects.filter(**_RUN_BY[code]).first()
            values["product"] = Product.objects.filter(code=ELECTRICITY).first()
        made = add_project(SYSTEM_KEEPER, code, values, illustrative=illustrative, at=_project_noted(code))
        projects[code] = made.project
    for code, attribute, value, words, when, source in _STATEMENTS:
        said = read_span(when) if when else None
        given = {"attribute": attribute, "value": Decimal(value), "words": words, "source": source}
        given |= {"said_from": said.earliest, "said_to": said.latest} if said else {}
        at = _noted(said.latest) if said else _project_noted(code)
        state(SYSTEM_KEEPER, projects[code], given, at=at)
    for code, step, sort, when, words, said_on, source, note in _MILESTONES:
        span = read_span(when)
        day = read_span(said_on).latest if said_on else None
        given = {"kind": step, "sort": sort, "earliest": span.earliest, "latest": span.latest, "words": words}
        given |= {"said_on": day, "source": source, "note": note}
        if source == SOURCE:
            given["document"] = article()
        at = _noted(day or (span.latest if sort == _A else ARTICLE_DAY))
        date_milestone(SYSTEM_KEEPER, projects[code], given, at=at)


_RUN_BY: Final[dict[str, dict[str, str]]] = {
    NA_DUONG_1: {"name": REAL_NAMES["thermal"]},
    HYDRO: {"tax_code": HYDRO_ENTERPRISE},
}


def _estate(code: str) -> Estate | None:
    return Estate.objects.filter(name__contains="Hồ Sơn 1").first() if code == "van-ep-doi-que" else None


def load_plants() -> None:
    """Let the plants report what their enterprises report for the index, month by month, and the outages; once."""
    for code in (NA_DUONG_1, HYDRO):
        record = ProjectRecord.objects.known_at().filter(project__code=code).first()
        if record is None or record.enterprise is None or record.project.plant_months.exists():
            continue
        _report_months(record)
        for project, unit, began, hours, planned, cause in _OUTAGES:
            if project == code:
                first = datetime.fromisoformat(began).replace(tzinfo=CLOCK)
                last = first + timedelta(hours=hours)
                given = {"unit": unit, "began": first, "ended": last, "planned": planned, "cause": cause}
                note_outage(SYSTEM_KEEPER, record.project, {**given, "note": MADE_UP}, at=_noted(last.date()))


def _report_months(record: ProjectRecord) -> None:
    rows = Observation.objects.known_at().filter(
        enterprise=record.enterprise, product__code=ELECTRICITY, measure="production", quantity__isnull=False
    )
    for row in rows.order_by("period"):
        month = row.period
        year, number = map(int, month.split("-"))
        days = calendar.monthrange(year, number)[1]
        stopped = [
            hours for code, _u, began, hours, *_ in _OUTAGES if code == record.project.code and began[:7] == month
        ]
        given = {
            "month": month,
            "state": PlantState.REPORTED,
            # Reports for the index are in million kWh.
            "output": (row.quantity or Decimal(0)) * 1_000_000,
            "available_hours": Decimal(days * 24 - sum(stopped)),
            "note": MADE_UP,
        }
        report_month(SYSTEM_KEEPER, record.project, given, at=_noted(date(year, number, days) + timedelta(days=4)))
