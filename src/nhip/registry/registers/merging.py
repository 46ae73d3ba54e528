"""Merging a duplicate into the row it doubles: first what would move, then the act, and the way back.

The duplicate stays as a row that points to the one kept, because reports that came in with its code are never changed;
they count for the one that is kept. Everything that may be changed moves; what the one kept has already stays behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from nhip.registry.actions import audit
from nhip.registry.append_only import AppendOnly
from nhip.registry.faults import fault
from nhip.registry.history import history, subject_of
from nhip.registry.keepers import Keeper
from nhip.registry.models import Merger
from nhip.registry.registers.register import Register, register

__all__ = ["Move", "Preview", "merge", "preview_merger", "undo_merger"]


@dataclass(frozen=True, slots=True)
class Move:
    """Rows of one kind that refer to the duplicate. `stays`: they are never changed, and count for the one kept."""

    name: str
    count: int
    stays: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What merging would do: what moves, and which values differ (column, its label, of the one kept, of
    the duplicate)."""

    moves: list[Move]
    differences: list[tuple[str, str, Any, Any]]
    changes: int


def _pair(there: Register, kept: int, duplicate: int, *, lock: bool = False) -> tuple[Any, Any]:
    rows: Any = there.model._default_manager.filter(pk__in=[kept, duplicate])
    found = {row.pk: row for row in (rows.select_for_update() if lock else rows)}
    if len(found) != 2 or not there.mergeable or any(row.duplicate_of_id for row in found.values()):
        raise fault("E650")
    one, other = found[kept], found[duplicate]
    if there.name == "products" and one.unit != other.unit:
        raise fault("E652", text=one.unit, other=other.unit)
    return one, other


def _references(model: type[models.Model]) -> Iterator[Any]:
    """Yield the fields, in whatever room, by which rows refer to this model."""
    for relation in model._meta.related_objects:
        if relation.field.name != "duplicate_of" and relation.related_model is not None:
            yield relation.field


def _label(field: Any) -> str:
    return f"{field.model._meta.label}.{field.name}"


def _stays(field: Any) -> bool:
    return issubclass(field.model, AppendOnly)


def preview_merger(there: Register, kept: int, duplicate: int) -> Preview:
    """Say what merging would move.

    Raises:
        Fault: the two cannot be merged.
    """
    one, other = _pair(there, kept, duplicate)
    moves = []
    for field in _references(there.model):
        count = field.model._base_manager.filter(**{field.name: other}).count()
        if count:
            moves.append(Move(str(field.model._meta.verbose_name_plural), count, _stays(field)))
    first, second = there.values(one), there.values(other)
    differences = [
        (column.name, str(column.label), first[column.name], second[column.name])
        for column in there.stored
        if first[column.name] != second[column.name]
    ]
    return Preview(moves, differences, history(there.name, duplicate).count())


def merge(by: Keeper, there: Register, kept: int, duplicate: int) -> Merger:
    """Merge a duplicate into the row that is kept.

    Raises:
        Fault: the two cannot be merged.
    """
    by.demand(there.right)
    with transaction.atomic():
        one, other = _pair(there, kept, duplicate, lock=True)
        moved = {_label(field): ids for field in _references(there.model) if (ids := _move(field, other, one))}
        # What was merged into the duplicate before belongs to the one kept as well.
        earlier = list(there.model._default_manager.filter(duplicate_of=other).values_list("pk", flat=True))
        there.model._default_manager.filter(pk__in=earlier).update(duplicate_of=one)
        if earlier:
            moved[f"{there.model._meta.label}.duplicate_of"] = earlier
        there.model._default_manager.filter(pk=duplicate).update(duplicate_of=one)
        merger = Merger.objects.create(
            register=there.name, kept=kept, duplicate=duplicate, moved=moved, merged_by=by.name
        )
        told = {"into": there.key_text(one), "from": there.key_text(other), "moved": moved, "merger": merger.pk}
        audit(by.name, f"{there.name}.merged", subject_of(there.name, kept), new=told)
        audit(by.name, f"{there.name}.merged_away", subject_of(there.name, duplicate), new=told)
    return merger


def _move(field: Any, away: models.Model, to: models.Model) -> list[int]:
    """Move the rows that refer by a field, and return their ids; those the other one has already stay behind."""
    if _stays(field):
        return []
    if field.many_to_many:
        return _move_many(field, away, to)
    moved = []
    for row in field.model._base_manager.filter(**{field.name: away}).order_by("pk"):
        try:
            with transaction.atomic():
                field.model._base_manager.filter(pk=row.pk).update(**{field.name: to})
        except IntegrityError:
            continue
        moved.append(row.pk)
    return moved


def _move_many(field: Any, away: models.Model, to: models.Model) -> list[int]:
    rows = list(field.model._base_manager.filter(**{field.name: away}).exclude(**{field.name: to}))
    for row in rows:
        getattr(row, field.name).add(to)
        getattr(row, field.name).remove(away)
    return [row.pk for row in rows]


def undo_merger(by: Keeper, pk: int) -> Merger:
    """Take a merging back: every row that moved and still is where it was put goes back.

    Raises:
        Fault: it was taken back before, or the row kept was merged further since.
    """
    there = register(Merger.objects.get(pk=pk).register)
    by.demand(there.right)
    with transaction.atomic():
        merger = Merger.objects.select_for_update().get(pk=pk)
        if merger.undone_at is not None:
            raise fault("E651")
        row: Any = there.model._default_manager.get(pk=merger.duplicate)
        if row.duplicate_of_id != merger.kept:
            raise fault("E650")
        _move_back(there.model, merger)
        merger.undone_at, merger.undone_by = timezone.now(), by.name
        merger.save(update_fields=["undone_at", "undone_by"])
        told = {"merger": merger.pk, "back": merger.moved}
        audit(by.name, f"{there.name}.unmerged", subject_of(there.name, merger.kept), new=told)
        audit(by.name, f"{there.name}.unmerged", subject_of(there.name, merger.duplicate), new=told)
    return merger


def _move_back(model: type[models.Model], merger: Merger) -> None:
    manager = model._default_manager
    manager.filter(pk=merger.duplicate).update(duplicate_of=None)
    earlier = merger.moved.get(f"{model._meta.label}.duplicate_of", [])
    manager.filter(pk__in=earlier, duplicate_of=merger.kept).update(duplicate_of=merger.duplicate)
    for field in _references(model):
        ids = merger.moved.get(_label(field))
        if not ids:
            continue
        rows = field.model._base_manager.filter(pk__in=ids, **{field.name: merger.kept})
        if field.many_to_many:
            for row in rows:
                getattr(row, field.name).add(merger.duplicate)
                getattr(row, field.name).remove(merger.kept)
        else:
            rows.update(**{field.name: merger.duplicate})
