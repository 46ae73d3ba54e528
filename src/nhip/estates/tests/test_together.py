"""Two people at the same moment, each on a connection of their own, on both databases."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import close_old_connections, connection

from nhip.estates.actions import Correction
from nhip.estates.faults import Fault
from nhip.estates.models import EstateEvent, Lease
from nhip.estates.tests.makers import cluster, event, lease, lot
from nhip.registry.models import AuditEntry

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def db(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """Let other connections see what is written: SQLite's database of the tests is copied from memory into a file."""
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


def together(*acts: Callable[[], Any]) -> list[str]:
    """Begin all at once; return the number of the fault of each, blank for what was done."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> str:
        try:
            start.wait()
            act()
        except Fault as wrong:
            return wrong.number
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        found = sorted(pool.map(run, acts))
    close_old_connections()
    return found


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_who_correct_one_version_exactly_one_wins(db, attempt):
    estate = cluster()
    wrong = event(estate, "planned", date(2022, 5, 1))
    rows = AuditEntry.objects.count()

    def correct(month: int) -> Callable[[], Any]:
        return lambda: event(estate, "planned", date(2022, month, 1), correction=Correction(wrong, "sai tháng"))

    assert together(correct(6), correct(7)) == ["", "E710"]
    assert EstateEvent.objects.filter(replaces=wrong).count() == 1
    assert AuditEntry.objects.count() == rows + 1


def test_of_two_who_lease_the_last_of_a_lot_exactly_one_gets_it(db):
    held = lot(cluster(industrial="10"), hectares="10")
    acts = [lambda: lease(held, "6", date(2023, 1, 1)), lambda: lease(held, "6", date(2023, 1, 1))]
    assert together(*acts) == ["", "E722"]
    assert Lease.objects.count() == 1
