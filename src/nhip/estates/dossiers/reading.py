"""Entries of dossiers as they count now, read in a fixed number of questions."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from nhip.estates.dossiers.clock import Entry
from nhip.estates.models import DossierEntry

__all__ = ["entries_of", "entries_of_many"]


def entries_of_many(dossiers: Collection[int] | None = None) -> dict[int, list[Entry]]:
    """Return the entries that count, by dossier: of some dossiers, or of all. One question.

    All versions are read, because on one day entries stand in the order of their first versions.
    """
    rows = DossierEntry.objects.order_by("id")
    if dossiers is not None:
        rows = rows.filter(dossier__in=dossiers)
    return _current(rows.values_list("id", "replaces", "withdrawn", "dossier", "step", "kind", "on"))


def entries_of(dossier: int) -> list[Entry]:
    """Return the entries of one dossier that count."""
    return entries_of_many([dossier]).get(dossier, [])


def _current(rows: Iterable[tuple[int, int | None, bool, int, str, str, date]]) -> dict[int, list[Entry]]:
    found: dict[int, tuple[int, Entry | None]] = {}
    first: dict[int, int] = {}
    for pk, replaces, withdrawn, dossier, step, kind, on in rows:
        order = pk
        if replaces is not None:
            order = first[replaces]
            found.pop(replaces, None)
        first[pk] = order
        found[pk] = (dossier, None if withdrawn else Entry(order, step, kind, on))
    by_dossier: dict[int, list[Entry]] = {}
    for dossier, entry in found.values():
        if entry is not None:
            by_dossier.setdefault(dossier, []).append(entry)
    return by_dossier
