"""The forms of tasks. A number that can be read in two ways is asked, and never guessed."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from nhip.engine.faults import Fault
from nhip.plans.models import EntryKind, Priority, Target, Unit, UnitKind
from nhip.plans.tasks.cases import TaskCase
from nhip.plans.tasks.giving import TaskText
from nhip.plans.tasks.writing import Paper
from nhip.portal.accounts.forms import DayField
from nhip.portal.estates.fields import NumberField, in_words

__all__ = ["ActForm", "MemberForm", "TaskForm", "UnitForm"]

AREA: Final = {"rows": 3}


class _Complaining(forms.Form):
    """A form that shows a fault of an act at the box it is about, or above the boxes."""

    BOXES: dict[str, str] = {}

    def complain(self, wrong: Fault) -> None:
        """Put a fault at its box."""
        box = self.BOXES.get(wrong.number, "")
        self.add_error(box if box in self.fields else None, in_words(wrong))


class _PaperForm(_Complaining):
    """A document that comes along: its number as it stands on it, its day, who issued it, and the file."""

    document_number = forms.CharField(label=_("Number and symbol of the document"), max_length=100, required=False)
    document_day = DayField(label=_("Issued on"), required=False)
    document_authority = forms.CharField(label=_("Issued by"), max_length=200, required=False)
    document_title = forms.CharField(label=_("Abstract"), max_length=500, required=False)
    document_file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("PDF, picture or office file, at most 20 MB. It is kept as it comes."),
    )

    def paper(self, *, public: bool = False) -> Paper:
        """Return the document that was named or sent."""
        data = self.cleaned_data
        file: UploadedFile | None = data.get("document_file")
        return Paper(
            number=data.get("document_number", ""),
            title=data.get("document_title", ""),
            authority=data.get("document_authority", ""),
            issued_on=data.get("document_day"),
            file_name=(file.name or "") if file else "",
            content=file.read() if file else None,
            public=public,
        )


def _units() -> list[tuple[str, str]]:
    language = get_language() or "vi"
    return [(unit.code, unit.name(language)) for unit in Unit.objects.on(timezone.localdate()).order_by("name_vi")]


class TaskForm(_PaperForm):
    """What a task is. `reason` is asked where an older version is corrected."""

    BOXES = {
        "E820": "lead",
        "E821": "deadline",
        "E824": "text",
        "E825": "supports",
        "E829": "quantity",
        "E832": "target",
        "E833": "deadline",
        "E836": "deadline",
        "E641": "document_file",
        "E655": "document_number",
        "E658": "document_number",
    }

    text = forms.CharField(label=_("What is to be done"), max_length=1000, widget=forms.Textarea(attrs=AREA))
    text_en = forms.CharField(
        label=_("The same in English (if wanted)"), max_length=1000, required=False, widget=forms.Textarea(attrs=AREA)
    )
    lead = forms.ChoiceField(label=_("Lead unit"))
    supports = forms.MultipleChoiceField(
        label=_("Supporting units"), required=False, widget=forms.SelectMultiple(attrs={"size": 5})
    )
    given_on = DayField(label=_("Given on"), required=False, help_text=_("Empty: the day of the document, or today."))
    deadline = DayField(label=pgettext_lazy("of a task", "Deadline"))
    priority = forms.ChoiceField(label=_("Priority"), choices=Priority.choices, initial=Priority.NORMAL)
    quantity = NumberField(label=_("Quantity asked for"), required=False)
    unit_vi = forms.CharField(label=_("Unit, in Vietnamese"), max_length=60, required=False)
    unit_en = forms.CharField(label=_("Unit, in English"), max_length=60, required=False)
    target = forms.ChoiceField(label=_("Target it serves"), required=False)
    reference = forms.CharField(label=_("Where in the document"), max_length=300, required=False)
    public = forms.BooleanField(label=_("Everybody may read it"), required=False)
    note = forms.CharField(label=_("Note"), max_length=500, required=False)
    reason = forms.CharField(label=_("Why it is corrected"), max_length=300)
    field_order = [
        "text",
        "text_en",
        "lead",
        "supports",
        "deadline",
        "given_on",
        "priority",
        "document_number",
        "document_day",
        "document_authority",
        "document_title",
        "document_file",
        "reference",
        "quantity",
        "unit_vi",
        "unit_en",
        "target",
        "public",
        "note",
        "reason",
    ]

    def __init__(self, data: Any = None, files: Any = None, *, case: TaskCase | None = None) -> None:
        super().__init__(data, files, initial=_start(case) if case else None)
        there = _units()
        if case is not None:
            # A unit that has ended stays among the choices of its own tasks; the act says what is wrong with it.
            known = {code for code, _name in there}
            there += [(unit.code, str(unit)) for unit in (case.record.lead, *case.supports) if unit.code not in known]
        else:
            del self.fields["reason"]
        self._choose("lead", [("", "–"), *there])
        self._choose("supports", there)
        codes = Target.objects.known_at().order_by("-period", "code").values_list("code", flat=True)
        self._choose("target", [("", "–"), *((code, code) for code in codes)])

    def _choose(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = list(choices)

    def said(self, case: TaskCase | None = None) -> TaskText:
        """Return what was written. What the form does not ask stays as it was."""
        data, paper = self.cleaned_data, self.paper(public=bool(self.cleaned_data["public"]))
        names = ("text", "text_en", "lead", "deadline", "priority", "quantity", "unit_vi", "unit_en", "target")
        return TaskText(
            **{name: data[name] for name in (*names, "reference", "public", "note", "given_on")},
            supports=data["supports"],
            paper=paper,
            indicator=case.record.indicator if case else "",
            details_illustrative=case.record.details_illustrative if case else False,
        )


def _start(case: TaskCase) -> dict[str, Any]:
    record = case.record
    names = ("text", "text_en", "given_on", "deadline", "priority", "quantity", "unit_vi", "unit_en", "target")
    start = {name: getattr(record, name) for name in (*names, "reference", "public", "note")}
    start |= {"lead": record.lead.code, "supports": [unit.code for unit in case.supports]}
    if record.document is not None:
        start |= {"document_number": record.document.number, "document_day": record.document.issued_on}
    return start


class ActForm(_PaperForm):
    """An act on a task. Only the boxes of its kind are there."""

    BOXES = {
        "E822": "document_file",
        "E824": "words",
        "E827": "deadline",
        "E836": "deadline",
        "E839": "quantity",
        "E641": "document_file",
        "E658": "document_number",
    }
    PAPER = ("document_number", "document_file")
    # For each kind of act: what the words are called, whether they are needed, and the other boxes.
    ASKED: Final = {
        EntryKind.ACCEPTED: (_("Note"), False, ()),
        EntryKind.PROGRESS: (pgettext_lazy("of a task", "What was done"), True, ("quantity", *PAPER)),
        EntryKind.EVIDENCE: (_("What it shows"), False, PAPER),
        EntryKind.EXTENSION_ASKED: (_("Why an extension is needed"), True, ("deadline",)),
        EntryKind.DONE: (pgettext_lazy("of a task", "What was done"), False, ("quantity", *PAPER)),
        EntryKind.COMMENT: (_("Comment"), True, ()),
        EntryKind.CONFIRMED: (_("Note"), False, ()),
        EntryKind.RETURNED: (_("What is missing"), True, ()),
        EntryKind.EXTENDED: (_("Why it is extended"), True, ("deadline",)),
        EntryKind.CANCELLED: (_("Why it is cancelled"), True, ()),
    }
    words = forms.CharField(max_length=2000, widget=forms.Textarea(attrs=AREA))
    quantity = NumberField(label=_("Reached so far"), required=False)
    deadline = DayField(label=_("New deadline"))
    field_order = ["deadline", "words", "quantity", *PAPER]

    def __init__(self, kind: EntryKind, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, prefix=kind.value)
        label, needed, others = self.ASKED[kind]
        for name in set(self.fields) - {"words", *others}:
            del self.fields[name]
        self.fields["words"].label, self.fields["words"].required = label, needed

    @property
    def quantity_reached(self) -> Decimal | None:
        """Return what was reached so far, where it is asked and was written."""
        return self.cleaned_data.get("quantity")


class UnitForm(_Complaining):
    """A unit to add."""

    BOXES = {"E830": "code", "E837": "code", "E838": "valid_to", "E836": "valid_from"}

    code = forms.CharField(label=_("Code"), max_length=30, help_text=_("Capitals, digits, hyphens. It cannot change."))
    name_vi = forms.CharField(label=_("Name in Vietnamese"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=UnitKind.choices)
    valid_from = DayField(label=_("From"), required=False)
    valid_to = DayField(label=_("To"), required=False)


class MemberForm(_Complaining):
    """A person who works in a unit."""

    BOXES = {"E834": "username", "E835": "username", "E836": "valid_from"}

    username = forms.CharField(label=_("Sign-in name"), max_length=150)
    is_head = forms.BooleanField(label=_("Head of the unit"), required=False)
    valid_from = DayField(label=_("From"), required=False, help_text=_("Empty: from today."))
