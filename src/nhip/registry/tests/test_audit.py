"""The audit chain: nothing in it can be changed unseen."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction

from nhip.registry.actions import acting_from, audit
from nhip.registry.append_only import AppendOnlyError
from nhip.registry.models import AuditEntry, AuditHead
from nhip.registry.queries import Breach, BrokenLink, broken_links, verify_audit


@pytest.fixture
def chain(db):
    return [audit("Lan", "changed", f"thing {n}", old={"n": n}, new={"n": n + 1, "tên": "Đồng"}) for n in range(4)]


def test_each_row_follows_the_one_before(chain):
    assert [entry.previous_hash for entry in chain] == ["", *(entry.hash for entry in chain[:-1])]
    assert verify_audit() is None
    assert broken_links() == []


def alter(sql: str, *values: str | int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_a_changed_row_is_found(chain, tamper):
    tamper("UPDATE registry_auditentry SET actor = %s WHERE id = %s", "Nga", chain[1].pk)
    assert broken_links() == [chain[1].pk]
    assert verify_audit() == BrokenLink(chain[1].pk, Breach.ALTERED)


def test_a_missing_row_is_found(chain, tamper):
    tamper("DELETE FROM registry_auditentry WHERE id = %s", chain[1].pk)
    assert verify_audit() == BrokenLink(chain[2].pk, Breach.UNLINKED)


def test_a_missing_end_is_found(chain, tamper):
    tamper("DELETE FROM registry_auditentry WHERE id = %s", chain[3].pk)
    assert verify_audit() == BrokenLink(0, Breach.CUT)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE registry_auditentry SET actor = 'Nga'",
        "DELETE FROM registry_auditentry",
        "UPDATE registry_auditentry SET hash = hash WHERE id < 0 OR id > 0",
    ],
)
def test_the_database_itself_refuses(chain, sql):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert AuditEntry.objects.filter(actor="Lan").count() == 4


def test_the_database_refuses_to_empty_the_table(chain):
    sqlite = connection.vendor == "sqlite"
    columns = "id, actor, address, at, act, subject, previous_hash, hash"
    sql = (
        f"INSERT OR REPLACE INTO registry_auditentry ({columns})"  # noqa: S608 - our own words
        f" SELECT id, 'Nga', address, at, act, subject, previous_hash, hash FROM registry_auditentry"
        if sqlite
        else "TRUNCATE registry_auditentry"
    )
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert verify_audit() is None


def test_a_row_says_from_where(chain, tamper):
    with acting_from("203.0.113.7"):
        entry = audit("Lan", "changed", "thing 5")
    assert (entry.address, audit("Lan", "changed", "thing 6").address) == ("203.0.113.7", "")
    assert verify_audit() is None
    tamper("UPDATE registry_auditentry SET address = %s WHERE id = %s", "203.0.113.8", entry.pk)
    assert verify_audit() == BrokenLink(entry.pk, Breach.ALTERED)


def write_rows(writer: int) -> None:
    try:
        for number in range(10):
            with transaction.atomic():
                audit(f"writer {writer}", "wrote", f"row {number}")
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_never_fork_the_chain():
    if connection.vendor == "sqlite":
        pytest.skip("the SQLite of the tests is in memory and has one writer; the next test writes to a file")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write_rows, range(4)))
    assert AuditEntry.objects.count() == 40
    assert verify_audit() is None


WRITER = """
import sys, django
django.setup()
from django.db import transaction
from nhip.registry.actions import audit
for number in range(15):
    with transaction.atomic():
        audit("writer " + sys.argv[1], "wrote", f"row {number}")
"""
VERIFY = """
import django
django.setup()
from nhip.registry.models import AuditEntry
from nhip.registry.queries import verify_audit
print(AuditEntry.objects.count(), verify_audit())
"""


def test_processes_that_write_to_one_file_never_fork_the_chain(installation_env):
    env = {**installation_env, "DJANGO_SETTINGS_MODULE": "nhip.config.settings"}
    subprocess.run([sys.executable, "-m", "django", "migrate", "registry", "-v0"], env=env, check=True)
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(n)], env=env, stderr=subprocess.PIPE, text=True)
        for n in range(3)
    ]
    complaints = [writer.communicate()[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0, 0], complaints
    seen = subprocess.run([sys.executable, "-c", VERIFY], env=env, check=True, capture_output=True, text=True)
    assert seen.stdout.split() == ["45", "None"]


def test_the_program_offers_no_way_to_change_a_row(chain):
    entry = AuditEntry.objects.get(pk=chain[0].pk)
    entry.actor = "Nga"
    with pytest.raises(AppendOnlyError):
        entry.save()
    with pytest.raises(AppendOnlyError):
        entry.delete()
    with pytest.raises(AppendOnlyError):
        AuditEntry.objects.update(actor="Nga")
    with pytest.raises(AppendOnlyError):
        AuditEntry.objects.filter(pk=entry.pk).delete()
    with pytest.raises(AppendOnlyError):
        AuditEntry.objects.bulk_update([entry], ["actor"])
    with pytest.raises(AppendOnlyError):
        AuditEntry.objects.update_or_create(pk=entry.pk, actor="Nga")
    assert set(AuditEntry.objects.values_list("actor", flat=True)) == {"Lan"}


@pytest.mark.django_db(transaction=True)
def test_an_act_and_its_row_stand_or_fall_together():
    with pytest.raises(transaction.TransactionManagementError):
        audit("Lan", "changed", "thing")

    def act() -> None:
        with transaction.atomic():
            audit("Lan", "changed", "thing")
            raise RuntimeError("the act fails after its row was written")

    with pytest.raises(RuntimeError):
        act()
    assert AuditEntry.objects.count() == 0
    assert not AuditHead.objects.exclude(hash="").exists()
