"""Boundaries of places, imported from a GeoJSON file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from nhip.registry.actions import audit
from nhip.registry.faults import Fault, fault, raise_all
from nhip.registry.keepers import Keeper
from nhip.registry.models import Boundary, Place

__all__ = ["BoundariesImported", "import_boundaries"]

MOST_BYTES: Final = 50 * 1024 * 1024
_SHAPES: Final = {"Polygon": 3, "MultiPolygon": 4}


@dataclass(frozen=True, slots=True)
class BoundariesImported:
    """What a file of boundaries did."""

    added: int
    changed: int
    unchanged: int


def import_boundaries(by: Keeper, content: bytes, name: str, *, day: date | None = None) -> BoundariesImported:
    """Take in a FeatureCollection whose features name a place by its code (`properties.code` or `id`).

    A code means the place that has it on `day`, today if not given. All or nothing; the same file again does nothing.

    Raises:
        Fault, Faults: the row is the number of the feature, counted from 1.
    """
    by.demand("may_edit_registers")
    features = _features(content, name)
    places = {place.code: place for place in Place.objects.on(day or timezone.localdate()).distinct_things()}
    faults: list[Fault] = []
    shapes: dict[int, Any] = {}
    for number, feature in enumerate(features, start=1):
        code, geometry = _code(feature), feature.get("geometry") if isinstance(feature, dict) else None
        if code not in places:
            faults.append(fault("E636", file=name, row=number, text=code))
        elif places[code].pk in shapes:
            faults.append(fault("E630", file=name, row=number, text=code))
        elif (reason := _wrong(geometry)) is not None:
            faults.append(fault("E649", file=name, row=number, value=code, reason=reason))
        else:
            shapes[places[code].pk] = geometry
    raise_all(faults)
    with transaction.atomic():
        return _store(by, shapes, name, hashlib.sha256(content).hexdigest())


def _store(by: Keeper, shapes: dict[int, Any], name: str, sha256: str) -> BoundariesImported:
    known = {each.place_id: each for each in Boundary.objects.filter(place__in=shapes)}
    fresh = [
        Boundary(place_id=place, geometry=shape, source=name, sha256=sha256)
        for place, shape in shapes.items()
        if place not in known
    ]
    other = [each for each in known.values() if each.geometry != shapes[each.place_id]]
    for each in other:
        each.geometry, each.source, each.sha256 = shapes[each.place_id], name, sha256
    Boundary.objects.bulk_create(fresh)
    Boundary.objects.bulk_update(other, ["geometry", "source", "sha256"])
    done = BoundariesImported(len(fresh), len(other), len(shapes) - len(fresh) - len(other))
    if fresh or other:
        told = {"file": name, "sha256": sha256, "added": done.added, "changed": done.changed}
        audit(by.name, "boundaries.imported", "places", new=told)
    return done


def _features(content: bytes, name: str) -> list[Any]:
    if len(content) > MOST_BYTES:
        raise fault("E641", file=name, most=MOST_BYTES // 1024**2)
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise fault("E649", file=name, reason=str(error)[:100]) from error
    if not isinstance(found, dict):
        raise fault("E649", file=name, reason="FeatureCollection")
    features = [found] if found.get("type") == "Feature" else found.get("features")
    if not isinstance(features, list) or not features:
        raise fault("E649", file=name, reason="features")
    return features


def _code(feature: Any) -> str:
    if not isinstance(feature, dict):
        return ""
    properties = feature.get("properties")
    code = properties.get("code") if isinstance(properties, dict) else None
    return str(code or feature.get("id") or "")


def _wrong(geometry: Any) -> str | None:
    """Say what is wrong with a geometry, or nothing: rings are closed, positions are degrees."""
    depth = _SHAPES.get(str(geometry.get("type"))) if isinstance(geometry, dict) else None
    if depth is None:
        return "Polygon, MultiPolygon"
    try:
        rings = _rings(geometry["coordinates"], depth)
        for ring in rings:
            if len(ring) < 4 or ring[0] != ring[-1]:
                return "ring"
            if not all(-180 <= float(x) <= 180 and -90 <= float(y) <= 90 for x, y, *_ in ring):
                return "WGS 84"
    except (KeyError, TypeError, ValueError):
        return "coordinates"
    return None if rings else "coordinates"


def _rings(coordinates: Any, depth: int) -> list[Any]:
    if depth == 3:
        return list(coordinates)
    return [ring for part in _iterable(coordinates) for ring in part]


def _iterable(value: Any) -> Iterable[Any]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value
