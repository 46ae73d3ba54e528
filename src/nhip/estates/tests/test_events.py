"""Events: any order, corrections keep the old, and what cannot be is refused with a sentence and changes nothing."""

from datetime import date

import pytest

from nhip.estates.actions import Basis, Correction, keeper_of, record_event, withdraw
from nhip.estates.faults import Fault
from nhip.estates.invariants import invariants
from nhip.estates.models import EstateEvent, FirstEvent, YearEvent
from nhip.estates.tests.makers import BY, cluster, event
from nhip.people.models import User
from nhip.people.refusals import Refused
from nhip.registry.documents import keep_document, withdraw_document
from nhip.registry.models import AuditEntry

pytestmark = pytest.mark.django_db


def refused(number: str, act, *args, **kwargs) -> Fault:
    """Return the fault an act raises; see that it changed nothing and left no row in the audit chain."""
    before = EstateEvent.objects.count(), FirstEvent.objects.count(), AuditEntry.objects.count()
    with pytest.raises(Fault) as found:
        act(*args, **kwargs)
    assert found.value.number == number
    assert "?" not in found.value.message("vi") + found.value.message("en")
    assert (EstateEvent.objects.count(), FirstEvent.objects.count(), AuditEntry.objects.count()) == before
    return found.value


def test_events_come_in_any_order():
    estate = cluster()
    event(estate, "groundbreaking", date(2023, 12, 25))
    event(estate, "established", date(2023, 5, 1))
    event(estate, "planned", date(2022, 5, 1))
    assert [each.kind for each in estate.events.all()] == ["planned", "established", "groundbreaking"]
    assert list(invariants()) == []


def test_one_act_leaves_one_row_in_the_audit_chain():
    estate = cluster()
    before = AuditEntry.objects.count()
    event(estate, "established", date(2023, 5, 1), document_number="854/QĐ-UBND")
    entry = AuditEntry.objects.latest("id")
    assert AuditEntry.objects.count() == before + 1
    assert (entry.act, entry.new["document_number"]) == ("estate.event_recorded", "854/QĐ-UBND")


def test_a_month_is_kept_as_a_month():
    found = event(cluster(), "groundbreaking", date(2024, 2, 20), precision="month")
    assert (found.on, found.until) == (date(2024, 2, 1), date(2024, 2, 29))


def test_a_correction_keeps_the_old_version_and_moves_the_first_event():
    estate = cluster()
    wrong = event(estate, "established", date(2022, 5, 1))
    right = event(estate, "established", date(2023, 5, 1), correction=Correction(wrong, "sai năm"))
    assert EstateEvent.objects.count() == 2
    assert list(EstateEvent.objects.known_at()) == [right]
    assert FirstEvent.objects.get().event == right
    assert list(EstateEvent.objects.known_at(wrong.recorded_at)) == [wrong]


def test_the_second_of_two_who_correct_the_same_version_is_told_so():
    estate = cluster()
    wrong = event(estate, "planned", date(2022, 5, 1))
    event(estate, "planned", date(2022, 6, 1), correction=Correction(wrong, "sai tháng"))
    refused("E710", event, estate, "planned", date(2022, 7, 1), correction=Correction(wrong, "sai tháng"))


def test_a_correction_says_why_and_stays_with_its_estate():
    estate, other = cluster(), cluster("C-2")
    first = event(estate, "planned", date(2022, 5, 1))
    refused("E712", event, estate, "planned", date(2022, 7, 1), correction=Correction(first, " "))
    refused("E713", event, other, "planned", date(2022, 7, 1), correction=Correction(first, "nhầm"))


def test_what_was_withdrawn_is_not_corrected():
    estate = cluster()
    last = withdraw(BY, event(estate, "planned", date(2022, 5, 1)), "ghi nhầm")
    assert not FirstEvent.objects.exists()
    refused("E711", event, estate, "planned", date(2022, 7, 1), correction=Correction(last, "nhầm"))


@pytest.mark.parametrize("day", [date(202, 5, 1), date(1989, 12, 31), date(2099, 1, 1)])
def test_impossible_days(day):
    found = refused("E704", event, cluster(), "planned", day)
    assert f"{day.year:04}" in found.message("vi")


def test_an_event_before_the_estate_came_into_being():
    estate = cluster()
    event(estate, "requested", date(2022, 5, 1))
    refused("E715", event, estate, "groundbreaking", date(2022, 4, 30))
    # "May 2022" may have been after the first of May.
    event(estate, "groundbreaking", date(2022, 5, 1), precision="month")


def test_nobody_is_established_twice():
    estate = cluster()
    event(estate, "established", date(2022, 5, 1))
    refused("E716", event, estate, "established", date(2023, 5, 1))


def test_a_repeal_needs_an_establishment_and_ends_all():
    estate = cluster()
    refused("E717", event, estate, "repealed", date(2023, 5, 1))
    event(estate, "established", date(2022, 5, 1))
    refused("E717", event, estate, "repealed", date(2022, 4, 30))
    event(estate, "repealed", date(2023, 5, 1))
    refused("E718", event, estate, "groundbreaking", date(2023, 6, 1))
    refused("E718", event, estate, "repealed", date(2023, 6, 1))


def test_an_establishment_with_a_repeal_is_not_withdrawn():
    estate = cluster()
    established = event(estate, "established", date(2022, 5, 1))
    event(estate, "repealed", date(2023, 5, 1))
    refused("E717", withdraw, BY, established, "ghi nhầm")


def test_the_same_event_twice():
    estate = cluster()
    event(estate, "adjusted", date(2022, 5, 1), document_number="1/QĐ-UBND")
    event(estate, "adjusted", date(2022, 5, 1), document_number="2/QĐ-UBND")
    refused("E719", event, estate, "adjusted", date(2022, 5, 1), document_number="1/QĐ-UBND")


def test_number_and_authority_come_from_the_document():
    kept = keep_document("o", "854/QĐ-UBND", authority="UBND tỉnh Lạng Sơn", issued_on=date(2023, 6, 2))
    found = event(cluster(), "established", date(2023, 6, 2), basis=Basis(document=kept.pk))
    assert (found.document_number, found.authority) == ("854/QĐ-UBND", "UBND tỉnh Lạng Sơn")


def test_a_document_that_is_not_there_or_was_withdrawn():
    estate, kept = cluster(), keep_document("o", "854/QĐ-UBND")
    withdraw_document("o", kept, "sai văn bản")
    refused("E658", event, estate, "established", date(2023, 6, 2), basis=Basis(document=kept.pk))
    refused("E657", event, estate, "established", date(2023, 6, 2), basis=Basis(document=10**6))


def test_words_that_are_not_known():
    estate = cluster()
    refused("E703", event, estate, "finished", date(2023, 6, 2))
    refused("E703", event, estate, "planned", date(2023, 6, 2), precision="week")


def test_who_has_no_right_changes_nothing():
    estate, reader = cluster(), User.objects.create_user("leader")
    with pytest.raises(Refused):
        record_event(keeper_of(reader), estate, "planned", date(2023, 6, 2))
    assert not EstateEvent.objects.exists()


def test_invariants_name_a_first_event_that_strayed():
    estate = cluster()
    event(estate, "planned", date(2022, 5, 1))
    FirstEvent.objects.update(until=date(2022, 6, 1))
    assert list(invariants()) == [f"estate {estate.pk}: the first event planned is kept otherwise than its events say"]
    FirstEvent.objects.all().delete()
    YearEvent.objects.update(year=2021)
    assert list(invariants()) == [
        f"estate {estate.pk}: the first event planned is kept otherwise than its events say",
        f"estate {estate.pk}: the event planned of 2021 is kept otherwise than its events say",
        f"estate {estate.pk}: the event planned of 2022 is kept otherwise than its events say",
    ]


def test_the_projections_follow_every_act():
    estate = cluster()
    event(estate, "established", date(2022, 1, 5))
    later = event(estate, "adjusted", date(2023, 9, 1))
    first = event(estate, "adjusted", date(2023, 5, 1))
    event(estate, "adjusted", date(2024, 5, 1), precision="month")

    def kept() -> list[tuple[str, int, date]]:
        return list(YearEvent.objects.values_list("kind", "year", "until").order_by("kind", "year"))

    assert kept() == [
        ("adjusted", 2023, date(2023, 5, 1)),
        ("adjusted", 2024, date(2024, 5, 31)),
        ("established", 2022, date(2022, 1, 5)),
    ]
    withdraw(BY, first, "ghi nhầm")
    assert kept()[0] == ("adjusted", 2023, later.until)
    event(estate, "adjusted", date(2022, 9, 1), correction=Correction(later, "sai năm"))
    assert kept()[0] == ("adjusted", 2022, date(2022, 9, 1))
    assert list(invariants()) == []
