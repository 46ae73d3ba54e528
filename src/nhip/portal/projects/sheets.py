"""The forms: one class makes the boxes of every record from its model, so that labels and limits stand in one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from nhip.engine.faults import Fault
from nhip.plans.projects.delays import Span
from nhip.portal.estates.fields import DayField, NumberField, in_words
from nhip.portal.projects.boxes import MomentField, MonthField, SpanField, link_to, proposals
from nhip.registry.documents import MOST_BYTES, keep_document

__all__ = ["RecordForm"]

# Texts longer than this get a box of several lines.
LONG: Final = 400
SPANS: Final = {"earliest": "latest", "said_from": "said_to"}


def _box(field: Any) -> forms.Field:
    common: dict[str, Any] = {"label": capfirst(field.verbose_name), "required": not field.blank and not field.null}
    if isinstance(field, models.ForeignKey):
        return link_to(field.related_model, **common)
    if field.choices:
        choices = list(field.choices) if common["required"] else [("", "–"), *field.choices]
        return forms.ChoiceField(choices=choices, **common)
    if isinstance(field, models.BooleanField):
        return forms.BooleanField(label=common["label"], required=False)
    if isinstance(field, models.DecimalField):
        return NumberField(**common)
    if isinstance(field, models.DateTimeField):
        return MomentField(**common)
    if isinstance(field, models.DateField):
        return SpanField(**common) if field.name in SPANS else DayField(**common)
    if isinstance(field, models.EmailField):
        return forms.EmailField(max_length=field.max_length, **common)
    if field.name == "month":
        return MonthField(**common)
    widget = forms.Textarea(attrs={"rows": 3}) if (field.max_length or 0) > LONG else forms.TextInput()
    return forms.CharField(max_length=field.max_length, widget=widget, **common)


class RecordForm(forms.Form):
    """A record to add or to correct. A span stands in one box; a document may come with its file."""

    def __init__(
        self,
        model: type[models.Model],
        names: Sequence[str],
        *args: Any,
        row: Any = None,
        correcting: bool = False,
        labels: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        if row is not None:
            kwargs["initial"] = {**{name: self._start(row, name) for name in names}, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.names = [name for name in names if name not in SPANS.values()]
        for name in self.names:
            self.fields[name] = _box(model._meta.get_field(name))
            if labels and name in labels:
                self.fields[name].label = labels[name]
        if "document" in self.fields:
            self.fields["document"].help_text = _("Its number, or # and its number in this house; or attach it below.")
            self.fields["document_file"] = forms.FileField(
                label=_("File of a new document"),
                required=False,
                help_text=_("At most 20 MB. It is kept under the number typed above."),
            )
            after = list(self.names)
            after.insert(after.index("document") + 1, "document_file")
            self.order_fields(after)
        if correcting:
            self.fields["reason"] = forms.CharField(
                label=_("Reason of the correction"),
                max_length=300,
                required=False,
                help_text=_("Stays in the history."),
            )

    @staticmethod
    def _start(row: Any, name: str) -> Any:
        if name in SPANS:
            first, last = getattr(row, name), getattr(row, SPANS[name])
            return Span(first, last) if first and last else None
        return getattr(row, name)

    def clean(self) -> dict[str, Any]:
        """Let a document that comes with its file be a new one."""
        cleaned = dict(super().clean() or {})
        sent = cleaned.get("document_file")
        if sent is not None and "document" in self.errors:
            number = str(self.data.get(self.add_prefix("document"), "")).strip()
            if number and not number.startswith("#"):
                del self.errors["document"]
                cleaned["new_document"] = number
        return cleaned

    def values(self) -> dict[str, Any]:
        """Return what the acts want to know."""
        found: dict[str, Any] = {}
        for name in self.names:
            value = self.cleaned_data.get(name)
            if name in SPANS:
                found[name], found[SPANS[name]] = (value.earliest, value.latest) if value else (None, None)
            else:
                found[name] = value
        return found

    def with_document(self, by: str) -> dict[str, Any]:
        """Return the values, keeping a document that came with its file. Call it inside the act's transaction."""
        found = self.values()
        number = self.cleaned_data.get("new_document")
        if number:
            sent = self.cleaned_data["document_file"]
            content = sent.read(MOST_BYTES + 1)
            found["document"] = keep_document(by, number, file_name=sent.name, content=content)
        return found

    @property
    def proposals(self) -> dict[str, list[tuple[str, str]]]:
        """Return what the boxes propose."""
        return proposals(self.fields.values())

    def complain(self, wrong: Fault) -> None:
        """Put a fault at its box, or above the form."""
        column = str(wrong.fields.get("column") or "")
        column = next((first for first, last in SPANS.items() if last == column and first in self.fields), column)
        told = Fault(wrong.number, {name: value for name, value in wrong.fields.items() if name != "column"})
        self.add_error(column if column in self.fields else None, in_words(told))
