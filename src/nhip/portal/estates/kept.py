"""What was recorded, in words: the values of an entry, what a correction changed, and who wrote it when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nhip.estates.models import Estate, EstateEvent, EstateRecord
from nhip.estates.queries_keeping import Versions
from nhip.figures.numbers import format_decimal
from nhip.figures.rounding import trimmed
from nhip.portal.estates.things import THINGS, Thing

__all__ = ["Entry", "Past", "Value", "entries", "in_full", "values_of", "when"]


@dataclass(frozen=True, slots=True)
class Value:
    """A name and what it says; blank where nothing was said."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier version: when it was recorded and by whom, why it was corrected, and what it said otherwise."""

    at: datetime
    by: str
    reason: str
    otherwise: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as the page shows it, with its earlier versions and the addresses of its acts."""

    title: str
    values: Sequence[Value]
    at: datetime
    by: str
    reason: str
    withdrawn: bool
    illustrative: bool
    past: Sequence[Past]
    acts: Sequence[tuple[str, str]]


def when(on: date, precision: str) -> str:
    """Write a day as exactly as it is known.

    >>> when(date(2023, 6, 2), "day"), when(date(2023, 6, 1), "month"), when(date(2023, 1, 1), "year")
    ('02/06/2023', '06/2023', '2023')
    """
    return on.strftime({"day": "%d/%m/%Y", "month": "%m/%Y"}.get(precision, "%Y"))


def _text(row: Any, name: str) -> str:
    if name == "places" and isinstance(row, EstateRecord):
        return "; ".join(each.place.name for each in row.places.all())
    if name == "on" and isinstance(row, EstateEvent):
        return when(row.on, row.precision)
    field = row._meta.get_field(name)
    value = getattr(row, name)
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.choices:
        return str(getattr(row, f"get_{name}_display")())
    if isinstance(value, Decimal):
        return format_decimal(trimmed(value), get_language() or "vi")
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return str(getattr(value, "name", "") or value) if isinstance(value, models.Model) else str(value)


def _label(model: type[models.Model], name: str) -> str:
    if name == "places":
        return str(_("places"))
    return str(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def values_of(thing: Thing, row: Any) -> list[Value]:
    """Return what an entry says, all its values in their order."""
    return [Value(_label(thing.model, name), _text(row, name)) for name in thing.shown]


def _past(thing: Thing, newer: Any, older: Any) -> Past:
    pairs = zip(values_of(thing, older), values_of(thing, newer), strict=True)
    otherwise = [(old.name, old.text, new.text) for old, new in pairs if old.text != new.text]
    return Past(older.recorded_at, older.recorded_by, newer.reason, otherwise)


def in_full(estate: Estate, name: str, each: Versions[Any], *, may_edit: bool) -> Entry:
    """Return an entry for the page of those who keep the estate."""
    thing, row = THINGS[name], each.now
    said = [value for value in values_of(thing, row) if value.text]
    chain = [row, *each.earlier]
    acts: list[tuple[str, str]] = []
    if may_edit and not row.withdrawn:
        acts.append((reverse("estates:correct", args=[estate.code, name, row.pk]), _("Correct")))
        if name == "lease" and row.ends_on is None:
            acts.append((reverse("estates:end", args=[estate.code, row.pk]), _("End the lease")))
        acts.append((reverse("estates:withdraw", args=[estate.code, name, row.pk]), _("Withdraw")))
    return Entry(
        # An enterprise goes by its own name, which then stands twice.
        title=", ".join(dict.fromkeys(value.text for value in said[:2])),
        values=said[2:],
        at=row.recorded_at,
        by=row.recorded_by,
        reason=row.reason,
        withdrawn=row.withdrawn,
        illustrative=row.illustrative,
        past=[_past(thing, newer, older) for newer, older in pairwise(chain)],
        acts=acts,
    )


def entries(estate: Estate, name: str, rows: Iterable[Versions[Any]], *, may_edit: bool) -> list[Entry]:
    """Return the entries of one thing."""
    return [in_full(estate, name, each, may_edit=may_edit) for each in rows]
