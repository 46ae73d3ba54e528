"""The demonstration's tasks: the article's are there and met, what is invented is marked, and twice adds nothing."""

from __future__ import annotations

import pytest
from django.utils import timezone

from nhip.demonstration.claims_records import Figures
from nhip.demonstration.claims_tasks import CLAIMS
from nhip.demonstration.targets import keep_targets
from nhip.demonstration.tasks import load_tasks, seat_people
from nhip.people.actions import add_person
from nhip.plans.models import Task, TaskEntry, TaskRecord, Unit, UnitMember
from nhip.plans.tasks.lateness import loads_of_units
from nhip.plans.tasks.queries import tasks_standing
from nhip.plans.tasks.states import TaskState


@pytest.fixture
def loaded(db: None) -> None:
    keep_targets()
    load_tasks()


def test_the_claims_about_tasks_are_met(loaded):
    assert {claim.id for claim in CLAIMS} == {"C26", "C27"}
    for claim in CLAIMS:
        findings = claim.check(Figures())
        assert findings
        assert [each for each in findings if not each.met] == []


def test_loading_twice_adds_nothing(loaded):
    counts = [model.objects.count() for model in (Unit, Task, TaskRecord, TaskEntry)]
    load_tasks()
    assert [model.objects.count() for model in (Unit, Task, TaskRecord, TaskEntry)] == counts


def test_what_is_invented_is_marked_and_only_the_articles_tasks_are_public(loaded):
    records = list(TaskRecord.objects.known_at().select_related("task", "document"))
    assert all(record.task.illustrative or record.details_illustrative for record in records)
    of_article = [record for record in records if record.public]
    assert len(of_article) == 9
    assert {record.document.number for record in of_article} == {"Báo Lạng Sơn, 09/02/2024"}
    assert not any(record.task.illustrative for record in of_article)
    assert all(record.text_en for record in records)


def test_there_is_something_late_something_due_and_something_to_confirm(loaded):
    loads = loads_of_units(timezone.localdate())
    assert [load.days for load in loads if load.late] == [20, 9, 3]
    assert tasks_standing().filter(state=TaskState.WAITING).count() == 1
    assert tasks_standing().filter(state=TaskState.GIVEN).count() == 1


def test_the_officer_heads_the_department(loaded):
    for name in ("officer", "statistician"):
        add_person(name, name)
    for _ in range(2):
        seat_people({"officer": "officer", "statistician": "statistician", "leader": "leader"})
    heads = UnitMember.objects.filter(is_head=True).values_list("unit__code", "person__username")
    assert list(heads) == [("SCT", "officer")]
    assert UnitMember.objects.count() == 2
