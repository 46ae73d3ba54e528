"""What a file would do to a register: rows to add, rows to change, and every fault with its cell."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from typing import Any, Final

from nhip.registry.faults import Fault, fault
from nhip.registry.registers.cells import labels, read_cell
from nhip.registry.registers.columns import Column, Kind, Value, Values, blank
from nhip.registry.registers.links import Links
from nhip.registry.registers.register import Register
from nhip.registry.registers.tables import Line, Table

__all__ = ["MOST_FAULTS", "Change", "Plan", "plan_import"]

# Beyond these nobody reads on; the file is simply the wrong one.
MOST_FAULTS: Final = 200


@dataclass(frozen=True, slots=True)
class Change:
    """A row to add (`row` is None) or to change. `links` are the ids of what its links mean."""

    line: Line
    key: tuple[Value, ...]
    row: Any
    old: Values
    new: Values
    links: Mapping[str, int | tuple[int, ...] | None]
    waits_for: Mapping[str, str]

    @property
    def words(self) -> list[tuple[str, Value, Value]]:
        """What changes: (column, before, after)."""
        return [(name, self.old.get(name), value) for name, value in self.new.items()]


@dataclass
class Plan:
    """What a file would do."""

    register: Register
    table: Table
    added: list[Change] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether there is nothing to complain of."""
        return not self.faults


def plan_import(register: Register, table: Table) -> Plan:
    """Work out what a table would do; nothing is stored.

    A row is known by its key: an unknown one is added, a known one changed in the columns the file has, none removed.
    """
    plan = Plan(register, table)
    columns = _columns(plan)
    if plan.faults:
        return plan
    existing = {register.key_of(register.values(row)): row for row in _all_rows(register)}
    links = Links()
    read = [(line, values) for line in table.lines if (values := _read(plan, columns, line)) is not None]
    # Rows of one file may belong to each other: a commune to its district.
    own = {_own_key(register, values) for _, values in read} if _links_to_itself(columns, register) else set()
    seen: set[tuple[Value, ...]] = set()
    for line, values in read:
        _plan_row(plan, line, values, existing, links, own, seen)
    return plan


def _links_to_itself(columns: Mapping[int, Column], register: Register) -> bool:
    return any(column.link == register.name for column in columns.values())


def _all_rows(register: Register) -> Any:
    return register.model._default_manager.select_related(*register.related).prefetch_related(*register.many)


def _own_key(register: Register, values: Values) -> str:
    """Return the key text of a row that is not stored yet, for registers whose rows link to each other."""
    if register.name == "places":
        first = values.get("valid_from")
        return f"{values.get('code')}@{first if first else ''}"
    return f"{values.get('classification')}:{values.get('code')}" if register.name == "industries" else ""


def _columns(plan: Plan) -> dict[int, Column]:
    """Return the column at each place of the header."""
    known: dict[str, Column] = {}
    for column in plan.register.columns:
        for text in (column.name.replace("_", " "), column.name, *labels(column.label)):
            known.setdefault(text.lower(), column)
    found: dict[int, Column] = {}
    for place, text in enumerate(plan.table.header):
        names = labels(text)
        meant = next((known[name] for name in (text.lower(), *names) if name in known), None)
        if meant is None:
            allowed = ", ".join(str(each.label) for each in plan.register.columns)
            plan.faults.append(plan.table.at(fault("E644", text=text, allowed=allowed)))
        elif meant in found.values():
            plan.faults.append(plan.table.at(fault("E646", text=text)))
        else:
            found[place] = meant
    for column in plan.register.key:
        if column not in found.values() and not column.optional:
            plan.faults.append(plan.table.at(fault("E645", text=str(column.label))))
    return {place: column for place, column in found.items() if column.derive is None}


def _complain(plan: Plan, what: Fault, line: Line, column: Column | None, value: object = None) -> None:
    if len(plan.faults) < MOST_FAULTS:
        plan.faults.append(plan.table.at(what, line, str(column.label) if column else None, value))


def _read(plan: Plan, columns: dict[int, Column], line: Line) -> Values | None:
    values: Values = {}
    sound = True
    for place, column in columns.items():
        cell = line.cells[place]
        try:
            values[column.name] = read_cell(column, cell)
        except Fault as found:
            _complain(plan, found, line, column, cell)
            sound = False
    return values if sound else None


def _plan_row(
    plan: Plan,
    line: Line,
    values: Values,
    existing: Mapping[tuple[Value, ...], Any],
    links: Links,
    own: Set[str],
    seen: set[tuple[Value, ...]],
) -> None:
    register = plan.register
    before = len(plan.faults)
    found: dict[str, int | tuple[int, ...] | None] = {}
    waits: dict[str, str] = {}
    for column in register.stored:
        if column.link and column.name in values:
            _link(plan, line, column, values, links, found, waits, own)
    key = register.key_of(values)
    if key in seen:
        _complain(plan, fault("E630", text=" ".join(map(str, key)).strip()), line, register.key[0])
    seen.add(key)
    row = existing.get(key)
    if row is not None and getattr(row, "duplicate_of_id", None):
        kept = register.key_text(row.duplicate_of)
        _complain(plan, fault("E632", text=register.key_text(row), other=kept), line, register.key[0])
    old = register.values(row) if row is not None else {}
    whole = {column.name: values.get(column.name, old.get(column.name, blank(column))) for column in register.stored}
    for name, what in register.faults_of(whole):
        column = register.column(name)
        _complain(plan, what, line, column, str(values.get(name) or ""))
    if len(plan.faults) > before:
        return
    new = {name: value for name, value in (whole if row is None else values).items() if old.get(name) != value}
    if row is not None and not new:
        plan.unchanged += 1
        return
    change = Change(line, key, row, {name: old[name] for name in new if name in old}, new, found, waits)
    (plan.added if row is None else plan.changed).append(change)


def _link(
    plan: Plan,
    line: Line,
    column: Column,
    values: Values,
    links: Links,
    found: dict[str, int | tuple[int, ...] | None],
    waits: dict[str, str],
    own: Set[str],
) -> None:
    value = values[column.name]
    texts = value if isinstance(value, tuple) else (str(value),) if value else ()
    ids: list[int] = []
    for text in texts:
        try:
            ids.append(links.find(column.link, text))
        except Fault as what:
            if column.kind is Kind.LINK and column.link == plan.register.name and text in own:
                waits[column.name] = text
            else:
                _complain(plan, what, line, column, text)
    if column.kind is Kind.LINKS:
        found[column.name] = tuple(sorted(set(ids)))
    else:
        found[column.name] = ids[0] if ids else None
        if ids:
            # A bare code of a place, or the code of a duplicate, is kept as the full key it stands for.
            values[column.name] = links.text(column.link, ids[0], str(value))
