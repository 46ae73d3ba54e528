"""Entries of dossiers as they count now, read in a fixed number of questions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
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
    kept = list(rows)
    older = {pk: replaces for pk, replaces, *_ in kept if replaces is not None}
    replaced = set(older.values())
    by_dossier: dict[int, list[Entry]] = {}
    for pk, replaces, withdrawn, dossier, step, kind, on in kept:
        if withdrawn or pk in replaced:
            continue
        order = pk if replaces is None else _first(pk, older)
        entry = Entry(order, step, kind, on)
        found = by_dossier.get(dossier)
        if found is None:
            by_dossier[dossier] = [entry]
        else:
            found.append(entry)
    return by_dossier


def _first(pk: int, older: Mapping[int, int]) -> int:
    while pk in older:
        pk = older[pk]
    return pk
