"""The forms of releasing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhip.figures.periods import Period
from nhip.releases.faults import Fault
from nhip.releases.rules import kind_of

__all__ = ["DayForm", "MomentForm", "MoveForm", "NoteForm", "PrepareForm"]

FORMATS = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M"]


class MomentField(forms.DateTimeField):
    """A moment to the second, chosen in the browser's own calendar, in the province's time."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M:%S", attrs={"type": "datetime-local", "step": "1"})
        super().__init__(widget=widget, input_formats=FORMATS, **kwargs)


class PeriodField(forms.CharField):
    """A period that there are releases of."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Period"), max_length=15, help_text=_("2024-01, 2024-Q1, 2024-H1, 2024-01/2024-09, 2024"), **kwargs
        )

    def clean(self, value: Any) -> str:
        """Read the period, or say how one is written."""
        text = super().clean(value).strip()
        try:
            kind_of(Period.parse(text))
        except (ValueError, Fault):
            raise forms.ValidationError(
                _("Write 2024-01 for a month, 2024-Q1, 2024-H1, 2024-01/2024-09 for nine months, or 2024.")
            ) from None
        return text


class PrepareForm(forms.Form):
    """A release to begin, or a correction of one."""

    period = PeriodField()
    reason = forms.CharField(
        label=_("Reason of the correction"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, corrects: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if corrects:
            del self.fields["period"]
            self.fields["reason"].required = True
        else:
            del self.fields["reason"]


class NoteForm(forms.Form):
    """Words to a step."""

    note = forms.CharField(label=_("Reason"), max_length=500, widget=forms.TextInput())


class MomentForm(forms.Form):
    """The second of publication; a reason where it is moved."""

    publish_at = MomentField(label=_("Published at"), required=False, help_text=_("to the second; blank for at once"))
    note = forms.CharField(label=_("Reason of the change"), max_length=500, required=False)

    def __init__(self, *args: Any, moved: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].required = moved
        if not moved:
            del self.fields["note"]


class DayForm(forms.Form):
    """A day of the calendar."""

    period = PeriodField()
    planned_at = MomentField(label=_("Planned for"))
    note = forms.CharField(label=_("Note"), max_length=300, required=False)


class MoveForm(forms.Form):
    """A day that is moved, or dropped; either takes a reason."""

    planned_at = MomentField(
        label=_("Planned for"), required=False, help_text=_("blank takes the entry out of the calendar")
    )
    reason = forms.CharField(label=_("Reason"), max_length=300)
