"""The audit chain: nothing in it can be changed unseen."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from nhip.registry.actions import audit
from nhip.registry.append_only import AppendOnlyError
from nhip.registry.models import AuditEntry, AuditHead
from nhip.registry.queries import broken_links


@pytest.fixture
def chain(db):
    return [audit("Lan", "changed", f"thing {n}", old={"n": n}, new={"n": n + 1, "tên": "Đồng"}) for n in range(4)]


def test_each_row_follows_the_one_before(chain):
    assert [entry.previous_hash for entry in chain] == ["", *(entry.hash for entry in chain[:-1])]
    assert broken_links() == []


def alter(sql: str, *values: str | int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_a_changed_row_is_found(chain):
    alter("UPDATE registry_auditentry SET actor = %s WHERE id = %s", "Nga", chain[1].pk)
    assert broken_links() == [chain[1].pk]


def test_a_missing_row_is_found(chain):
    alter("DELETE FROM registry_auditentry WHERE id = %s", chain[1].pk)
    assert broken_links() == [chain[2].pk]


def test_a_missing_end_is_found(chain):
    alter("DELETE FROM registry_auditentry WHERE id = %s", chain[3].pk)
    assert broken_links() == [0]


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
