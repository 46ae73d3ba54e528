"""Pages of promotion and support: what they show, to whom, and how wrong input comes back."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from nhip.people.models import User
from nhip.people.roles import Role
from nhip.plans.models import Enquiry, EnquiryEntry, InvestmentCall, SupportMeasure, SupportPolicy, SupportRecord
from nhip.plans.promotion.queries import due_followups
from nhip.plans.tests.given import CONTACT, a_call
from nhip.registry.models import Enterprise

pytestmark = pytest.mark.django_db


def text_of(answer) -> str:
    main = answer.content.decode().split("<main", 1)[-1].split("</main>", 1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_everybody_finds_a_call_and_whom_to_ask(client, things):
    a_call("cu", name="Nhà máy cũ", valid_to=date(2023, 6, 30))
    page = text_of(client.get("/vi/promotion/"))
    assert "Nhà máy gỗ" in page
    assert "Nhà máy cũ" not in page
    assert "Nhà máy cũ" in text_of(client.get("/vi/promotion/", {"all": "1"}))
    assert "Nhà máy gỗ" not in text_of(client.get("/vi/promotion/", {"q": "thep"}))
    one = client.get("/vi/promotion/calls/go/")
    assert "mailto:ai@example.vn" in one.content.decode()
    assert "hôm nay không còn hiệu lực" in text_of(client.get("/vi/promotion/calls/cu/"))


def test_policies_in_force_on_a_day(client, things):
    assert "Nghị quyết" in text_of(client.get("/vi/promotion/policies/", {"on": "01/01/2023"}))
    assert "Không có chính sách" in text_of(client.get("/vi/promotion/policies/", {"on": "31/12/2022"}))
    assert "Không đọc được ngày" in text_of(client.get("/vi/promotion/policies/", {"on": "31/02/2022"}))


def test_a_call_and_a_policy_are_added_and_corrected(officer, things):
    typed = {"code": "moi", "name": "Nhà máy mới", "sector": "Cơ khí", "valid_from": "01/03/2024", "area": "6,5"}
    assert officer.post("/vi/promotion/calls/add/", {**typed, **CONTACT}).url == "/vi/promotion/"
    made = InvestmentCall.objects.get(code="moi")
    change = f"/vi/promotion/calls/{made.pk}/change/"
    assert 'value="6,5"' in officer.get(change).content.decode()
    answer = officer.post(change, {**typed, **CONTACT, "valid_to": "01/01/2024", "reason": "x"})
    assert "E803" in answer.content.decode()
    better = {**typed, **CONTACT, "name": "Nhà máy mới hơn", "reason": "đổi tên"}
    assert officer.post(change, better).url == "/vi/promotion/calls/moi/"
    assert officer.post(change, better).status_code == 409
    law = {"code": "kc", "name": "Khuyến công", "authority": "UBND", "supports": "Máy", "valid_from": "01/01/2021"}
    assert officer.post("/vi/promotion/policies/add/", law).status_code == 302
    kept = SupportPolicy.objects.get(code="kc")
    gone = f"/vi/promotion/policies/{kept.pk}/change/"
    assert officer.post(gone, {"withdraw": "1", "reason": "trùng"}).status_code == 302
    assert not SupportPolicy.objects.known_at().filter(code="kc").exists()


def test_an_enquiry_is_followed_up_and_ended(officer, things):
    asked = {"received_on": "02/05/2024", "investor": "Công ty Thép", "subject": "Hỏi điện", "call": "go"}
    there = officer.post("/vi/promotion/enquiries/add/", asked).url
    kept = Enquiry.objects.latest("pk")
    assert kept.call
    assert kept.call.code == "go"
    today = timezone.localdate()
    step = {"follow_up-on": f"{today:%d/%m/%Y}", "follow_up-words": "Gửi bản đồ", "follow_up-follower": "officer"}
    answer = officer.post(there, {"kind": "follow_up", **step, "follow_up-next_by": "01/01/2020"})
    assert "E803" in answer.content.decode()
    due = today + timedelta(days=2)
    assert officer.post(there, {"kind": "follow_up", **step, "follow_up-next_by": f"{due:%d/%m/%Y}"}).url == there
    [todo] = due_followups(User.objects.get(username="officer"), due)
    assert (todo.enquiry, todo.words) == (kept.pk, "Gửi bản đồ")
    # The page of the day shows what is due within the week, not only what is due today.
    assert "Gửi bản đồ" in text_of(officer.get("/vi/work/today/"))
    assert "Người officer" in text_of(officer.get("/vi/promotion/enquiries/"))
    end = {"outcome-on": f"{today:%d/%m/%Y}", "outcome-words": "Ký biên bản", "outcome-outcome": "project"}
    assert officer.post(there, {"kind": "outcome", **end}).url == there
    assert "thành dự án" in text_of(officer.get(there))
    assert officer.get(there).content.decode().count('name="kind"') == 0
    assert EnquiryEntry.objects.filter(enquiry=kept).count() == 2


def test_a_reporter_sees_the_support_of_his_own_enterprise_only(signed_in, officer, things):
    other = Enterprise.objects.create(tax_code="9900000023", name="Công ty Khác")
    typed = {"enterprise": "9900000023", "kind": "training", "words": "Đào tạo thợ", "given_from": "07/10/2024"}
    assert officer.post("/vi/promotion/support/add/", typed).status_code == 302
    theirs = SupportMeasure.objects.get(enterprise=other)
    reporter = signed_in(Role.REPORTER)
    page = text_of(reporter.get("/vi/promotion/support/"))
    assert "Hội chợ" in page
    assert "Đào tạo thợ" not in page
    assert "Có đơn hàng nhỏ" in text_of(reporter.get(f"/vi/promotion/support/{things['measure']}/"))
    assert reporter.get(f"/vi/promotion/support/{theirs.pk}/").status_code == 403
    both = text_of(officer.get("/vi/promotion/support/"))
    assert "Đào tạo thợ" in both
    assert "Hội chợ" in both
    assert "Hội chợ" not in text_of(officer.get("/vi/promotion/support/", {"year": "2024"}))
    for year in ("0000", "x", "２０２４", "99999"):
        assert "Hội chợ" in text_of(officer.get("/vi/promotion/support/", {"year": year}))


def test_support_is_corrected_and_its_outcome_noted(officer, things):
    page = f"/vi/promotion/support/{things['measure']}/"
    note = {"on": "01/12/2023", "result": "effect", "words": "Xuất khẩu chuyến đầu"}
    before = text_of(officer.get(page)).count("Xuất khẩu")
    assert "E805" in officer.post(page, {**note, "on": "01/12/2050"}).content.decode()
    assert text_of(officer.get(page)).count("Xuất khẩu") == before == 0
    assert officer.post(page, note).url == page
    assert "Xuất khẩu chuyến đầu" in text_of(officer.get(page))
    change = f"/vi/promotion/support/record/{things['support']}/change/"
    typed = {"kind": "partners", "words": "Hội chợ", "given_from": "01/06/2023", "policy": "nq", "amount": "35"}
    assert officer.post(change, {**typed, "given_from": "01/06/2022", "reason": "x"}).status_code == 200
    assert officer.post(change, {**typed, "reason": "đúng loại"}).url == page
    assert SupportRecord.objects.known_at().get(measure=things["measure"]).kind == "partners"


def test_lists_ask_few_questions_however_long_they_are(officer, client, enterprise, django_assert_max_num_queries):
    day = date(2024, 1, 1)
    calls = (
        InvestmentCall(code=f"c{n}", name=f"K {n}", sector="x", valid_from=day, recorded_by="x") for n in range(1000)
    )
    InvestmentCall.objects.bulk_create(calls)
    Enquiry.objects.bulk_create(
        Enquiry(received_on=day, investor=f"N {n}", subject="x", recorded_by="x") for n in range(1000)
    )
    measures = [SupportMeasure(enterprise=enterprise, recorded_by="x") for _ in range(1000)]
    SupportMeasure.objects.bulk_create(measures)
    SupportRecord.objects.bulk_create(
        SupportRecord(measure=each, kind="legal", words="x", given_from=day, recorded_by="x")
        for each in SupportMeasure.objects.filter(records=None)
    )
    with django_assert_max_num_queries(2):
        assert "1.001 dự án kêu gọi" in text_of(client.get("/vi/promotion/"))
    # Besides the two of the list, those of the session, the person, the roles and the second factor.
    for page in ("enquiries", "support"):
        with django_assert_max_num_queries(10):
            assert "1.001" in text_of(officer.get(f"/vi/promotion/{page}/"))
