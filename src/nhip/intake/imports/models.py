"""What is kept of imports: each file that came in, what became of it, and its undoing."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhip.intake.collection.states import Form, ReasonCode
from nhip.intake.models import SourceFile, Stage
from nhip.registry.append_only import AppendOnly
from nhip.registry.choices import PERIOD_PATTERN
from nhip.registry.models import Enterprise
from nhip.registry.text import NfcField

__all__ = ["UNDER_WAY", "BatchState", "Explained", "Headcount", "ImportBatch", "Withdrawal"]


class BatchState(models.TextChoices):
    """Where an import stands. Only "done" has observations that count."""

    RECEIVED = "received", _("received")
    CHECKING = "checking", _("being checked")
    DONE = "done", _("taken in")
    FAILED = "failed", _("not taken in")
    UNDONE = "undone", _("undone")


UNDER_WAY: Final = frozenset({BatchState.RECEIVED, BatchState.CHECKING})
"""A program is at work on it; if that program died, `reconcile_batches` says so."""


class ImportBatch(models.Model):
    """One sending of one file. It has become observations whole, or not at all."""

    source_file = models.ForeignKey(SourceFile, models.PROTECT, related_name="batches", verbose_name=_("file"))
    name = NfcField(_("name"), max_length=255)
    form = models.CharField(_("form"), max_length=10, choices=Form.choices, default=Form.MONTHLY)
    state = models.CharField(_("state"), max_length=8, choices=BatchState.choices, default=BatchState.RECEIVED)
    key = models.CharField(_("key of the request"), max_length=64, blank=True)
    created_by = models.CharField(_("by"), max_length=150)
    received_at = models.DateTimeField(_("received at"), default=timezone.now, editable=False)
    started_at = models.DateTimeField(_("started at"), null=True, editable=False)
    finished_at = models.DateTimeField(_("finished at"), null=True, editable=False)
    # host, process and the moment it began: tells whether the program that works on it still lives.
    worker = models.CharField(_("worked on by"), max_length=120, blank=True)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    observations_added = models.PositiveIntegerField(_("values taken in"), default=0)
    warnings = models.PositiveIntegerField(_("warnings"), default=0)
    # What was found, as the dry run tells it: number, place, value, sentences. Most of a wrong file is enough.
    findings = models.JSONField(_("what was found"), default=list)
    # What stood in tables that are not append-only, to be put back if the import is undone.
    before = models.JSONField(_("before"), null=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=BatchState.values), name="batch_state_known"),
            models.CheckConstraint(condition=Q(form__in=Form.values), name="batch_form_known"),
            # The same file counts once, through whatever doors it comes at the same moment.
            models.UniqueConstraint(
                fields=["source_file"], condition=Q(state=BatchState.DONE), name="batch_file_done_once"
            ),
            models.UniqueConstraint(
                fields=["created_by", "key"],
                condition=~Q(key="") & ~Q(state=BatchState.FAILED),
                name="batch_request_once",
            ),
        ]
        indexes = [models.Index(fields=["state"], name="batch_state")]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_state_display()})"


class Withdrawal(AppendOnly):
    """The undoing of an import. Its observations stay and no longer count from this moment on."""

    batch = models.OneToOneField(ImportBatch, models.PROTECT, related_name="withdrawal", verbose_name=_("import"))
    reason = NfcField(_("reason"), max_length=500)
    by = models.CharField(_("by"), max_length=150)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)

    class Meta(AppendOnly.Meta):
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        ordering = ["id"]
        indexes = [models.Index(fields=["recorded_at"], name="withdrawal_recorded_at")]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.reason}"


class Explained(AppendOnly):
    """Why a value was taken in though a check warned of it."""

    batch = models.ForeignKey(ImportBatch, models.PROTECT, related_name="explained", verbose_name=_("import"))
    rule = models.CharField(_("rule"), max_length=8)
    enterprise = models.CharField(_("enterprise"), max_length=13, blank=True)
    product = models.CharField(_("product"), max_length=40, blank=True)
    measure = models.CharField(_("measure"), max_length=13, blank=True)
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    row = models.PositiveIntegerField(_("row"), null=True)
    column = models.CharField(_("column"), max_length=100, blank=True)
    value = models.CharField(_("value"), max_length=200, blank=True)
    code = models.CharField(_("reason"), max_length=10, choices=ReasonCode.choices)
    note = NfcField(_("note"), max_length=500, blank=True)

    class Meta(AppendOnly.Meta):
        verbose_name = _("explained warning")
        verbose_name_plural = _("explained warnings")
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(code__in=ReasonCode.values), name="explained_code_known")]

    def __str__(self) -> str:
        return f"{self.rule} {self.enterprise} {self.product}: {self.code}"


class Headcount(AppendOnly):
    """How many people an enterprise employs at the end of a month, as it said."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="headcounts", verbose_name=_("enterprise"))
    period = models.CharField(_("month"), max_length=7)
    stage = models.CharField(_("stage"), max_length=8, choices=Stage.choices)
    employees = models.PositiveIntegerField(_("employees"))
    source_file = models.ForeignKey(SourceFile, models.PROTECT, related_name="headcounts", verbose_name=_("file"))
    batch = models.ForeignKey(
        ImportBatch, models.PROTECT, null=True, related_name="headcounts", verbose_name=_("import")
    )
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    row = models.PositiveIntegerField(_("row"))
    column = models.CharField(_("column"), max_length=100)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)

    class Meta(AppendOnly.Meta):
        verbose_name = _("number of employees")
        verbose_name_plural = _("numbers of employees")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(period__regex=PERIOD_PATTERN), name="headcount_period_is_a_month"),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="headcount_stage_known"),
        ]
        indexes = [models.Index(fields=["enterprise", "period"], name="headcount_of_a_month")]

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.period}: {self.employees}"
