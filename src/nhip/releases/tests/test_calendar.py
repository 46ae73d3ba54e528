"""The calendar: days, their changes with reasons, and what came of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from nhip.releases.calendar import calendar, drop_day, move_day, next_day, set_day
from nhip.releases.faults import Fault
from nhip.releases.tests.conftest import publish

pytestmark = pytest.mark.django_db
DAY = datetime(2023, 3, 22, 1, tzinfo=UTC)


def test_a_moved_day_keeps_the_day_before_and_the_reason(db):
    entry = set_day("2023-Q1", DAY, by="lan")
    moved = move_day(entry, DAY + timedelta(days=3), "Chờ báo cáo muộn.", by="lan")
    last = move_day(moved, DAY + timedelta(days=5), "Nghỉ lễ.", by="lan")
    (found,) = calendar("vi")
    assert (found.id, found.planned_at, found.kind_words) == (last.pk, DAY + timedelta(days=5), "quý")
    assert [(each.planned_at, each.reason) for each in found.moves] == [
        (DAY, "Chờ báo cáo muộn."),
        (DAY + timedelta(days=3), "Nghỉ lễ."),
    ]
    drop_day(last, "Không công bố quý này.", by="lan")
    assert calendar() == []


def test_what_cannot_be(db):
    entry = set_day("2023-01", DAY, by="lan")
    with pytest.raises(Fault, match="E564"):
        set_day("2023-01", DAY, by="lan")
    with pytest.raises(Fault, match="E553"):
        set_day("tháng 1", DAY, by="lan")
    with pytest.raises(Fault, match="E555"):
        move_day(entry, DAY, " ", by="lan")
    move_day(entry, DAY + timedelta(days=1), "Nghỉ lễ.", by="lan")
    with pytest.raises(Fault, match="E565"):
        move_day(entry, DAY + timedelta(days=2), "Cùng lúc.", by="an")
    assert len(calendar()) == 1


def test_a_day_shows_the_release_that_came_and_the_next_one(province):
    set_day("2023-02", DAY, by="lan")
    coming = timezone.now() + timedelta(days=9)
    set_day("2023-03", coming, by="lan")
    publish("2023-02")
    first, second = calendar()
    assert (first.release, second.release) == ("2023-02", "")
    assert first.published_at is not None
    found = next_day()
    assert found is not None
    assert (found.period, found.planned_at) == ("2023-03", coming)
