"""Values of a register as a page shows them, with links to what they mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nhip.figures.numbers import format_decimal
from nhip.figures.rounding import trimmed
from nhip.registry.models import AuditEntry, Industry, KeyProduct, Place, Product
from nhip.registry.registers.columns import Column, Kind
from nhip.registry.registers.register import Register
from nhip.registry.tax_codes import show_tax_code

__all__ = ["Part", "Shown", "Told", "address_of", "history_of", "in_words", "short", "show", "show_row", "title_column"]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text, perhaps with an address."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A value with the name of its column."""

    name: str
    label: str
    parts: tuple[Part, ...]
    number: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One audit row in words: what changed, from what, to what."""

    entry: AuditEntry
    act: str
    changes: tuple[tuple[str, str, str], ...]


def address_of(register: Register, row: Any) -> str:
    """Return the address of a row."""
    return reverse("registers:row", args=[register.name, row.pk])


def title_column(register: Register) -> Column:
    """Return the column whose value names a row in a list."""
    names = {column.name: column for column in register.stored}
    return names.get("name") or names.get("name_vi") or register.key[0]


def short(row: Any) -> str:
    language = get_language() or "vi"
    if isinstance(row, Industry):
        return f"{row.code} {row.name(language)}"
    if isinstance(row, Product | KeyProduct):
        return row.name(language)
    return str(row.name) if isinstance(row, Place) or hasattr(row, "name") else str(row)


def show(column: Column, row: Any) -> Shown:
    """Show the value of a column."""
    label = str(column.label)
    if column.kind is Kind.LINKS:
        linked = sorted(getattr(row, column.name).all(), key=short)
        parts = tuple(Part(short(each), reverse("registers:row", args=[column.link, each.pk])) for each in linked)
        return Shown(column.name, label, parts)
    value = getattr(row, column.name)
    if value is None or value == "":
        return Shown(column.name, label, ())
    if column.kind is Kind.LINK:
        return Shown(column.name, label, (Part(short(value), reverse("registers:row", args=[column.link, value.pk])),))
    numeric = column.kind in {Kind.NUMBER, Kind.DAY, Kind.MONTH, Kind.CODE, Kind.TAX_CODE}
    return Shown(column.name, label, (Part(_text(column, value)),), numeric)


def _text(column: Column, value: Any) -> str:
    if column.kind is Kind.TAX_CODE:
        return show_tax_code(value)
    if column.kind is Kind.CHOICE and column.choices is not None:
        return str(column.choices(value).label)
    if column.kind is Kind.DAY:
        return date_format(value, "SHORT_DATE_FORMAT")
    if column.kind is Kind.MONTH:
        return f"{value[5:]}/{value[:4]}"
    if column.kind is Kind.YES_NO:
        return _("yes") if value else _("no")
    if column.kind is Kind.NUMBER:
        return format_decimal(trimmed(Decimal(value)), get_language() or "vi")
    return str(value)


def show_row(register: Register, row: Any, *, listed: bool) -> list[Shown]:
    """Show the columns of a row: all, or those of a list with the one that names it first."""
    if not listed:
        return [show(column, row) for column in register.stored]
    title = title_column(register)
    others = [column for column in register.stored if column.listed and column is not title]
    return [show(column, row) for column in (title, *others)]


_ACTS = {
    "added": lambda: _("added"),
    "changed": lambda: _("changed"),
    "merged": lambda: _("a duplicate was merged into it"),
    "merged_away": lambda: _("merged into another entry"),
    "unmerged": lambda: _("merging undone"),
}


def history_of(register: Register, entries: Iterable[AuditEntry]) -> list[Told]:
    """Tell audit rows in words."""
    labels = {column.name: str(column.label) for column in register.columns}
    told = []
    for entry in entries:
        new, old = entry.new or {}, entry.old or {}
        changes = tuple(
            (labels[name], in_words(register.column(name), old.get(name)), in_words(register.column(name), new[name]))
            for name in new
            if name in labels and (new[name] not in ("", None, [], False) or name in old)
        )
        act = entry.act.rpartition(".")[2]
        if act in {"merged", "merged_away"}:
            changes = ((_("Merged"), str(new.get("from", "")), str(new.get("into", ""))),)
        told.append(Told(entry, _ACTS[act]() if act in _ACTS else entry.act, changes))
    return told


def in_words(column: Column, value: Any) -> str:
    """Return a value as the audit keeps it, in words."""
    if value in (None, "", []):
        return ""
    if column.kind is Kind.YES_NO:
        return _("yes") if value else _("no")
    if column.kind is Kind.CHOICE and column.choices is not None and value in column.choices.values:
        return str(column.choices(value).label)
    if column.kind is Kind.NUMBER:
        return format_decimal(Decimal(str(value)), get_language() or "vi")
    if column.kind is Kind.DAY:
        year, month, day = str(value).split("-")
        return f"{day}/{month}/{year}"
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
