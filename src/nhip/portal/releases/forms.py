"""The forms of releasing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhip.intake.models import Stage
from nhip.portal.releases.fields import MomentField, PeriodField

__all__ = ["DayForm", "MomentForm", "MoveForm", "NoteForm", "PrepareForm"]


class PrepareForm(forms.Form):
    """A release to begin, or a correction of one."""

    period = PeriodField()
    stage = forms.ChoiceField(
        label=_("Figures of the last month"),
        choices=[(Stage.OFFICIAL, _("all reports are in")), (Stage.ESTIMATE, _("estimated from the first reports"))],
        required=False,
    )
    reason = forms.CharField(
        label=_("Reason of the correction"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, corrects: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if corrects:
            del self.fields["period"], self.fields["stage"]
            self.fields["reason"].required = True
        else:
            del self.fields["reason"]


class NoteForm(forms.Form):
    """Words to a step."""

    note = forms.CharField(label=_("Reason"), max_length=500, widget=forms.TextInput())


class MomentForm(forms.Form):
    """The second of publication; a reason where it is moved."""

    publish_at = MomentField(
        label=_("Published at"),
        required=False,
        help_text=_("for example 25/01/2024 08:00; seconds may follow; blank for at once"),
    )
    note = forms.CharField(label=_("Reason of the change"), max_length=500, required=False)

    def __init__(self, *args: Any, moved: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].required = moved
        if not moved:
            del self.fields["note"]


class DayForm(forms.Form):
    """A day of the calendar."""

    period = PeriodField()
    planned_at = MomentField(label=_("Planned for"), help_text=_("for example 25/01/2024 08:00"))
    note = forms.CharField(label=_("Note"), max_length=300, required=False)


class MoveForm(forms.Form):
    """A day that is moved, or dropped; either takes a reason."""

    planned_at = MomentField(
        label=_("Planned for"), required=False, help_text=_("blank takes the entry out of the calendar")
    )
    reason = forms.CharField(label=_("Reason"), max_length=300)
