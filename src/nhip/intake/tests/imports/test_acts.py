"""Taking in workbooks: whole or not at all, once, with reasons, and back again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from nhip.intake.faults import Fault
from nhip.intake.imports.acts import Given, import_workbook, undo_import
from nhip.intake.imports.examination import examine, marked_copy
from nhip.intake.imports.models import BatchState, Explained, Headcount, ImportBatch
from nhip.intake.imports.reconciling import reconcile_batches, this_worker
from nhip.intake.models import Observation, SourceFile
from nhip.intake.reading.limits import Limits
from nhip.intake.reading.workbooks import read_workbook
from nhip.intake.returns import PLAN
from nhip.intake.sheets.rows import rows_for
from nhip.intake.sheets.template import plan_template
from nhip.intake.tests.conftest import COAL, KILN
from nhip.intake.tests.imports.conftest import BRICKS, COAL_PRODUCT
from nhip.people.models import Grant, User
from nhip.people.refusals import Refused
from nhip.people.roles import Role
from nhip.registry.models import AuditEntry, Enterprise, ProductionPlan
from nhip.registry.queries import broken_links

pytestmark = pytest.mark.django_db
CONFIRMED = Given("confirmed")


@pytest.fixture
def officer() -> User:
    return person("lan", Role.OFFICER)


def person(name: str, role: str) -> User:
    user = User.objects.create(username=name, email=f"{name}@example.vn")
    reported = Enterprise.objects.first() if role == Role.REPORTER else None
    Grant.objects.create(user=user, role=role, enterprise=reported, valid_from=timezone.localdate())
    return user


def of_coal(measure: str = "production"):
    return Observation.objects.filter(enterprise__tax_code=COAL, measure=measure)


def test_every_box_becomes_an_observation_with_its_cell(book, officer):
    content = book()
    told = []
    done = import_workbook(content, "tháng 12.xlsx", actor=officer, progress=lambda *step: told.append(step))
    batch = done.batch
    assert done.done
    assert (batch.state, batch.rows, batch.observations_added, batch.warnings) == (BatchState.DONE, 2, 14, 0)
    assert (batch.name, batch.created_by) == ("tháng 12.xlsx", "lan")
    assert bytes(batch.source_file.content) == content
    assert [step[0] for step in told] == ["reading", "checking", "storing", "done"]
    coal = of_coal().get()
    assert (coal.quantity, coal.state, coal.stage, coal.period) == (60, "reported", "official", "2023-12")
    cell = read_workbook(content, "x.xlsx").sheet(coal.sheet).row(coal.row)
    assert [each.text for each in cell.values() if each.letters == coal.column] == ["60"] == [coal.raw]
    assert Headcount.objects.get(enterprise__tax_code=KILN).employees == 120
    entry = AuditEntry.objects.get(act="import.done")
    assert (entry.actor, entry.new["values"], entry.new["file"]) == ("lan", 14, batch.source_file.sha256)
    assert broken_links() == []


def test_the_same_file_and_the_same_request_have_one_effect(book):
    first = import_workbook(book(), "a.xlsx", actor="nhip", key="k1")
    count = Observation.objects.count()
    again = import_workbook(bytes(first.batch.source_file.content), "other name.xlsx", actor="nhip")
    assert (again.again, again.batch) == (True, first.batch)
    again = import_workbook(bytes(first.batch.source_file.content), "a.xlsx", actor="nhip", key="k1")
    assert (again.again, again.batch) == (True, first.batch)
    with pytest.raises(Fault, match="N244"):
        import_workbook(book(production="61"), "a.xlsx", actor="nhip", key="k1")
    assert (Observation.objects.count(), ImportBatch.objects.count(), SourceFile.objects.count()) == (count, 1, 1)


def test_one_wrong_cell_keeps_everything_out_and_is_named(book):
    content = book(production="-5")
    done = import_workbook(content, "a.xlsx", actor="nhip")
    assert not done.done
    assert done.batch.state == BatchState.FAILED
    assert Observation.objects.count() == Headcount.objects.count() == 0
    told = done.batch.findings[0]
    assert (told["number"], told["where"]["sheet"], told["where"]["row"]) == ("N211", "Báo cáo", 5)
    assert (told["where"]["column"], told["where"]["value"], told["severity"]) == ("H", "-5", "error")
    assert SourceFile.objects.count() == 1
    assert examine(content, "a.xlsx").report() == done.examined.report()


def test_a_rejected_file_comes_back_marked(book):
    content = book(production="-5")
    copy = marked_copy(content, examine(content, "a.xlsx"), "vi")
    marked = read_workbook(copy, "a.xlsx")
    assert marked.sheets[0].name == "Lỗi cần sửa"
    assert any("N211" in cell.text for cell in marked.sheets[0].cells)
    # The marked copy, sent again, is read as the same table.
    assert [each.number for each in examine(copy, "a.xlsx").errors] == ["N211", "N211"]


def test_warnings_need_their_reasons_and_the_reasons_are_kept(book):
    content = book(closing_stock="40")
    refused = import_workbook(content, "a.xlsx", actor="nhip")
    assert (refused.done, refused.refusal.number) == (False, "N245")
    keys = [each.key for each in refused.examined.warnings]
    assert keys == [f"N220:{COAL}:{COAL_PRODUCT}:closing_stock", f"N220:{KILN}:{BRICKS}:closing_stock"]
    half = {keys[0]: CONFIRMED}
    assert not import_workbook(content, "a.xlsx", actor="nhip", reasons=half).done
    wordless = {**half, keys[1]: Given("other")}
    assert not import_workbook(content, "a.xlsx", actor="nhip", reasons=wordless).done
    done = import_workbook(content, "a.xlsx", actor="nhip", reasons={**half, keys[1]: Given("other", "hao hụt")})
    assert done.done
    kept = {row.enterprise: (row.rule, row.code, row.note, row.row) for row in Explained.objects.all()}
    assert kept == {COAL: ("N220", "confirmed", "", 5), KILN: ("N220", "other", "hao hụt", 6)}
    assert done.batch.warnings == 2


def test_undoing_brings_back_what_stood_before_and_keeps_the_trail(book, officer):
    january, march, may = (datetime(2024, month, 1, tzinfo=UTC) for month in (1, 3, 5))
    import_workbook(book(), "a.xlsx", actor="nhip", at=january)
    second = import_workbook(book(production="61", closing_stock="13"), "b.xlsx", actor=officer, at=march)
    assert of_coal().known_at().get().quantity == 61
    withdrawal = undo_import(second.batch, actor=officer, reason="nhầm tệp", at=may)
    assert of_coal().count() == 2
    assert of_coal().known_at().get().quantity == 60
    assert of_coal().known_at(datetime(2024, 4, 1, tzinfo=UTC)).get().quantity == 61
    assert of_coal().known_at(may).get().quantity == 60
    assert (withdrawal.by, withdrawal.reason) == ("lan", "nhầm tệp")
    assert ImportBatch.objects.get(pk=second.batch.pk).state == BatchState.UNDONE
    with pytest.raises(Fault, match="N246"):
        undo_import(second.batch, actor=officer, reason="lần nữa")
    # What was undone may come in again.
    again = import_workbook(bytes(second.batch.source_file.content), "b.xlsx", actor="nhip", reasons=CONFIRMED)
    assert again.done
    assert of_coal().known_at().get().quantity == 61
    assert broken_links() == []


def test_undoing_needs_a_reason_and_a_right(book):
    batch = import_workbook(book(), "a.xlsx", actor="nhip").batch
    with pytest.raises(Fault, match="N247"):
        undo_import(batch, actor="nhip", reason=" ")
    with pytest.raises(Refused):
        undo_import(batch, actor=person("minh", Role.OFFICER), reason="x")
    with pytest.raises(Refused):
        import_workbook(book(), "a.xlsx", actor=person("an", Role.REPORTER))
    assert undo_import(batch, actor=person("hoa", Role.STATISTICIAN), reason="x").by == "hoa"


def test_a_plan_is_taken_in_and_back(registers):
    filled = [replace(row, values={"production": Decimal(650)}) for row in rows_for([COAL], "2024")]
    assert not ProductionPlan.objects.filter(year=2024).exists()
    done = import_workbook(plan_template(filled, "2024"), "kh.xlsx", actor="nhip", form=PLAN, period="2024")
    assert done.done, done.refusal
    plans = ProductionPlan.objects.known_at().filter(enterprise__tax_code=COAL, year=2024)
    assert [(plan.quantity, plan.measure) for plan in plans] == [(650, "production")]
    undo_import(done.batch, actor="nhip", reason="x")
    assert not ProductionPlan.objects.known_at().filter(year=2024).exists()
    # What was planned meanwhile can still be asked.
    assert plans.exists()


def test_a_file_that_is_none_fails_clearly(registers):
    done = import_workbook(b"%PDF-1.4", "a.pdf", actor="nhip")
    assert (done.batch.state, done.refusal.number) == (BatchState.FAILED, "N106")
    with pytest.raises(Fault, match="N102"):
        import_workbook(b"x" * 2000, "a.csv", actor="nhip", limits=Limits(file=1000))
    assert ImportBatch.objects.count() == 1


def test_a_batch_whose_program_died_is_closed_and_a_living_one_is_not(book):
    batch = import_workbook(book(production="-5"), "a.xlsx", actor="nhip").batch
    rows = ImportBatch.objects.filter(pk=batch.pk)
    rows.update(state=BatchState.CHECKING)
    assert reconcile_batches() == 0
    host, pid, began = this_worker().rsplit(":", 2)
    for dead in (f"{host}:{pid}:1", f"{host}:4194304:{began}"):
        rows.update(state=BatchState.CHECKING, worker=dead)
        assert reconcile_batches() == 1
        kept = rows.get()
        assert (kept.state, kept.findings[0]["number"]) == (BatchState.FAILED, "N243")
    rows.update(state=BatchState.RECEIVED, worker="elsewhere:1:1")
    assert reconcile_batches() == 0
    rows.update(received_at=datetime(2024, 1, 1, tzinfo=UTC))
    assert reconcile_batches() == 1


def test_an_import_that_was_closed_meanwhile_takes_nothing_in(book, monkeypatch):
    content = book()

    def examine_slowly(*args, **kwargs):
        ImportBatch.objects.update(state=BatchState.FAILED)
        return examine(*args, **kwargs)

    monkeypatch.setattr("nhip.intake.imports.acts.examine", examine_slowly)
    done = import_workbook(content, "a.xlsx", actor="nhip")
    assert (done.refusal.number, done.batch.state, Observation.objects.count()) == ("N243", BatchState.FAILED, 0)


def test_two_doors_at_once_have_one_effect(book, monkeypatch):
    content = book()

    def examine_while_another_comes(*args, **kwargs):
        monkeypatch.setattr("nhip.intake.imports.acts.examine", examine)
        assert import_workbook(content, "twin.xlsx", actor="nhip").done
        return examine(*args, **kwargs)

    monkeypatch.setattr("nhip.intake.imports.acts.examine", examine_while_another_comes)
    late = import_workbook(content, "a.xlsx", actor="nhip")
    assert (late.again, late.batch.name) == (True, "twin.xlsx")
    assert sorted(ImportBatch.objects.values_list("state", flat=True)) == ["done", "failed"]
    assert of_coal().count() == 1


def test_a_crash_of_the_program_leaves_a_failed_batch(book, monkeypatch):
    def broken(*args, **kwargs):
        raise MemoryError

    monkeypatch.setattr("nhip.intake.imports.acts.record", broken)
    with pytest.raises(MemoryError):
        import_workbook(book(), "a.xlsx", actor="nhip")
    assert ImportBatch.objects.get().state == BatchState.FAILED
    assert Observation.objects.count() == 0


def test_the_database_itself_keeps_a_file_from_counting_twice(book):
    batch = import_workbook(book(), "a.xlsx", actor="nhip").batch
    with pytest.raises(IntegrityError), transaction.atomic():
        ImportBatch.objects.create(source_file=batch.source_file, name="x", state=BatchState.DONE, created_by="x")
