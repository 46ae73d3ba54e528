"""Definitions that law and practice give, read from `data/`: stages, occupancy, the year of the cluster report."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from nhip.estates.models import EstateKind, LandUse

__all__ = ["OccupancyDefinition", "Stage", "occupancy_definition", "read_data", "stages"]


@dataclass(frozen=True)
class Stage:
    """A stage, with the events that reach it. `rank` grows along the way."""

    code: str
    rank: int
    name_vi: str
    name_en: str
    events: tuple[str, ...]
    opens: bool

    def name(self, language: str) -> str:
        """Return the name in a language."""
        return self.name_vi if language.startswith("vi") else self.name_en


@dataclass(frozen=True)
class OccupancyDefinition:
    """Which uses of land occupancy counts, above and below the line."""

    kind: EstateKind
    uses: tuple[LandUse, ...]
    valid_from: date
    reference_vi: str
    reference_en: str

    def reference(self, language: str) -> str:
        """Return where the definition stands."""
        return self.reference_vi if language.startswith("vi") else self.reference_en


@cache
def read_data(name: str) -> dict[str, Any]:
    """Return a file of `data/`."""
    return tomllib.loads(resources.files("nhip.estates.data").joinpath(name).read_text(encoding="utf-8"))


@cache
def stages() -> tuple[Stage, ...]:
    """Return the stages, the furthest last.

    >>> [stage.code for stage in stages()][-3:]
    ['building', 'operating', 'repealed']
    """
    return tuple(
        Stage(each["code"], rank, each["vi"], each["en"], tuple(each["events"]), each.get("opens", False))
        for rank, each in enumerate(read_data("stages.toml")["stage"], start=1)
    )


@cache
def _definitions() -> tuple[OccupancyDefinition, ...]:
    rows = [
        OccupancyDefinition(
            EstateKind(each["kind"]),
            tuple(LandUse(use) for use in each["uses"]),
            each["valid_from"],
            each["reference_vi"],
            each["reference_en"],
        )
        for each in read_data("occupancy.toml")["definition"]
    ]
    return tuple(sorted(rows, key=lambda each: each.valid_from))


@cache
def occupancy_definition(kind: str, day: date | None = None) -> OccupancyDefinition:
    """Return the definition in force on a day, the newest unless told; before the first one, the first.

    >>> occupancy_definition("zone").reference("en")
    'Decree 35/2022/NĐ-CP, article 2.22'
    """
    known = [each for each in _definitions() if each.kind == kind]
    in_force = [each for each in known if day is None or each.valid_from <= day]
    return (in_force or known[:1])[-1]
