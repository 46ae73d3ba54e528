"""Boxes of the forms: things named by their code, and times as exact as their source."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Final

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nhip.estates.models import Estate
from nhip.people.roles import STAFF
from nhip.plans.models import InvestmentCall, Project, SupportPolicy
from nhip.plans.projects.delays import Span
from nhip.plans.projects.reading import read_span
from nhip.plans.projects.words import span_words
from nhip.portal.estates.fields import refused
from nhip.portal.projects import faults as faults  # its sentences
from nhip.registry.models import Document, Enterprise, Place, Product
from nhip.registry.registers.definitions.places import in_force_today

__all__ = ["Link", "MomentField", "MonthField", "SpanField", "link_to", "proposals"]

MOST_PROPOSED: Final = 300


class Link(forms.CharField):
    """A thing named by its code, or by its name where only one has it."""

    def __init__(self, model: type[models.Model], name: str, **kwargs: Any) -> None:
        self.linked, self.name = model, name
        widget = forms.TextInput(attrs={"list": f"keys-{name}", "autocomplete": "off", "spellcheck": "false"})
        super().__init__(widget=widget, max_length=300, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Write a kept thing by its code."""
        return _KEYS[self.linked](value) if isinstance(value, models.Model) else value

    def clean(self, value: Any) -> Any:
        """Return the thing, or None for a box left blank."""
        text = super().clean(value).strip()
        if not text:
            return None
        found = list(_FIND[self.linked](text)[:2])
        if not found:
            raise refused("E808", text=text[:60], register=str(self.linked._meta.verbose_name_plural))
        if len(found) > 1:
            allowed = "; ".join(_KEYS[self.linked](each) for each in found)
            raise refused("E609", text=text[:60], allowed=allowed)
        return found[0]


def _places(text: str) -> Any:
    code = text.partition("@")[0]
    today = Place.objects.on(timezone.localdate()).distinct_things()
    by_code = today.filter(code=code)
    return by_code if by_code.exists() else today.filter(name__iexact=text)


def _first(model: type[models.Model], *names: str) -> Callable[[str], Any]:
    """Return a question for the rows whose first of some columns has the text; the next column if there is none."""

    def find(text: str) -> Any:
        rows = model._default_manager.all()
        if hasattr(rows, "known_at"):
            rows = rows.known_at()
        if hasattr(rows, "distinct_things"):
            rows = rows.distinct_things()
        found = rows.none()
        for name in names:
            found = rows.filter(**{name: text})
            if found.exists():
                break
        return found

    return find


def _documents(text: str) -> Any:
    rows = Document.objects.standing().defer("content")
    if text.startswith("#") and text[1:].isascii() and text[1:].isdigit():
        return rows.filter(pk=int(text[1:]))
    return rows.filter(number=text)


def _people(text: str) -> Any:
    return staff().filter(username=text)


def staff() -> Any:
    """Return the officials who can follow something up."""
    rows = get_user_model()._default_manager.filter(is_active=True, grants__role__in=STAFF, grants__revoked_at=None)
    return rows.distinct().order_by("username")


_FIND: Final[dict[type[models.Model], Callable[[str], Any]]] = {
    Place: _places,
    Estate: _first(Estate, "code", "name"),
    Enterprise: _first(Enterprise, "tax_code"),
    Product: _first(Product, "code"),
    Project: _first(Project, "code"),
    InvestmentCall: _first(InvestmentCall, "code"),
    SupportPolicy: _first(SupportPolicy, "code", "number"),
    Document: _documents,
    get_user_model(): _people,
}
_KEYS: Final[dict[type[models.Model], Callable[[Any], str]]] = {
    Place: lambda row: row.code,
    Enterprise: lambda row: row.tax_code,
    Document: lambda row: f"#{row.pk}",
    get_user_model(): lambda row: row.username,
    **{model: (lambda row: row.code) for model in (Estate, Product, Project, InvestmentCall, SupportPolicy)},
}
NAMES: Final = {
    Place: "places",
    Estate: "estates",
    Enterprise: "enterprises",
    Product: "products",
    Project: "projects",
    InvestmentCall: "calls",
    SupportPolicy: "policies",
    Document: "documents",
    get_user_model(): "people",
}


def link_to(model: type[models.Model], **kwargs: Any) -> Link:
    """Return a box for a thing of a register."""
    return Link(model, NAMES[model], **kwargs)


def _proposed(model: type[models.Model]) -> Iterable[tuple[str, str]]:
    if model is Place:
        return ((key.partition("@")[0], name) for key, name in in_force_today())
    if model is Document:
        kept = Document.objects.standing().order_by("-id").values_list("pk", "number", "title")[:MOST_PROPOSED]
        return ((f"#{pk}", " – ".join(filter(None, [number, title]))) for pk, number, title in kept)
    if model is Product:
        vietnamese = (get_language() or "vi").startswith("vi")
        rows = Product.objects.distinct_things().order_by("sort_key")
        return ((row.code, row.name("vi" if vietnamese else "en")) for row in rows)
    if model is get_user_model():
        return [(row.username, row.full_name) for row in staff()[:MOST_PROPOSED]]
    if model is Estate:
        return Estate.objects.values_list("code", "name")[:MOST_PROPOSED]
    if model is InvestmentCall:
        return InvestmentCall.objects.known_at().values_list("code", "name")[:MOST_PROPOSED]
    if model is SupportPolicy:
        return SupportPolicy.objects.known_at().values_list("code", "name")[:MOST_PROPOSED]
    return ()


def proposals(fields: Iterable[forms.Field]) -> dict[str, list[tuple[str, str]]]:
    """Return what the boxes of a form propose, by the name of the register. Enterprises are too many: typed."""
    found = {field.name: list(_proposed(field.linked)) for field in fields if isinstance(field, Link)}
    return {name: options for name, options in found.items() if options}


class SpanField(forms.CharField):
    """When a source says something was or will be."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("As exact as the source: 16/10/2015, 04/2024, 2018 or 2026–2027."))
        super().__init__(widget=forms.TextInput(attrs={"autocomplete": "off"}), max_length=40, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Write a kept span as it is typed."""
        return span_words(value.earliest, value.latest) if isinstance(value, Span) else value

    def clean(self, value: Any) -> Any:
        """Return the span, or None for a box left blank."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_span(text)
        except ValueError as wrong:
            raise refused("E809", text=text) from wrong


class MomentField(forms.DateTimeField):
    """A day and a time of day, by the province's clock."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("As 02/06/2023 14:30."))
        widget = forms.DateTimeInput(format="%d/%m/%Y %H:%M", attrs={"autocomplete": "off"})
        formats = ["%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"]
        super().__init__(widget=widget, input_formats=formats, **kwargs)

    def clean(self, value: Any) -> datetime | None:
        """Return the instant, or None for a box left blank."""
        try:
            found: datetime | None = super().clean(value)
        except ValidationError:
            if not str(value or "").strip():
                raise
            raise refused("E809", text=str(value)[:40]) from None
        return found


class MonthField(forms.CharField):
    """A month, 04/2024 or 2024-04; kept as 2024-04."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("As 04/2024."))
        super().__init__(widget=forms.TextInput(attrs={"autocomplete": "off"}), max_length=7, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Write a kept month as it is typed."""
        text = str(value or "")
        return f"{text[5:]}/{text[:4]}" if text[4:5] == "-" else value

    def clean(self, value: Any) -> str:
        """Return the month as it is kept."""
        text = super().clean(value)
        month, slash, year = text.partition("/")
        return f"{year}-{month:0>2}" if slash else text
