"""What belongs to a row, from other registers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from nhip.portal.registers.asking import may_change
from nhip.portal.registers.showing import Shown, address_of, show
from nhip.registry.registers.register import Register, register

__all__ = ["Related", "related_of"]

MOST = 100


@dataclass(frozen=True)
class Related:
    """Rows of another register that belong to this one; `more` counts those not shown."""

    title: str
    head: list[str]
    rows: list[tuple[str, list[Shown]]]
    more: int
    add: str


def related_of(request: HttpRequest, about: Register, row: Any) -> list[Related]:
    """Return what belongs to a row, each register with an address to add to it where that is allowed."""
    return [found for found in _all(request, about, row) if found.rows or found.add]


def _of(name: str, **condition: Any) -> QuerySet[Any]:
    return register(name).rows().filter(**condition)


def _all(request: HttpRequest, about: Register, row: Any) -> list[Related]:
    key = about.key_text(row)

    def part(title: str, name: str, rows: QuerySet[Any], *, without: str = "", add: str = "") -> Related:
        there = register(name)
        # The form opens with this row filled in.
        address = f"{reverse('registers:add', args=[name])}?{urlencode({add: key})}" if add else ""
        return _part(title, there, rows, without, address if address and may_change(request, there) else "")

    def own(title: str, name: str, field: str) -> Related:
        return part(title, name, _of(name, **{field: row}), without=field, add=field)

    if about.name == "enterprises":
        events = register("events").rows().filter(Q(enterprise=row) | Q(other=row))
        return [
            own(_("Reported products"), "reportings", "enterprise"),
            own(_("Consents to publish"), "consents", "enterprise"),
            part(_("Events"), "events", events, add="enterprise"),
        ]
    if about.name == "products":
        return [
            own(_("Unit conversions"), "conversions", "product"),
            own(_("Who reports it"), "reportings", "product"),
            own(_("Consents to publish"), "consents", "product"),
            part(_("In lists of key products"), "key-products", _of("key-products", products=row)),
        ]
    if about.name == "industries":
        parts = _of("industries", parent=row).order_by("code")
        return [
            own(_("In the newer version"), "correspondences", "older"),
            own(_("In the older version"), "correspondences", "newer"),
            part(_("Parts"), "industries", parts, without="classification"),
            part(_("Products"), "products", _of("products", industry=row), without="industry"),
        ]
    if about.name == "places":
        parts = _of("places", parent=row).order_by("-valid_from", "sort_key")
        return [
            own(_("What became of it"), "successions", "older"),
            own(_("Where it comes from"), "successions", "newer"),
            part(_("Parts"), "places", parts, without="parent"),
        ]
    if about.name == "key-lists":
        return [part(_("Key products"), "key-products", _of("key-products", year=row.year), without="year", add="year")]
    return []


def _part(title: str, there: Register, rows: QuerySet[Any], without: str, add: str) -> Related:
    columns = [column for column in there.stored if column.listed and column.name != without]
    found = list(rows[: MOST + 1])
    more = rows.count() - MOST if len(found) > MOST else 0
    shown = [(address_of(there, row), [show(column, row) for column in columns]) for row in found[:MOST]]
    return Related(title, [str(column.label) for column in columns], shown, more, add)
