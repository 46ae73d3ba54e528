"""Enterprises."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhip.registry.faults import Fault, fault
from nhip.registry.models import Enterprise, EnterpriseEvent, EventKind, Ownership, Place, Size
from nhip.registry.registers.columns import Column, Kind, Values
from nhip.registry.registers.definitions.products import divisions
from nhip.registry.registers.register import Filter, Register, add_register
from nhip.registry.tax_codes import show_tax_code

__all__ = ["ENTERPRISES", "state_of", "with_state"]


def with_state(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Add to each enterprise its latest suspension or resumption until today."""
    kinds = [EventKind.SUSPENSION, EventKind.RESUMPTION]
    # On one day the resumption counts: "resumption" sorts before "suspension".
    latest = EnterpriseEvent.objects.filter(
        enterprise=OuterRef("pk"), kind__in=kinds, on__lte=timezone.localdate()
    ).order_by("-on", "kind")
    return rows.annotate(latest_turn=Subquery(latest.values("kind")[:1]))


def state_of(enterprise: Any) -> Any:
    """Return in words whether an enterprise of `with_state` is at work today."""
    today = timezone.localdate()
    if enterprise.exited_on and enterprise.exited_on <= today:
        return _("left")
    if enterprise.entered_on and enterprise.entered_on > today:
        return _("not entered yet")
    return _("suspended") if enterprise.latest_turn == EventKind.SUSPENSION else _("active")


def _in_state(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    today = timezone.localdate()
    left = Q(exited_on__lte=today)
    if value == "left":
        return rows.filter(left)
    suspended = Q(latest_turn=EventKind.SUSPENSION)
    here = rows.exclude(left)
    return here.filter(suspended) if value == "suspended" else here.exclude(suspended)


def _check(values: Values) -> Iterator[tuple[str, Fault]]:
    entered, left = values.get("entered_on"), values.get("exited_on")
    if isinstance(entered, date) and isinstance(left, date) and left < entered:
        yield "exited_on", fault("E612")


def _places() -> list[tuple[str, str]]:
    used = Place.objects.filter(enterprises__isnull=False).distinct().order_by("sort_key", "id")
    return [(str(place.pk), place.name) for place in used]


def _zones() -> list[tuple[str, str]]:
    used = Enterprise.objects.exclude(zone="").order_by("zone").values_list("zone", flat=True).distinct()
    return [(zone, zone) for zone in used]


ENTERPRISES: Final = add_register(
    Register(
        name="enterprises",
        model=Enterprise,
        title=_("Enterprises"),
        one=_("enterprise"),
        columns=(
            Column("tax_code", _("Tax code"), Kind.TAX_CODE, key=True, listed=True, hint=_("10 digits, or 13.")),
            Column("name", _("Name"), required=True, listed=True),
            Column("short_name", _("Short name")),
            Column("place", _("Place"), Kind.LINK, link="places", listed=True),
            Column("place_name", _("Place (name)"), derive=lambda row: row.place.name if row.place else ""),
            Column("industry", _("Industry"), Kind.LINK, link="industries", listed=True),
            Column(
                "industry_name",
                _("Industry (name)"),
                derive=lambda row: row.industry.name_vi if row.industry else "",
            ),
            Column("zone", _("Zone or cluster"), Kind.CODE),
            Column("ownership", _("Ownership"), Kind.CHOICE, choices=Ownership, listed=True),
            Column("size", _("Size"), Kind.CHOICE, choices=Size, listed=True),
            Column("entered_on", _("Entered on"), Kind.DAY, listed=True),
            Column("exited_on", _("Left on"), Kind.DAY, hint=_("The first day on which it is no longer there.")),
            Column("illustrative", _("Illustrative"), Kind.YES_NO),
        ),
        key_text=lambda row: row.tax_code,
        order=(
            ("name", _("Name"), ("sort_key", "tax_code")),
            ("tax_code", _("Tax code"), ("tax_code",)),
            ("entered_on", _("Newest first"), ("-entered_on", "tax_code")),
        ),
        search=lambda rows, text: rows.search(text),  # type: ignore[attr-defined]
        filters=(
            Filter(
                "state",
                _("State"),
                lambda: (("active", _("active")), ("suspended", _("suspended")), ("left", _("left"))),
                _in_state,
            ),
            Filter("place", _("Place"), _places, lambda rows, v: rows.filter(place=v) if v.isdigit() else rows.none()),
            Filter(
                "division",
                _("Division"),
                divisions,
                lambda rows, value: rows.filter(Q(industry__code=value) | Q(industry__parent__code=value)),
            ),
            Filter("ownership", _("Ownership"), lambda: Ownership.choices, lambda rows, v: rows.filter(ownership=v)),
            Filter("size", _("Size"), lambda: Size.choices, lambda rows, v: rows.filter(size=v)),
            Filter("zone", _("Zone or cluster"), _zones, lambda rows, v: rows.filter(zone=v)),
        ),
        related=("place", "industry__classification"),
        check=_check,
        describe=lambda row: f"{row.name} ({show_tax_code(row.tax_code)})",
        annotate=with_state,
        mergeable=True,
    )
)
