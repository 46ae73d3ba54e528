"""Taking in reports: every cell with its address, all or nothing, once."""

from __future__ import annotations

import hashlib
import time
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from nhip.engine.faults import CATALOGUE
from nhip.intake.actions import import_reports, load_registers
from nhip.intake.faults import SENTENCES, Fault, Faults
from nhip.intake.models import Observation, SourceFile
from nhip.intake.tests.conftest import COAL, KILN
from nhip.registry.append_only import AppendOnlyError
from nhip.registry.models import AuditEntry, Enterprise
from nhip.registry.queries import broken_links

pytestmark = pytest.mark.django_db
HEADER = "enterprise,product,period,measure,quantity,state,unit\n"
REPORTS = "reports/2023-12.csv"


@pytest.fixture
def loaded(folder):
    load_registers(folder)
    return folder


def test_a_file_becomes_observations_with_addresses(loaded):
    done = import_reports(loaded / REPORTS, actor="Lan")
    assert (done.rows, done.added, done.unchanged, done.again) == (3, 3, 0, False)
    kept = SourceFile.objects.get()
    assert bytes(kept.content) == (loaded / REPORTS).read_bytes()
    assert kept.sha256 == hashlib.sha256(bytes(kept.content)).hexdigest() == done.sha256
    coal = Observation.objects.get(measure="production", enterprise__tax_code=COAL)
    assert (coal.quantity, coal.raw, coal.reported_unit) == (Decimal("68.2505"), "68250.5", "tấn")
    assert (coal.row, coal.column, coal.sheet, coal.source_file) == (2, "quantity", "", kept)
    assert AuditEntry.objects.latest("id").actor == "Lan"
    assert broken_links() == []


def test_zero_and_silence_stay_apart(loaded):
    import_reports(loaded / REPORTS)
    silent = Observation.objects.get(measure="sales")
    zero = Observation.objects.get(enterprise__tax_code=KILN)
    assert (silent.quantity, silent.state) == (None, "not_reported")
    assert (zero.quantity, zero.state) == (Decimal(0), "reported")


def test_the_same_bytes_have_one_effect(loaded):
    import_reports(loaded / REPORTS)
    again = import_reports((loaded / REPORTS).read_bytes(), name="another name.csv")
    assert again.again
    assert again.name == "2023-12.csv"
    assert (SourceFile.objects.count(), Observation.objects.count()) == (1, 3)
    assert AuditEntry.objects.filter(act="reports.imported").count() == 1


def test_a_corrected_file_adds_its_corrections_and_both_are_known(loaded, change):
    before = datetime(2024, 1, 5, tzinfo=UTC)
    import_reports(loaded / REPORTS, at=before)
    change(REPORTS, "68250.5", "70000")
    done = import_reports(loaded / REPORTS, at=datetime(2024, 1, 20, tzinfo=UTC))
    assert (done.added, done.unchanged) == (1, 2)
    coal = Observation.objects.filter(enterprise__tax_code=COAL, measure="production")
    assert coal.count() == 2
    assert coal.known_at(before).get().quantity == Decimal("68.2505")
    assert coal.known_at().get().quantity == Decimal(70)
    assert not coal.known_at(datetime(2024, 1, 4, tzinfo=UTC)).exists()


def test_official_counts_before_an_estimate_whenever_that_comes(loaded, change):
    import_reports(loaded / REPORTS, stage="official")
    change(REPORTS, "68250.5", "1")
    import_reports(loaded / REPORTS, stage="estimate")
    coal = Observation.objects.filter(enterprise__tax_code=COAL, measure="production")
    assert coal.count() == 2
    assert coal.known_at().get().stage == "official"


ROW = f"{COAL},05200-01,2023-12,production,"


@pytest.mark.parametrize(
    ("rows", "number", "row", "column", "value"),
    [
        (ROW + "13,75,reported,", "E504", 2, None, None),
        (ROW + '"13,75",reported,', "E128", 2, "quantity", "13,75"),
        (ROW + "1.234.5,reported,", "E128", 2, "quantity", "1.234.5"),
        (ROW + "１２,reported,", "E128", 2, "quantity", "１２"),
        (ROW + "1e5,reported,", "E128", 2, "quantity", "1e5"),
        (ROW + "-5,reported,", "E203", 2, "quantity", "-5"),
        (ROW + "NaN,reported,", "E202", 2, "quantity", "NaN"),
        (ROW + "-inf,reported,", "E202", 2, "quantity", "-inf"),
        (ROW + ",reported,", "E201", 2, "quantity", None),
        (ROW + ",,", "E201", 2, "quantity", None),
        (ROW + "5,not_produced,", "E209", 2, "state", "not_produced"),
        (ROW + "5,imputed,", "E208", 2, "state", "imputed"),
        (ROW + "5,reported,kg", "E505", 2, "unit", "kg"),
        (ROW + "9999999999999999,,", "E506", 2, "quantity", "9999999999999999"),
        (ROW + "0.0000000001,,", "E506", 2, "quantity", "0.0000000001"),
        (f"\n\n{COAL},99999,2023-12,production,5,,", "E502", 4, "product", "99999"),
        ("0300588569,05200-01,2023-12,production,5,,", "E501", 2, "enterprise", "0300588569"),
        (f"{COAL},05200-01,12/2023,production,5,,", "E120", 2, "period", "12/2023"),
        (f"{COAL},05200-01,2023-12,stock,5,,", "E503", 2, "measure", "stock"),
        (f"{COAL},,2023-12,production,5,,", "E210", 2, "product", None),
        (ROW + "5,,\n" + ROW + "6,,", "E204", 3, None, None),
    ],
)
def test_a_fault_names_its_cell_and_nothing_is_stored(loaded, rows, number, row, column, value):
    good = f"{KILN},23920-01,2023-12,production,1,,\n"
    with pytest.raises(Fault) as caught:
        import_reports((HEADER + rows + "\n" + good).encode(), name="tệp.csv")
    found = caught.value.as_dict()
    where = {"file": "tệp.csv", "row": row, "column": column, "value": value}
    assert found["number"] == number
    assert found["where"] == {name: at for name, at in where.items() if at is not None}
    assert found["vi"] != found["en"]
    assert "?" not in found["vi"] + found["en"]
    assert SourceFile.objects.count() == Observation.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "number"),
    [
        (b"", "E103"),
        (HEADER.encode(), "E104"),
        (b"enterprise,product\n1,2\n", "E103"),
        (b"\xff\xfe\x00", "E102"),
        (HEADER.encode() + b"\x00", "E102"),
        (HEADER.encode() + b'"unclosed', "E102"),
        (b"period,period," + HEADER.encode() + b"1", "E511"),
    ],
)
def test_what_is_no_table_of_reports_is_refused(loaded, content, number):
    with pytest.raises(Fault) as caught:
        import_reports(content)
    assert caught.value.number == number
    assert SourceFile.objects.count() == 0


def test_all_faults_come_at_once_but_not_without_end(loaded):
    with pytest.raises(Faults) as caught:
        import_reports((HEADER + "1,2,3,4,5,6,7\n" * 5000).encode())
    assert len(caught.value.faults) == 100


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(Fault, match="E101"):
        import_reports(tmp_path / "none.csv")


def test_observations_are_only_added(loaded):
    import_reports(loaded / REPORTS)
    one = Observation.objects.get(measure="sales")
    with pytest.raises(AppendOnlyError):
        one.save()
    with pytest.raises(AppendOnlyError):
        one.delete()
    with pytest.raises(AppendOnlyError):
        Observation.objects.filter(measure="sales").update(state="reported")
    with pytest.raises(AppendOnlyError):
        SourceFile.objects.all().delete()


@pytest.mark.parametrize(
    "values",
    [
        {"quantity": None, "state": "reported"},
        {"quantity": 1, "state": "not_produced"},
        {"quantity": -1, "state": "reported"},
        {"quantity": 1, "state": "imputed"},
        {"quantity": 1, "state": "reported", "period": "2023-13"},
        {"quantity": 1, "state": "reported", "measure": "stock"},
        {"quantity": 1, "state": "reported", "stage": "draft"},
    ],
)
def test_the_database_refuses_what_cannot_be(loaded, values):
    file = SourceFile.objects.create(name="x", sha256="0" * 64, content=b"")
    enterprise = Enterprise.objects.get(tax_code=COAL)
    product = enterprise.consents.get().product
    fixed = {"period": "2023-12", "measure": "production", "stage": "official", "row": 9, "column": "quantity"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Observation.objects.create(**{**fixed, **values}, enterprise=enterprise, product=product, source_file=file)


def test_thousands_of_rows_a_second(loaded):
    months = [f"{year}-{month:02d}" for year in range(1600, 2000) for month in range(1, 13)]
    rows = "".join(f"{COAL},05200-01,{month},production,{n}.125,reported,tấn\n" for n, month in enumerate(months))
    start = time.perf_counter()
    done = import_reports((HEADER + rows).encode())
    seconds = time.perf_counter() - start
    assert done.added == 4800
    assert done.added / seconds > 2000


def test_the_sentences_of_the_room_have_numbers_of_their_own():
    assert all(number.startswith("E5") and CATALOGUE[number] == pair for number, pair in SENTENCES.items())
