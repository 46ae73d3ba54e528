"""Tasks given to units by decisions and directives, and all that happened to them.

A task has no state; it has entries. `plans.tasks.states` says what follows from them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhip.plans.models.units import Unit
from nhip.registry.append_only import AppendOnly, AppendOnlyQuerySet
from nhip.registry.models import Document
from nhip.registry.text import FoldedField, NfcField
from nhip.registry.versions import Versioned

__all__ = ["EntryKind", "Priority", "Task", "TaskEntry", "TaskNotice", "TaskRecord", "TaskSupport"]


class Priority(models.TextChoices):
    """How soon a task wants attention."""

    HIGH = "high", _("high")
    NORMAL = "normal", _("normal")
    LOW = "low", _("low")


class EntryKind(models.TextChoices):
    """What can happen to a task."""

    ACCEPTED = "accepted", _("accepted by the unit")
    PROGRESS = "progress", _("progress reported")
    EVIDENCE = "evidence", _("evidence added")
    EXTENSION_ASKED = "extension_asked", _("extension asked for")
    EXTENDED = "extended", _("deadline extended")
    DONE = "done", _("reported done")
    CONFIRMED = "confirmed", _("confirmed as done")
    RETURNED = "returned", _("returned")
    CANCELLED = "cancelled", _("cancelled")
    COMMENT = "comment", _("comment")
    ESCALATED = "escalated", _("reported further up because it is late")


class Task(AppendOnly):
    """A task over all its versions."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    illustrative = models.BooleanField(_("illustrative"), default=False)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)
    recorded_by = models.CharField(_("given by"), max_length=150, editable=False)

    class Meta(AppendOnly.Meta):
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.code


class TaskRecord(Versioned):
    """One version of what a task is: its words, the document it comes from, who leads it, and until when.

    ``quantity`` is what is asked for in numbers (2 clusters), and ``target`` the code of the target it serves.
    ``details_illustrative`` says that units and deadline are invented, although the task itself is not.
    """

    task = models.ForeignKey(Task, models.PROTECT, related_name="records", verbose_name=_("task"))
    text = NfcField(_("what is to be done"), max_length=1000)
    text_en = NfcField(_("the same in English"), max_length=1000, blank=True)
    text_folded = FoldedField(source=("text", "text_en"), max_length=2000)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name=_("source document")
    )
    reference = NfcField(_("where in the document"), max_length=300, blank=True)
    lead = models.ForeignKey(Unit, models.PROTECT, related_name="led_tasks", verbose_name=_("lead unit"))
    given_on = models.DateField(_("given on"))
    deadline = models.DateField(_("deadline"))
    priority = models.CharField(_("priority"), max_length=6, choices=Priority.choices, default=Priority.NORMAL)
    quantity = models.DecimalField(_("quantity asked for"), max_digits=20, decimal_places=4, null=True, blank=True)
    unit_vi = NfcField(_("unit of the quantity, in Vietnamese"), max_length=60, blank=True)
    unit_en = NfcField(_("unit of the quantity, in English"), max_length=60, blank=True)
    target = models.CharField(_("code of the target it serves"), max_length=40, blank=True, db_index=True)
    indicator = models.CharField(_("indicator"), max_length=40, blank=True)
    public = models.BooleanField(_("may be read by everybody"), default=False)
    details_illustrative = models.BooleanField(_("units and deadline are illustrative"), default=False)
    note = NfcField(_("note"), max_length=500, blank=True)

    class Meta(Versioned.Meta):
        verbose_name = _("version of a task")
        verbose_name_plural = _("versions of tasks")
        ordering = ["task", "id"]
        constraints = [
            models.UniqueConstraint(fields=["task"], condition=Q(replaces=None), name="task_begins_once"),
            models.CheckConstraint(condition=Q(priority__in=Priority.values), name="task_priority_known"),
            models.CheckConstraint(condition=Q(deadline__gte=models.F("given_on")), name="task_deadline_after_given"),
            models.CheckConstraint(condition=Q(quantity=None) | Q(quantity__gt=0), name="task_quantity_positive"),
        ]
        indexes = [models.Index(fields=["deadline"], name="task_record_deadline")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.deadline}"

    def words(self, language: str) -> str:
        """Return what is to be done, in a language; in Vietnamese where there is no other."""
        return self.text if language.startswith("vi") or not self.text_en else self.text_en

    def unit_words(self, language: str) -> str:
        """Return the unit of the quantity in a language."""
        return self.unit_vi if language.startswith("vi") or not self.unit_en else self.unit_en


class TaskSupport(AppendOnly):
    """A unit that supports the one in the lead, in one version of a task."""

    record = models.ForeignKey(TaskRecord, models.PROTECT, related_name="supports", verbose_name=_("version of a task"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="supported_tasks", verbose_name=_("unit"))

    class Meta(AppendOnly.Meta):
        verbose_name = _("supporting unit")
        verbose_name_plural = _("supporting units")
        ordering = ["record", "id"]
        constraints = [models.UniqueConstraint(fields=["record", "unit"], name="task_support_once")]

    def __str__(self) -> str:
        return f"{self.record_id} {self.unit_id}"


class TaskEntryQuerySet(AppendOnlyQuerySet["TaskEntry"]):
    """Entries."""

    def known_by(self, instant: datetime) -> Self:
        """Keep what was recorded by an instant."""
        return self.filter(recorded_at__lte=instant)


class TaskEntry(AppendOnly):
    """Something that happened to a task on a day: said by somebody, with a document where there is one.

    ``deadline`` is the new one that is asked for or given; in an escalation, the one that passed. An escalation is
    written once for each level and deadline, whoever comes first.
    """

    task = models.ForeignKey(Task, models.PROTECT, related_name="entries", verbose_name=_("task"))
    kind = models.CharField(_("kind"), max_length=16, choices=EntryKind.choices)
    on = models.DateField(_("day"))
    words = NfcField(_("in words"), max_length=2000, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="task_entries", verbose_name=_("document")
    )
    quantity = models.DecimalField(_("reached so far"), max_digits=20, decimal_places=4, null=True, blank=True)
    deadline = models.DateField(_("deadline"), null=True, blank=True)
    level = models.PositiveSmallIntegerField(_("level"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False, db_index=True)
    recorded_by = models.CharField(_("recorded by"), max_length=150, editable=False)

    objects: ClassVar[Any] = models.Manager.from_queryset(TaskEntryQuerySet)()

    class Meta(AppendOnly.Meta):
        verbose_name = _("entry on a task")
        verbose_name_plural = _("entries on tasks")
        ordering = ["task", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=EntryKind.values), name="task_entry_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=EntryKind.ESCALATED, level__isnull=False, deadline__isnull=False)
                | ~Q(kind=EntryKind.ESCALATED) & Q(level=None),
                name="task_entry_level_of_escalation",
            ),
            models.CheckConstraint(
                condition=~Q(kind=EntryKind.EXTENDED) | Q(deadline__isnull=False), name="task_extension_has_deadline"
            ),
            models.UniqueConstraint(
                fields=["task", "level", "deadline"], condition=Q(kind=EntryKind.ESCALATED), name="task_escalated_once"
            ),
        ]
        indexes = [models.Index(fields=["task", "kind", "-id"], name="task_entry_newest")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.kind} {self.on}"


class TaskNotice(AppendOnly):
    """A person who was told of an escalation, once; by e-mail where there was an address."""

    entry = models.ForeignKey(TaskEntry, models.PROTECT, related_name="notices", verbose_name=_("entry"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="task_notices", verbose_name=_("to")
    )
    address = models.EmailField(_("e-mail"), blank=True)
    sent_at = models.DateTimeField(_("sent at"), default=timezone.now, editable=False)

    class Meta(AppendOnly.Meta):
        verbose_name = _("notice of a late task")
        verbose_name_plural = _("notices of late tasks")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["entry", "person"], name="task_notice_once")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.person_id}"
