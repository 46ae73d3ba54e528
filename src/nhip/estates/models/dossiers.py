"""Dossiers of a procedure: what came in, what was sent back, and what was done on which day."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhip.estates.models.estates import Estate, EstateKind
from nhip.estates.models.events import EstateEvent
from nhip.registry.append_only import AppendOnly
from nhip.registry.models import Document
from nhip.registry.text import FoldedField, NfcField
from nhip.registry.versions import Versioned

__all__ = [
    "CLOCK",
    "CLOSING",
    "STEPPING",
    "ConditionStatement",
    "Dossier",
    "DossierEntry",
    "DossierEstate",
    "DossierEvent",
    "DossierPurpose",
    "EntryKind",
]


class DossierPurpose(models.TextChoices):
    """What the applicant asks for; the conditions differ."""

    ESTABLISH = "establish", _("establishment")
    EXPAND = "expand", _("expansion")


class EntryKind(models.TextChoices):
    """What may happen to a dossier."""

    RECEIVED = "received", _("received")
    RETURNED = "returned", _("returned as incomplete: the clock stops")
    COMPLETED = "completed", _("completed: the clock runs again")
    DONE = "done", _("step done")
    DECIDED = "decided", _("decided")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn by the applicant")


STEPPING: Final = frozenset({EntryKind.DONE, EntryKind.DECIDED})
"""Entries that finish a step."""

CLOCK: Final = frozenset({EntryKind.RETURNED, EntryKind.COMPLETED})
"""Entries that stop and start the clock."""

CLOSING: Final = frozenset({EntryKind.REFUSED, EntryKind.WITHDRAWN})
"""Entries that end a dossier before its last step."""


class Dossier(AppendOnly):
    """The papers of one procedure. The procedure is that in force on the day of receipt, and stays it."""

    name = NfcField(_("name"), max_length=300)
    name_folded = FoldedField(source=("name", "applicant"), max_length=600, db_index=True)
    applicant = NfcField(_("applicant"), max_length=300)
    kind = models.CharField(_("kind"), max_length=8, choices=EstateKind.choices)
    purpose = models.CharField(
        _("purpose"), max_length=9, choices=DossierPurpose.choices, default=DossierPurpose.ESTABLISH
    )
    procedure = models.CharField(_("procedure"), max_length=60)
    version = models.CharField(_("version of the procedure"), max_length=60)
    received_on = models.DateField(_("received on"), db_index=True)
    illustrative = models.BooleanField(_("illustrative"), default=False)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)
    recorded_by = models.CharField(_("recorded by"), max_length=150, editable=False)

    class Meta(AppendOnly.Meta):
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        ordering = ["received_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=EstateKind.values), name="dossier_kind_known"),
            models.CheckConstraint(condition=Q(purpose__in=DossierPurpose.values), name="dossier_purpose_known"),
        ]

    def __str__(self) -> str:
        return self.name


class DossierEstate(AppendOnly):
    """The zone or cluster a dossier is about, from the day on which there is one."""

    dossier = models.OneToOneField(
        Dossier, models.PROTECT, related_name="about", verbose_name=_("dossier"), primary_key=True
    )
    estate = models.ForeignKey(Estate, models.PROTECT, related_name="dossiers", verbose_name=_("zone or cluster"))
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)
    recorded_by = models.CharField(_("recorded by"), max_length=150, editable=False)

    class Meta(AppendOnly.Meta):
        verbose_name = _("zone or cluster of a dossier")
        verbose_name_plural = _("zones and clusters of dossiers")

    def __str__(self) -> str:
        return f"{self.dossier_id} → {self.estate_id}"


class DossierEntry(Versioned):
    """One thing that happened to a dossier on a day. A correction is a newer version."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="entries", verbose_name=_("dossier"))
    step = models.CharField(_("step"), max_length=60, blank=True)
    kind = models.CharField(_("what happened"), max_length=9, choices=EntryKind.choices)
    on = models.DateField(_("on"))
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="dossier_entries", verbose_name=_("document")
    )
    document_number = NfcField(_("number of the document"), max_length=100, blank=True)
    note = NfcField(_("note"), max_length=500, blank=True)

    class Meta(Versioned.Meta):
        verbose_name = _("entry of a dossier")
        verbose_name_plural = _("entries of dossiers")
        ordering = ["on", "id"]
        indexes = [models.Index(fields=["dossier", "on"], name="dossier_entry_on")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=EntryKind.values), name="dossier_entry_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.step} {self.kind} {self.on}"


class DossierEvent(AppendOnly):
    """An event of an estate that an entry of a dossier has brought about."""

    entry = models.ForeignKey(DossierEntry, models.PROTECT, related_name="events", verbose_name=_("entry of a dossier"))
    event = models.OneToOneField(
        EstateEvent, models.PROTECT, related_name="from_dossier", verbose_name=_("event of a zone or cluster")
    )

    class Meta(AppendOnly.Meta):
        verbose_name = _("event from a dossier")
        verbose_name_plural = _("events from dossiers")

    def __str__(self) -> str:
        return f"{self.entry_id} → {self.event_id}"


class ConditionStatement(Versioned):
    """What an official has found about a condition that no register can answer, with the paper it rests on."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="statements", verbose_name=_("dossier"))
    condition = models.CharField(_("condition"), max_length=40)
    met = models.BooleanField(_("met"))
    on = models.DateField(_("day of the paper"))
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="condition_statements", verbose_name=_("document")
    )
    document_number = NfcField(_("number of the document"), max_length=100)
    note = NfcField(_("note"), max_length=500, blank=True)

    class Meta(Versioned.Meta):
        verbose_name = _("statement on a condition")
        verbose_name_plural = _("statements on conditions")
        ordering = ["dossier", "condition", "id"]
        indexes = [models.Index(fields=["dossier", "condition"], name="condition_of_dossier")]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.condition}: {self.met}"
