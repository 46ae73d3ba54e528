"""Investment promotion and support of the demonstration. All of it is made up, and marked so.

The article tells that the department prepares a resolution on support and helps enterprises find partners, markets and
their place in value chains; it names no call, no investor and no enterprise.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from django.utils import timezone

from nhip.demonstration.projects import CLOCK, MADE_UP
from nhip.estates.models import Estate
from nhip.people.models import User
from nhip.plans.models import Enquiry, EnquiryStep, InvestmentCall, Outcome, Project, Result, SupportKind
from nhip.plans.promotion.actions import (
    call_for_investment,
    give_support,
    keep_policy,
    note_entry,
    note_outcome,
    receive_enquiry,
)
from nhip.registry.keepers import SYSTEM_KEEPER
from nhip.registry.models import Enterprise, Place

__all__ = ["load_followups", "load_promotion"]

_CONTACT: Final = {
    "contact_name": "Phòng Quản lý Công nghiệp (minh hoạ)",
    "contact_phone": "0200 000 0000",
    "contact_email": "xuctien@example.vn",
}
# code, name, sector, place, part of an estate's name, project, hectares, billion VND, from, to
_CALLS: Final = (
    (
        "ha-tang-ccn-na-duong",
        "Hạ tầng cụm công nghiệp Na Dương",
        "Hạ tầng công nghiệp",
        "06526",
        "",
        "",
        "60",
        "480",
        date(2023, 3, 1),
        None,
    ),
    (
        "go-ho-son",
        "Nhà máy chế biến gỗ rừng trồng",
        "Chế biến gỗ",
        "06385",
        "Hồ Sơn 1",
        "",
        "6.5",
        "150",
        date(2023, 8, 1),
        None,
    ),
    (
        "dien-gio-may-ngan",
        "Nhà máy điện gió Mây Ngàn",
        "Năng lượng tái tạo",
        "06541",
        "",
        "dien-gio-may-ngan",
        "35",
        "1900",
        date(2022, 3, 15),
        date(2024, 5, 20),
    ),
    (
        "sinh-khoi-rung-hoi",
        "Nhà máy điện sinh khối Rừng Hồi",
        "Năng lượng tái tạo",
        "06613",
        "",
        "sinh-khoi-rung-hoi",
        "18",
        "1350",
        date(2024, 5, 10),
        None,
    ),
    (
        "linh-kien-hoa-son",
        "Nhà máy linh kiện cơ khí",
        "Công nghiệp hỗ trợ",
        "06445",
        "Hòa Sơn 1",
        "",
        "4.2",
        "",
        date(2024, 1, 15),
        None,
    ),
    (
        "tinh-dau-hoi",
        "Nhà máy tinh dầu và dược liệu từ hồi",
        "Chế biến nông lâm sản",
        "06253",
        "",
        "",
        "3",
        "85",
        date(2021, 6, 1),
        date(2023, 6, 30),
    ),
)
# code, name, number, authority, what it supports, from, to
_POLICIES: Final = (
    (
        "ho-tro-ccn",
        "Hỗ trợ doanh nghiệp đầu tư vào khu, cụm công nghiệp",
        "00/2024/NQ-HĐND (minh hoạ)",
        "Hội đồng nhân dân tỉnh",
        "Hỗ trợ san lấp mặt bằng, đào tạo lao động và xử lý nước thải cho doanh nghiệp vào khu, cụm công nghiệp.",
        date(2024, 8, 1),
        None,
    ),
    (
        "khuyen-cong-2021-2025",
        "Chương trình khuyến công giai đoạn 2021–2025",
        "000/QĐ-UBND (minh hoạ)",
        "Ủy ban nhân dân tỉnh",
        "Hỗ trợ máy móc tiên tiến, đào tạo nghề, hội chợ và sản phẩm công nghiệp nông thôn tiêu biểu.",
        date(2021, 1, 1),
        date(2025, 12, 31),
    ),
)
# how many in the register, kind, words, day, policy, million VND, what came of it
_SUPPORT: Final = (
    (
        3,
        SupportKind.PARTNERS,
        "Kết nối với ba đơn vị mua ván bóc ở Bắc Giang",
        date(2023, 4, 12),
        "",
        "",
        (Result.EFFECT, "Ký một hợp đồng 2.000 m³"),
    ),
    (
        5,
        SupportKind.MARKETS,
        "Gian hàng tại hội chợ công thương vùng Đông Bắc",
        date(2023, 9, 20),
        "khuyen-cong-2021-2025",
        "35",
        (Result.PARTLY, "Có đơn hàng nhỏ, chưa có khách thường xuyên"),
    ),
    (
        8,
        SupportKind.TECHNOLOGY,
        "Máy ép nhiệt điều khiển số",
        date(2023, 6, 15),
        "khuyen-cong-2021-2025",
        "200",
        (Result.EFFECT, "Công suất tăng khoảng một phần tư"),
    ),
    (
        11,
        SupportKind.VALUE_CHAIN,
        "Khảo sát để thành nhà cung cấp của khu công nghiệp",
        date(2024, 3, 5),
        "",
        "",
        (Result.UNKNOWN, "Đang thử mẫu"),
    ),
    (3, SupportKind.TRAINING, "Đào tạo 40 công nhân vận hành", date(2024, 10, 7), "ho-tro-ccn", "60", None),
    (
        14,
        SupportKind.LEGAL,
        "Hướng dẫn thủ tục môi trường",
        date(2022, 11, 2),
        "",
        "",
        (Result.NO_EFFECT, "Doanh nghiệp tạm dừng dự án"),
    ),
)


def _noted(day: date) -> datetime:
    return min(datetime.combine(day, time(16), CLOCK), datetime.now(UTC))


def load_promotion() -> None:
    """Keep calls, policies, enquiries and support measures, through the acts everybody uses; once."""
    if InvestmentCall.objects.exists():
        return
    for code, name, sector, place, estate, project, area, capital, first, last in _CALLS:
        given: dict[str, Any] = {
            "code": code,
            "name": name,
            "sector": sector,
            "place": Place.objects.filter(code=place, valid_to=None).order_by("-valid_from").first(),
            "estate": Estate.objects.filter(name__contains=estate).first() if estate else None,
            "project": Project.objects.filter(code=project).first() if project else None,
            "area": Decimal(area),
            "capital": Decimal(capital) if capital else None,
            "valid_from": first,
            "valid_to": last,
            "source": MADE_UP,
            "illustrative": True,
        }
        call_for_investment(SYSTEM_KEEPER, {**given, **_CONTACT}, at=_noted(first))
    policies = {}
    for code, name, symbol, authority, supports, first, last in _POLICIES:
        given = {"code": code, "name": name, "number": symbol, "authority": authority, "supports": supports}
        given |= {"valid_from": first, "valid_to": last, "source": MADE_UP, "illustrative": True}
        policies[code] = keep_policy(SYSTEM_KEEPER, given, at=_noted(first))
    wood = Enterprise.objects.filter(illustrative=True, industry__code__startswith="16")
    enterprises = list(wood.order_by("tax_code")[:20])
    for number, kind, words, day, policy, amount, outcome in _SUPPORT:
        if number >= len(enterprises):
            continue
        given = {"kind": kind, "words": words, "given_from": day, "policy": policies.get(policy), "source": MADE_UP}
        given["amount"] = Decimal(amount) if amount else None
        made = give_support(SYSTEM_KEEPER, enterprises[number], given, illustrative=True, at=_noted(day))
        if outcome is not None:
            later = day + timedelta(days=120)
            told = {"on": later, "result": outcome[0], "words": outcome[1]}
            note_outcome(SYSTEM_KEEPER, made.measure, told, at=_noted(later))
    _enquire(
        date(2023, 5, 16), "Công ty CP gỗ Vân Sơn (minh hoạ)", "Hỏi đất 5 ha làm ván ép", "go-ho-son", Outcome.PROJECT
    )
    _enquire(
        date(2023, 10, 3), "Hợp tác xã dược liệu Mẫu Sơn (minh hoạ)", "Hỏi xưởng chế biến hồi", "", Outcome.UNSUITABLE
    )


def _enquire(day: date, investor: str, subject: str, call: str, outcome: str) -> None:
    about = InvestmentCall.objects.known_at().filter(code=call).first() if call else None
    given = {"received_on": day, "investor": investor, "subject": subject, "call": about}
    made = receive_enquiry(SYSTEM_KEEPER, given, illustrative=True, at=_noted(day))
    later = day + timedelta(days=12)
    note_entry(SYSTEM_KEEPER, made, EnquiryStep.CONTACT, {"on": later, "words": "Làm việc tại Sở"}, at=_noted(later))
    end = day + timedelta(days=75)
    given = {"on": end, "words": "Kết thúc theo dõi", "outcome": outcome}
    note_entry(SYSTEM_KEEPER, made, EnquiryStep.OUTCOME, given, at=_noted(end))


def load_followups() -> None:
    """Give the demonstration's officer two enquiries to follow up around today; once, when there is an officer."""
    officer = User.objects.filter(username="officer").first()
    name = "Công ty TNHH linh kiện Đông Bắc (minh hoạ)"
    if officer is None or InvestmentCall.objects.count() == 0 or _asked(name):
        return
    today = timezone.localdate()
    for investor, subject, call, received, due in (
        (name, "Hỏi lô đất 2 ha có xử lý nước thải", "linh-kien-hoa-son", 20, -3),
        (
            "Công ty CP năng lượng Rừng Xanh (minh hoạ)",
            "Hỏi nguồn dăm gỗ cho điện sinh khối",
            "sinh-khoi-rung-hoi",
            9,
            2,
        ),
    ):
        day = today - timedelta(days=received)
        about = InvestmentCall.objects.known_at().filter(code=call).first()
        given = {"received_on": day, "investor": investor, "subject": subject, "call": about}
        made = receive_enquiry(SYSTEM_KEEPER, given, illustrative=True, at=_noted(day))
        step = {"on": day, "words": "Gửi thông tin lô đất và giá thuê", "follower": officer}
        step["next_by"] = today + timedelta(days=due)
        note_entry(SYSTEM_KEEPER, made, EnquiryStep.FOLLOW_UP, step, at=_noted(day))


def _asked(investor: str) -> bool:
    return Enquiry.objects.filter(investor=investor).exists()
