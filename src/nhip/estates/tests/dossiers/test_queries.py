"""Lists of dossiers: the order, the counts, what somebody has to do, and how few questions they ask."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from nhip.estates.dossiers.acts import Said, correct_entry, record_entry, start_dossier
from nhip.estates.dossiers.clock import DossierState
from nhip.estates.dossiers.queries import due_work, work_list
from nhip.registry.keepers import SYSTEM_KEEPER as BY

TODAY = date(2024, 6, 12)


@pytest.fixture
def five(db: None) -> dict[str, int]:
    """Return dossiers that are late, due, in time, paused and refused on 12 June 2024."""
    days = {
        "late": date(2024, 6, 3),
        "soon": date(2024, 6, 7),
        "paused": date(2024, 6, 4),
        "refused": date(2024, 6, 5),
        "running": date(2024, 6, 5),
    }
    made = {name: start_dossier(BY, "cluster", name, "Công ty Đồng Bành", day) for name, day in days.items()}
    record_entry(BY, made["paused"], "returned", date(2024, 6, 6))
    record_entry(BY, made["refused"], "refused", date(2024, 6, 10), "decision")
    record_entry(BY, made["running"], "done", date(2024, 6, 10), "call")
    return {name: dossier.pk for name, dossier in made.items()}


def test_what_is_late_stands_first(five):
    rows = work_list(TODAY, "all").rows
    assert [row.name for row in rows] == ["late", "soon", "running", "paused", "refused"]
    assert [row.standing.state for row in rows] == [
        DossierState.OVERDUE,
        DossierState.SOON,
        DossierState.RUNNING,
        DossierState.STOPPED,
        DossierState.REFUSED,
    ]
    assert work_list(TODAY).counts == {"open": 4, "overdue": 1, "soon": 1, "stopped": 1, "ended": 1, "all": 5}


def test_a_list_of_an_earlier_day_knows_nothing_later(five):
    rows = {row.name: row.standing for row in work_list(date(2024, 6, 6), "all").rows}
    assert "soon" not in rows
    assert rows["refused"].state is DossierState.SOON
    assert rows["late"].state is DossierState.SOON


def test_search_without_diacritics(five):
    assert len(work_list(TODAY, "all", "dong banh").rows) == 5
    assert [row.name for row in work_list(TODAY, "all", "LATE").rows] == ["late"]


def test_what_somebody_has_to_do_has_words_a_day_and_an_address(five):
    first = due_work(TODAY, "vi", actors=("district",))[0]
    assert (first.words, first.actor) == ("Thông báo công khai việc tiếp nhận hồ sơ", "UBND cấp huyện")
    assert (first.due_on, first.left, first.unit, first.overdue) == (date(2024, 6, 10), -2, "working", True)
    name, arguments = first.address
    assert reverse(name, args=arguments).endswith(f"/dossiers/{five['late']}/")
    assert [item.dossier for item in due_work(TODAY, "en", actors=("district",), soon_only=True)] == ["late", "soon"]
    assert [item.dossier for item in due_work(TODAY, "en", actors=("applicant",))] == ["paused"]
    assert due_work(TODAY, "vi") == []


def test_lists_ask_two_questions_however_long_they_are(five, django_assert_num_queries):
    with django_assert_num_queries(2):
        work_list(TODAY, "all")
    for number in range(20):
        start_dossier(BY, "cluster", f"{number}", "A", date(2024, 6, 5))
    with django_assert_num_queries(2):
        work_list(TODAY, "all", "a")
    with django_assert_num_queries(2):
        due_work(TODAY, "vi")


def test_on_one_day_entries_keep_their_order_when_one_is_corrected(dossier):
    returned = record_entry(BY, dossier, "returned", date(2024, 6, 5))
    record_entry(BY, dossier, "completed", date(2024, 6, 5))
    correct_entry(BY, returned, date(2024, 6, 5), Said(note="thiếu báo cáo"), "ghi thêm")
    standing = work_list(TODAY, "all").rows[0].standing
    assert standing.stopped_since is None
    assert standing.due_on == date(2024, 6, 10)
