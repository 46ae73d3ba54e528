"""What the rules are told by the registers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from nhip.estates.actions import (
    Description,
    add_estate,
    add_tenant,
    describe_estate,
    lease_land,
    record_event,
    record_lot,
    state_area,
)
from nhip.estates.conditions import Answer, check, facts_of
from nhip.estates.models import Estate
from nhip.registry.keepers import SYSTEM_KEEPER as BY
from nhip.registry.models import Place, Succession

DAY = date(2024, 6, 3)


@pytest.fixture
def district(db: None) -> dict[str, Place]:
    """Return a province with two districts, a commune in each, and the commune both became."""
    province = Place.objects.create(code="20", name="tỉnh Lạng Sơn", kind="province")
    places = {"province": province}
    for code, name in (("183", "huyện Cao Lộc"), ("186", "huyện Hữu Lũng")):
        places[code] = Place.objects.create(code=code, name=name, kind="district", parent=province)
    for code, parent in (("06187", "183"), ("06427", "186")):
        places[code] = Place.objects.create(code=code, name=f"xã {code}", kind="commune", parent=places[parent])
    new = Place.objects.create(
        code="06385", name="xã mới", kind="commune", parent=province, valid_from=date(2025, 7, 1)
    )
    Succession.objects.create(older=places["06427"], newer=new, on=date(2025, 7, 1))
    return {**places, "new": new}


def cluster(code: str, *places: Place, total: str = "50", industrial: str = "40", leased: str = "") -> Estate:
    estate = add_estate(BY, "cluster", code, code)
    describe_estate(BY, estate, date(2022, 1, 1), Description(places=places))
    record_event(BY, estate, "planned", date(2021, 1, 1))
    record_event(BY, estate, "established", date(2022, 1, 1))
    state_area(BY, estate, "total", Decimal(total), date(2022, 1, 1))
    state_area(BY, estate, "industrial", Decimal(industrial), date(2022, 1, 1))
    if leased:
        record_lot(BY, estate, "L1", "industrial", Decimal(industrial), date(2022, 1, 1))
        lot = estate.lots.get()
        lease_land(BY, lot, add_tenant(BY, "Công ty thuê"), Decimal(leased), date(2022, 6, 1))
    return estate


def test_a_cluster_is_seen_with_those_of_its_district(district):
    mine = cluster("CCN-A", district["06187"])
    cluster("CCN-B", district["06187"], leased="30")
    cluster("CCN-C", district["06427"])
    facts = facts_of(mine, "establish", DAY)
    assert facts.units == ("huyện Cao Lộc",)
    assert (facts.others, facts.others_occupancy.share) == (1, Decimal(75))
    assert (facts.area, facts.mountainous, facts.planned_on) == (Decimal(50), True, date(2021, 1, 1))


def test_a_commune_of_today_leads_to_the_district_it_lay_in(district):
    facts = facts_of(cluster("CCN-A", district["new"]), "establish", date(2025, 8, 1))
    assert facts.units == ("huyện Hữu Lũng",)
    assert facts.mountainous


def test_since_september_2026_the_clusters_of_the_commune_count(district):
    mine = cluster("CCN-A", district["new"])
    cluster("CCN-B", district["06427"], leased="30")  # described by a commune that went into the same new one
    cluster("CCN-C", district["06187"])
    facts = facts_of(mine, "establish", date(2026, 9, 15))
    assert facts.units == ("xã mới",)
    assert (facts.others, facts.others_occupancy.share) == (1, Decimal(75))


def test_the_first_cluster_of_a_district_and_nothing_on_record(district):
    bare = add_estate(BY, "cluster", "CCN-TRONG", "Trống")
    facts = facts_of(bare, "establish", DAY)
    assert (facts.area, facts.mountainous, facts.units) == (None, None, ())
    assert {each.answer for each in check(facts, "vi")} == {Answer.UNKNOWN}


def test_a_zone_is_seen_with_the_zones_of_the_province(district):
    zone = add_estate(BY, "zone", "KCN-A", "KCN A")
    assert facts_of(zone, "establish", DAY).province_occupancy is None
    record_event(BY, zone, "established", date(2023, 5, 15))
    state_area(BY, zone, "industrial", Decimal("206.13"), date(2023, 5, 15))
    assert facts_of(zone, "establish", DAY).province_occupancy.leasable == Decimal("206.13")


def test_the_questions_are_few_however_many_clusters_there_are(district, django_assert_max_num_queries):
    mine = cluster("CCN-A", district["06187"])
    for number in range(12):
        cluster(f"CCN-{number}", district["06187"])
    with django_assert_max_num_queries(12):
        facts_of(mine, "establish", DAY)
