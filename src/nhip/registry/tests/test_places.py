"""Places: what a code meant on a day, what became of it, and how former names are found."""

from __future__ import annotations

import json
from datetime import date

import pytest

from nhip.registry.boundaries import import_boundaries
from nhip.registry.faults import Fault, Faults
from nhip.registry.keepers import SYSTEM_KEEPER
from nhip.registry.models import AuditEntry, Boundary, Classification, Correspondence, Industry, Place, Succession
from nhip.registry.place_queries import former_names, place_on, predecessors, search_places, successors
from nhip.registry.standard import StandardLoaded, load_standard_registers

pytestmark = pytest.mark.django_db

BEFORE, SINCE = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture
def standard(db) -> StandardLoaded:
    return load_standard_registers()


def name_on(code: str, day: date) -> str | None:
    place = place_on(code, day)
    return place.name if place else None


def test_what_is_loaded(standard):
    assert standard == StandardLoaded(industries=414, correspondences=172, places=304, successions=197)
    langson = Place.objects.get(code="20")
    assert langson.parts.on(SINCE).count() == 65
    assert langson.parts.filter(kind__in=["district", "city"]).count() == 11
    assert Place.objects.filter(parent__parent=langson).count() == 194
    assert Place.objects.on(SINCE).filter(parent=None).count() == 34


def test_loading_twice_has_one_effect(standard):
    audited = AuditEntry.objects.count()
    assert load_standard_registers() == StandardLoaded(0, 0, 0, 0)
    assert AuditEntry.objects.count() == audited


def test_places_that_a_list_of_enterprises_named_are_completed(db):
    Place.objects.create(code="06526", name="xã Na Dương")
    load_standard_registers()
    place = Place.objects.get(code="06526", valid_from=SINCE)
    assert place.parent
    assert (place.kind, place.parent.code, place.name) == ("commune", "20", "xã Na Dương")
    assert [row.older.name for row in predecessors(place)] == ["xã Đông Quan", "thị trấn Na Dương", "xã Tú Đoạn"]


def test_a_code_means_another_place_on_another_day(standard):
    assert name_on("05977", BEFORE) == "phường Vĩnh Trại"
    assert name_on("05977", SINCE) == "phường Đông Kinh"
    assert name_on("05980", BEFORE) == "phường Đông Kinh"
    assert name_on("05980", SINCE) is None
    assert name_on("178", SINCE) is None


def test_every_place_of_today_comes_from_one_and_every_former_one_went_somewhere(standard):
    now = Place.objects.on(SINCE).filter(parent__code="20")
    assert not now.filter(comes_from=None).exists()
    communes = Place.objects.filter(parent__parent__code="20")
    assert not communes.filter(goes_into=None).exists()
    divided = {row.older.name for row in Succession.objects.filter(whole=False).select_related("older")}
    assert divided == {"xã Hồng Phong", "xã Bính Xá", "xã Kiên Mộc"}


def test_a_divided_place_goes_into_two(standard):
    old = Place.objects.get(code="06625", valid_to=BEFORE)
    assert [row.newer.name for row in successors(old)] == ["xã Châu Sơn", "xã Kiên Mộc"]
    assert not any(row.whole for row in successors(old))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hòa Thắng", ["xã Tuấn Sơn"]),
        ("hoa thang", ["xã Tuấn Sơn"]),
        ("TUẤN SƠN", ["xã Tuấn Sơn"]),
        ("06457", ["xã Tuấn Sơn"]),
        ("Hồ Sơn", ["xã Hữu Lũng"]),
        ("Kiên Mộc", ["xã Châu Sơn", "xã Kiên Mộc"]),
        # Four places had this name; only one has it now.
        ("Chi Lăng", ["xã Chi Lăng", "phường Lương Văn Tri", "xã Thất Khê"]),
        ("nowhere", []),
    ],
)
def test_former_names_find_the_places_of_today(standard, text, names):
    assert [place.name for place in search_places(text, SINCE)] == names


def test_before_the_change_the_former_name_is_the_name(standard):
    assert [place.code for place in search_places("Hòa Thắng", BEFORE)] == ["06460"]


def test_it_is_told_under_which_former_name_a_place_was_found(standard):
    [place] = search_places("Hòa Thắng", SINCE)
    assert [old.name for old in former_names([place], "Hòa Thắng")[place.pk]] == ["xã Hòa Thắng"]
    parents = [old.parent for old in former_names([place], "Hòa Thắng")[place.pk]]
    assert [parent.name for parent in parents if parent] == ["huyện Hữu Lũng"]


def test_places_are_sorted_by_their_own_names(standard):
    names = [p.name for p in Place.objects.on(SINCE).filter(parent__code="20").order_by("sort_key")]
    assert names[:4] == ["xã Ba Sơn", "xã Bắc Sơn", "xã Bằng Mạc", "xã Bình Gia"]
    assert names.index("xã Đồng Đăng") == names.index("phường Đông Kinh") - 1


def test_an_industry_code_is_used_again_with_another_meaning(standard):
    def name(version: str, code: str) -> str:
        return Industry.objects.get(classification__code=version, code=code).name_en

    assert (name("VSIC2018", "3512"), name("VSIC2025", "3512")) == (
        "Electric power transmission and distribution",
        "Electric power generation from renewable sources",
    )
    assert "soft drinks" in name("VSIC2018", "1104")
    assert name("VSIC2025", "1104") == "Manufacture of malt"


def test_the_versions_correspond_many_to_many(standard):
    def goes(code: str) -> list[str]:
        rows = Correspondence.objects.filter(older__code=code).order_by("newer__code")
        return [row.newer.code for row in rows.select_related("newer")]

    assert goes("3511") == ["3511", "3512"]
    assert goes("3512") == ["3513", "3540"]
    assert goes("3100") == ["3101", "3102", "3109"]
    assert goes("1103") == ["1103", "1104"]
    assert goes("1104") == ["1105"]
    for version, side in (("VSIC2018", "goes_into"), ("VSIC2025", "comes_from")):
        classes = Industry.objects.filter(classification__code=version, level="class")
        assert not classes.filter(**{side: None}).exists()
        assert not classes.filter(parent=None).exists()
    assert Classification.objects.on(date(2025, 11, 14)).get().code == "VSIC2018"
    assert Classification.objects.on(date(2025, 11, 15)).get().code == "VSIC2025"


SQUARE = [[[106.0, 21.0], [106.1, 21.0], [106.1, 21.1], [106.0, 21.0]]]


def geojson(*features) -> bytes:
    found = [{"type": "Feature", "properties": {"code": code}, "geometry": shape} for code, shape in features]
    return json.dumps({"type": "FeatureCollection", "features": found}).encode()


def test_boundaries_belong_to_the_place_of_the_day(standard):
    content = geojson(("05977", {"type": "Polygon", "coordinates": SQUARE}))
    done = import_boundaries(SYSTEM_KEEPER, content, "a.geojson", day=SINCE)
    assert (done.added, done.changed, done.unchanged) == (1, 0, 0)
    assert Boundary.objects.get().place.name == "phường Đông Kinh"
    assert import_boundaries(SYSTEM_KEEPER, content, "a.geojson", day=SINCE).unchanged == 1
    import_boundaries(SYSTEM_KEEPER, content, "a.geojson", day=BEFORE)
    assert Boundary.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "number", "row"),
    [
        (b"not json", "E649", None),
        (b"[1]", "E649", None),
        (b'{"type":"FeatureCollection","features":[]}', "E649", None),
        (geojson(("99999", {"type": "Polygon", "coordinates": SQUARE})), "E636", 1),
        (geojson(("05977", {"type": "Point", "coordinates": [1, 2]})), "E649", 1),
        (geojson(("05977", {"type": "Polygon", "coordinates": [[[1, 2], [1, 3], [2, 2], [5, 5]]]})), "E649", 1),
        (geojson(("05977", {"type": "Polygon", "coordinates": [[[1e6, 2], [1, 3], [2, 2], [1e6, 2]]]})), "E649", 1),
        (geojson(("05977", {"type": "Polygon", "coordinates": "x"})), "E649", 1),
        (geojson(("05977", None)), "E649", 1),
    ],
)
def test_what_is_not_a_boundary_is_named(standard, content, number, row):
    with pytest.raises(Fault) as caught:
        import_boundaries(SYSTEM_KEEPER, content, "a.geojson", day=SINCE)
    assert (caught.value.number, caught.value.fields.get("row")) == (number, row)
    assert not Boundary.objects.exists()


def test_all_faults_of_a_file_come_at_once_and_nothing_is_stored(standard):
    shape = {"type": "Polygon", "coordinates": SQUARE}
    with pytest.raises(Faults) as caught:
        import_boundaries(
            SYSTEM_KEEPER, geojson(("05977", shape), ("x", shape), ("05977", shape)), "a.geojson", day=SINCE
        )
    assert [each.number for each in caught.value.faults] == ["E636", "E630"]
    assert not Boundary.objects.exists()


def test_the_real_boundaries_come_in(standard, shared):
    path = shared / "data" / "geo" / "langson_communes_2025_simplified.geojson"
    done = import_boundaries(SYSTEM_KEEPER, path.read_bytes(), path.name, day=SINCE)
    assert done.added == 65
    assert not Place.objects.on(SINCE).filter(parent__code="20", boundary=None).exists()
