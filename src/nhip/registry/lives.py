"""When enterprises came and left: the plain rows that counts of enterprises are made of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from nhip.registry.choices import Level
from nhip.registry.models import Enterprise, Industry
from nhip.registry.snapshots import snapshotted

__all__ = ["Life", "enterprise_lives"]


class Life(NamedTuple):
    """An enterprise from its first day to the day it left; None where a day is not known, or it is still there.

    ``section`` and ``division`` are the codes above its industry, ``zone`` the code of its zone or cluster; each is
    blank where the register does not say.
    """

    tax_code: str
    name: str
    entered_on: date | None
    exited_on: date | None
    place: str
    section: str
    division: str
    zone: str

    def came_in(self, months: Iterable[str]) -> bool:
        """Whether it came in one of some months."""
        return self.entered_on is not None and f"{self.entered_on:%Y-%m}" in months

    def left_in(self, months: Iterable[str]) -> bool:
        """Whether it left in one of some months."""
        return self.exited_on is not None and f"{self.exited_on:%Y-%m}" in months

    def was_there(self, day: date) -> bool:
        """Whether it had come by the end of a day, and not left."""
        return (not self.entered_on or self.entered_on <= day) and (not self.exited_on or self.exited_on > day)


@snapshotted("enterprise_lives", Life)
def enterprise_lives() -> Iterable[Life]:
    """Read every enterprise of the register once; those that were merged into another one are left out."""
    above = _codes_above()
    rows = Enterprise.objects.distinct_things().values_list(
        "tax_code", "name", "entered_on", "exited_on", "place__code", "industry", "zone"
    )
    for code, name, came, left, place, industry, zone in rows:
        levels = above.get(industry, {})
        section, division = levels.get(Level.SECTION, ""), levels.get(Level.DIVISION, "")
        yield Life(code, name, came, left, place or "", section, division, zone)


def _codes_above() -> dict[int | None, dict[str, str]]:
    """Return for each industry the codes at and above it, by level."""
    rows = {each.pk: each for each in Industry.objects.only("code", "level", "parent")}
    found: dict[int | None, dict[str, str]] = {}
    for pk, industry in rows.items():
        at, levels = industry, {industry.level: industry.code}
        while at.parent_id is not None and at.parent_id in rows:
            at = rows[at.parent_id]
            levels[at.level] = at.code
        found[pk] = levels
    return found
