"""The ground of the map: imported boundaries as paths of a drawing, without any service from outside."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

from nhip.registry.models import Boundary, Place, PlaceKind

__all__ = ["HEIGHT", "WIDTH", "Ground", "Region", "ground_on"]

# The frame has one shape for every province, so that a style sheet can give it its height; the land is fitted in.
WIDTH: Final = 1000
HEIGHT: Final = 900
EDGE: Final = 24
_PROVINCES: Final = frozenset({PlaceKind.PROVINCE.value, PlaceKind.MUNICIPALITY.value})

Position = tuple[float, float]
Ring = Sequence[Position]


@dataclass(frozen=True, slots=True)
class Region:
    """A commune or ward: its name, and its shape as a path."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Projection:
    """From degrees to the frame. At the size of a province the earth is flat, and a degree east the shorter one."""

    west: float
    north: float
    squeeze: float
    scale: float
    left: float
    top: float

    def __call__(self, longitude: float, latitude: float) -> Position:
        """Return where a position lies in the frame."""
        x = (longitude - self.west) * self.squeeze * self.scale + self.left
        return x, (self.north - latitude) * self.scale + self.top


@dataclass(frozen=True, slots=True)
class Ground:
    """What the map is drawn on: regions, the outline of the province, and the files they come from."""

    regions: tuple[Region, ...]
    outline: str
    sources: tuple[str, ...]
    project: Projection


def ground_on(day: date) -> Ground | None:
    """Return the ground made of the boundaries of the places in force on a day; None where none was imported."""
    # The drawing is kept for as long as no boundary changes: the fingerprints of the files say so.
    marks = Boundary.objects.filter(place__in=Place.objects.on(day).distinct_things()).order_by("pk")
    return _drawn(tuple(marks.values_list("pk", "sha256")))


@lru_cache(maxsize=4)
def _drawn(marks: tuple[tuple[int, str], ...]) -> Ground | None:
    found = list(Boundary.objects.filter(pk__in=[pk for pk, _ in marks]).select_related("place"))
    if not found:
        return None
    shapes = {each.pk: _rings(each.geometry) for each in found}
    project = _fitted(position for rings in shapes.values() for ring in rings for position in ring)
    whole = [each for each in found if each.place.kind in _PROVINCES]
    parts = sorted((each for each in found if each.place.kind not in _PROVINCES), key=lambda each: each.place.sort_key)
    regions = tuple(Region(each.place.name, _path(shapes[each.pk], project)) for each in parts)
    outline = "".join(_path(shapes[each.pk], project) for each in whole)
    return Ground(regions, outline, tuple(sorted({each.source for each in found})), project)


def _rings(geometry: dict[str, Any]) -> list[Ring]:
    shape = geometry["coordinates"]
    parts = [shape] if geometry["type"] == "Polygon" else shape
    return [[(float(x), float(y)) for x, y, *_ in ring] for part in parts for ring in part]


def _fitted(positions: Iterable[Position]) -> Projection:
    east_west, south_north = zip(*positions, strict=True)
    west, east, south, north = min(east_west), max(east_west), min(south_north), max(south_north)
    squeeze = math.cos(math.radians((south + north) / 2))
    wide, high = max((east - west) * squeeze, 1e-9), max(north - south, 1e-9)
    scale = min((WIDTH - 2 * EDGE) / wide, (HEIGHT - 2 * EDGE) / high)
    return Projection(west, north, squeeze, scale, (WIDTH - wide * scale) / 2, (HEIGHT - high * scale) / 2)


def _path(rings: Iterable[Ring], project: Projection) -> str:
    """Draw rings, each point moved to the nearest whole unit: neighbours lose the same points and stay neighbours."""
    drawn = []
    for ring in rings:
        points = _thinned([(round(x), round(y)) for x, y in (project(*position) for position in ring)])
        if len(points) < 3:
            continue
        steps = pairwise(points)
        moves = "".join(f"l{right[0] - left[0]} {right[1] - left[1]}" for left, right in steps)
        drawn.append(f"M{points[0][0]} {points[0][1]}{moves}Z")
    return "".join(drawn)


def _thinned(points: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out points that fall on the one before, and the point that closes the ring."""
    kept = [point for place, point in enumerate(points) if place == 0 or point != points[place - 1]]
    return kept[:-1] if len(kept) > 1 and kept[0] == kept[-1] else kept
