"""The outline of the province, coarse enough to be typed in, so that the map has something to draw on.

Longitude and latitude in degrees, to about a kilometre; taken from the boundary of the province since July 2025 in
thanglequoc/vietnamese-provinces-database (MIT). An office that has the boundaries of its communes imports them, and
the map draws those.
"""

from __future__ import annotations

import json
from typing import Final

from nhip.registry.boundaries import import_boundaries
from nhip.registry.keepers import SYSTEM_KEEPER
from nhip.registry.models import Boundary

__all__ = ["OUTLINE", "PROVINCE", "SOURCE", "load_outline"]

PROVINCE: Final = "20"
SOURCE: Final = "thanglequoc/vietnamese-provinces-database (MIT)"

# fmt: off
OUTLINE: Final = (
    (106.26, 22.45), (106.33, 22.41), (106.36, 22.36), (106.39, 22.37), (106.46, 22.36), (106.49, 22.40),
    (106.56, 22.42), (106.58, 22.39), (106.56, 22.35), (106.66, 22.33), (106.70, 22.22), (106.67, 22.19),
    (106.70, 22.16), (106.69, 22.14), (106.71, 22.10), (106.71, 22.03), (106.68, 22.00), (106.69, 21.97),
    (106.76, 22.01), (106.81, 21.98), (106.92, 21.98), (106.93, 21.93), (106.96, 21.92), (106.99, 21.95),
    (107.02, 21.95), (107.06, 21.90), (107.00, 21.85), (107.01, 21.83), (107.11, 21.79), (107.22, 21.71),
    (107.30, 21.74), (107.32, 21.73), (107.36, 21.67), (107.36, 21.60), (107.29, 21.59), (107.28, 21.57),
    (107.20, 21.54), (107.24, 21.48), (107.25, 21.37), (107.22, 21.39), (107.17, 21.36), (107.10, 21.38),
    (107.03, 21.32), (106.99, 21.36), (107.00, 21.42), (106.99, 21.44), (106.91, 21.43), (106.88, 21.49),
    (106.84, 21.50), (106.86, 21.53), (106.84, 21.56), (106.78, 21.58), (106.74, 21.54), (106.67, 21.61),
    (106.55, 21.59), (106.48, 21.45), (106.42, 21.44), (106.41, 21.41), (106.38, 21.40), (106.32, 21.41),
    (106.33, 21.45), (106.28, 21.45), (106.28, 21.49), (106.17, 21.51), (106.17, 21.60), (106.24, 21.72),
    (106.11, 21.78), (106.09, 21.82), (106.13, 21.92), (106.10, 21.94), (106.11, 21.99), (106.10, 22.07),
    (106.16, 22.08), (106.23, 22.18), (106.22, 22.21), (106.24, 22.27), (106.20, 22.31), (106.22, 22.35),
    (106.18, 22.39), (106.22, 22.45),
)
# fmt: on


def load_outline() -> bool:
    """Give the province its outline, unless it has a boundary; tell whether it was needed."""
    if Boundary.objects.filter(place__code=PROVINCE).exists():
        return False
    ring = [*OUTLINE, OUTLINE[0]]
    feature = {"type": "Feature", "id": PROVINCE, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    content = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    return import_boundaries(SYSTEM_KEEPER, content, SOURCE).added == 1
