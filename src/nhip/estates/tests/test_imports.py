"""Lists of lots, leases and enterprises from a file: all of it, or nothing and the address of every fault."""

import pytest

from nhip.estates.actions import import_leases, import_lots, import_operations
from nhip.estates.faults import Fault, Faults
from nhip.estates.models import Lease, Lot, LotRecord, Operation, Tenant
from nhip.estates.tests.makers import BY, cluster
from nhip.registry.models import AuditEntry

pytestmark = pytest.mark.django_db
LOTS = "Lô đất,Mục đích sử dụng,Diện tích (ha),Ngày bắt đầu,Đã có hạ tầng\nA1,đất công nghiệp,2.5,01/02/2023,có\n"
LEASES = "lot,tenant,hectares,starts_on,ends_on\na1,Công ty A,2.5,2023-03-01,\n"


def test_lots_and_leases():
    estate = cluster(industrial="10")
    assert import_lots(BY, estate, LOTS.encode(), "lots.csv").added == 1
    assert import_leases(BY, estate, LEASES.encode(), "leases.csv", illustrative=True).added == 1
    record, held = LotRecord.objects.get(), Lease.objects.get()
    assert (record.lot.code, str(record.hectares), record.infrastructure_built) == ("A1", "2.5000", True)
    assert (held.lot, held.tenant.name, held.illustrative, held.source) == (
        record.lot,
        "Công ty A",
        True,
        "leases.csv",
    )
    assert AuditEntry.objects.latest("id").act == "estate.leases_imported"


def test_one_bad_row_keeps_all_rows_out():
    estate = cluster(industrial="10")
    import_lots(BY, estate, LOTS.encode(), "lots.csv")
    before = AuditEntry.objects.count()
    bad = LEASES + "A1,Công ty B,1,2023-03-01,\nB7,Công ty C,1,2023-03-01,\n"
    with pytest.raises(Faults) as found:
        import_leases(BY, estate, bad.encode(), "leases.csv")
    assert [(each.number, each.fields["row"]) for each in found.value.faults] == [("E722", 3), ("E721", 4)]
    assert not Lease.objects.exists()
    assert not Tenant.objects.exists()
    assert AuditEntry.objects.count() == before


@pytest.mark.parametrize(
    ("content", "number"),
    [
        (LOTS.replace("2.5", "2.5 hay 3"), "E606"),
        (LOTS.replace("01/02/2023", ""), "E601"),
        (LOTS.replace("01/02/2023", "31/02/2023"), "E604"),
        (LOTS.replace("Mục đích sử dụng", "Màu"), "E645"),
        (LOTS.replace("Đã có hạ tầng", "Màu"), "E644"),
        (LOTS.replace("Đã có hạ tầng", "Lô đất"), "E646"),
        (LOTS.replace("2.5", "20"), "E724"),
    ],
)
def test_files_that_cannot_be_taken_in(content, number):
    estate = cluster(industrial="10")
    with pytest.raises(Fault, match=number):
        import_lots(BY, estate, content.encode(), "lots.csv")
    assert not Lot.objects.exists()


def test_enterprises_at_work():
    estate = cluster()
    content = "name,starts_on\nCông ty A,2023-03-01\nCông ty B,2023-03-01\n"
    assert import_operations(BY, estate, content.encode(), "work.csv").added == 2
    assert Operation.objects.count() == 2
    with pytest.raises(Fault, match="E608"):
        import_operations(BY, estate, b"tax_code,starts_on\n9900000016,2023-03-01\n", "work.csv")
