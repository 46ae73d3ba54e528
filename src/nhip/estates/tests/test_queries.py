"""Lists, one estate, counts: what is found, how it is written, and how many questions it takes."""

from datetime import date
from decimal import Decimal

import pytest

from nhip.estates.actions import (
    Basis,
    Correction,
    Description,
    describe_estate,
    record_operation,
    record_project,
    state_area,
    withdraw,
)
from nhip.estates.models import Estate
from nhip.estates.queries import Filters, event_counts, list_estates, open_estate, spots
from nhip.estates.tests.makers import BY, cluster, event, ha, lease, lot, zone
from nhip.registry.documents import keep_document, withdraw_document
from nhip.registry.models import Place, Succession

pytestmark = pytest.mark.django_db
DAY = date(2023, 12, 31)


@pytest.fixture
def places() -> dict[str, Place]:
    old = Place.objects.create(code="06460", name="xã Hòa Thắng", kind="commune", valid_to=date(2025, 6, 30))
    new = Place.objects.create(code="06457", name="xã Tuấn Sơn", kind="commune", valid_from=date(2025, 7, 1))
    Succession.objects.create(older=old, newer=new, on=date(2025, 7, 1))
    return {"old": old, "new": new}


@pytest.fixture
def three(places) -> list[Estate]:
    """A zone on sale, a full cluster, and a cluster that is only in the plan."""
    park = zone("KCN-VSIP", industrial="100", service="10", total="150")
    event(park, "established", date(2023, 5, 15), document_number="501/QĐ-TTg", authority="Thủ tướng Chính phủ")
    event(park, "groundbreaking", date(2023, 12, 1), precision="month")
    said = Description(
        sectors=("26", "27"),
        price_from=Decimal(90),
        price_to=Decimal("110.5"),
        price_unit="USD/m²",
        latitude=ha("21.5"),
        longitude=ha("106.3"),
        places=(places["new"],),
        contact_name="Ban quản lý",
        contact_phone="0205",
        registered_capital=ha("6361.3"),
        wastewater_plant="building",
        wastewater_capacity=ha("5000"),
    )
    describe_estate(BY, park, date(2023, 5, 15), said)
    lease(lot(park, "A1", "40"), "25", date(2023, 6, 1), price=Decimal(777), price_unit="USD")
    full = cluster("CCN-SO-2", industrial="12")
    event(full, "infrastructure_operating", date(2015, 1, 1))
    event(full, "established", date(2012, 1, 1))
    describe_estate(BY, full, date(2020, 1, 1), Description(sectors=("16",), price_to=Decimal(50)))
    lease(lot(full, "A1", "12"), "12", date(2020, 1, 1))
    planned = cluster("CCN-DINH-LAP")
    event(planned, "planned", date(2022, 3, 1))
    return [park, full, planned]


def codes(**filters) -> list[str]:
    return [row.code for row in list_estates(Filters(**filters), "vi", day=DAY).rows]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["CCN-DINH-LAP", "CCN-SO-2", "KCN-VSIP"]),
        ({"text": "cum so"}, ["CCN-SO-2"]),
        ({"text": "CỤM VSIP"}, ["KCN-VSIP"]),
        ({"text": "vsip hoa thang"}, ["KCN-VSIP"]),
        ({"text": "Tuấn Sơn"}, ["KCN-VSIP"]),
        ({"text": "SO-2 Tuấn"}, []),
        ({"kind": "zone"}, ["KCN-VSIP"]),
        ({"stage": "building"}, ["KCN-VSIP"]),
        ({"stage": "operating"}, ["CCN-SO-2"]),
        ({"stage": "planned"}, ["CCN-DINH-LAP"]),
        ({"stage": "nonsense"}, []),
        ({"sector": "26"}, ["KCN-VSIP"]),
        ({"sector": "2"}, []),
        ({"place": "hoa thang"}, ["KCN-VSIP"]),
        ({"place": "Tuấn Sơn"}, ["KCN-VSIP"]),
        ({"place": "Chi Lăng"}, []),
        ({"free_from": Decimal(85)}, ["KCN-VSIP"]),
        ({"free_from": Decimal("85.0001")}, []),
        ({"free_from": Decimal(0)}, ["CCN-SO-2", "KCN-VSIP"]),
        ({"price_to": Decimal(90)}, ["KCN-VSIP"]),
        ({"price_to": Decimal(89)}, []),
        ({"kind": "cluster", "sector": "16", "stage": "operating", "free_from": Decimal(0)}, ["CCN-SO-2"]),
    ],
)
def test_filters(three, filters, found):
    assert codes(**filters) == found


def test_a_row_is_written_once_in_the_language(three):
    row = list_estates(Filters(kind="zone"), "vi", day=DAY).rows[0]
    assert (row.total.bare, row.leasable.bare, row.leased.bare, row.free.bare) == (
        "150,00",
        "110,00",
        "25,00",
        "85,00",
    )
    assert row.occupancy.bare == "22,73"
    assert row.price == "90–110,50 USD/m²"
    assert row.places == "xã Tuấn Sơn"
    assert row.stage is not None
    assert (row.stage.words, row.stage.events) == ("Đang xây dựng hạ tầng", ["khởi công"])
    english = list_estates(Filters(kind="zone"), "en", day=DAY).rows[0]
    assert (english.occupancy.bare, english.kind_words) == ("22.73", "industrial zone")


def test_before_the_groundbreaking_the_stage_was_another(three):
    row = list_estates(Filters(kind="zone"), "vi", day=date(2023, 12, 30)).rows[0]
    assert row.stage is not None
    assert row.stage.code == "established"


def test_pages(three):
    first = list_estates(Filters(), "vi", size=2, day=DAY)
    assert (first.total, first.page, first.pages, len(first.rows)) == (3, 1, 2, 2)
    assert [row.code for row in list_estates(Filters(), "vi", size=2, page=9, day=DAY).rows] == ["KCN-VSIP"]
    assert list_estates(Filters(text="không có"), "vi", day=DAY).pages == 1


def test_a_list_takes_ten_questions_however_long(three, django_assert_num_queries):
    with django_assert_num_queries(10):
        list_estates(Filters(), "vi", day=DAY)
    for number in range(20):
        event(cluster(f"C-{number}", industrial="5"), "planned", date(2022, 1, 1))
    with django_assert_num_queries(10):
        list_estates(Filters(), "vi", day=DAY)
    with django_assert_num_queries(13):
        list_estates(Filters(free_from=Decimal(1), sector="26", place="Tuấn", stage="building"), "vi", day=DAY)


def test_spots_are_of_the_list(three, django_assert_num_queries):
    with django_assert_num_queries(3):
        found = spots(Filters(), day=DAY)
    assert [(each.code, each.stage_code, each.latitude) for each in found] == [("KCN-VSIP", "building", 21.5)]
    assert spots(Filters(kind="cluster"), day=DAY) == []
    assert [each.code for each in spots(Filters(free_from=Decimal(85)), day=DAY)] == ["KCN-VSIP"]
    assert spots(Filters(free_from=Decimal(86)), day=DAY) == []


def test_a_lease_counts_once_however_often_it_was_corrected(three):
    park = three[0]
    held = park.leases.get()
    for hectares in ("30", "20", "15"):
        held = lease(held.lot.records.get(), hectares, date(2023, 6, 1), correction=Correction(held, "đo lại"))
    assert list_estates(Filters(kind="zone"), "vi", day=DAY).rows[0].leased.bare == "15,00"
    assert codes(free_from=Decimal(95)) == ["KCN-VSIP"]
    withdraw(BY, held, "ghi nhầm")
    assert list_estates(Filters(kind="zone"), "vi", day=DAY).rows[0].leased.bare == "0,00"
    assert codes(free_from=Decimal(110)) == ["KCN-VSIP"]


def test_one_estate(three):
    view = open_estate("KCN-VSIP", "vi", day=DAY)
    assert view is not None
    assert [(each.words, each.day_words, each.days_before) for each in view.timeline] == [
        ("thành lập", "15/05/2023", None),
        ("khởi công", "12/2023", None),
    ]
    assert view.row.stage is not None
    assert view.row.stage.since_words == "12/2023"
    assert view.contact is not None
    facts = {each.name: each.text.replace("\xa0", " ") for each in view.facts}
    assert facts["registered_capital"] == "6.361,3 tỷ đồng"
    assert facts["wastewater"] == "đang xây dựng, 5.000 m³/ngày đêm"
    assert [(each.code, each.free.bare) for each in view.free_lots] == [("A1", "15,00")]
    assert (view.areas[0].kind, view.areas[0].whole.bare) == ("total", "150,00")
    assert view.occupancy[-1].share.bare == "22,73"
    assert view.occupancy[-1].day == DAY
    assert (view.tenants.bare, view.projects.bare, view.enterprises.bare) == ("1", "0", "0")


def test_nothing_confidential_is_in_the_answer(three):
    view = open_estate("KCN-VSIP", "vi", day=DAY)
    assert "777" not in repr(view)
    assert "thuê đất" not in repr(view)


def test_projects_tenants_and_enterprises_are_three_counts(three):
    full = three[1]
    tenant = full.leases.get().tenant
    record_project(BY, full, tenant, "1", "Nhà máy 1", date(2020, 1, 1))
    record_project(BY, full, tenant, "2", "Nhà máy 2", date(2020, 1, 1), ended_on=date(2021, 1, 1))
    for name in ("A", "B", "C"):
        record_operation(BY, full, date(2020, 1, 1), name=name)
    view = open_estate("CCN-SO-2", "vi", day=DAY)
    assert view is not None
    assert (view.projects.bare, view.tenants.bare, view.enterprises.bare) == ("1", "1", "3")


def test_documents_are_shown_to_everybody_only_when_they_may_be(three):
    park = three[0]
    kinds = {"public": True, "secret": False, "gone": True}
    kept = {name: keep_document("o", name, public=public) for name, public in kinds.items()}
    for name, kind in (("public", "expanded"), ("secret", "adjusted"), ("gone", "investor_changed")):
        event(park, kind, date(2023, 12, 10), basis=Basis(document=kept[name].pk))
    withdraw_document("o", kept["gone"], "sai")
    view = open_estate("KCN-VSIP", "vi", day=DAY)
    assert view is not None
    assert [each.number for each in view.documents] == ["public"]
    assert {each.kind: each.document for each in view.timeline} == {
        "established": None,
        "groundbreaking": None,
        "expanded": kept["public"].pk,
        "adjusted": None,
        "investor_changed": None,
    }


def test_one_estate_takes_the_same_questions(three, django_assert_num_queries):
    with django_assert_num_queries(10):
        open_estate("KCN-VSIP", "vi", day=DAY)
    for number in range(20):
        lot(three[0], f"B{number}", "1")
    state_area(BY, three[0], "built", ha("20"), date(2023, 12, 1))
    with django_assert_num_queries(10):
        open_estate("KCN-VSIP", "vi", day=DAY)
    assert open_estate("NO", "vi") is None


def test_counts_say_which_event_and_as_of_which_day(three, django_assert_num_queries):
    planned = three[2]
    event(planned, "established", date(2023, 8, 1))
    event(planned, "repealed", date(2023, 11, 1))

    def counts(day: date) -> dict[str, tuple[str, str, str]]:
        rows = event_counts("cluster", day, "vi")
        return {row.kind: (row.by_day.bare, row.this_year.bare, row.last_year.bare) for row in rows}

    with django_assert_num_queries(4):
        found = counts(DAY)
    assert found["established"] == ("1", "1", "0")
    assert found["repealed"] == ("1", "1", "0")
    assert found["planned"] == ("0", "0", "1")
    assert counts(date(2023, 10, 31))["established"] == ("2", "1", "0")
