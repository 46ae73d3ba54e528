"""Several people, and several requests, at the same moment: on connections of their own, on both databases."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import close_old_connections, connection

from nhip.engine.faults import Fault
from nhip.intake.collection.actions import Saved, Typed, accept, return_with_comment, save_draft, submit
from nhip.intake.collection.models import Cell, Step, Submission
from nhip.intake.models import Observation
from nhip.registry.models import AuditEntry
from nhip.registry.queries import verify_audit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def db(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """Let every fixture of the province write for real, so that other connections see it.

    SQLite's database of the tests lies in memory, where connections lock each other out. It is copied into a file, as
    an installation has it.
    """
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    memory, kept = connection.settings_dict["NAME"], connection.connection
    with closing(sqlite3.connect(tmp_path / "nhip.sqlite3")) as file:
        kept.backup(file)
    connection.settings_dict["NAME"], connection.connection = str(tmp_path / "nhip.sqlite3"), None
    yield
    connection.close()
    connection.settings_dict["NAME"], connection.connection = memory, kept


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Begin all at once, each on its own connection; return what each gave, or raised."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            start.wait()
            return act()
        except Fault as wrong:
            return wrong
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        found = list(pool.map(run, acts))
    close_old_connections()
    return found


def test_two_in_one_box(mine, month, people, box):
    def write(name: str, text: str) -> Callable[[], Saved]:
        return lambda: save_draft(mine, month, {box("production"): Typed(text, 0)}, by=people[name])

    saved = together(write("reporter", "52"), write("colleague", "60"))
    assert sorted(len(each.conflicts) for each in saved) == [0, 1]
    told = next(each.conflicts[0] for each in saved if each.conflicts)
    assert {told.mine, told.theirs} == {"52", "60"}
    assert Cell.objects.get().text == told.theirs
    assert Submission.objects.count() == 1


def test_many_in_many_boxes_lose_nothing(mine, month, people, box):
    names = ("opening_stock", "production", "sales", "closing_stock", "value", "forecast")

    def write(number: int) -> Callable[[], Saved]:
        typed = {box(name): Typed(f"{number}{place}", 0) for place, name in enumerate(names)}
        return lambda: save_draft(mine, month, typed, by=people["reporter"])

    saved = together(*[write(number) for number in range(1, 9)])
    written = sum(len(each.numbers) for each in saved)
    told = sum(len(each.conflicts) for each in saved)
    assert written == Cell.objects.count() == 6
    assert told == 8 * 6 - written
    assert verify_audit() is None


def test_the_same_request_at_once_has_one_effect(fill, last_month, people):
    submission = fill()
    acts = [lambda: submit(submission, submission.version, by=people["reporter"], key="once")] * 8
    answers = together(*acts)
    assert len({(each.version, each.sha256) for each in answers}) == 1
    assert Step.objects.count() == 1
    assert AuditEntry.objects.filter(act="submission.submit").count() == 1


def test_accepting_and_returning_at_once(submitted, people):
    outcome = together(
        lambda: accept(submitted, submitted.version, by=people["officer"]),
        lambda: return_with_comment(submitted, submitted.version, "Xem lại.", by=people["statistician"]),
    )
    refused = [each for each in outcome if isinstance(each, Fault)]
    assert [each.number for each in refused] == ["N604"]
    state = Submission.objects.get().state
    assert Observation.objects.filter(period="2023-05").exists() == (state == "accepted")
    assert verify_audit() is None
