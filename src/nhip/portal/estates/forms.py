"""The forms of an estate: one for each thing that is recorded. Their boxes have the names the acts know."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nhip.engine.faults import Fault
from nhip.estates.models import (
    AreaKind,
    Estate,
    EstateKind,
    EventKind,
    LandUse,
    Lot,
    Phase,
    TenantProject,
)
from nhip.portal.estates.fields import DayField, NumberField, WhenField, in_words, refused
from nhip.registry.folding import natural
from nhip.registry.models import Document

__all__ = [
    "AreaForm",
    "EndForm",
    "EstateForm",
    "EventForm",
    "KeptForm",
    "LeaseForm",
    "LotForm",
    "OperationForm",
    "PhaseForm",
    "ProjectForm",
    "WithdrawForm",
]

LATEST_DOCUMENTS: Final = 200
_LONG: Final = 300


def _choices(kinds: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return [("", "–"), *kinds]


def _text(label: Any, longest: int = _LONG, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=False, **more)


class KeptForm(forms.Form):
    """What every record has: the document it rests on, its source, and why it is corrected."""

    rests_on_document: ClassVar[bool] = True

    def __init__(self, estate: Estate | None, *args: Any, correcting: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.estate = estate
        if self.rests_on_document:
            documents = Document.objects.standing().defer("content").order_by("-id")[:LATEST_DOCUMENTS]
            options = [(str(each.pk), f"{each.number} {each.title}".strip()[:120]) for each in documents]
            self.fields["document"] = forms.ChoiceField(
                label=_("Document kept already"), choices=_choices(options), required=False
            )
            self.fields["file"] = forms.FileField(
                label=_("Or the file of a document"),
                required=False,
                help_text=_("PDF or picture, at most 20 MB. It is kept byte for byte."),
            )
            self.fields["file_number"] = _text(_("Number and symbol of that document"), 100)
            self.fields["public"] = forms.BooleanField(label=_("Everybody may read it"), required=False)
        self.fields["source"] = _text(_("Source"))
        if correcting:
            self.fields["reason"] = forms.CharField(label=_("Why it is corrected"), max_length=_LONG)

    def complain(self, wrong: Fault) -> None:
        """Put a fault at its box, or above the form."""
        box = str(wrong.fields.get("field") or "")
        self.add_error(box if box in self.fields else None, in_words(wrong))

    def clean(self) -> dict[str, Any]:
        """See to it that a file says which document it is."""
        cleaned = dict(super().clean() or {})
        if cleaned.get("file") and not (cleaned.get("file_number") or cleaned.get("document_number")):
            box = "document_number" if "document_number" in self.fields else "file_number"
            self.add_error(box, refused("E776"))
        return cleaned


class EstateForm(forms.Form):
    """A zone or cluster that is not on record yet."""

    kind = forms.ChoiceField(label=_("Kind"), choices=EstateKind.choices)
    code = forms.CharField(
        label=_("Code"), max_length=40, help_text=_("Capital letters, digits and hyphens, as CCN-DINH-LAP.")
    )
    name = forms.CharField(label=_("Name"), max_length=200)

    def complain(self, wrong: Fault) -> None:
        """Put a fault at its box, or above the form."""
        box = {"E701": "code", "E702": "name"}.get(wrong.number, str(wrong.fields.get("field") or ""))
        self.add_error(box if box in self.fields else None, in_words(wrong))


class EventForm(KeptForm):
    """An event."""

    kind = forms.ChoiceField(label=_("Event"), choices=_choices(EventKind.choices))
    when = WhenField(label=_("Day of the event"))
    document_number = _text(_("Number and symbol of the document"), 100, help_text=_("As 854/QĐ-UBND."))
    authority = _text(_("Issued by"), 200)
    note = _text(_("Note"), 500)

    field_order = ("kind", "when", "document_number", "authority", "document", "file", "public", "note", "source")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The number of the event is that of its file.
        del self.fields["file_number"]
        self.order_fields(self.field_order)


def _phases(estate: Estate | None) -> list[tuple[str, str]]:
    rows = Phase.objects.filter(estate=estate)
    return [(str(row.number), f"{row.number} {row.name}".strip()) for row in rows]


class AreaForm(KeptForm):
    """A stated area."""

    kind = forms.ChoiceField(label=_("Kind of the area"), choices=_choices(AreaKind.choices))
    phase = forms.ChoiceField(label=_("Phase"), required=False)
    hectares = NumberField(label=_("Area (ha)"))
    valid_from = DayField(label=_("Valid from"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phase"].choices = [("", _("the whole")), *_phases(self.estate)]  # type: ignore[attr-defined]


class LotForm(KeptForm):
    """A lot."""

    code = forms.CharField(label=_("Code of the lot"), max_length=40)
    use = forms.ChoiceField(label=_("Use"), choices=LandUse.choices)
    phase = forms.ChoiceField(label=_("Phase"), required=False)
    hectares = NumberField(label=_("Area (ha)"))
    infrastructure_built = forms.BooleanField(label=_("Infrastructure is built"), required=False)
    valid_from = DayField(label=_("There from"))
    valid_to = DayField(label=_("There until"), required=False)

    def __init__(self, *args: Any, correcting: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, correcting=correcting, **kwargs)
        self.fields["phase"].choices = [("", "–"), *_phases(self.estate)]  # type: ignore[attr-defined]
        if correcting:
            del self.fields["code"]


class LeaseForm(KeptForm):
    """A lease."""

    lot = forms.ChoiceField(label=_("Lot"))
    tenant_name = forms.CharField(label=_("Tenant"), max_length=_LONG)
    tax_code = _text(_("Tax code of the tenant"), 14)
    project = forms.ChoiceField(label=_("Project"), required=False)
    hectares = NumberField(label=_("Leased area (ha)"))
    starts_on = DayField(label=pgettext_lazy("of a lease or of work", "First day"))
    ends_on = DayField(label=_("Last day"), required=False, help_text=_("Blank while the lease goes on."))
    price = NumberField(label=_("Rent"), required=False, help_text=_("Confidential: it is never published."))
    price_unit = _text(_("Unit of the rent"), 60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lots = sorted(Lot.objects.filter(estate=self.estate), key=lambda each: natural(each.code))
        projects = TenantProject.objects.filter(estate=self.estate).known_at()
        self.fields["lot"].choices = _choices([(each.code, each.code) for each in lots])  # type: ignore[attr-defined]
        self.fields["project"].choices = _choices(  # type: ignore[attr-defined]
            [(str(each.pk), f"{each.certificate_code} {each.name}") for each in projects]
        )


class ProjectForm(KeptForm):
    """A project of a tenant."""

    certificate_code = forms.CharField(label=_("Code of the certificate"), max_length=60)
    name = forms.CharField(label=_("Name"), max_length=_LONG)
    tenant_name = forms.CharField(label=_("Tenant"), max_length=_LONG)
    tax_code = _text(_("Tax code of the tenant"), 14)
    registered_capital = NumberField(label=_("Registered capital (billion VND)"), required=False)
    spent_capital = NumberField(label=_("Spent capital (billion VND)"), required=False)
    jobs = NumberField(label=_("Jobs"), required=False)
    approved_on = DayField(label=_("Approved on"))
    operating_from = DayField(label=_("Operating from"), required=False)
    ended_on = DayField(label=_("Last day"), required=False)


class OperationForm(KeptForm):
    """An enterprise that works in the estate, whether it leases there or not."""

    rests_on_document: ClassVar[bool] = False

    name = forms.CharField(label=_("Name"), max_length=_LONG)
    tax_code = _text(_("Tax code"), 14)
    starts_on = DayField(label=pgettext_lazy("of a lease or of work", "First day"))
    ends_on = DayField(label=_("Last day"), required=False)


class PhaseForm(forms.Form):
    """A part that is built at a time of its own."""

    number = forms.IntegerField(label=_("Number"))
    name = _text(_("Name"), 200)

    def complain(self, wrong: Fault) -> None:
        """Put a fault at the number."""
        self.add_error("number", in_words(wrong))


class EndForm(forms.Form):
    """The end of a lease."""

    ends_on = DayField(label=_("Last day"))
    reason = forms.CharField(label=_("Why it ends"), max_length=_LONG)

    def complain(self, wrong: Fault) -> None:
        """Put a fault at its box, or above the form."""
        box = str(wrong.fields.get("field") or "")
        self.add_error(box if box in self.fields else "ends_on", in_words(wrong))


class WithdrawForm(forms.Form):
    """Why something should not be there."""

    reason = forms.CharField(label=_("Why it is withdrawn"), max_length=_LONG)

    def complain(self, wrong: Fault) -> None:
        """Put a fault at the box."""
        self.add_error("reason", in_words(wrong))
