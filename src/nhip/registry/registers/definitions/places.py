"""Places, what became of them, and which place a text means."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhip.registry.faults import Fault, fault
from nhip.registry.models import Boundary, Place, PlaceKind, Succession
from nhip.registry.registers.columns import Column, Kind, Values
from nhip.registry.registers.register import Filter, Register, add_register

__all__ = ["PLACES", "SUCCESSIONS", "place_key"]

NOW: Final = "now"


def place_key(place: Place) -> str:
    """Return the key of a place: its code, and from when, because a code is used again."""
    return f"{place.code}@{place.valid_from.isoformat() if place.valid_from else ''}"


def _search(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    return rows.named_now_or_before(text)  # type: ignore[attr-defined]


def _in_force(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    if value == NOW:
        return rows.on(timezone.localdate())  # type: ignore[attr-defined]
    return rows.filter(valid_to__lt=timezone.localdate()) if value == "ended" else rows


def _annotate(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.annotate(
        has_boundary=Exists(Boundary.objects.filter(place=OuterRef("pk"))), came_from=Count("comes_from", distinct=True)
    )


def _provinces() -> list[tuple[str, str]]:
    kinds = [PlaceKind.PROVINCE, PlaceKind.MUNICIPALITY, PlaceKind.DISTRICT, PlaceKind.CITY]
    above = Place.objects.filter(kind__in=kinds).filter(parts__isnull=False).distinct().order_by("kind", "sort_key")
    return [(str(place.pk), place.name) for place in above]


def _within(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    if not value.isdigit():
        return rows.none()
    # A province holds the districts of former times, and what was in them.
    return rows.filter(Q(parent=int(value)) | Q(parent__parent=int(value)))


PLACES: Final = add_register(
    Register(
        name="places",
        model=Place,
        title=_("Places"),
        one=_("place"),
        columns=(
            Column("code", _("Code"), Kind.CODE, key=True, listed=True),
            Column("name", _("Name"), required=True, listed=True, hint=_("With its kind: xã Na Dương.")),
            Column("kind", _("Kind"), Kind.CHOICE, choices=PlaceKind, listed=True),
            Column("parent", _("Part of"), Kind.LINK, link="places", listed=True),
            Column("valid_from", _("Valid from"), Kind.DAY, key=True, optional=True, listed=True),
            Column("valid_to", _("Valid to"), Kind.DAY, listed=True, hint=_("The last day.")),
            Column("reference", _("Legal reference")),
        ),
        key_text=place_key,
        order=(
            ("name", _("Name"), ("sort_key", "valid_from", "id")),
            ("code", _("Code"), ("code", "valid_from", "id")),
        ),
        search=_search,
        filters=(
            Filter(
                "in_force",
                _("In force"),
                lambda: ((NOW, _("today")), ("ended", _("no longer")), ("all", _("at any time"))),
                _in_force,
                default=NOW,
            ),
            Filter("kind", _("Kind"), lambda: PlaceKind.choices, lambda rows, value: rows.filter(kind=value)),
            Filter("parent", _("Part of"), _provinces, _within),
        ),
        related=("parent",),
        describe=lambda place: f"{place.name} ({place.code})",
        annotate=_annotate,
        mergeable=True,
    )
)


def _check_succession(values: Values) -> Iterator[tuple[str, Fault]]:
    if values.get("older") and values.get("older") == values.get("newer"):
        yield "newer", fault("E618")


def _of_places(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    named = Place.objects.named(text).values("pk")
    return rows.filter(Q(older__in=named) | Q(newer__in=named))


SUCCESSIONS: Final = add_register(
    Register(
        name="successions",
        model=Succession,
        title=_("Successions of places"),
        one=_("succession"),
        columns=(
            Column("older", _("From"), Kind.LINK, link="places", key=True, listed=True),
            Column("older_name", _("From (name)"), derive=lambda row: row.older.name),
            Column("newer", _("Into"), Kind.LINK, link="places", key=True, listed=True),
            Column("newer_name", _("Into (name)"), derive=lambda row: row.newer.name),
            Column("on", _("Since"), Kind.DAY, required=True, listed=True),
            Column("whole", _("Wholly"), Kind.YES_NO, listed=True),
            Column("reference", _("Legal reference"), listed=True),
        ),
        key_text=lambda row: f"{place_key(row.older)} > {place_key(row.newer)}",
        order=(
            ("older", _("From"), ("older__sort_key", "newer__sort_key", "id")),
            ("newer", _("Into"), ("newer__sort_key", "older__sort_key", "id")),
        ),
        search=_of_places,
        filters=(
            Filter(
                "whole",
                _("Wholly"),
                lambda: (("yes", _("wholly")), ("no", _("in part"))),
                lambda rows, value: rows.filter(whole=value == "yes"),
            ),
        ),
        related=("older", "newer"),
        check=_check_succession,
        describe=lambda row: f"{row.older.name} → {row.newer.name}",
    )
)


def in_force_today(today: date | None = None) -> list[tuple[str, str]]:
    """Return the places in force, as (key, name): what a form proposes."""
    day = today or timezone.localdate()
    found = Place.objects.on(day).distinct_things().select_related("parent").order_by("sort_key")
    return [(place_key(place), place.name) for place in found]
