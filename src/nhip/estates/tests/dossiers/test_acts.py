"""Acts on dossiers: the way from request to groundbreaking, corrections, and what cannot have happened."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from nhip.engine.faults import Fault
from nhip.estates.actions import add_estate, record_event
from nhip.estates.dossiers.acts import (
    Said,
    correct_entry,
    keeper_of,
    record_entry,
    set_estate,
    start_dossier,
    withdraw_entry,
)
from nhip.estates.dossiers.clock import DossierState
from nhip.estates.dossiers.one import one_dossier
from nhip.estates.models import Dossier, DossierEntry, EstateEvent
from nhip.people.actions import add_person, grant_role
from nhip.people.models import User
from nhip.people.refusals import Refused
from nhip.people.roles import Role
from nhip.registry.documents import keep_document, withdraw_document
from nhip.registry.keepers import SYSTEM_KEEPER
from nhip.registry.models import AuditEntry

BY = SYSTEM_KEEPER
DAY = date(2024, 7, 1)
WAY = (
    ("call", date(2024, 6, 7)),
    ("files", date(2024, 6, 22)),
    ("dossier", date(2024, 6, 28)),
    ("appraisal", date(2024, 7, 20)),
    ("decision", date(2024, 7, 29)),
    ("policy_dossier", date(2024, 8, 5)),
    ("policy", date(2024, 9, 9)),
    ("detailed_plan", date(2024, 11, 1)),
    ("land", date(2025, 3, 3)),
    ("groundbreaking", date(2025, 5, 19)),
)


def done(dossier: Dossier, step: str, on: date) -> DossierEntry:
    return record_entry(BY, dossier, "done", on, step)


def standing(dossier: Dossier, day: date = DAY):
    return one_dossier(dossier, day).standing


def test_from_request_to_groundbreaking(dossier, cluster):
    for step, on in WAY:
        done(dossier, step, on)
    assert standing(dossier, date(2025, 6, 1)).state is DossierState.FINISHED
    assert list(EstateEvent.objects.filter(estate=cluster).order_by("on").values_list("kind", "on")) == [
        ("requested", date(2024, 6, 3)),
        ("appraised", date(2024, 7, 20)),
        ("established", date(2024, 7, 29)),
        ("investment_policy_approved", date(2024, 9, 9)),
        ("detailed_plan_approved", date(2024, 11, 1)),
        ("land_handed_over", date(2025, 3, 3)),
        ("groundbreaking", date(2025, 5, 19)),
    ]
    assert DossierEntry.objects.get(step="decision").kind == "decided"
    assert not any(each.late for each in standing(dossier, date(2025, 6, 1)).steps)


def test_the_procedure_is_that_of_the_day_of_receipt(db):
    old = start_dossier(BY, "cluster", "Cũ", "A", date(2024, 4, 30))
    new = start_dossier(BY, "cluster", "Mới", "A", date(2024, 5, 1))
    assert (old.version, new.version) == ("68/2017", "32/2024")
    # It stays so, and the commune takes over from the district.
    view = one_dossier(old, date(2025, 7, 1))
    assert view.procedure.version == "68/2017"
    assert view.actor.code == "commune"


def test_a_dossier_of_an_expansion_expands(db):
    estate = add_estate(BY, "cluster", "CCN-MO", "CCN Mở rộng")
    record_event(BY, estate, "established", date(2022, 1, 10))
    dossier = start_dossier(BY, "cluster", "Mở rộng", "A", date(2024, 6, 3), purpose="expand", estate=estate)
    for step, on in WAY[:5]:
        done(dossier, step, on)
    kinds = EstateEvent.objects.filter(estate=estate).values_list("kind", flat=True)
    assert sorted(kinds) == ["established", "expanded"]


def test_the_clock_stops_and_starts(dossier):
    # Five working days from Monday, 3 June: Monday, 10 June.
    assert standing(dossier, date(2024, 6, 4)).due_on == date(2024, 6, 10)
    assert standing(dossier, date(2024, 6, 11)).state is DossierState.OVERDUE
    record_entry(BY, dossier, "returned", date(2024, 6, 5))
    stopped = standing(dossier, date(2024, 6, 11))
    assert (stopped.state, stopped.stopped_since, stopped.actor) == (
        DossierState.STOPPED,
        date(2024, 6, 5),
        "applicant",
    )
    assert stopped.left == 3
    record_entry(BY, dossier, "completed", date(2024, 6, 12))
    assert standing(dossier, date(2024, 6, 12)).due_on == date(2024, 6, 17)


def test_an_entry_is_corrected_with_the_event_it_brought_about(dossier, cluster):
    for step, on in WAY[:4]:
        done(dossier, step, on)
    entry = DossierEntry.objects.get(step="appraisal")
    correct_entry(BY, entry, date(2024, 7, 22), Said(document_number="12/BC-SCT"), "ghi nhầm ngày")
    event = EstateEvent.objects.filter(estate=cluster, kind="appraised").known_at().get()
    assert (event.on, event.document_number, event.reason) == (date(2024, 7, 22), "12/BC-SCT", "ghi nhầm ngày")
    assert DossierEntry.objects.filter(step="appraisal").count() == 2
    withdraw_entry(BY, DossierEntry.objects.filter(step="appraisal").known_at().get(), "chưa thẩm định")
    assert not EstateEvent.objects.filter(estate=cluster, kind="appraised").known_at().exists()
    assert standing(dossier, date(2024, 7, 30)).current.step.code == "appraisal"


def test_an_estate_that_comes_later_gets_the_events_of_what_was_done(db):
    dossier = start_dossier(BY, "cluster", "Chưa có cụm", "A", date(2024, 6, 3))
    for step, on in WAY[:4]:
        done(dossier, step, on)
    assert not EstateEvent.objects.exists()
    estate = add_estate(BY, "cluster", "CCN-SAU", "CCN Sau")
    record_event(BY, estate, "appraised", date(2024, 7, 20), document_number="9/BC")
    set_estate(BY, dossier, estate)
    # The appraisal of that day was known already, and is the same event.
    assert sorted(EstateEvent.objects.values_list("kind", flat=True)) == ["appraised", "requested"]


def test_a_step_with_a_kept_document(dossier):
    document = keep_document("nhip", "77/TB-UBND", content=b"%PDF-1.7", file_name="a.pdf")
    entry = record_entry(BY, dossier, "done", date(2024, 6, 7), "call", Said(document=document.pk))
    assert (entry.document_id, entry.document_number) == (document.pk, "77/TB-UBND")


def test_each_act_leaves_its_row(dossier):
    before = AuditEntry.objects.count()
    done(dossier, "call", date(2024, 6, 7))
    assert AuditEntry.objects.count() == before + 1
    assert AuditEntry.objects.last().act == "dossier.entry_recorded"


def refused(number: str, act) -> None:
    """Try; the fault has the number, both sentences, and nothing has changed."""
    before = counts()
    with pytest.raises(Fault) as caught:
        act()
    assert caught.value.number == number
    assert "{" not in caught.value.message("vi") + caught.value.message("en")
    assert counts() == before


def counts() -> list[int]:
    return [model.objects.count() for model in (Dossier, DossierEntry, EstateEvent, AuditEntry)]


def start(**changes):
    given = {"kind": "cluster", "name": "Tên", "applicant": "A", "received_on": date(2024, 6, 3), **changes}
    at = datetime(2025, 1, 1, tzinfo=UTC)
    kind, name, applicant, day = (given.pop(key) for key in ("kind", "name", "applicant", "received_on"))
    return lambda: start_dossier(BY, kind, name, applicant, day, at=at, **given)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("number", "changes"),
    [
        ("E740", {"received_on": date(2016, 1, 4)}),
        ("E740", {"kind": "park"}),
        ("E741", {"name": " "}),
        ("E742", {"applicant": ""}),
        ("E743", {"received_on": date(202, 6, 3)}),
        ("E743", {"received_on": date(2025, 6, 3)}),
        ("E753", {"purpose": "sell"}),
        ("E760", {"name": "x" * 301}),
        ("E657", {"said": Said(document=987)}),
    ],
)
def test_a_dossier_that_cannot_be_started(number, changes):
    refused(number, start(**changes))


def test_what_cannot_have_happened(dossier):
    at = datetime(2024, 8, 1, tzinfo=UTC)

    def entry(kind, on, step="", said=Said()):  # noqa: B008 - frozen
        return lambda: record_entry(BY, dossier, kind, on, step, said, at=at)

    refused("E744", entry("done", date(2024, 6, 2), "call"))
    refused("E743", entry("done", date(2024, 9, 2), "call"))
    refused("E745", entry("done", date(2024, 6, 7), "vote"))
    refused("E745", entry("refused", date(2024, 6, 7)))
    refused("E748", entry("done", date(2024, 6, 7), "decision"))
    refused("E746", entry("done", date(2024, 6, 7), "request"))
    refused("E750", entry("completed", date(2024, 6, 7)))
    refused("E753", entry("received", date(2024, 6, 7)))
    refused("E753", entry("lost", date(2024, 6, 7)))
    refused("E760", entry("returned", date(2024, 6, 7), said=Said(note="x" * 501)))
    record_entry(BY, dossier, "done", date(2024, 6, 7), "call", at=at)
    refused("E746", entry("done", date(2024, 6, 8), "call"))
    refused("E747", entry("done", date(2024, 6, 6), "files"))
    record_entry(BY, dossier, "returned", date(2024, 6, 10), at=at)
    refused("E749", entry("returned", date(2024, 6, 11)))
    refused("E752", entry("done", date(2024, 6, 12), "files"))
    record_entry(BY, dossier, "withdrawn", date(2024, 6, 12), at=at)
    refused("E751", entry("completed", date(2024, 6, 13)))
    assert standing(dossier).state is DossierState.WITHDRAWN


def test_a_withdrawn_document_bears_nothing(dossier):
    document = keep_document("nhip", "77/TB-UBND")
    withdraw_document("nhip", document, "nhầm")
    refused("E658", lambda: record_entry(BY, dossier, "done", date(2024, 6, 7), "call", Said(document=document.pk)))


def test_a_correction_that_no_longer_fits_the_rest_is_refused(dossier):
    done(dossier, "call", date(2024, 6, 7))
    done(dossier, "files", date(2024, 6, 22))
    call = DossierEntry.objects.get(step="call")
    refused("E747", lambda: correct_entry(BY, call, date(2024, 6, 24), Said(), "ngày"))
    refused("E748", lambda: withdraw_entry(BY, call, "nhầm"))
    refused("E755", lambda: correct_entry(BY, call, date(2024, 6, 6), Said(), " "))
    refused("E756", lambda: withdraw_entry(BY, DossierEntry.objects.get(step="request"), "nhầm"))
    correct_entry(BY, call, date(2024, 6, 6), Said(), "ngày")
    refused("E754", lambda: correct_entry(BY, call, date(2024, 6, 5), Said(), "ngày"))


def test_a_dossier_is_about_one_estate_of_its_kind(dossier, cluster):
    zone = add_estate(BY, "zone", "KCN-THU", "KCN Thử")
    refused("E757", lambda: set_estate(BY, dossier, zone))
    free = start_dossier(BY, "cluster", "Tên", "A", date(2024, 6, 3))
    refused("E758", lambda: set_estate(BY, free, zone))


def test_an_event_that_cannot_be_undoes_the_step(dossier, cluster):
    for step, on in WAY[:4]:
        done(dossier, step, on)
    record_event(BY, cluster, "established", date(2024, 7, 25))
    refused("E716", lambda: done(dossier, "decision", date(2024, 7, 29)))


def test_a_leader_may_look_and_an_officer_may_record(dossier):
    people = {}
    for role in (Role.OFFICER, Role.LEADER):
        person = add_person(role.value, role.value)
        grant_role(person, role)
        people[role] = User.objects.get(pk=person.pk)
    with pytest.raises(Refused):
        record_entry(keeper_of(people[Role.LEADER]), dossier, "done", date(2024, 6, 7), "call")
    kept = record_entry(keeper_of(people[Role.OFFICER]), dossier, "done", date(2024, 6, 7), "call")
    assert kept.recorded_by == "officer"
