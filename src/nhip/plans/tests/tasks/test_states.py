"""The state of a task follows from its entries; the database works it out as the plain rules do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhip.plans.models import EntryKind, Task, TaskEntry, TaskRecord, Unit
from nhip.plans.tasks.queries import LATE, OPEN, TaskQuestion, days_late, tasks_asked_for, tasks_standing
from nhip.plans.tasks.states import AFTER, CLOSED, FITS, TaskState, standing

DUE = date(2024, 6, 30)


@dataclass
class Entry:
    kind: str
    deadline: date | None = None


def test_a_task_without_entries_is_given_and_late_the_day_after_its_deadline():
    assert standing(DUE, [], DUE).late == 0
    assert standing(DUE, [], DUE + timedelta(days=1)).late == 1
    assert standing(DUE, [], DUE).state == TaskState.GIVEN


def test_what_waits_for_confirmation_is_not_late_and_what_was_returned_is_again():
    day = DUE + timedelta(days=10)
    entries = [Entry(EntryKind.ACCEPTED), Entry(EntryKind.DONE)]
    assert standing(DUE, entries, day).late == 0
    entries.append(Entry(EntryKind.RETURNED))
    assert (standing(DUE, entries, day).state, standing(DUE, entries, day).late) == (TaskState.RETURNED, 10)


def test_the_last_extension_holds_and_asking_changes_nothing():
    asked = Entry(EntryKind.EXTENSION_ASKED, DUE + timedelta(days=90))
    given_ = Entry(EntryKind.EXTENDED, DUE + timedelta(days=30))
    assert standing(DUE, [asked], DUE).deadline == DUE
    assert standing(DUE, [asked, given_], DUE).deadline == DUE + timedelta(days=30)


def test_every_kind_of_entry_has_its_states_and_nothing_follows_a_closed_task_but_comments():
    assert set(FITS) == set(EntryKind)
    for kind, states in FITS.items():
        assert states
        assert kind == EntryKind.COMMENT or not states & CLOSED
    assert set(AFTER.values()) == set(TaskState) - {TaskState.GIVEN}


_ENTRIES = st.lists(
    st.tuples(
        st.sampled_from([kind for kind in EntryKind if kind != EntryKind.ESCALATED]),
        st.integers(min_value=-20, max_value=60),
    ),
    max_size=8,
)


@pytest.fixture
def unit(db: None) -> Unit:
    return Unit.objects.create(code="SCT", name_vi="Sở Công Thương", kind="department")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_ENTRIES, min_size=1, max_size=4), st.integers(min_value=-30, max_value=90))
def test_the_database_says_of_any_entries_what_the_plain_rules_say(unit, histories, after):
    """Also of entries the acts would refuse: the two must not differ on anything that is kept."""
    day = DUE + timedelta(days=after)
    expected = {}
    for number, history in enumerate(histories):
        code = f"H{Task.objects.count()}-{number}"
        task = Task.objects.create(code=code, recorded_by="x")
        TaskRecord.objects.create(
            task=task, text=code, lead=unit, given_on=DUE - timedelta(days=90), deadline=DUE, recorded_by="x"
        )
        entries = [
            TaskEntry.objects.create(
                task=task, kind=kind, on=DUE, deadline=DUE + timedelta(days=more), recorded_by=f"{kind}"
            )
            for kind, more in history
        ]
        expected[task.pk] = standing(DUE, entries, day)
    found = {row.task_id: row for row in tasks_standing().filter(task__in=list(expected))}
    for pk, stands in expected.items():
        row = found[pk]
        assert (row.state, row.due, days_late(row, day)) == (stands.state, stands.deadline, stands.late)
    asked = {
        OPEN: {pk for pk, stands in expected.items() if stands.is_open},
        LATE: {pk for pk, stands in expected.items() if stands.late},
    }
    for state, tasks in asked.items():
        rows = tasks_asked_for(TaskQuestion(state=state), day).filter(task__in=list(expected))
        assert {row.task_id for row in rows} == tasks
