"""The outline of a place as one SVG path."""

from __future__ import annotations

import math
from dataclasses import dataclass

from nhip.registry.models import Boundary, Place

__all__ = ["Outline", "outline"]

WIDTH = 320


@dataclass(frozen=True, slots=True)
class Outline:
    """A path with the size of its picture, and the file it comes from."""

    path: str
    width: int
    height: int
    source: str


def outline(place: Place) -> Outline | None:
    """Return the outline of a place, or None where no boundary was imported."""
    boundary = Boundary.objects.filter(place=place).first()
    if boundary is None:
        return None
    shape = boundary.geometry["coordinates"]
    parts = [shape] if boundary.geometry["type"] == "Polygon" else shape
    rings = [[(float(x), float(y)) for x, y, *_ in ring] for part in parts for ring in part]
    west, east = min(x for ring in rings for x, _ in ring), max(x for ring in rings for x, _ in ring)
    south, north = min(y for ring in rings for _, y in ring), max(y for ring in rings for _, y in ring)
    # At this size the earth is flat, and a degree east is shorter than one north.
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = WIDTH / max((east - west) * squeeze, north - south, 1e-9)
    path = "".join(
        "M" + "L".join(f"{(x - west) * squeeze * scale:.1f} {(north - y) * scale:.1f}" for x, y in ring) + "Z"
        for ring in rings
    )
    return Outline(path, round((east - west) * squeeze * scale), round((north - south) * scale), boundary.source)
