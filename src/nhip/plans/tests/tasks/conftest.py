"""Three units, the people in them, and a task to work on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from nhip.people.actions import add_person, grant_role
from nhip.people.models import User
from nhip.people.roles import OFFICIALS
from nhip.plans.models import Task, Unit, UnitKind
from nhip.plans.tasks.giving import TaskText, give_task
from nhip.plans.tasks.units import add_member, add_unit
from nhip.plans.tasks.writing import Paper


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def units(db: None) -> dict[str, Unit]:
    return {
        "SCT": add_unit("SCT", "Sở Công Thương", UnitKind.DEPARTMENT, name_en="Department of Industry and Trade"),
        "STC": add_unit("STC", "Sở Tài chính", UnitKind.DEPARTMENT),
        "LOC-BINH": add_unit("LOC-BINH", "UBND huyện Lộc Bình", UnitKind.DISTRICT, valid_to=date(2025, 6, 30)),
    }


@pytest.fixture
def staff(units: dict[str, Unit]) -> dict[str, User]:
    """A person for each role of an official; a head and a clerk of SCT, a helper of STC; somebody of no unit."""
    found = {}
    for role in OFFICIALS:
        found[role.value] = add_person(role.value, f"Người {role.value}", email=f"{role.value}@example.vn")
        grant_role(found[role.value], role)
    for name, unit, head in (("head", "SCT", True), ("clerk", "SCT", False), ("helper", "STC", False)):
        found[name] = add_person(name, f"Người {name}", email=f"{name}@example.vn" if name != "helper" else "")
        add_member(units[unit], name, is_head=head, valid_from=date(2023, 1, 1))
    found["outsider"] = add_person("outsider", "Người ngoài")
    return {name: User.objects.get(pk=user.pk) for name, user in found.items()}


@pytest.fixture
def said(today: date) -> Callable[..., TaskText]:
    """Return a function that makes the text of a task led by SCT, given ten days ago and due in twenty."""

    def said(**more: Any) -> TaskText:
        values: dict[str, Any] = {
            "text": "Hoàn thiện hồ sơ thành lập 2 cụm công nghiệp",
            "lead": "SCT",
            "supports": ["STC"],
            "given_on": today - timedelta(days=10),
            "deadline": today + timedelta(days=20),
            "paper": Paper(number="12/CT-UBND", authority="UBND tỉnh", issued_on=today - timedelta(days=10)),
        }
        return TaskText(**{**values, **more})

    return said


@pytest.fixture
def task(staff: dict[str, User], said: Callable[..., TaskText]) -> Task:
    return give_task(said(), by=staff["officer"])


@pytest.fixture
def late(staff: dict[str, User], said: Callable[..., TaskText], today: date) -> Callable[..., Task]:
    """Return a function that gives a task that is late by some days."""

    def late(days: int, **more: Any) -> Task:
        given, due = today - timedelta(days=days + 30), today - timedelta(days=days)
        text = said(given_on=given, deadline=due, **{"paper": None, **more})
        return give_task(text, by=staff["officer"])

    return late
