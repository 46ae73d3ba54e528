"""Acts on projects and plants: what is kept, what is refused, and that nothing changes then."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from nhip.engine.faults import CATALOGUE, Fault
from nhip.people import rights_plans
from nhip.people.actions import add_person, grant_role
from nhip.people.refusals import Refused, demand
from nhip.people.roles import Role
from nhip.plans.models import Milestone, Outage, PlantMonth, ProjectRecord, ProjectStatement
from nhip.plans.projects.actions import add_project, date_milestone, describe_project, state, withdraw_record
from nhip.plans.projects.faults import SENTENCES
from nhip.plans.projects.operation import note_outage, report_month, withdraw_report
from nhip.plans.tests.given import a_project, moment
from nhip.registry.documents import keep_document, withdraw_document
from nhip.registry.keepers import SYSTEM_KEEPER, Keeper
from nhip.registry.models import AuditEntry

pytestmark = pytest.mark.django_db

SAID = {"attribute": "capacity", "value": Decimal(110), "source": "báo A"}
STEP = {
    "kind": "operation",
    "sort": "planned",
    "earliest": date(2018, 1, 1),
    "latest": date(2018, 12, 31),
    "source": "A",
}
MONTH = {"month": "2023-01", "state": "reported", "output": Decimal(1000)}
STOP = {"began": moment("2023-03-01T00:00"), "ended": moment("2023-03-02T00:00"), "cause": "sét"}


def number_of(act, *given, **more) -> tuple[str, str]:
    """Return the number of the fault an act ends with and the box it is about, and see that nothing was kept."""
    before = [
        model.objects.count() for model in (ProjectRecord, ProjectStatement, Milestone, PlantMonth, Outage, AuditEntry)
    ]
    with pytest.raises(Fault) as caught:
        act(SYSTEM_KEEPER, *given, **more)
    after = [
        model.objects.count() for model in (ProjectRecord, ProjectStatement, Milestone, PlantMonth, Outage, AuditEntry)
    ]
    assert after == before
    assert "?" not in caught.value.message("vi") + caught.value.message("en")
    return caught.value.number, str(caught.value.fields.get("column") or "")


def test_the_sentences_are_in_the_one_catalogue():
    assert all(CATALOGUE[number] == pair for number, pair in SENTENCES.items())


def test_sources_that_disagree_stand_side_by_side():
    project = a_project().project
    for value in ("4194", "4089", "4080"):
        state(SYSTEM_KEEPER, project, {"attribute": "capital", "value": Decimal(value), "source": f"báo {value}"})
    found = ProjectStatement.objects.known_at().filter(project=project).values_list("value", flat=True)
    assert sorted(found) == [4080, 4089, 4194]
    assert AuditEntry.objects.filter(act="project_statement.added").count() == 3


def test_a_correction_is_a_newer_version_and_the_older_can_be_asked_for():
    project = a_project().project
    early = timezone.now() - timedelta(days=9)
    first = state(SYSTEM_KEEPER, project, SAID, at=early)
    state(SYSTEM_KEEPER, project, {**SAID, "value": Decimal(100)}, replaces=first, reason="đọc nhầm")
    assert ProjectStatement.objects.known_at().get().value == 100
    assert ProjectStatement.objects.known_at(early + timedelta(days=1)).get().value == 110
    told = AuditEntry.objects.get(act="project_statement.corrected")
    assert told.old["value"] == "110.0000" or told.old["value"] == "110"
    assert told.new["reason"] == "đọc nhầm"


def test_of_two_who_correct_the_same_the_second_is_told():
    record = a_project()
    describe_project(SYSTEM_KEEPER, record, {"name": "A", "kind": "wind"}, reason="đổi tên")
    assert number_of(describe_project, record, {"name": "B", "kind": "wind"}, reason="đổi tên") == ("E800", "")
    assert number_of(withdraw_record, record, "thôi") == ("E800", "")
    assert ProjectRecord.objects.known_at().get().name == "A"


def test_what_is_withdrawn_is_gone_from_today_but_not_from_its_time():
    record = a_project(at=timezone.now() - timedelta(days=5))
    withdraw_record(SYSTEM_KEEPER, record, "nhập nhầm")
    gone = ProjectRecord.objects.get(withdrawn=True)
    assert number_of(withdraw_record, gone, "lần nữa") == ("E800", "")
    assert not ProjectRecord.objects.known_at().exists()
    assert ProjectRecord.objects.known_at(timezone.now() - timedelta(days=1)).count() == 1


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"value": Decimal(0)}, ("E617", "value")),
        ({"value": Decimal(-1)}, ("E617", "value")),
        ({"value": Decimal("1.23456")}, ("E807", "value")),
        ({"value": Decimal(10) ** 15}, ("E807", "value")),
        ({"source": ""}, ("E806", "source")),
        ({"source": "x" * 301}, ("E807", "source")),
        ({"attribute": "colour"}, ("E807", "attribute")),
        ({"said_from": date(202, 1, 1)}, ("E804", "said_from")),
        ({"said_from": date(2024, 1, 2), "said_to": date(2024, 1, 1)}, ("E803", "said_to")),
        ({"said_from": date(2060, 1, 1)}, ("E805", "said_from")),
    ],
)
def test_a_statement_that_cannot_be_is_refused(given, fault):
    assert number_of(state, a_project().project, {**SAID, **given}) == fault


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"earliest": date(202, 1, 1)}, ("E804", "earliest")),
        ({"latest": date(2300, 1, 1)}, ("E804", "latest")),
        ({"latest": date(2017, 1, 1)}, ("E803", "latest")),
        ({"sort": "actual", "earliest": date(2050, 1, 1), "latest": date(2050, 1, 1)}, ("E805", "earliest")),
        ({"said_on": date(2050, 1, 1)}, ("E805", "said_on")),
        ({"source": " "}, ("E806", "source")),
        ({"kind": "party"}, ("E807", "kind")),
    ],
)
def test_a_milestone_that_cannot_be_is_refused(given, fault):
    assert number_of(date_milestone, a_project().project, {**STEP, **given}) == fault


def test_a_code_is_taken_once_and_is_a_code():
    a_project("na-duong-2")
    about = {"name": "Khác", "kind": "wind"}
    assert number_of(add_project, "na-duong-2", about) == ("E802", "code")
    assert number_of(add_project, "Na Dương 2", about) == ("E807", "code")
    assert number_of(add_project, "b", {"name": "", "kind": "wind"}) == ("E806", "name")


def test_a_withdrawn_document_supports_nothing_new():
    paper = keep_document("nhip", "12/QĐ-UBND")
    project = a_project().project
    date_milestone(SYSTEM_KEEPER, project, {**STEP, "document": paper})
    withdraw_document("nhip", paper, "nhập nhầm")
    assert number_of(date_milestone, project, {**STEP, "document": paper}) == ("E658", "")


def test_a_correction_needs_its_reason():
    step = date_milestone(SYSTEM_KEEPER, a_project().project, STEP)
    assert number_of(date_milestone, step.project, STEP, replaces=step, reason=" ") == ("E801", "reason")
    assert number_of(withdraw_record, step, "") == ("E801", "reason")


@pytest.fixture
def plant(enterprise):
    """Return a plant of 18 MW that somebody runs."""
    record = a_project(enterprise=enterprise)
    state(SYSTEM_KEEPER, record.project, {**SAID, "value": Decimal(18)})
    return record.project


def test_zero_is_a_report_and_not_produced_is_another(plant):
    report_month(SYSTEM_KEEPER, plant, {**MONTH, "output": Decimal(0)})
    report_month(SYSTEM_KEEPER, plant, {"month": "2023-02", "state": "not_produced", "output": None})
    found = PlantMonth.objects.known_at().order_by("month").values_list("state", "output")
    assert list(found) == [("reported", Decimal(0)), ("not_produced", None)]


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        # 18 MW × 744 hours = 13,392,000 kWh
        ({"output": Decimal(13_392_001)}, ("E810", "output")),
        ({"output": Decimal(-1)}, ("E807", "output")),
        ({"output": None}, ("E812", "output")),
        ({"state": "not_produced"}, ("E812", "output")),
        ({"available_hours": Decimal("744.01")}, ("E811", "available_hours")),
        ({"available_hours": Decimal(-1)}, ("E807", "available_hours")),
        ({"month": "2023-13"}, ("E613", "month")),
        ({"month": "2023"}, ("E613", "month")),
        ({"month": "2999-01"}, ("E813", "month")),
    ],
)
def test_a_month_that_cannot_be_is_refused(plant, given, fault):
    assert number_of(report_month, plant, {**MONTH, **given}) == fault


def test_a_month_at_full_capacity_is_possible_and_stands_once(plant):
    kept = report_month(SYSTEM_KEEPER, plant, {**MONTH, "output": Decimal(13_392_000)})
    assert number_of(report_month, plant, MONTH) == ("E802", "month")
    withdraw_report(SYSTEM_KEEPER, kept, "nhầm nhà máy")
    again = report_month(SYSTEM_KEEPER, plant, MONTH)
    assert again.replaces.withdrawn
    assert PlantMonth.objects.known_at().get().output == 1000


def test_only_a_plant_that_somebody_runs_reports(plant):
    nobody = a_project("nobody").project
    assert number_of(report_month, nobody, MONTH) == ("E816", "")
    assert number_of(note_outage, nobody, STOP) == ("E816", "")


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"ended": moment("2023-02-28T23:59")}, ("E815", "ended")),
        ({"ended": STOP["began"]}, ("E815", "ended")),
        ({"began": moment("2999-01-01T00:00"), "ended": None}, ("E804", "began")),
        ({"began": moment("0202-01-01T12:00")}, ("E804", "began")),
        ({"cause": ""}, ("E806", "cause")),
    ],
)
def test_an_outage_that_cannot_be_is_refused(plant, given, fault):
    assert number_of(note_outage, plant, {**STOP, **given}) == fault


@pytest.mark.parametrize(
    ("unit", "began", "ended", "refused"),
    [
        ("1", "2023-03-01T12:00", "2023-03-03T00:00", True),
        ("1", "2023-02-20T00:00", None, True),
        ("", "2023-03-01T23:59", "2023-03-02T01:00", True),
        ("2", "2023-03-01T12:00", "2023-03-03T00:00", False),
        ("1", "2023-03-02T00:00", "2023-03-02T04:00", False),
        ("1", "2023-02-28T00:00", "2023-03-01T00:00", False),
    ],
)
def test_one_unit_stands_still_once_at_a_time(plant, unit, began, ended, refused):
    note_outage(SYSTEM_KEEPER, plant, {**STOP, "unit": "1"})
    other = {**STOP, "unit": unit, "began": moment(began), "ended": moment(ended) if ended else None}
    if refused:
        assert number_of(note_outage, plant, other) == ("E814", "began")
    else:
        assert note_outage(SYSTEM_KEEPER, plant, other).pk


def test_an_outage_is_corrected_without_meeting_itself(plant):
    kept = note_outage(SYSTEM_KEEPER, plant, {**STOP, "ended": None})
    mended = note_outage(SYSTEM_KEEPER, plant, STOP, replaces=kept, reason="đã sửa xong")
    assert list(Outage.objects.known_at()) == [mended]


@pytest.mark.parametrize(("role", "may"), [(Role.OFFICER, True), (Role.STATISTICIAN, True), (Role.LEADER, False)])
def test_an_act_asks_for_the_right_again(role, may):
    user = add_person("who", "Ai")
    grant_role(user, role)
    by = Keeper("who", lambda right: demand(user, getattr(rights_plans, right)))
    if may:
        assert add_project(by, "a", {"name": "A", "kind": "wind"}).recorded_by == "who"
    else:
        with pytest.raises(Refused):
            add_project(by, "a", {"name": "A", "kind": "wind"})
        assert not ProjectRecord.objects.exists()
