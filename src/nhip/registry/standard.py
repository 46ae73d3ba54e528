"""The registers that are the same for everybody: VSIC 2018 and 2025, provinces, and the places of Lạng Sơn.

The facts stand in `data/`, with their sources. Loading adds what is missing and touches nothing that is there.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from django.db import transaction

from nhip.registry.actions import audit
from nhip.registry.choices import Level
from nhip.registry.keepers import SYSTEM_KEEPER, Keeper
from nhip.registry.models import Classification, Correspondence, Industry, Place, Succession

_Key = tuple[str, date | None, date | None]

__all__ = ["StandardLoaded", "load_standard_registers"]

DATA: Final = Path(__file__).with_name("data")
# Decision 36/2025/QĐ-TTg says from when VSIC 2025 holds; the older version ends the day before.
CLASSIFICATIONS: Final = (
    ("VSIC2018", "2018", "27/2018/QĐ-TTg", date(2018, 8, 20), date(2025, 11, 14)),
    ("VSIC2025", "2025", "36/2025/QĐ-TTg", date(2025, 11, 15), None),
)


@dataclass(frozen=True, slots=True)
class StandardLoaded:
    """How many rows were added."""

    industries: int
    correspondences: int
    places: int
    successions: int


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def load_standard_registers(by: Keeper = SYSTEM_KEEPER) -> StandardLoaded:
    """Add what is missing of the standard registers. Loading twice has one effect."""
    by.demand("may_edit_registers")
    with transaction.atomic():
        industries = sum(_industries(*each) for each in CLASSIFICATIONS)
        loaded = StandardLoaded(industries, _correspondences(), _places(), _successions())
        if any(asdict(loaded).values()):
            audit(by.name, "registers.standard_loaded", "registers", new=asdict(loaded))
    return loaded


def _industries(code: str, year: str, reference: str, first: date, last: date | None) -> int:
    names = {
        "name_vi": f"Hệ thống ngành kinh tế Việt Nam {year}",
        "name_en": f"Viet Nam Standard Industrial Classification {year}",
    }
    version, _ = Classification.objects.get_or_create(code=code, defaults=names)
    if not version.reference:  # known so far only by its code, from a scheme
        for field, value in {**names, "reference": reference, "valid_from": first, "valid_to": last}.items():
            setattr(version, field, value)
        version.save()
    known = {row.code: row for row in version.industries.all()}
    count = 0
    # Section, division, class: a parent is there before its parts.
    for level in (Level.SECTION, Level.DIVISION, Level.CLASS):
        fresh = [
            Industry(
                classification=version,
                code=row["code"],
                level=level,
                parent=known.get(row["parent"]),
                name_vi=row["name_vi"],
                name_en=row["name_en"],
            )
            for row in _rows(f"vsic_{year}.csv")
            if row["level"] == level and row["code"] not in known
        ]
        count += len(Industry.objects.bulk_create(fresh))
        known |= {row.code: row for row in fresh}
    return count


def _correspondences() -> int:
    industries = {
        (row.classification.code, row.code): row.pk for row in Industry.objects.select_related("classification")
    }
    known = set(Correspondence.objects.values_list("older", "newer"))
    fresh = []
    for row in _rows("vsic_2018_2025.csv"):
        older, newer = industries["VSIC2018", row["older"]], industries["VSIC2025", row["newer"]]
        if (older, newer) not in known:
            fresh.append(Correspondence(older_id=older, newer_id=newer, whole=row["whole"] == "true"))
    return len(Correspondence.objects.bulk_create(fresh))


def _places() -> int:
    rows = _rows("places.csv")
    known = {(row.code, row.valid_from, row.valid_to): row for row in Place.objects.all()}
    parents: dict[str, Place] = {}
    count = 0
    # A place is there before its parts: provinces, then what is or was in them, then what was in districts.
    layers = [
        [row for row in rows if not row["part_of"]],
        [row for row in rows if len(row["part_of"]) == 2],
        [row for row in rows if len(row["part_of"]) == 3],
    ]
    for layer in layers:
        found = [_place(row, known, parents) for row in layer]
        fresh = [place for place in found if place.pk is None]
        count += len(Place.objects.bulk_create(fresh))
        # Only codes of two and of three digits have parts; those are never used twice.
        parents |= {place.code: place for place in found if len(place.code) < 4}
    return count


def _place(row: dict[str, str], known: Mapping[_Key, Place], parents: Mapping[str, Place]) -> Place:
    """Return the place of a line: the one kept, completed if only a list of enterprises named it, or a new one."""
    first, last = _day(row["valid_from"]), _day(row["valid_to"])
    place = known.get((row["code"], first, last))
    if place is None and last is None:
        place = known.get((row["code"], None, None))
    place = place or Place(code=row["code"], name=row["name"], valid_from=first, valid_to=last)
    if not place.kind:
        place.valid_from, place.kind, place.reference = first, row["kind"], row["reference"]
        place.parent = parents.get(row["part_of"])
        if place.pk is not None:
            place.save()
    return place


def _successions() -> int:
    known = set(Succession.objects.values_list("older", "newer"))
    ended = {(row.code, row.valid_to): row.pk for row in Place.objects.exclude(valid_to=None)}
    begun = {(row.code, row.valid_from): row.pk for row in Place.objects.exclude(valid_from=None)}
    fresh = []
    for row in _rows("successions.csv"):
        on = date.fromisoformat(row["on"])
        older = ended[row["older"], on - timedelta(days=1)]
        newer = begun[row["newer"], on]
        if (older, newer) not in known:
            whole = row["whole"] == "true"
            fresh.append(Succession(older_id=older, newer_id=newer, on=on, whole=whole, reference=row["reference"]))
    return len(Succession.objects.bulk_create(fresh))
