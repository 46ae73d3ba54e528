"""The ground of the map and the pins on it."""

from __future__ import annotations

import math
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhip.demonstration.outline import OUTLINE, load_outline
from nhip.portal.estates.ground import HEIGHT, WIDTH, Ground, Projection, ground_on
from nhip.portal.estates.pins import APART, Pin, Spot, pins
from nhip.registry.boundaries import import_boundaries
from nhip.registry.keepers import SYSTEM_KEEPER
from nhip.registry.models import Boundary
from nhip.registry.standard import load_standard_registers

DAY = date(2025, 8, 1)
TRIANGLE = (
    b'{"type":"Feature","id":"20","geometry":{"type":"Polygon","coordinates":[[[106,22],[107,22],[107,23],[106,22]]]}}'
)
PROJECT = Projection(west=106.0, north=22.5, squeeze=0.93, scale=700.0, left=20.0, top=20.0)


def spot(code: str, longitude: float, latitude: float, number: int | None) -> Spot:
    return Spot(code, f"Cụm {code}", "cluster", "", f"/{code}", longitude, latitude, number)


def share(text: str) -> float:
    return float(text.removesuffix("%")) / 100


def distance(one: Pin, other: Pin) -> float:
    down = (share(one.y) - share(other.y)) * HEIGHT / WIDTH
    return math.hypot(share(one.x) - share(other.x), down)


@pytest.mark.django_db
def test_without_boundaries_there_is_no_ground():
    load_standard_registers()
    assert ground_on(DAY) is None


@pytest.mark.django_db
def test_the_coarse_outline_is_loaded_once_and_names_its_source():
    load_standard_registers()
    assert (load_outline(), load_outline()) == (True, False)
    ground = ground_on(DAY)
    assert ground is not None
    assert ground.regions == ()
    assert ground.sources == ("thanglequoc/vietnamese-provinces-database (MIT)",)
    assert ground.outline.count("M") == 1
    assert len(OUTLINE) == 80
    # within a point's rounding of the bounding box of the province
    assert min(x for x, _ in OUTLINE) == pytest.approx(106.0937, abs=0.02)
    assert max(y for _, y in OUTLINE) == pytest.approx(22.4609, abs=0.02)


@pytest.mark.django_db
def test_a_better_boundary_stays():
    load_standard_registers()
    import_boundaries(SYSTEM_KEEPER, TRIANGLE, "better.geojson", day=DAY)
    assert load_outline() is False
    assert Boundary.objects.get().source == "better.geojson"


def real_ground(shared: Path) -> Ground:
    load_standard_registers()
    for name in ("langson_communes_2025_simplified.geojson", "langson_province_2025.geojson"):
        import_boundaries(SYSTEM_KEEPER, (shared / "data" / "geo" / name).read_bytes(), name, day=DAY)
    found = ground_on(DAY)
    assert found is not None
    return found


@pytest.mark.django_db
def test_the_65_communes_are_drawn_inside_the_frame_and_small(shared):
    ground = real_ground(shared)
    assert len(ground.regions) == 65
    assert [region.name for region in ground.regions[:2]] == ["xã Ba Sơn", "xã Bắc Sơn"]
    assert sum(len(region.path) for region in ground.regions) + len(ground.outline) < 60_000
    for path in (*(region.path for region in ground.regions), ground.outline):
        for part in path.split("Z")[:-1]:
            numbers = [int(each) for each in re.findall(r"-?\d+", part)]
            x, y = numbers[:2]
            for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
                assert 0 <= x <= WIDTH
                assert 0 <= y <= HEIGHT
                x, y = x + dx, y + dy


@pytest.mark.django_db
def test_the_ground_is_drawn_anew_when_a_boundary_changes_and_only_then(django_assert_num_queries):
    load_standard_registers()
    load_outline()
    first = ground_on(DAY)
    with django_assert_num_queries(1):
        assert ground_on(DAY) is first
    import_boundaries(SYSTEM_KEEPER, TRIANGLE, "other.geojson", day=DAY)
    again = ground_on(DAY)
    assert again is not None
    assert again.sources == ("other.geojson",)


def test_a_lone_pin_stands_at_its_position_with_its_name():
    (pin,) = pins([spot("A", 106.5, 22.0, 1)], PROJECT)
    assert (share(pin.x), share(pin.y)) == pytest.approx((0.3455, 370 / 900), abs=2e-3)
    assert (pin.moved, pin.anchor) == (False, "start")


def test_what_is_not_in_the_list_has_no_number_and_no_name():
    first, last = pins([spot("A", 106.5, 22.0, 1), spot("B", 106.5, 22.0, None)], PROJECT)
    assert (first.spot.code, first.anchor, first.moved) == ("B", "", False)
    assert last.spot.number == 1


@given(st.lists(st.tuples(st.floats(106.0, 107.3), st.floats(21.3, 22.4)), min_size=2, max_size=12))
def test_pins_never_cover_each_other_nor_leave_the_frame(places):
    found = pins([spot(str(n), x, y, n) for n, (x, y) in enumerate(places, 1)], PROJECT)
    assert len(found) == len(places)
    for place, pin in enumerate(found):
        assert 0 <= share(pin.x) <= 1
        assert 0 <= share(pin.y) <= 1
        for other in found[:place]:
            assert distance(pin, other) > APART * 0.5


def test_three_estates_of_one_commune_are_told_apart_and_keep_their_position():
    found = pins([spot(f"Na Dương {n}", 106.98, 21.7, n) for n in (1, 2, 3)], PROJECT)
    assert len({(pin.true_x, pin.true_y) for pin in found}) == 1
    assert min(distance(one, other) for one in found for other in found if one is not other) > APART * 0.95
    assert sum(pin.moved for pin in found) >= 2
