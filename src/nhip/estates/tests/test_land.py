"""Lots and leases: nothing is leased that is not there."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from nhip.estates.actions import (
    Correction,
    add_estate,
    add_phase,
    add_tenant,
    describe_estate,
    end_lease,
    record_lot,
    record_operation,
    record_project,
    state_area,
    withdraw,
)
from nhip.estates.actions.estates import Description
from nhip.estates.faults import Fault
from nhip.estates.models import (
    AreaStatement,
    EstateRecord,
    Lease,
    LotRecord,
    Operation,
    TenantProject,
)
from nhip.estates.tests.makers import BY, cluster, ha, lease, lot, zone
from nhip.registry.models import AuditEntry

pytestmark = pytest.mark.django_db
DAY = date(2023, 1, 1)


def refused(number: str, act, *args, **kwargs) -> Fault:
    """Return the fault an act raises; see that it changed nothing."""
    models = (AreaStatement, EstateRecord, LotRecord, Lease, TenantProject, Operation, AuditEntry)
    before = [model.objects.count() for model in models]
    with pytest.raises(Fault) as found:
        act(*args, **kwargs)
    assert found.value.number == number
    assert "?" not in found.value.message("vi") + found.value.message("en")
    assert [model.objects.count() for model in models] == before
    return found.value


def test_two_leases_of_one_lot_must_not_add_up_to_more():
    record = lot(cluster(industrial="30"))
    tenant = add_tenant(BY, "Nhà đầu tư")
    lease(record, "6", DAY)
    lease(record, "4", DAY)
    found = refused("E722", lease, record, "0.0001", DAY, tenant=tenant)
    assert "10.0001" in found.message("en")


def test_leases_one_after_the_other_are_fine():
    record = lot(cluster())
    lease(record, "10", DAY, date(2023, 6, 30))
    lease(record, "10", date(2023, 7, 1))
    tenant = add_tenant(BY, "Nhà đầu tư")
    # The last day counts: 30 June is taken.
    refused("E722", lease, record, "1", date(2022, 6, 1), date(2023, 6, 30), tenant=tenant)


def test_an_estate_is_not_leased_beyond_its_leasable_land():
    estate = cluster(industrial="30")
    tenant = add_tenant(BY, "Nhà đầu tư")
    lease(lot(estate, "L1", "20"), "20", DAY)
    second = lot(estate, "L2", "10")
    lease(second, "10", DAY)
    refused("E724", lot, estate, "L3", "1")
    refused("E723", state_area, BY, estate, "industrial", ha("29"), date(2024, 1, 1))
    assert tenant.pk


def test_land_for_services_counts_in_zones():
    estate = zone(industrial="30", service="5")
    lease(lot(estate, "S1", "5", use="service"), "5", DAY)
    refused("E724", lot, estate, "S2", "1", use="service")


def test_the_leasable_land_may_be_stated_smaller_than_lots_were_leased():
    estate = cluster()
    lease(lot(estate, "L1", "20"), "20", DAY)
    refused("E723", state_area, BY, estate, "industrial", ha("10"), DAY)
    # Nothing is compared on days before the first statement.
    state_area(BY, estate, "industrial", ha("20"), DAY)
    assert AreaStatement.objects.count() == 1


def test_a_lot_that_is_not_there_is_not_leased():
    estate = cluster()
    record = lot(estate, since=DAY, valid_to=date(2023, 12, 31))
    tenant = add_tenant(BY, "Nhà đầu tư")
    refused("E725", lease, record, "1", date(2022, 12, 31), tenant=tenant)
    refused("E725", lease, record, "1", date(2023, 6, 1), date(2024, 1, 1), tenant=tenant)
    lease(record, "1", date(2023, 6, 1), date(2023, 12, 31), tenant=tenant)
    refused("E725", withdraw, BY, record, "ghi nhầm")


def test_a_lot_shrinks_below_its_leases():
    estate = cluster()
    record = lot(estate)
    lease(record, "8", DAY)
    refused("E722", lot, estate, "L1", "7", correction=Correction(record, "đo lại"))
    refused("E726", lot, estate, "L1", "10", use="service", correction=Correction(record, "đổi mục đích"))
    again = lot(estate, "L1", "8", correction=Correction(record, "đo lại"))
    assert list(LotRecord.objects.known_at()) == [again]


def test_a_lot_is_described_once_from_a_day_on():
    estate = cluster()
    lot(estate)
    refused("E720", lot, estate)
    refused("E702", record_lot, BY, estate, " ", "industrial", ha("1"), DAY)
    refused("E703", record_lot, BY, estate, "L9", "farming", ha("1"), DAY)
    refused("E705", lot, estate, "L9", since=DAY, valid_to=date(2022, 1, 1))
    assert lot(estate, hectares="12", since=date(2024, 1, 1)).lot.records.count() == 2


@pytest.mark.parametrize("hectares", ["0", "-1", "1.00001", "NaN"])
def test_areas_that_cannot_be(hectares):
    estate = cluster()
    refused("E706", lot, estate, hectares=hectares)


def test_a_lease_ends_by_a_newer_version():
    record = lot(cluster())
    held = lease(record, "10", DAY)
    ended = end_lease(BY, held, date(2023, 6, 30), "trả lại đất")
    assert list(Lease.objects.known_at()) == [ended]
    assert (ended.hectares, ended.ends_on) == (ha("10"), date(2023, 6, 30))
    refused("E710", end_lease, BY, held, date(2023, 7, 30), "trả lại đất")
    refused("E727", end_lease, BY, ended, date(2023, 7, 30), "trả lại đất")
    refused("E705", end_lease, BY, ended, date(2022, 7, 30), "trả lại đất")
    refused("E712", end_lease, BY, ended, date(2023, 5, 30), "")


def test_a_tenant_is_one_however_it_is_written():
    assert add_tenant(BY, "Công ty  A") == add_tenant(BY, "Công ty A")
    with pytest.raises(Fault, match="E702"):
        add_tenant(BY, " ")


def test_projects_are_known_by_their_certificates():
    estate, tenant = cluster(), add_tenant(BY, "Công ty A")
    first = record_project(BY, estate, tenant, "123", "Nhà máy", DAY, registered_capital=ha("100"))
    refused("E728", record_project, BY, estate, tenant, "123", "Nhà máy", DAY)
    refused("E702", record_project, BY, estate, tenant, "", "Nhà máy", DAY)
    refused("E705", record_project, BY, estate, tenant, "124", "Nhà máy", DAY, operating_from=date(2022, 1, 1))
    other, record = add_tenant(BY, "Công ty B"), lot(estate)
    refused("E729", lease, record, "1", DAY, tenant=other, project=first)
    assert lease(record, "1", DAY, tenant=tenant, project=first).project == first
    second = record_project(BY, estate, tenant, "123", "Nhà máy", DAY, jobs=10, correction=Correction(first, "thêm"))
    assert list(TenantProject.objects.known_at()) == [second]


def test_an_enterprise_works_in_an_estate_once_at_a_time():
    estate = cluster()
    record_operation(BY, estate, DAY, name="Công ty A", ends_on=date(2023, 6, 30))
    refused("E730", record_operation, BY, estate, date(2023, 6, 30), name="Công ty A")
    refused("E702", record_operation, BY, estate, DAY)
    record_operation(BY, estate, date(2023, 7, 1), name="Công ty A")
    assert Operation.objects.count() == 2


def test_codes_and_names_of_estates():
    refused("E701", add_estate, BY, "cluster", "Đình Lập", "Đình Lập")
    refused("E702", add_estate, BY, "cluster", "CCN-A", " ")
    refused("E703", add_estate, BY, "park", "CCN-A", "A")
    assert add_estate(BY, "cluster", "CCN-A", "Cụm  A").name == "Cụm A"
    refused("E701", add_estate, BY, "cluster", "CCN-A", "A")


def test_phases_are_numbered():
    estate = zone()
    phase = add_phase(BY, estate, 1)
    refused("E731", add_phase, BY, estate, 1)
    refused("E731", add_phase, BY, estate, 0)
    refused("E731", state_area, BY, zone("Z-2"), "total", ha("1"), DAY, phase=phase)


@pytest.mark.parametrize(
    ("said", "number"),
    [
        (Description(price_from=Decimal(3), price_to=Decimal(2)), "E708"),
        (Description(price_from=Decimal(-3)), "E707"),
        (Description(latitude=Decimal(21)), "E709"),
        (Description(latitude=Decimal(48), longitude=Decimal(16)), "E709"),
        (Description(sectors=("1621",)), "E703"),
        (Description(wastewater_plant="broken"), "E703"),
        (Description(registered_capital=Decimal("0.00001")), "E707"),
    ],
)
def test_descriptions_that_cannot_be(said, number):
    refused(number, describe_estate, BY, cluster(), DAY, said)


def test_a_description_holds_from_a_day():
    estate = cluster()
    first = describe_estate(BY, estate, DAY, Description(investor_name="A", sectors=("16", "16")))
    refused("E736", describe_estate, BY, estate, DAY, Description())
    describe_estate(BY, estate, date(2024, 1, 1), Description(investor_name="B"))
    again = describe_estate(BY, estate, DAY, Description(investor_name="C"), correction=Correction(first, "sai tên"))
    assert first.sectors == ["16"]
    assert {each.investor_name for each in EstateRecord.objects.known_at()} == {"B", "C"}
    assert again.reason == "sai tên"


def test_an_area_is_stated_once_from_a_day_on():
    estate = cluster(industrial="30")
    refused("E732", state_area, BY, estate, "industrial", ha("31"), date(2020, 1, 1))
    refused("E703", state_area, BY, estate, "forest", ha("31"), DAY)


@pytest.mark.parametrize("seed", range(4))
def test_a_lease_is_refused_exactly_when_some_day_would_have_too_much(seed):
    """Against a plain count, day by day, over the months in which the leases begin and end."""
    random, record = Random(seed), lot(cluster())
    tenant, first = add_tenant(BY, "Nhà đầu tư"), date(2023, 1, 1)
    taken = [Decimal(0)] * 120
    outcomes = set()
    for _ in range(14):
        begins = random.randrange(0, 100)
        ends = begins + random.randrange(0, 40)
        hectares = Decimal(random.randrange(10, 60)) / 10
        days = range(begins, min(ends, 119) + 1)
        fits = all(taken[day] + hectares <= 10 for day in days)
        span = first + timedelta(days=begins), first + timedelta(days=ends)
        outcomes.add(fits)
        if fits:
            lease(record, str(hectares), *span, tenant=tenant)
            for day in days:
                taken[day] += hectares
        else:
            refused("E722", lease, record, str(hectares), *span, tenant=tenant)
    assert outcomes == {True, False}
