"""Acts of promotion and support, what becomes due, and the figures that count them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from nhip.engine.faults import Fault
from nhip.figures.catalogue import indicator_by_code
from nhip.figures.model import Knowledge
from nhip.figures.periods import Period
from nhip.people.actions import add_person
from nhip.plans.models import Enquiry, EnquiryEntry, InvestmentCall, SupportPolicy, SupportRecord
from nhip.plans.promotion.actions import (
    call_for_investment,
    describe_support,
    give_support,
    keep_policy,
    note_entry,
    note_outcome,
    receive_enquiry,
    withdraw_record,
)
from nhip.plans.promotion.queries import call_by_code, due_followups, list_calls, list_enquiries, policies_on
from nhip.plans.tests.given import CONTACT, a_call
from nhip.registry.keepers import SYSTEM_KEEPER
from nhip.registry.models import AuditEntry

pytestmark = pytest.mark.django_db

CALL = {"code": "go", "name": "Gỗ", "sector": "Gỗ", "valid_from": date(2023, 1, 1), **CONTACT}
POLICY = {"code": "nq", "name": "NQ", "number": "01/NQ", "authority": "HĐND", "supports": "Đất"}
POLICY |= {"valid_from": date(2023, 1, 1), "valid_to": date(2023, 12, 31)}
ASKED = {"received_on": date(2023, 5, 2), "investor": "Công ty Xanh", "subject": "Hỏi đất"}
GIVEN = {"kind": "markets", "words": "Hội chợ", "given_from": date(2023, 6, 1)}
MONTHS = tuple(Period.month(2023, month) for month in range(1, 13))


def number_of(act, *given, **more) -> tuple[str, str]:
    """Return the number of the fault an act ends with, and its box; nothing may be kept."""
    models = (InvestmentCall, SupportPolicy, Enquiry, EnquiryEntry, SupportRecord, AuditEntry)
    before = [model.objects.count() for model in models]
    with pytest.raises(Fault) as caught:
        act(SYSTEM_KEEPER, *given, **more)
    assert [model.objects.count() for model in models] == before
    assert "?" not in caught.value.message("vi") + caught.value.message("en")
    return caught.value.number, str(caught.value.fields.get("column") or "")


def values(code: str, as_of: datetime | None = None) -> dict[tuple[str, str], float]:
    """Compute an indicator; by subject and period."""
    known = Knowledge(as_of or timezone.now(), MONTHS)
    return {(each.subject, str(each.period)): each.value for each in indicator_by_code(code).compute(known)}


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"code": "go"}, ("E802", "code")),
        ({"code": "Gỗ"}, ("E807", "code")),
        ({"valid_to": date(2022, 1, 1)}, ("E803", "valid_to")),
        ({"valid_from": date(202, 1, 1)}, ("E804", "valid_from")),
        ({"area": Decimal(0)}, ("E617", "area")),
        ({"capital": Decimal(-1)}, ("E617", "capital")),
        ({"name": ""}, ("E806", "name")),
        ({"contact_email": "ai"}, ("E807", "contact_email")),
    ],
)
def test_a_call_that_cannot_be_is_refused(given, fault):
    a_call()
    assert number_of(call_for_investment, {**CALL, "code": "khac", **given}) == fault


def test_a_call_keeps_its_code_over_corrections_and_holds_on_its_days():
    first = a_call(valid_to=date(2023, 6, 30))
    second = call_for_investment(SYSTEM_KEEPER, {**CALL, "code": "other"}, replaces=first, reason="gia hạn")
    assert (second.code, call_by_code("go")) == ("go", second)
    assert number_of(call_for_investment, CALL, replaces=first, reason="gia hạn") == ("E800", "")
    assert list(list_calls({}, date(2022, 12, 31))) == []
    assert list(list_calls({}, date(2026, 1, 1))) == [second]
    assert list(list_calls({"q": "GO"})) == [second]
    assert list(list_calls({"q": "thép"})) == []
    withdraw_record(SYSTEM_KEEPER, second, "không còn")
    assert call_by_code("go") is None


def test_calls_are_counted_on_the_last_day_of_a_period():
    a_call(valid_from=date(2023, 2, 15), valid_to=date(2023, 9, 29))
    a_call("b")
    found = values("INVESTMENT_CALLS")
    assert [found["", p] for p in ("2023-01", "2023-02", "2023-Q3", "2023", "2023-H1")] == [1, 2, 1, 1, 2]


def test_policies_hold_from_their_first_to_their_last_day():
    policy = keep_policy(SYSTEM_KEEPER, POLICY)
    days = (date(2022, 12, 31), date(2023, 1, 1), date(2023, 12, 31), date(2024, 1, 1))
    assert [policy in policies_on(day) for day in days] == [False, True, True, False]
    assert number_of(keep_policy, POLICY) == ("E802", "code")


def test_an_enquiry_tells_who_has_to_do_what_by_when():
    lan, minh = add_person("lan", "Lan"), add_person("minh", "Minh")
    asked = receive_enquiry(SYSTEM_KEEPER, ASKED)
    step = {"on": date(2023, 5, 3), "words": "Gửi bản đồ", "follower": lan, "next_by": date(2023, 5, 10)}
    note_entry(SYSTEM_KEEPER, asked, "follow_up", step)
    assert due_followups(lan, date(2023, 5, 9)) == []
    [due] = due_followups(lan, date(2023, 5, 10))
    assert (due.investor, due.words, due.next_by) == ("Công ty Xanh", "Gửi bản đồ", date(2023, 5, 10))
    note_entry(SYSTEM_KEEPER, asked, "contact", {"on": date(2023, 5, 11), "words": "Gọi điện"})
    assert [each.enquiry for each in due_followups(lan, date(2023, 6, 1))] == [asked.pk]
    other = {"on": date(2023, 5, 12), "words": "Dẫn đi xem", "follower": minh, "next_by": date(2023, 5, 20)}
    note_entry(SYSTEM_KEEPER, asked, "follow_up", other)
    assert due_followups(lan, date(2023, 6, 1)) == []
    assert [row.pk for row in list_enquiries({"state": "late"})] == [asked.pk]
    note_entry(SYSTEM_KEEPER, asked, "outcome", {"on": date(2023, 7, 1), "words": "Ký", "outcome": "project"})
    assert due_followups(minh, date(2024, 1, 1)) == []
    assert [row.outcome for row in list_enquiries({"state": "ended"})] == ["project"]
    assert number_of(note_entry, asked, "contact", {"on": date(2023, 8, 1), "words": "x"}) == ("E818", "")


@pytest.mark.parametrize(
    ("kind", "given", "fault"),
    [
        ("contact", {"on": date(2023, 5, 1)}, ("E803", "on")),
        ("contact", {"on": date(2999, 1, 1)}, ("E804", "on")),
        ("contact", {"on": date(2050, 1, 1)}, ("E805", "on")),
        ("contact", {"words": ""}, ("E806", "words")),
        ("follow_up", {}, ("E817", "follower")),
        ("outcome", {}, ("E806", "outcome")),
        ("outcome", {"outcome": "gone"}, ("E807", "outcome")),
    ],
)
def test_an_entry_that_cannot_be_is_refused(kind, given, fault):
    asked = receive_enquiry(SYSTEM_KEEPER, ASKED)
    assert number_of(note_entry, asked, kind, {"on": date(2023, 5, 3), "words": "x", **given}) == fault


def test_enquiries_are_counted_as_received_open_and_by_outcome_without_mistakes():
    ends = (("project", date(2023, 7, 1)), ("mistake", date(2023, 5, 9)), (None, None))
    for outcome, day in ends:
        asked = receive_enquiry(SYSTEM_KEEPER, ASKED)
        if outcome:
            note_entry(SYSTEM_KEEPER, asked, "outcome", {"on": day, "words": "x", "outcome": outcome})
    found = values("ENQUIRIES")
    assert [found["received", p] for p in ("2023-05", "2023-06", "2023")] == [2, 0, 2]
    assert [found["open", p] for p in ("2023-04", "2023-05", "2023-07", "2023")] == [0, 2, 1, 1]
    assert [found["project", p] for p in ("2023-06", "2023-07", "2023")] == [0, 1, 1]
    entry = indicator_by_code("ENQUIRIES")
    known = Knowledge(timezone.now(), MONTHS)
    figure = next(f for f in entry.compute(known) if (f.subject, str(f.period)) == ("received", "2023"))
    assert entry.evidence
    opened = entry.evidence(figure, timezone.now(), "vi")
    assert [each.kind for each in opened] == ["enquiry", "enquiry"]
    assert not any("Xanh" in each.words for each in opened), "who asked is for officials"


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"given_from": date(2050, 1, 1)}, ("E805", "given_from")),
        ({"given_to": date(2023, 5, 1)}, ("E803", "given_to")),
        ({"amount": Decimal(-1)}, ("E807", "amount")),
        ({"kind": "gift"}, ("E807", "kind")),
        ({"words": ""}, ("E806", "words")),
    ],
)
def test_support_that_cannot_be_is_refused(enterprise, given, fault):
    assert number_of(give_support, enterprise, {**GIVEN, **given}) == fault


def test_support_is_given_under_a_policy_in_force(enterprise):
    policy = keep_policy(SYSTEM_KEEPER, POLICY)
    assert give_support(SYSTEM_KEEPER, enterprise, {**GIVEN, "policy": policy}).policy == policy
    late = {**GIVEN, "given_from": date(2024, 1, 1), "policy": policy}
    assert number_of(give_support, enterprise, late) == ("E819", "policy")


def test_outcomes_stand_beside_each_other(enterprise):
    record = give_support(SYSTEM_KEEPER, enterprise, GIVEN)
    for day, result in ((date(2023, 7, 1), "unknown"), (date(2023, 12, 1), "effect")):
        note_outcome(SYSTEM_KEEPER, record.measure, {"on": day, "result": result, "words": "x"})
    assert [each.result for each in record.measure.outcomes.all()] == ["unknown", "effect"]
    early = {"on": date(2023, 5, 31), "result": "effect", "words": "x"}
    assert number_of(note_outcome, record.measure, early) == ("E803", "on")


def test_support_is_counted_by_kind_in_the_period_it_began_as_known_then(enterprise):
    at = datetime(2023, 7, 1, tzinfo=UTC)
    record = give_support(SYSTEM_KEEPER, enterprise, GIVEN, at=at)
    give_support(SYSTEM_KEEPER, enterprise, {**GIVEN, "kind": "technology"}, at=at)
    describe_support(SYSTEM_KEEPER, record, {**GIVEN, "kind": "partners"}, reason="đúng loại")
    found = values("SUPPORT_MEASURES")
    assert [found[kind, "2023-06"] for kind in ("", "markets", "partners", "technology", "legal")] == [2, 0, 1, 1, 0]
    assert found["", "2023-05"] == 0
    assert values("SUPPORT_MEASURES", at + timedelta(days=1))["markets", "2023-Q2"] == 1
