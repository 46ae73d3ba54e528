"""Figures of projects and plants, with the records they open into, and as known at an instant."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from nhip.figures.catalogue import indicator_by_code
from nhip.figures.comparisons import Status
from nhip.figures.model import Figure, Knowledge
from nhip.figures.periods import Period
from nhip.plans import indicators_projects
from nhip.plans.models import MilestoneKind, ProjectKind, Sort
from nhip.plans.projects.actions import date_milestone, state, withdraw_record
from nhip.plans.projects.operation import note_outage, report_month
from nhip.plans.projects.reading import read_span
from nhip.plans.tests.given import a_project, moment
from nhip.registry.keepers import SYSTEM_KEEPER
from nhip.registry.models import Enterprise

pytestmark = pytest.mark.django_db

MONTHS = tuple(Period.month(year, month) for year in (2022, 2023) for month in range(1, 13))


def figures(code: str, as_of: datetime | None = None) -> dict[tuple[str, str], Figure]:
    """Compute one indicator; by subject and period."""
    known = Knowledge(as_of or timezone.now(), MONTHS)
    return {(each.subject, str(each.period)): each for each in indicator_by_code(code).compute(known)}


def opened(figure: Figure, as_of: datetime | None = None) -> list[tuple[str, float | None]]:
    """Open a figure."""
    evidence = indicator_by_code(figure.indicator).evidence
    assert evidence
    return [(each.words, each.value) for each in evidence(figure, as_of or timezone.now(), "vi")]


def step(project, kind: str, sort: str, when: str, **more):
    """Date a milestone."""
    span = read_span(when)
    given = {"kind": kind, "sort": sort, "earliest": span.earliest, "latest": span.latest, "source": "báo"}
    return date_milestone(SYSTEM_KEEPER, project, {**given, **more})


def test_projects_are_counted_by_kind_and_milestone_from_the_latest_day_a_source_allows():
    wind, hydro = a_project("wind", kind=ProjectKind.WIND, name="Gió").project, a_project("hydro").project
    step(wind, MilestoneKind.CALL, Sort.ACTUAL, "2022")
    step(wind, MilestoneKind.CALL, Sort.ACTUAL, "06/2022")
    step(hydro, MilestoneKind.CALL, Sort.ACTUAL, "16/03/2023")
    step(hydro, MilestoneKind.WORKS, Sort.PROMISED, "2023")
    found = figures("PROJECTS")
    assert [found["all/call", p].value for p in ("2022-05", "2022-06", "2022", "2023-Q1", "2023")] == [0, 1, 1, 2, 2]
    assert [found[f"{kind}/call", "2023"].value for kind in ("wind", "hydro")] == [1, 1]
    assert found["all/works", "2023"].value == 0
    assert opened(found["all/call", "2023"]) == [("Gió: 06/2022", None), ("Thủy điện Suối Lau: 16/03/2023", None)]
    names = indicator_by_code("PROJECTS").subjects
    assert names
    assert names("vi")["wind/call"] == "điện gió: kêu gọi đầu tư"


def test_capacity_is_the_least_and_the_most_that_sources_state():
    project = a_project("na-duong-1", name="Na Dương I").project
    for value, words, said in (("100", "2×50 MW", date(2022, 3, 1)), ("110", "110 MW", date(2023, 3, 1))):
        given = {"attribute": "capacity", "value": Decimal(value), "words": words, "source": "báo"}
        state(SYSTEM_KEEPER, project, {**given, "said_from": said})
    least, most = figures("PROJECT_CAPACITY"), figures("PROJECT_CAPACITY_MOST")
    assert (least["na-duong-1", "2022"].value, most["na-duong-1", "2022"].value) == (100, 100)
    assert (least["na-duong-1", "2023"].value, most["na-duong-1", "2023"].value) == (100, 110)
    assert ("na-duong-1", "2022-02") not in least
    assert most["", "2023"].value == 110
    assert opened(most["", "2023"]) == [("Na Dương I (2×50 MW)", 100.0), ("Na Dương I (110 MW)", 110.0)]


def test_delays_are_days_against_the_plan_and_against_the_promise():
    # Na Dương II: planned for 2018 and not running at the end of 2023; 5 years of which 2020 is a leap year.
    project = a_project("na-duong-2", name="Na Dương II").project
    step(project, MilestoneKind.OPERATION, Sort.PLANNED, "2018", said_on=date(2015, 10, 16))
    step(project, MilestoneKind.OPERATION, Sort.PROMISED, "2026/27")
    step(project, MilestoneKind.WORKS, Sort.PLANNED, "01/09/2023")
    step(project, MilestoneKind.WORKS, Sort.ACTUAL, "06/11/2023")
    least, most = figures("PROJECT_DELAY"), figures("PROJECT_DELAY_MOST")
    subject = "na-duong-2/operation/planned"
    assert (least[subject, "2023"].value, most[subject, "2023"].value) == (5 * 365 + 1, 6 * 365)
    assert ("na-duong-2/operation/promised", "2023") not in least
    works = "na-duong-2/works/planned"
    assert [least[works, period].value for period in ("2023-09", "2023-10", "2023-11", "2023-12")] == [29, 60, 66, 66]
    assert opened(least[works, "2023"]) == [("kế hoạch: 01/09/2023", None), ("thực tế: 06/11/2023", None)]


def test_a_later_correction_does_not_change_what_was_known():
    project = a_project(at=datetime(2023, 1, 1, tzinfo=UTC)).project
    january = datetime(2024, 1, 5, tzinfo=UTC)
    span = read_span("03/2023")
    given = {"kind": "works", "sort": "actual", "earliest": span.earliest, "latest": span.latest, "source": "báo"}
    kept = date_milestone(SYSTEM_KEEPER, project, given, at=datetime(2023, 4, 1, tzinfo=UTC))
    before = indicators_projects.mark(january)
    withdraw_record(SYSTEM_KEEPER, kept, "nhầm dự án")
    assert figures("PROJECTS", january)["all/works", "2023"].value == 1
    assert figures("PROJECTS")["all/works", "2023"].value == 0
    assert indicators_projects.mark(january) == before != indicators_projects.mark(timezone.now())


@pytest.fixture
def plant(enterprise: Enterprise):
    """Return a plant that reported the first quarter of 2023, with outages."""
    project = a_project(enterprise=enterprise).project
    for month, output in (("2023-01", 4_000_000), ("2023-02", 3_000_000), ("2023-03", 0)):
        given = {"month": month, "state": "reported", "output": Decimal(output)}
        report_month(SYSTEM_KEEPER, project, given)
    for began, hours, planned, cause in (
        ("2023-01-31T18:00", 12, False, "sét"),
        ("2023-02-10T00:00", 20, False, "xì ống"),
        ("2023-03-01T00:00", 96, True, "định kỳ"),
    ):
        first = moment(began)
        stop = {"began": first, "ended": first + timedelta(hours=hours), "planned": planned, "cause": cause}
        note_outage(SYSTEM_KEEPER, project, stop)
    return project


def test_output_is_in_million_kwh_and_only_for_periods_reported_in_full(plant):
    found = figures("PLANT_OUTPUT")
    assert [found["plant", p].value for p in ("2023-01", "2023-03", "2023-Q1", "2023-01/2023-02")] == [4, 0, 7, 7]
    assert not {("plant", "2023-H1"), ("plant", "2023"), ("plant", "2022-12")} & set(found)
    assert all(each.confidential and each.status is Status.OFFICIAL for each in found.values())
    assert [value for _words, value in opened(found["plant", "2023-Q1"])] == [4.0, 3.0, 0.0]
    estimate = {"month": "2023-04", "state": "estimated", "output": Decimal(1)}
    report_month(SYSTEM_KEEPER, plant, estimate)
    assert figures("PLANT_OUTPUT")["plant", "2023-01/2023-04"].status is Status.ESTIMATE


def test_a_month_not_produced_is_no_zero(plant):
    report_month(SYSTEM_KEEPER, plant, {"month": "2023-04", "state": "not_produced", "output": None})
    found = figures("PLANT_OUTPUT")
    assert ("plant", "2023-04") not in found
    assert found["plant", "2023-01/2023-04"].value == 7


def test_hours_of_outage_are_those_within_the_period_by_the_clock_of_the_province(plant):
    found = figures("PLANT_OUTAGE_HOURS")
    assert [found["plant", p].value for p in ("2023-01", "2023-02", "2023-03", "2023-Q1")] == [6, 26, 96, 128]
    assert found["plant/unplanned", "2023-Q1"].value == 32
    assert opened(found["plant/unplanned", "2023-02"]) == [
        ("18:00 31/01/2023: sét", 6.0),
        ("00:00 10/02/2023: xì ống", 20.0),
    ]


def test_time_to_repair_is_of_unplanned_outages_that_ended_in_the_period(plant):
    found = figures("PLANT_REPAIR_TIME")
    assert found["plant", "2023-02"].value == 16
    assert not {("plant", "2023-01"), ("plant", "2023-03")} & set(found)
    assert [value for _words, value in opened(found["plant", "2023-Q1"])] == [12.0, 20.0]
