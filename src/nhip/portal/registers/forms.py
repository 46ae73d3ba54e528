"""Forms made from the columns of a register."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nhip.engine.faults import Fault
from nhip.portal.registers.asking import sentence
from nhip.portal.registers.showing import short
from nhip.registry.models import Classification, Industry, Product
from nhip.registry.registers.cells import SEPARATOR, read_cell
from nhip.registry.registers.columns import Column, Kind, Values, blank
from nhip.registry.registers.definitions.places import in_force_today
from nhip.registry.registers.register import Register

__all__ = ["FileForm", "RowForm", "proposals"]


def _field(column: Column) -> forms.Field:
    common: dict[str, Any] = {"label": column.label, "required": column.needed, "help_text": column.hint}
    if column.kind is Kind.CHOICE and column.choices is not None:
        choices = [("", "–"), *column.choices.choices]
        return forms.ChoiceField(choices=choices, **common)
    if column.kind is Kind.YES_NO:
        return forms.BooleanField(**{**common, "required": False})
    if column.kind is Kind.DAY:
        return forms.DateField(localize=True, widget=forms.DateInput(attrs={"autocomplete": "off"}), **common)
    if column.kind is Kind.NUMBER:
        return forms.DecimalField(localize=True, max_digits=24, decimal_places=9, **common)
    if column.kind is Kind.WHOLE:
        # As text: a year has no separator of thousands.
        return forms.CharField(widget=forms.TextInput(attrs={"inputmode": "numeric"}), **common)
    attrs = {"autocomplete": "off", "spellcheck": "false"}
    if column.kind is Kind.LINK:
        attrs["list"] = f"keys-{column.link}"
    if column.kind in {Kind.TEXT}:
        attrs = {}
    if column.kind is Kind.MONTH and not column.hint:
        common["help_text"] = _("As 04/2024.")
    return forms.CharField(widget=forms.TextInput(attrs=attrs), **common)


class RowForm(forms.Form):
    """A row of a register. `seen` is what the row said when the form was opened."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, register: Register, *args: Any, row: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.register = register
        for column in register.stored:
            field = self.fields[column.name] = _field(column)
            linked = getattr(row, column.name, None) if column.kind is Kind.LINK else None
            if linked is not None and not field.help_text:
                # A key alone says little: what it stands for now stands below it.
                field.help_text = escape(short(linked))

    @staticmethod
    def start(values: Values) -> dict[str, Any]:
        """Return what the fields show of the values of a row."""
        shown: dict[str, Any] = {}
        for name, value in values.items():
            shown[name] = SEPARATOR.join(value) if isinstance(value, tuple) else value
        return shown

    def clean(self) -> dict[str, Any]:
        """Read texts the way files are read, so that a form takes what a file takes."""
        cleaned = dict(super().clean() or {})
        for column in self.register.stored:
            if column.name not in cleaned or column.kind in {Kind.DAY, Kind.NUMBER, Kind.YES_NO, Kind.CHOICE}:
                continue
            try:
                cleaned[column.name] = read_cell(column, cleaned[column.name])
            except Fault as found:
                self.add_error(column.name, sentence(found))
        return cleaned

    def values(self) -> Values:
        """Return the values of all columns."""
        return {
            column.name: self.cleaned_data[column.name] if self.cleaned_data[column.name] is not None else blank(column)
            for column in self.register.stored
        }

    def complain(self, found: Fault) -> None:
        """Put a fault at its field, or above the form."""
        column = str(found.fields.get("column") or "")
        self.add_error(column if column in self.fields else None, sentence(found))


class FileForm(forms.Form):
    """A file of rows."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("Excel (.xlsx) or CSV (UTF-8), with a header row; at most 10 MB and 20,000 rows."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )


def proposals(register: Register) -> dict[str, list[tuple[str, str]]]:
    """Return the keys a form proposes for its links, by register. Enterprises are too many: their codes are typed."""
    language = get_language() or "vi"
    found: dict[str, list[tuple[str, str]]] = {}
    for link in {column.link for column in register.stored if column.kind is Kind.LINK}:
        if link == "places":
            found[link] = in_force_today()
        elif link == "industries":
            rows = Industry.objects.select_related("classification").order_by("code", "classification__code")
            found[link] = [(f"{row.classification.code}:{row.code}", row.name(language)) for row in rows]
        elif link == "products":
            products = Product.objects.distinct_things().order_by("sort_key")
            found[link] = [(row.code, row.name(language)) for row in products]
        elif link == "classifications":
            found[link] = [(row.code, row.name_vi) for row in Classification.objects.all()]
    return found
