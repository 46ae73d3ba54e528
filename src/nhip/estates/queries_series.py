"""How full several estates were at the ends of years, so that a list can show where each is going."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from nhip.estates.areas import Areas
from nhip.estates.models import AreaStatement, Estate, Lease
from nhip.estates.occupancy import occupancy_on
from nhip.estates.queries.writing import percent
from nhip.figures.numbers import Shown

__all__ = ["YEARS", "occupancy_by_year"]

YEARS = 6


def occupancy_by_year(
    codes: Iterable[str], language: str, day: date, years: int = YEARS
) -> Mapping[str, Sequence[tuple[str, Shown]]]:
    """Return, by code, the occupancy at the end of each of the last years, and on the day; three questions in all."""
    estates = list(Estate.objects.filter(code__in=list(codes)))
    keys = [estate.pk for estate in estates]
    stated: dict[int, list[AreaStatement]] = defaultdict(list)
    for row in AreaStatement.objects.filter(estate__in=keys).known_at():
        stated[row.estate_id].append(row)
    leases: dict[int, list[Lease]] = defaultdict(list)
    for lease in Lease.objects.filter(estate__in=keys).known_at():
        leases[lease.estate_id].append(lease)
    days = [*(date(year, 12, 31) for year in range(day.year - years + 1, day.year)), day]
    found = {}
    for estate in estates:
        areas = Areas(stated[estate.pk])
        shares = [occupancy_on(estate.kind, areas, leases[estate.pk], each).share for each in days]
        found[estate.code] = [
            (f"{each:%d/%m/%Y}", percent(share, language)) for each, share in zip(days, shares, strict=True)
        ]
    return found
