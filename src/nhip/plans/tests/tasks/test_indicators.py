"""Figures of tasks, counted by hand; each opens into the tasks it counted, and the past comes out the same later."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from nhip.figures.catalogue import indicator_by_code
from nhip.figures.model import Knowledge
from nhip.figures.periods import Period
from nhip.plans import indicators_tasks as tasks
from nhip.plans.models import Task
from nhip.plans.tasks import acting
from nhip.plans.tasks.giving import TaskText, correct_task, give_task
from nhip.plans.tasks.writing import Paper

MONTHS = tuple(Period.month(2023, month) for month in range(1, 13))
KNOWN = datetime(2024, 1, 15, tzinfo=UTC)


def at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 2, tzinfo=UTC)


@pytest.fixture
def year(units) -> dict[str, Task]:
    """Three tasks of 2023. A: due in May, done in July. B: due in September, extended to December. C: cancelled."""

    def give(code: str, lead: str, first: date, deadline: date) -> Task:
        return give_task(TaskText(code, lead, deadline, given_on=first), code=code, at=at(*first.timetuple()[:3]))

    a = give("A", "SCT", date(2023, 3, 10), date(2023, 5, 31))
    b = give("B", "STC", date(2023, 4, 3), date(2023, 9, 30))
    c = give("C", "SCT", date(2023, 8, 1), date(2023, 8, 20))
    acting.report_done(a.pk, on=date(2023, 7, 5), paper=Paper(number="1/BC"), at=at(2023, 7, 5))
    acting.confirm_task(a.pk, on=date(2023, 7, 9), at=at(2023, 7, 9))
    acting.extend_task(b.pk, date(2023, 12, 15), "x", on=date(2023, 10, 4), at=at(2023, 10, 4))
    acting.cancel_task(c.pk, "x", on=date(2023, 9, 2), at=at(2023, 9, 2))
    return {"A": a, "B": b, "C": c}


def figures(compute, as_of: datetime = KNOWN) -> dict[tuple[str, str], float]:
    return {(each.subject, str(each.period)): each.value for each in compute(Knowledge(as_of, MONTHS))}


def test_the_stock_of_tasks_by_state(year):
    found = figures(tasks.tasks_by_state)
    by_month = {
        state: [found.get((state, str(month))) for month in MONTHS] for state in ("open", "late", "done", "cancelled")
    }
    none = [None, None]
    assert by_month["open"] == [*none, 1, 2, 2, 2, 1, 2, 1, 1, 1, 1]
    assert by_month["late"] == [*none, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1]
    assert by_month["done"] == [*none, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]
    assert by_month["cancelled"] == [*none, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1]
    assert found["late", "2023"] == found["late", "2023-12"] == found["late", "2023-01/2023-12"] == 1
    assert found["open", "2023-Q2"] == 2


def test_tasks_done_in_a_period(year):
    found = figures(tasks.tasks_done)
    assert found["", "2023-07"] == found["", "2023-Q3"] == found["", "2023-H2"] == found["", "2023"] == 1
    assert found["", "2023-06"] == found["", "2023-H1"] == 0


def test_late_tasks_by_unit(year):
    found = figures(tasks.tasks_late)
    assert found["SCT", "2023-06"] == 1
    assert found["STC", "2023-06"] == 0
    assert found["STC", "2023-12"] == 1
    assert ("SCT", "2023-12") not in found


@pytest.mark.parametrize("compute", [tasks.tasks_by_state, tasks.tasks_done, tasks.tasks_late])
def test_every_figure_opens_into_as_many_tasks_as_it_counts(year, compute):
    for figure in compute(Knowledge(KNOWN, MONTHS)):
        entry = indicator_by_code(figure.indicator)
        for language in ("vi", "en"):
            found = entry.evidence(figure, KNOWN, language)
            assert len(found) == figure.value
            assert all(each.kind == "task" and each.on and each.words for each in found)


def test_subjects_have_names_in_both_languages(year):
    for code in (tasks.TASKS, tasks.LATE):
        entry = indicator_by_code(code)
        subjects = {figure.subject for figure in entry.compute(Knowledge(KNOWN, MONTHS))}
        for language in ("vi", "en"):
            assert subjects <= set(entry.subjects(language))


def test_what_was_known_before_comes_out_the_same_later(year):
    before = figures(tasks.tasks_by_state, at(2023, 10, 1))
    assert before["late", "2023-09"] == 0
    assert before["late", "2023-12"] == 1
    marked = tasks.mark(at(2023, 10, 1))
    said = TaskText("khác", "STC", date(2023, 9, 30), given_on=date(2023, 4, 3))
    seen = year["B"].records.get().pk
    correct_task(year["B"].pk, TaskText("B", "SCT", said.deadline, given_on=said.given_on), "nhầm đơn vị", seen=seen)
    assert figures(tasks.tasks_by_state, at(2023, 10, 1)) == before
    assert tasks.mark(at(2023, 10, 1)) == marked
    assert ("STC", "2023-12") in figures(tasks.tasks_late)
    later = datetime.now(tz=UTC) + timedelta(minutes=1)
    assert ("STC", "2023-12") not in figures(tasks.tasks_late, later)


def test_the_mark_changes_with_what_moves_figures_and_only_then(year):
    now = datetime.now(tz=UTC) + timedelta(minutes=1)
    before = tasks.mark(now)
    acting.comment_on_task(year["B"].pk, "x")
    acting.report_progress(year["B"].pk, "x")
    assert tasks.mark(now + timedelta(minutes=1)) == before
    acting.report_done(year["B"].pk, paper=Paper(number="2/BC"))
    assert tasks.mark(now + timedelta(minutes=1)) != before


def test_a_province_without_tasks_has_no_figures(units):
    for compute in (tasks.tasks_by_state, tasks.tasks_done, tasks.tasks_late):
        assert list(compute(Knowledge(KNOWN, MONTHS))) == []
