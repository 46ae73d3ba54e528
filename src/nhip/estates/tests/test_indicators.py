"""Indicators of estates: counts say which event, stocks know the repeals, and every number opens into records."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from nhip.estates.actions import Correction, Description, add_tenant, describe_estate, record_operation, record_project
from nhip.estates.book import book_at, mark_at
from nhip.estates.tests.makers import BY, cluster, event, ha, lease, lot, zone
from nhip.figures.catalogue import all_indicators, indicator_by_code, knowledge_marks
from nhip.figures.comparisons import Status
from nhip.figures.model import Evidence, Figure, Knowledge
from nhip.figures.periods import Period

pytestmark = pytest.mark.django_db
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
YEAR = tuple(Period.month(2023, month) for month in range(1, 13))


def figures(code: str, as_of: datetime | None = None) -> dict[tuple[str, str], Figure]:
    known = Knowledge(as_of or timezone.now(), YEAR)
    return {(each.subject, str(each.period)): each for each in indicator_by_code(code).compute(known)}


def value(code: str, subject: str, period: str, as_of: datetime | None = None) -> float | None:
    found = figures(code, as_of).get((subject, period))
    return found.value if found else None


def opened(code: str, subject: str, period: str) -> list[Evidence]:
    entry = indicator_by_code(code)
    assert entry.evidence is not None
    return list(entry.evidence(figures(code)[subject, period], timezone.now(), "en"))


@pytest.fixture
def clusters() -> list:
    """Three clusters: one of May, one known to November only, one repealed in December."""
    may, november, gone = cluster("C-1"), cluster("C-2"), cluster("C-3")
    event(may, "established", date(2023, 5, 20), document_number="1/QĐ-UBND", authority="UBND tỉnh")
    event(may, "groundbreaking", date(2023, 8, 1))
    event(november, "established", date(2023, 11, 1), precision="month")
    event(gone, "established", date(2022, 2, 1))
    event(gone, "repealed", date(2023, 12, 1))
    return [may, november, gone]


@pytest.mark.parametrize(
    ("period", "flow", "stock"),
    [
        ("2023-05", 1, 2),
        ("2023-04", 0, 1),
        ("2023-11", 1, 3),
        ("2023-12", 0, 2),
        ("2023-Q2", 1, 2),
        ("2023-Q4", 1, 2),
        ("2023-H1", 1, 2),
        ("2023-01/2023-11", 2, 3),
        ("2023", 2, 2),
    ],
)
def test_flows_and_stocks(clusters, period, flow, stock):
    assert value("CLUSTER_EVENTS", "established", period) == flow
    assert value("CLUSTERS", "established", period) == stock
    assert value("ZONES", "established", period) is None


def test_an_event_of_a_year_lies_in_no_month():
    event(cluster(), "appraised", date(2023, 1, 1), precision="year")
    assert value("CLUSTER_EVENTS", "appraised", "2023") == 1
    assert value("CLUSTER_EVENTS", "appraised", "2023-01") == 0
    assert value("CLUSTER_EVENTS", "appraised", "2023-12") == 0
    assert value("CLUSTERS", "appraised", "2023-11") == 0
    assert value("CLUSTERS", "appraised", "2023-12") == 1


def test_repeals_are_counted_by_themselves(clusters):
    assert value("CLUSTERS", "repealed", "2023") == 1
    assert value("CLUSTER_EVENTS", "repealed", "2023-Q4") == 1


def test_building_ends_when_it_operates_or_is_repealed(clusters):
    may, _november, gone = clusters
    event(gone, "groundbreaking", date(2023, 2, 1))
    assert [value("CLUSTERS_BUILDING", "", f"2023-{month:02}") for month in (1, 2, 8, 11, 12)] == [0, 1, 2, 2, 1]
    event(may, "infrastructure_operating", date(2023, 10, 5))
    assert [value("CLUSTERS_BUILDING", "", f"2023-{month:02}") for month in (9, 10, 12)] == [2, 1, 0]


def test_the_past_is_told_as_it_was_known(clusters):
    may = clusters[0]
    before = timezone.now()
    wrong = may.events.get(kind="established")
    event(may, "established", date(2022, 5, 20), correction=Correction(wrong, "sai năm"))
    assert value("CLUSTER_EVENTS", "established", "2023") == 1
    assert value("CLUSTER_EVENTS", "established", "2023", before) == 2


def test_the_mark_changes_with_what_is_known(clusters):
    now = timezone.now()
    first = mark_at(now)
    assert knowledge_marks(now)["estates"] == first
    event(clusters[0], "adjusted", date(2023, 9, 1), at=now - timedelta(days=1))
    assert mark_at(now) != first
    assert mark_at(now - timedelta(days=2)) == mark_at(now - timedelta(days=3))


def test_a_period_that_is_not_over_is_provisional(clusters):
    known = Knowledge(datetime(2023, 12, 20, tzinfo=HANOI), YEAR)
    assert not list(indicator_by_code("CLUSTERS").compute(known))
    old = event(clusters[0], "planned", date(2021, 1, 1), at=datetime(2021, 1, 2, tzinfo=HANOI))
    assert old.pk
    # The estates themselves were recorded later than that.
    assert book_at(known.as_of).estates == []
    early = cluster("C-9", at=datetime(2021, 1, 1, tzinfo=HANOI))
    event(early, "planned", date(2021, 1, 1), at=datetime(2021, 1, 2, tzinfo=HANOI))
    found = figures("CLUSTERS", known.as_of)
    assert found["planned", "2023-11"].status is Status.OFFICIAL
    assert found["planned", "2023-12"].status is Status.PROVISIONAL


def test_a_count_opens_into_its_events(clusters):
    found = opened("CLUSTER_EVENTS", "established", "2023")
    assert [(each.words, each.on, each.source, each.kind, each.key) for each in found] == [
        ("Cụm C-1: established", date(2023, 5, 20), "1/QĐ-UBND, UBND tỉnh", "estate", "C-1"),
        ("Cụm C-2: established", date(2023, 11, 1), "", "estate", "C-2"),
    ]
    assert [each.key for each in opened("CLUSTERS", "established", "2023-11")] == ["C-1", "C-2", "C-3"]
    assert [each.key for each in opened("CLUSTERS_BUILDING", "", "2023")] == ["C-1"]


@pytest.fixture
def land() -> None:
    """A zone and two clusters with leases; one cluster is not established."""
    park = zone("Z-1", industrial="100", service="20", total="200")
    event(park, "established", date(2022, 1, 1))
    lease(lot(park, "A", "30"), "30", date(2023, 4, 1))
    full = cluster("C-1", industrial="10", total="12")
    event(full, "established", date(2022, 1, 1))
    tenant = add_tenant(BY, "Công ty A")
    lease(lot(full, "A", "10"), "10", date(2022, 1, 1), tenant=tenant)
    empty = cluster("C-2", industrial="30")
    event(empty, "established", date(2023, 7, 1))
    cluster("C-3", industrial="50")
    record_project(BY, full, tenant, "1", "Nhà máy", date(2023, 2, 1))
    record_project(BY, full, tenant, "2", "Nhà máy 2", date(2023, 2, 1))
    record_operation(BY, full, date(2023, 3, 1), name="Công ty A")
    said = Description(registered_capital=ha("6361.3"))
    describe_estate(BY, park, date(2023, 5, 15), said)


def test_land_and_who_is_on_it(land):
    assert [value("ESTATE_OCCUPANCY", "Z-1", each) for each in ("2023-03", "2023-04", "2023-Q2")] == [0, 25, 25]
    assert value("ESTATE_OCCUPANCY", "C-1", "2023") == 100
    # Sums over sums: 10 of 10 until June, 10 of 40 since July; the third is not established.
    assert value("ESTATE_OCCUPANCY", "clusters", "2023-H1") == 100
    assert value("ESTATE_OCCUPANCY", "clusters", "2023") == 25
    assert value("ESTATE_LEASABLE", "Z-1", "2023") == 120
    assert value("ESTATE_LEASED", "clusters", "2023") == 10
    assert value("ESTATE_AREA", "zones", "2023") == 200
    assert value("ESTATE_AREA", "C-2", "2023") is None
    assert [value(f"ESTATE_{name}", "C-1", "2023") for name in ("PROJECTS", "TENANTS", "ENTERPRISES")] == [2, 1, 1]
    assert [value("ESTATE_PROJECTS", "C-1", period) for period in ("2023-01", "2023-02")] == [0, 2]
    assert value("ESTATE_CAPITAL", "Z-1", "2023-04") is None
    assert value("ESTATE_CAPITAL", "Z-1", "2023-05") == 6361.3


@pytest.mark.parametrize("code", ["AREA", "LEASABLE", "LEASED", "OCCUPANCY", "PROJECTS", "TENANTS", "ENTERPRISES"])
@pytest.mark.parametrize("subject", ["C-1", "clusters"])
def test_numbers_of_land_open_into_records(land, code, subject):
    found = opened(f"ESTATE_{code}", subject, "2023")
    assert {each.key for each in found} <= {"C-1", "C-2"}
    assert found[0].words.startswith("Cụm C-1")
    if code in {"AREA", "LEASED"}:
        assert sum(each.value or 0 for each in found) == value(f"ESTATE_{code}", subject, "2023")
    if code in {"PROJECTS", "TENANTS", "ENTERPRISES"}:
        assert len(found) == value(f"ESTATE_{code}", subject, "2023")


def test_capital_opens_into_the_description(land):
    assert [(each.value, each.key) for each in opened("ESTATE_CAPITAL", "zones", "2023")] == [(6361.3, "Z-1")]


def test_subjects_have_names_in_both_languages(land):
    for entry in all_indicators():
        if entry.compute.__module__.startswith("nhip.estates") and entry.subjects is not None:
            names = {language: entry.subjects(language) for language in ("vi", "en")}
            assert names["vi"].keys() == names["en"].keys()
            assert all(names["vi"].values())
    subjects = indicator_by_code("CLUSTERS").subjects
    assert subjects is not None
    assert (subjects("vi")["established"], subjects("en")["established"]) == ("thành lập", "established")
    estates = indicator_by_code("ESTATE_AREA").subjects
    assert estates is not None
    assert (estates("vi")["C-1"], estates("vi")["zones"]) == ("Cụm C-1", "Các khu công nghiệp")


def test_the_book_is_read_once(land, django_assert_num_queries):
    known = Knowledge(timezone.now(), YEAR)
    codes = [each for each in all_indicators() if each.compute.__module__.startswith("nhip.estates.")]
    with django_assert_num_queries(7):
        assert sum(len(list(each.compute(known))) for each in codes) > 100
