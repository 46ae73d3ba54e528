"""The form that describes an estate: its places and sectors, its infrastructure, its prices, its contact."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nhip.estates.models import EstateRecord, WastewaterPlant
from nhip.portal.estates.fields import DayField, NumberField, refused
from nhip.portal.estates.forms import KeptForm
from nhip.registry.models import Classification, Enterprise, Industry, Place

__all__ = ["DescriptionForm", "PlacesField", "SectorsField", "divisions", "place_names"]

_SEPARATORS: Final = re.compile(r"[;\n]")
_CODE: Final = re.compile(r"\((?P<code>[0-9]{2,5})\)\s*\Z|\A(?P<bare>[0-9]{2,5})\Z")
_LONG: Final = 300


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _SEPARATORS.split(text) if part.strip()]


def place_names(places: Iterable[Place]) -> str:
    """Write places as they are typed: name and code, with semicolons between them.

    >>> place_names([Place(name="xã Đình Lập", code="06613")])
    'xã Đình Lập (06613)'
    """
    return "; ".join(f"{place.name} ({place.code})" for place in places)


def divisions() -> dict[str, str]:
    """Return the divisions of the newest classification, by code."""
    newest = Classification.objects.order_by("-valid_from").values("pk")[:1]
    rows = Industry.objects.filter(classification__in=newest, level="division").order_by("code")
    language = get_language() or "vi"
    return {row.code: row.name(language) for row in rows}


class PlacesField(forms.CharField):
    """Places by name and code, old ones and new ones."""

    def clean(self, value: Any) -> Any:
        """Return the places that were named."""
        return [self._place(part) for part in _parts(super().clean(value))]

    @staticmethod
    def _place(text: str) -> Place:
        match = _CODE.search(text)
        rows = Place.objects.distinct_things()
        if match is not None:
            found = rows.filter(code=match["code"] or match["bare"])
            named = found.filter(name__iexact=text[: match.start()].strip()) if match["code"] else found
            place = (named if named.exists() else found).order_by("-valid_from").first()
        else:
            same = list(rows.filter(name__iexact=text)[:2])
            place = same[0] if len(same) == 1 else None
        if place is None:
            raise refused("E774", text=text[:80])
        return place


class SectorsField(forms.CharField):
    """Divisions of the classification, by code."""

    def clean(self, value: Any) -> Any:
        """Return the codes that were named."""
        known, codes = divisions(), [part.split(" ")[0] for part in re.split(r"[;,\s]+", super().clean(value)) if part]
        for code in codes:
            if code not in known:
                raise refused("E777", text=code[:20])
        return codes


def _text(label: Any, longest: int = _LONG, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=False, **more)


def _lines(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class DescriptionForm(KeptForm):
    """What is said about an estate from a day on."""

    valid_from = DayField(label=_("Valid from"))
    places = PlacesField(
        label=_("Places"),
        required=False,
        help_text=_("Old units and today's, as xã Đình Lập (06613); with semicolons between them."),
        widget=forms.TextInput(attrs={"list": "place-proposals", "autocomplete": "off"}),
    )
    latitude = NumberField(label=_("Latitude"), required=False)
    longitude = NumberField(label=_("Longitude"), required=False)
    sectors = SectorsField(label=_("Divisions of the main sectors"), required=False, help_text=_("As 16; 23."))
    sector_words = _text(_("Main sectors in words"), 500)
    investor_name = _text(_("Investor in infrastructure"))
    tax_code = _text(_("Tax code of the investor"), 14)
    registered_capital = NumberField(label=_("Registered capital (billion VND)"), required=False)
    spent_capital = NumberField(label=_("Spent capital (billion VND)"), required=False)
    planned_works = _lines(_("Planned works"))
    actual_works = _lines(_("Works built"))
    wastewater_plant = forms.ChoiceField(label=_("Waste water plant"), choices=WastewaterPlant.choices, required=False)
    wastewater_capacity = NumberField(label=_("Its capacity (m³ a day)"), required=False)
    price_from = NumberField(label=_("Rent from"), required=False)
    price_to = NumberField(label=_("Rent to"), required=False)
    price_unit = _text(_("Unit of the rent"), 60, help_text=_("As USD/m²."))
    price_note = _text(_("Note to the rent"))
    services = _lines(_("Services"))
    contact_name = _text(_("Contact"), 200)
    contact_phone = _text(_("Phone"), 60)
    contact_email = _text(_("E-mail"), 200)

    PARTS: Final = (
        (_("Where and what"), ("valid_from", "places", "latitude", "longitude", "sectors", "sector_words")),
        (
            _("Infrastructure"),
            (
                *("investor_name", "tax_code", "registered_capital", "spent_capital"),
                *("planned_works", "actual_works", "wastewater_plant", "wastewater_capacity"),
            ),
        ),
        (_("For investors"), ("price_from", "price_to", "price_unit", "price_note", "services")),
        (_("Contact"), ("contact_name", "contact_phone", "contact_email")),
        (_("What it rests on"), ("document", "file", "file_number", "public", "source", "reason")),
    )

    def parts(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """Return the boxes in groups."""
        return [(title, [self[name] for name in names if name in self.fields]) for title, names in self.PARTS]

    @staticmethod
    def start(record: EstateRecord) -> dict[str, Any]:
        """Return what the boxes show of a record."""
        names = [field.name for field in EstateRecord._meta.concrete_fields]
        shown = {name: getattr(record, name) for name in names if name in DescriptionForm.base_fields}
        shown["places"] = place_names(each.place for each in record.places.all())
        shown["sectors"] = "; ".join(record.sectors)
        shown["tax_code"] = record.investor.tax_code if isinstance(record.investor, Enterprise) else ""
        return {**shown, "document": str(record.document_id or ""), "source": record.source}
