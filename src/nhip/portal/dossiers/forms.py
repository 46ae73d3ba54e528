"""What an officer fills in about a dossier. Boxes take texts; whether they can be true, the acts decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from nhip.estates.dossiers.clock import Standing, StepState
from nhip.estates.models import DossierPurpose, EntryKind, Estate, EstateKind
from nhip.portal.accounts.forms import DayField
from nhip.registry.documents import MOST_BYTES

__all__ = ["ClockForm", "ConditionForm", "CorrectForm", "EndForm", "EstateForm", "StartForm", "StepForm", "tongue"]

_FILE_HELP = format_lazy(_("PDF, picture or office file, at most {most} MB"), most=MOST_BYTES // 1024**2)


def tongue() -> str:
    """Return the language of the page."""
    return (get_language() or "vi")[:2]


class SaidForm(forms.Form):
    """What goes with every entry: day, document, note."""

    on = DayField(label=_("Day"))
    document_number = forms.CharField(label=_("Number and symbol of the document"), max_length=100, required=False)
    file = forms.FileField(label=_("File of the document"), required=False, help_text=_FILE_HELP)
    note = forms.CharField(label=_("Note"), max_length=500, required=False)


class EstateField(forms.ModelChoiceField):
    """A zone or cluster, or none yet."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            Estate.objects.order_by("sort_key"),
            label=_("Zone or cluster"),
            required=kwargs.pop("required", False),
            empty_label=kwargs.pop("empty_label", _("none on record yet")),
            **kwargs,
        )


class StartForm(SaidForm):
    """A dossier that came in."""

    kind = forms.ChoiceField(label=_("Procedure"), choices=EstateKind.choices, initial=EstateKind.CLUSTER)
    purpose = forms.ChoiceField(label=_("Purpose"), choices=DossierPurpose.choices)
    name = forms.CharField(label=_("Name of the dossier"), max_length=300)
    applicant = forms.CharField(label=_("Applicant"), max_length=300)
    estate = EstateField(
        help_text=_("If it is on record, what each step means for it is recorded as an event of it, too.")
    )
    field_order = ("kind", "purpose", "name", "applicant", "estate", "on", "document_number", "file", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = pgettext_lazy("a dossier", "Received on")
        self.fields["on"].help_text = _("The procedure in force on this day governs the dossier to its end.")


class StepForm(SaidForm):
    """A step that is done. Offered are those that are not."""

    prefix = "step"
    step = forms.ChoiceField(label=_("Step"))
    field_order = ("step", "on", "document_number", "file", "note")

    def __init__(self, standing: Standing, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left = [each for each in standing.steps if each.state is not StepState.DONE]
        # What can be done now stands first.
        left.sort(key=lambda each: each.state is StepState.WAITING)
        self.fields["step"].choices = [(each.step.code, each.step.name.into(tongue())) for each in left]  # type: ignore[attr-defined]
        self.fields["on"].label = _("Done on")


class ClockForm(SaidForm):
    """The dossier goes back to the applicant, or comes back complete."""

    prefix = "clock"

    def __init__(self, *args: Any, stopped: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stopped = stopped
        self.fields["on"].label = _("Complete on") if stopped else _("Sent back on")


class EndForm(SaidForm):
    """The dossier ends before its last step."""

    prefix = "end"
    kind = forms.ChoiceField(
        label=_("How it ends"),
        choices=[(each.value, each.label) for each in (EntryKind.REFUSED, EntryKind.WITHDRAWN)],
    )
    field_order = ("kind", "on", "document_number", "file", "note")


class EstateForm(forms.Form):
    """Which zone or cluster the dossier is about."""

    prefix = "estate"
    estate = EstateField(required=True, empty_label=_("choose"))

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["estate"].queryset = Estate.objects.filter(kind=kind).order_by("sort_key")  # type: ignore[attr-defined]


class CorrectForm(SaidForm):
    """An entry that was written wrongly."""

    reason = forms.CharField(label=_("Reason of the correction"), max_length=300)


class ConditionForm(SaidForm):
    """What an official has found about a condition that no register can answer."""

    met = forms.ChoiceField(
        label=_("Answer"), choices=[("", _("choose")), ("yes", _("The condition is met")), ("no", _("It is not met"))]
    )
    reason = forms.CharField(label=_("Reason of the correction"), max_length=300)
    field_order = ("met", "document_number", "on", "file", "note", "reason")

    def __init__(self, *args: Any, corrects: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = _("Day of the document")
        self.fields["document_number"].required = True
        if not corrects:
            del self.fields["reason"]
