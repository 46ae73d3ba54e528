"""A plant, a call, a policy, an enquiry and a support measure, each made by its act, for tests of any room."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from nhip.plans.models import (
    Attribute,
    InvestmentCall,
    MilestoneKind,
    PlantState,
    ProjectKind,
    ProjectRecord,
    Result,
    Sort,
    SupportKind,
)
from nhip.plans.projects.actions import add_project, date_milestone, state
from nhip.plans.projects.operation import note_outage, report_month
from nhip.plans.promotion.actions import (
    call_for_investment,
    give_support,
    keep_policy,
    note_outcome,
    receive_enquiry,
)
from nhip.registry.keepers import SYSTEM_KEEPER
from nhip.registry.models import Enterprise

CLOCK = ZoneInfo("Asia/Ho_Chi_Minh")
CONTACT = {"contact_name": "Phòng Quản lý Công nghiệp", "contact_email": "ai@example.vn", "contact_phone": "0200"}


def moment(text: str) -> datetime:
    """Return an instant by the province's clock: 2023-02-01T06:00."""
    return datetime.fromisoformat(text).replace(tzinfo=CLOCK)


def a_project(code: str = "plant", **values: Any) -> ProjectRecord:
    """Keep a project."""
    at = values.pop("at", None)
    about = {"name": "Thủy điện Suối Lau", "kind": ProjectKind.HYDRO, "source": "báo", **values}
    return add_project(SYSTEM_KEEPER, code, about, at=at)


def a_call(code: str = "go", **values: Any) -> InvestmentCall:
    """Keep a call for investment."""
    about = {"code": code, "name": "Nhà máy gỗ", "sector": "Chế biến gỗ", "valid_from": date(2023, 1, 1)}
    return call_for_investment(SYSTEM_KEEPER, {**about, **CONTACT, **values})


def promises_of(enterprise: Enterprise) -> dict[str, int]:
    """Keep one of each for an enterprise, and return what addresses name them by."""
    plant = a_project(enterprise=enterprise)
    said = {"attribute": Attribute.CAPACITY, "value": Decimal(18), "source": "báo"}
    statement = state(SYSTEM_KEEPER, plant.project, said)
    day = date(2012, 8, 14)
    step = {"kind": MilestoneKind.OPERATION, "sort": Sort.ACTUAL, "earliest": day, "latest": day, "source": "báo"}
    milestone = date_milestone(SYSTEM_KEEPER, plant.project, step)
    ran = {"month": "2023-01", "state": PlantState.REPORTED, "output": Decimal(4_000_000)}
    month = report_month(SYSTEM_KEEPER, plant.project, ran)
    stop = {"began": moment("2023-01-10T06:00"), "ended": moment("2023-01-10T18:00"), "cause": "sét"}
    outage = note_outage(SYSTEM_KEEPER, plant.project, stop)
    law = {"code": "nq", "name": "Nghị quyết", "authority": "HĐND", "supports": "Đất", "valid_from": date(2023, 1, 1)}
    policy = keep_policy(SYSTEM_KEEPER, law)
    asked = {"received_on": date(2023, 5, 2), "investor": "Công ty Gỗ Xanh", "subject": "Hỏi đất 5 ha"}
    enquiry = receive_enquiry(SYSTEM_KEEPER, asked)
    given = {"kind": SupportKind.MARKETS, "words": "Hội chợ", "given_from": date(2023, 6, 1), "policy": policy}
    support = give_support(SYSTEM_KEEPER, enterprise, given)
    came = {"on": date(2023, 9, 1), "result": Result.PARTLY, "words": "Có đơn hàng nhỏ"}
    note_outcome(SYSTEM_KEEPER, support.measure, came)
    return {
        "statement": statement.pk,
        "milestone": milestone.pk,
        "plant_month": month.pk,
        "outage": outage.pk,
        "call": a_call().pk,
        "policy": policy.pk,
        "enquiry": enquiry.pk,
        "measure": support.measure_id,
        "support": support.pk,
    }
