"""Acts on registers: save a row, import a file. Each checks the right, does, tells the audit, in one transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from nhip.registry.actions import audit
from nhip.registry.faults import Fault, Faults, fault, raise_all
from nhip.registry.history import Note, note_all, subject_of
from nhip.registry.keepers import Keeper
from nhip.registry.models import RegisterFile
from nhip.registry.registers.columns import Kind, Values, plain
from nhip.registry.registers.importing import Change, Plan, plan_import
from nhip.registry.registers.links import Links
from nhip.registry.registers.register import Register
from nhip.registry.registers.tables import read_table

__all__ = ["Imported", "check_file", "digest_of", "import_file", "save_row"]


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file did."""

    added: int
    changed: int
    unchanged: int


def digest_of(register: Register, row: models.Model) -> str:
    """Return a fingerprint of what a row says, by which a form knows whether somebody else has changed it since."""
    said = {name: plain(value) for name, value in register.values(row).items()}
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def save_row(by: Keeper, register: Register, pk: int | None, values: Values, *, seen: str = "") -> models.Model:
    """Add a row, or change the one with this id, and return it.

    Args:
        values: all columns of the register, links as keys.
        seen: the fingerprint of the row as the person saw it; blank to ask nothing.

    Raises:
        Faults: with the column of each.
    """
    by.demand(register.right)
    with transaction.atomic():
        row = register.model._default_manager.select_for_update().get(pk=pk) if pk else register.model()
        if pk and seen and seen != digest_of(register, row):
            raise Faults([fault("E633")])
        links = _checked(register, row, values)
        old = register.values(row) if pk else {}
        new = {name: value for name, value in values.items() if old.get(name) != value or not pk}
        if pk and not new:
            return row
        _store(register, row, values, links)
        told = {name: plain(value) for name, value in new.items()}
        was = {name: plain(old[name]) for name in new} if pk else None
        act = f"{register.name}.{'changed' if pk else 'added'}"
        audit(by.name, act, subject_of(register.name, row.pk), old=was, new=told)
    return row


def _checked(register: Register, row: models.Model, values: Values) -> dict[str, Any]:
    """Return the ids of the links; complain of all that is wrong, each with its column."""
    faults = [found.at(column=name) for name, found in register.faults_of(values)]
    links, found_links = Links(), dict[str, Any]()
    for column in register.stored:
        value = values.get(column.name)
        if not column.link:
            continue
        texts = value if isinstance(value, tuple) else (str(value),) if value else ()
        ids = []
        for text in texts:
            try:
                ids.append(links.find(column.link, text))
            except Fault as what:
                faults.append(what.at(column=column.name))
        found_links[column.name] = tuple(ids) if column.kind is Kind.LINKS else (ids[0] if ids else None)
        if column.kind is Kind.LINK and ids:
            values[column.name] = links.text(column.link, ids[0], str(value))
            if column.link == register.name and row.pk == ids[0]:
                faults.append(fault("E618").at(column=column.name))
    if faults:
        raise Faults(faults)
    return found_links


def _assign(register: Register, row: Any, values: Mapping[str, Any], links: Mapping[str, Any]) -> None:
    for column in register.stored:
        if column.name not in values or column.kind is Kind.LINKS:
            continue
        if column.kind is Kind.LINK:
            setattr(row, f"{column.name}_id", links.get(column.name))
        else:
            setattr(row, column.name, values[column.name])


def _store(register: Register, row: Any, values: Mapping[str, Any], links: Mapping[str, Any]) -> None:
    """Save one row with its lists of links; what the database refuses is a fault of the row's key."""
    _assign(register, row, values, links)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Faults([_refusal(register, row, error)]) from error
    for column in register.stored:
        if column.kind is Kind.LINKS and column.name in values:
            getattr(row, column.name).set(links[column.name])


def _refusal(register: Register, row: models.Model, error: IntegrityError) -> Fault:
    """Return in words what the database refused."""
    same = register.model._default_manager.exclude(pk=row.pk).filter(**_key_filter(register, row))
    if same.exists():
        return fault("E631", text=register.describe(row)).at(column=register.key[0].name)
    try:
        row.validate_unique()
        row.validate_constraints()
    except ValidationError as found:
        return fault("E635", reason="; ".join(found.messages))
    return fault("E635", reason=str(error).partition("\n")[0])


def _key_filter(register: Register, row: models.Model) -> dict[str, Any]:
    return {
        f"{column.name}_id" if column.kind is Kind.LINK else column.name: getattr(
            row, f"{column.name}_id" if column.kind is Kind.LINK else column.name
        )
        for column in register.key
    }


def check_file(by: Keeper, register: Register, content: bytes, name: str) -> tuple[Plan, RegisterFile]:
    """Keep a file and say what it would do; nothing in the register changes.

    Raises:
        Fault: it cannot be read at all.
    """
    by.demand(register.right)
    plan = plan_import(register, read_table(content, name))
    sha256 = hashlib.sha256(content).hexdigest()
    file, _ = RegisterFile.objects.get_or_create(
        register=register.name,
        sha256=sha256,
        defaults={"name": name, "content": content, "received_by": by.name},
    )
    return plan, file


def import_file(by: Keeper, register: Register, content: bytes, name: str) -> Imported:
    """Import a file, all of it or nothing. The same file again changes nothing.

    Raises:
        Fault, Faults: with sheet, row, column and value; nothing was stored.
    """
    by.demand(register.right)
    table = read_table(content, name)
    with transaction.atomic():
        plan = plan_import(register, table)
        raise_all(plan.faults)
        notes = [*_add(plan), *_change(plan)]
        done = Imported(len(plan.added), len(plan.changed), plan.unchanged)
        if notes:
            sha256 = hashlib.sha256(content).hexdigest()
            new = {"file": name, "sha256": sha256, "added": done.added, "changed": done.changed}
            note_all(by.name, [Note(f"{register.name}.imported", register.name, None, new), *notes])
    return done


def _add(plan: Plan) -> Iterable[Note]:
    """Add the new rows; those that belong to others of the file come after them."""
    register, made = plan.register, dict[str, int]()
    waiting = plan.added
    while waiting:
        ready = [change for change in waiting if set(change.waits_for.values()) <= made.keys()]
        if not ready:
            column = register.column(next(iter(waiting[0].waits_for)))
            what = fault("E634", text=str(column.label))
            raise plan.table.at(what, waiting[0].line, str(column.label))
        rows = []
        for change in ready:
            row = register.model()
            links = {**change.links, **{name: made[text] for name, text in change.waits_for.items()}}
            _assign(register, row, change.new, links)
            rows.append(row)
        _create(plan, ready, rows)
        made |= (
            {register.key_text(row): row.pk for row in _reread(register, rows)}
            if any(change.waits_for for change in waiting)
            else {}
        )
        waiting = [change for change in waiting if change not in ready] if len(ready) < len(waiting) else []
        for change, row in zip(ready, rows, strict=True):
            for column in register.stored:
                if column.kind is Kind.LINKS:
                    getattr(row, column.name).set(change.links.get(column.name) or ())
            yield Note(f"{register.name}.added", subject_of(register.name, row.pk), None, _told(change.new))


def _reread(register: Register, rows: list[Any]) -> Iterable[Any]:
    return register.model._default_manager.select_related(*register.related).filter(pk__in=[row.pk for row in rows])


def _create(plan: Plan, changes: list[Change], rows: list[Any]) -> None:
    try:
        with transaction.atomic():
            plan.register.model._default_manager.bulk_create(rows, batch_size=500)
    except IntegrityError:
        # Which row it was, only one at a time tells; nothing of this is kept.
        for change, row in zip(changes, rows, strict=True):
            row.pk = None
            try:
                with transaction.atomic():
                    row.save(force_insert=True)
            except IntegrityError as error:
                what = _refusal(plan.register, row, error)
                raise plan.table.at(what, change.line, str(plan.register.key[0].label)) from error
        raise


def _change(plan: Plan) -> Iterable[Note]:
    register = plan.register
    added = {register.key_text(row): row.pk for row in register.rows()} if _any_waits(plan.changed) else {}
    for change in plan.changed:
        links = {**change.links, **{name: added[text] for name, text in change.waits_for.items()}}
        try:
            _store(register, change.row, change.new, links)
        except Faults as found:
            raise plan.table.at(found.faults[0], change.line) from found
        yield Note(
            f"{register.name}.changed",
            subject_of(register.name, change.row.pk),
            _told(change.old),
            _told(change.new),
        )


def _any_waits(changes: list[Change]) -> bool:
    return any(change.waits_for for change in changes)


def _told(values: Values) -> dict[str, Any]:
    return {name: plain(value) for name, value in values.items()}
