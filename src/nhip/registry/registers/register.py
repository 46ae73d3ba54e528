"""What a register is: its columns, how its rows are named, found, checked and ordered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from django.db import models
from django.db.models import QuerySet
from django.utils.functional import Promise

from nhip.registry.faults import Fault, fault
from nhip.registry.registers.columns import Column, Kind, Value, Values, blank

__all__ = ["Filter", "Register", "add_register", "register", "registers"]

_ALL: Final[dict[str, Register]] = {}
# In the order of the pages: what changes most comes first.
ORDER: Final = (
    *("enterprises", "reportings", "consents", "events"),
    *("products", "conversions", "key-products", "key-lists"),
    *("industries", "correspondences", "classifications"),
    *("places", "successions"),
)


@dataclass(frozen=True)
class Filter:
    """A choice that narrows a list. `options` gives (value, words) pairs; `keep` narrows."""

    name: str
    label: str | Promise
    options: Callable[[], Iterable[tuple[str, str | Promise]]]
    keep: Callable[[QuerySet[Any], str], QuerySet[Any]]
    default: str = ""


@dataclass(frozen=True)
class Register:
    """A register.

    Args:
        key_text: the key of a row in one text, as links write it.
        search: narrows rows to those a text finds.
        order: what lists are sorted by; the first is the usual one.
        related: what key texts and lists need, fetched with the rows.
        check: says what does not go together in a row; yields (column, fault).
        right: the right that changing it takes, by its name.
        describe: names a row to a person.
        annotate: adds to the rows of a list what it shows beside the columns.
    """

    name: str
    model: type[models.Model]
    title: str | Promise
    one: str | Promise
    columns: tuple[Column, ...]
    key_text: Callable[[Any], str]
    order: tuple[tuple[str, str | Promise, tuple[str, ...]], ...]
    search: Callable[[QuerySet[Any], str], QuerySet[Any]] | None = None
    filters: tuple[Filter, ...] = ()
    related: tuple[str, ...] = ()
    many: tuple[str, ...] = ()
    check: Callable[[Values], Iterator[tuple[str, Fault]]] | None = None
    right: str = "may_edit_registers"
    describe: Callable[[Any], str] = str
    annotate: Callable[[QuerySet[Any]], QuerySet[Any]] | None = None
    mergeable: bool = False

    @property
    def stored(self) -> tuple[Column, ...]:
        """The columns that are kept, without those shown for the reader's sake."""
        return tuple(column for column in self.columns if column.derive is None)

    @property
    def key(self) -> tuple[Column, ...]:
        """The columns that name a row."""
        return tuple(column for column in self.columns if column.key)

    @property
    def searchable(self) -> bool:
        """Whether a list of the register has a search box. Templates would call `search` itself."""
        return self.search is not None

    def column(self, name: str) -> Column:
        """Return a column by its name."""
        return next(column for column in self.columns if column.name == name)

    def rows(self) -> QuerySet[Any]:
        """Return all rows with what their keys and links need, duplicates left out."""
        found = self.model._default_manager.select_related(*self.related).prefetch_related(*self.many)
        return found.filter(duplicate_of=None) if self.mergeable else found

    def values(self, row: models.Model) -> Values:
        """Return the values of a row; links are keys."""
        return {column.name: self._value(row, column) for column in self.stored}

    def _value(self, row: models.Model, column: Column) -> Value:
        if column.kind is Kind.LINKS:
            return tuple(sorted(register(column.link).key_text(each) for each in getattr(row, column.name).all()))
        value = getattr(row, column.name)
        if column.kind is Kind.LINK:
            return register(column.link).key_text(value) if value is not None else ""
        if column.kind is Kind.NUMBER and value is not None:
            return value.normalize()
        return value if value is not None else blank(column)

    def key_of(self, values: Values) -> tuple[Value, ...]:
        """Return what names the row of these values."""
        return tuple(values.get(column.name, blank(column)) for column in self.key)

    def faults_of(self, values: Values) -> Iterator[tuple[str, Fault]]:
        """Yield what is wrong with the values of one row, beyond single cells: (column, fault)."""
        for column in self.stored:
            value = values.get(column.name, blank(column))
            if column.needed and value in ("", None, ()):
                yield column.name, fault("E601")
            elif isinstance(value, str) and column.kind is not Kind.LINK:
                most = getattr(self.model._meta.get_field(column.name), "max_length", None)
                if most and len(value) > most:
                    yield column.name, fault("E602", most=most)
        first, last = values.get("valid_from"), values.get("valid_to")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            yield "valid_to", fault("E612")
        if self.check is not None:
            yield from self.check(values)


def add_register(new: Register) -> Register:
    """Make a register known by its name."""
    _ALL[new.name] = new
    return new


def register(name: str) -> Register:
    """Return a register by its name; KeyError where there is none."""
    return registers()[name]


@cache
def registers() -> dict[str, Register]:
    """Return all registers in the order in which they are shown."""
    from nhip.registry.registers import definitions  # noqa: F401 - reading it makes them known

    return {name: _ALL[name] for name in ORDER}
