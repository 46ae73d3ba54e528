"""Which tasks a report lists: by the deadline in force, not by the one they were given."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.utils import timezone

from nhip.figures.periods import Period
from nhip.people.actions import add_person, grant_role
from nhip.people.roles import Role
from nhip.plans.models import UnitKind
from nhip.plans.tasks.acting import extend_task
from nhip.plans.tasks.giving import TaskText, give_task
from nhip.plans.tasks.units import add_unit
from nhip.releases.book import Book
from nhip.reports.sections import tasks
from nhip.reports.source import Source

pytestmark = pytest.mark.django_db


def listed() -> list[str]:
    book = cast(Book, SimpleNamespace(language="vi"))
    source = Source(book, Period.parse("2023-06"), timezone.now())
    names: dict[str, Any] = tasks.names(source)
    return [each.han for each in names["nhiem_vu"]]


def test_a_task_extended_beyond_the_period_is_ahead():
    leader, officer = (add_person(role.value, role.value) for role in (Role.LEADER, Role.OFFICER))
    grant_role(leader, Role.LEADER)
    grant_role(officer, Role.OFFICER)
    add_unit("SCT", "Sở Công Thương", UnitKind.DEPARTMENT)
    days = {"given_on": date(2023, 1, 10), "deadline": date(2023, 6, 30)}
    task = give_task(TaskText(text="Lập hồ sơ", lead="SCT", public=True, **days), by=officer)
    assert listed() == []
    extend_task(task.pk, date(2023, 9, 30), "chờ ý kiến", by=leader)
    assert listed() == ["30/09/2023"]
