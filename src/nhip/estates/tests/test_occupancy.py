"""Occupancy against published figures, and stages."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from nhip.estates.actions import end_lease, state_area
from nhip.estates.areas import Areas
from nhip.estates.models import AreaStatement, Lease
from nhip.estates.occupancy import Occupancy, occupancy_of, occupancy_on, together
from nhip.estates.stages import opening_kinds, stage_by_code, stage_of, stage_of_kind
from nhip.estates.tests.makers import BY, cluster, ha, lease, lot, zone
from nhip.figures.rounding import round_half_away

DAY = date(2023, 1, 1)


# Published by the zone authority of Đà Nẵng: leased over leasable industrial land, not over the total area.
@pytest.mark.parametrize(
    ("leased", "leasable", "percent"),
    [("26.73", "84", "31.82"), ("118.67", "206.13", "57.57"), ("123.82", "206.13", "60.07")],
)
def test_published_occupancies(leased, leasable, percent):
    share = occupancy_of(ha(leased), ha(leasable))
    assert share is not None
    assert round_half_away(share, 2) == Decimal(percent)


def test_there_is_no_share_of_nothing():
    assert occupancy_of(ha("1"), None) is None
    assert occupancy_of(ha("1"), ha("0")) is None
    assert Occupancy(ha("1"), None).free is None


def test_the_whole_is_sums_over_sums():
    parts = [Occupancy(ha("10"), ha("10")), Occupancy(ha("0"), ha("30")), Occupancy(ha("5"), None)]
    assert together(parts).share == 25
    assert together([]).share is None


def on(estate, day):
    areas = Areas(AreaStatement.objects.filter(estate=estate).known_at())
    return occupancy_on(estate.kind, areas, Lease.objects.filter(estate=estate).known_at(), day)


@pytest.mark.django_db
def test_a_published_zone_through_the_acts():
    estate = zone(industrial="200", service="6.13", total="400")
    lease(lot(estate, "L1", "113.67"), "113.67", DAY)
    lease(lot(estate, "S1", "6", use="service"), "5", DAY)
    second = lot(estate, "L2", "5.15")
    lease(second, "5.15", date(2023, 7, 1))
    assert round_half_away(on(estate, date(2023, 6, 30)).share, 2) == Decimal("57.57")
    assert round_half_away(on(estate, date(2023, 7, 1)).share, 2) == Decimal("60.07")


@pytest.mark.django_db
def test_services_do_not_count_in_clusters():
    estate = cluster(industrial="10", service="2")
    lease(lot(estate, "L1", "5"), "5", DAY)
    lease(lot(estate, "S1", "2", use="service"), "2", DAY)
    found = on(estate, DAY)
    assert (found.leased, found.leasable, found.share, found.free) == (5, 10, 50, 5)


@pytest.mark.django_db
def test_occupancy_of_any_day():
    estate = cluster(industrial="10")
    held = lease(lot(estate), "10", DAY)
    end_lease(BY, held, date(2023, 6, 30), "trả lại đất")
    state_area(BY, estate, "industrial", ha("20"), date(2023, 3, 1))
    shares = [on(estate, day).share for day in (date(2022, 12, 31), DAY, date(2023, 3, 1), date(2023, 7, 1))]
    assert shares == [0, 100, 50, 0]


def test_the_whole_as_stated_comes_before_the_sum_of_phases():
    def stated(kind, hectares, phase=None, since=DAY, pk=1):
        return SimpleNamespace(id=pk, phase_id=phase, kind=kind, hectares=ha(hectares), valid_from=since)

    phases = [stated("total", "200", 1), stated("total", "250", 2), stated("total", "149.76", 3)]
    assert Areas(phases).on("total", DAY) == ha("599.76")
    assert Areas([*phases, stated("total", "600")]).on("total", DAY) == 600
    assert Areas(phases).on("total", date(2022, 12, 31)) is None
    assert Areas(phases).all_on(DAY) == {"total": ha("599.76")}


def happened(kind, until):
    return SimpleNamespace(kind=kind, until=until)


def test_the_stage_is_the_furthest_reached_and_says_from_which_events():
    events = [
        happened("land_handed_over", date(2023, 3, 1)),
        happened("established", date(2023, 1, 1)),
        happened("detailed_plan_approved", date(2023, 2, 1)),
        happened("adjusted", date(2023, 5, 1)),
    ]
    found = stage_of(events, date(2023, 12, 31))
    assert found is not None
    assert (found.stage.code, found.since) == ("preparing", date(2023, 2, 1))
    assert [each.kind for each in found.events] == ["detailed_plan_approved", "land_handed_over"]
    assert stage_of(events, date(2023, 1, 31)).stage.code == "established"
    assert stage_of(events, date(2022, 12, 31)) is None


def test_a_repeal_comes_after_everything():
    events = [happened("infrastructure_operating", DAY), happened("repealed", date(2024, 1, 1))]
    assert stage_of(events, date(2024, 1, 1)).stage.code == "repealed"
    assert stage_of_kind("adjusted") is None
    assert stage_by_code("building").name("vi") == "Đang xây dựng hạ tầng"
    assert "groundbreaking" not in opening_kinds()
