"""Five thousand tasks: each page asks the database a fixed number of questions, however many there are."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from nhip.plans.models import EntryKind, Task, TaskEntry, TaskRecord, TaskSupport, Unit
from nhip.plans.tasks.desk import tasks_due
from nhip.plans.tasks.lateness import loads_of_units
from nhip.plans.tasks.queries import TaskQuestion, tasks_asked_for

MANY = 5_000


def fill(count: int, units: dict[str, Unit], today: date) -> None:
    """Keep tasks of two units: every third late, every fifth done."""
    tasks = Task.objects.bulk_create(Task(code=f"T-{n}", recorded_by="officer") for n in range(count))
    records = TaskRecord.objects.bulk_create(
        TaskRecord(
            task=task,
            text=f"Việc {n}",
            lead=units["SCT" if n % 2 else "STC"],
            given_on=today - timedelta(days=200),
            deadline=today - timedelta(days=n % 90) if n % 3 == 0 else today + timedelta(days=n % 90),
            public=n % 4 == 0,
            recorded_by="officer",
        )
        for n, task in enumerate(tasks)
    )
    TaskSupport.objects.bulk_create(TaskSupport(record=record, unit=units["LOC-BINH"]) for record in records)
    day = today - timedelta(days=100)
    kinds = [(EntryKind.ACCEPTED, 1), (EntryKind.PROGRESS, 1), (EntryKind.DONE, 5), (EntryKind.CONFIRMED, 5)]
    TaskEntry.objects.bulk_create(
        TaskEntry(task=task, kind=kind, on=day, words="x", recorded_by="head")
        for kind, step in kinds
        for task in tasks[::step]
    )


@pytest.mark.parametrize("count", [50, MANY])
def test_questions_to_the_database_do_not_grow(staff, units, today, django_assert_num_queries, count):
    fill(count, units, today)
    with django_assert_num_queries(3):
        loads = loads_of_units(today)
    with django_assert_num_queries(1):
        page = list(tasks_asked_for(TaskQuestion(state="late"), today)[:50])
    with django_assert_num_queries(2):
        due = tasks_due(staff["head"], today)
    late = sum(load.late for load in loads)
    expected = sum(n % 3 == 0 and n % 90 != 0 and n % 5 != 0 for n in range(count))
    assert late == expected
    assert len(page) == min(50, expected)
    assert due == sorted(due, key=lambda each: (each.days, each.record.task_id))
    assert sum(load.open for load in loads) == sum(n % 5 != 0 for n in range(count))


# Every part of the portal adds to the page of the day, so that only its tasks are pinned, above.
PAGES = {"tasks:list": 10, "tasks:late": 10}


@pytest.mark.parametrize("count", [100, MANY])
@pytest.mark.parametrize("route", PAGES)
def test_questions_of_a_page_are_pinned(enter, staff, units, today, django_assert_num_queries, route, count):
    fill(count, units, today)
    client = enter("officer")
    client.get(reverse(route))
    with django_assert_num_queries(PAGES[route]):
        assert client.get(reverse(route)).status_code == 200
