"""What is kept of collecting: who is asked for what until when, what is filled in, and every step it takes."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhip.intake.collection.states import (
    EDITABLE,
    IN_HAND,
    Act,
    Form,
    FormField,
    ReasonCode,
    SubmissionState,
)
from nhip.intake.models import Stage
from nhip.registry.append_only import AppendOnly, AppendOnlyQuerySet
from nhip.registry.choices import PERIOD_PATTERN
from nhip.registry.models import Enterprise, Product
from nhip.registry.text import NfcField

__all__ = [
    "Cell",
    "CollectionPeriod",
    "Comment",
    "Confirmation",
    "HandledRequest",
    "Reason",
    "Reminder",
    "Step",
    "Submission",
    "Upload",
]

_YEAR = r"^[0-9]{4}$"


class CollectionPeriod(models.Model):
    """A month, or a plan's year, for which enterprises are asked: from which day, until when, by which rule."""

    form = models.CharField(_("form"), max_length=10, choices=Form.choices, default=Form.MONTHLY)
    period = models.CharField(_("period"), max_length=7)
    stage = models.CharField(_("stage"), max_length=8, choices=Stage.choices, default=Stage.OFFICIAL)
    opens_on = models.DateField(_("opens on"))
    deadline = models.DateField(_("deadline"))
    reference = NfcField(_("reference"), max_length=300)
    opened_by = models.CharField(_("opened by"), max_length=150)
    closed_at = models.DateTimeField(_("closed at"), null=True, editable=False)
    closed_by = models.CharField(_("closed by"), max_length=150, blank=True, editable=False)

    class Meta:
        verbose_name = _("collection")
        verbose_name_plural = _("collections")
        ordering = ["-period", "form", "-stage"]
        constraints = [
            models.UniqueConstraint(fields=["form", "period", "stage"], name="collection_once"),
            models.CheckConstraint(condition=Q(form__in=Form.values), name="collection_form_known"),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="collection_stage_known"),
            models.CheckConstraint(condition=Q(deadline__gte=models.F("opens_on")), name="collection_days_in_order"),
            models.CheckConstraint(
                condition=Q(form=Form.MONTHLY, period__regex=PERIOD_PATTERN) | Q(form=Form.PLAN, period__regex=_YEAR),
                name="collection_period_fits_form",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.period} {self.stage}"

    @property
    def is_closed(self) -> bool:
        """Whether nothing comes in any more."""
        return self.closed_at is not None

    def accepts_on(self, day: date) -> bool:
        """Whether enterprises may fill in on a day. A late answer is still an answer, until the month is closed."""
        return self.opens_on <= day and not self.is_closed

    @property
    def late_from(self) -> datetime:
        """The first moment at which an answer is late: midnight after the deadline, in Viet Nam."""
        following = date.fromordinal(self.deadline.toordinal() + 1)
        return timezone.make_aware(datetime.combine(following, time.min))


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Submissions."""

    def in_hand(self) -> Self:
        """Keep those with which the enterprise has done its part."""
        return self.filter(state__in=IN_HAND)


class Submission(models.Model):
    """An enterprise's answer to one collection. ``version`` grows with every step, and guards against two at once."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="submissions", verbose_name=_("enterprise"))
    collection = models.ForeignKey(
        CollectionPeriod, models.PROTECT, related_name="submissions", verbose_name=_("collection")
    )
    state = models.CharField(_("state"), max_length=9, choices=SubmissionState.choices, default=SubmissionState.DRAFT)
    version = models.PositiveIntegerField(_("version"), default=1)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("begun by")
    )
    created_at = models.DateTimeField(_("begun at"), default=timezone.now, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("submitted by")
    )
    submitted_at = models.DateTimeField(_("submitted at"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)

    objects = models.Manager.from_queryset(SubmissionQuerySet)()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-collection__period", "enterprise"]
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "collection"], name="submission_once"),
            models.CheckConstraint(condition=Q(state__in=SubmissionState.values), name="submission_state_known"),
        ]
        indexes = [models.Index(fields=["collection", "state"], name="submission_collection_state")]

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.collection_id} {self.state}"

    @property
    def is_editable(self) -> bool:
        """Whether the enterprise is at work on it."""
        return self.state in EDITABLE


class CellQuerySet(AppendOnlyQuerySet["Cell"]):
    """Cells."""

    def current(self, until: int | None = None) -> Self:
        """Keep the newest text of each box; ``until``: as it was when that cell was the last one entered."""
        known = self if until is None else self.filter(pk__lte=until)
        newest = known.values("submission", "product", "field").annotate(last=Max("pk")).values("last")
        return self.filter(pk__in=newest)


class Cell(AppendOnly):
    """What somebody put into a box, as typed and as read. A box keeps all its texts, numbered; the newest counts.

    Two people who write on top of the same text take the same number, so the second is refused and told.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="cells", verbose_name=_("submission"))
    product = models.ForeignKey(Product, models.PROTECT, null=True, related_name="+", verbose_name=_("product"))
    field = models.CharField(_("box"), max_length=13, choices=FormField.choices)
    number = models.PositiveIntegerField(_("number"))
    text = NfcField(_("text"), max_length=200, blank=True)
    value = models.DecimalField(_("value"), max_digits=27, decimal_places=9, null=True)
    # As given, if it is not the product's own; ``value`` is always in the product's own unit.
    unit = NfcField(_("unit"), max_length=40, blank=True)
    file = models.ForeignKey("intake.SourceFile", models.PROTECT, null=True, related_name="+", verbose_name=_("file"))
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    row = models.PositiveIntegerField(_("row"), null=True)
    column = models.CharField(_("column"), max_length=100, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    entered_at = models.DateTimeField(_("at"), default=timezone.now, editable=False)
    note = NfcField(_("note"), max_length=500, blank=True)

    objects = models.Manager.from_queryset(CellQuerySet)()  # type: ignore[misc]

    class Meta(AppendOnly.Meta):
        verbose_name = _("cell of a form")
        verbose_name_plural = _("cells of forms")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "product", "field", "number"],
                condition=Q(product__isnull=False),
                name="cell_number_once",
            ),
            models.UniqueConstraint(
                fields=["submission", "field", "number"],
                condition=Q(product__isnull=True),
                name="cell_of_the_whole_number_once",
            ),
            models.CheckConstraint(condition=Q(field__in=FormField.values), name="cell_field_known"),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.key} #{self.number}: {self.text}"

    @property
    def key(self) -> str:
        """The name of the box in a form: "12-production", or "all-employees"."""
        return f"{self.product_id or 'all'}-{self.field}"


class Step(AppendOnly):
    """A step of a submission: what was done by whom, from which state to which, and what stood in the form then."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="steps", verbose_name=_("submission"))
    act = models.CharField(_("act"), max_length=7, choices=Act.choices)
    before = models.CharField(_("before"), max_length=9, choices=SubmissionState.choices)
    after = models.CharField(_("after"), max_length=9, choices=SubmissionState.choices)
    version = models.PositiveIntegerField(_("version"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now, editable=False)
    # The last cell entered before the step: with it the form can be shown as it stood.
    last_cell = models.PositiveBigIntegerField(_("last cell"), null=True)
    file = models.ForeignKey("intake.SourceFile", models.PROTECT, null=True, related_name="+", verbose_name=_("file"))

    class Meta(AppendOnly.Meta):
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["submission", "version"], name="step_once_a_version")]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.act} v{self.version}"

    @property
    def receipt(self) -> str:
        """The number on a receipt."""
        return f"{self.submission_id}-{self.version}"


class _AboutACell(AppendOnly):
    """Something said about a submission, or about one box of it."""

    product = models.ForeignKey(Product, models.PROTECT, null=True, related_name="+", verbose_name=_("product"))
    field = models.CharField(_("box"), max_length=13, choices=FormField.choices, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now, editable=False)

    class Meta(AppendOnly.Meta):
        abstract = True

    @property
    def key(self) -> str:
        """The name of the box in a form, or nothing."""
        return f"{self.product_id or 'all'}-{self.field}" if self.field else ""


class Comment(_AboutACell):
    """What people tell one another about a submission; with a return, what to do."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="comments", verbose_name=_("submission"))
    text = models.TextField(_("comment"), max_length=2000)
    step = models.ForeignKey(Step, models.PROTECT, null=True, related_name="comments", verbose_name=_("step"))

    class Meta(_AboutACell.Meta):
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:60]


class Reason(_AboutACell):
    """Why a value is right though a check found it unusual. It covers that value, and no later one."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="reasons", verbose_name=_("submission"))
    rule = models.CharField(_("rule"), max_length=40)
    code = models.CharField(_("reason"), max_length=10, choices=ReasonCode.choices)
    note = NfcField(_("note"), max_length=500, blank=True)
    text = NfcField(_("text of the box"), max_length=200, blank=True)

    class Meta(_AboutACell.Meta):
        verbose_name = _("reason")
        verbose_name_plural = _("reasons")
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(code__in=ReasonCode.values), name="reason_code_known")]

    def __str__(self) -> str:
        return f"{self.rule}: {self.get_code_display()}"


class Upload(AppendOnly):
    """A file somebody sent to fill in a form, byte for byte; what it says goes into the draft when it has no errors."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="+", verbose_name=_("enterprise"))
    collection = models.ForeignKey(CollectionPeriod, models.PROTECT, related_name="+", verbose_name=_("collection"))
    file = models.ForeignKey("intake.SourceFile", models.PROTECT, related_name="+", verbose_name=_("file"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now, editable=False)

    class Meta(AppendOnly.Meta):
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["enterprise", "collection", "file"], name="upload_once")]

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.collection_id} {self.file_id}"


class Confirmation(AppendOnly):
    """An official's word that a value is right though it looks unusual. It covers that quantity, and no later one."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="+", verbose_name=_("enterprise"))
    product = models.ForeignKey(Product, models.PROTECT, related_name="+", verbose_name=_("product"))
    period = models.CharField(_("month"), max_length=7)
    quantity = models.DecimalField(_("quantity"), max_digits=27, decimal_places=9)
    code = models.CharField(_("reason"), max_length=10, choices=ReasonCode.choices)
    note = NfcField(_("note"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now, editable=False)

    class Meta(AppendOnly.Meta):
        verbose_name = _("confirmed value")
        verbose_name_plural = _("confirmed values")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(period__regex=PERIOD_PATTERN), name="confirmation_period_is_a_month"),
            models.CheckConstraint(condition=Q(code__in=ReasonCode.values), name="confirmation_code_known"),
        ]
        indexes = [models.Index(fields=["period"], name="confirmation_period")]

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.product_id} {self.period}: {self.quantity}"


class Reminder(AppendOnly):
    """A message to somebody who reports for an enterprise, by which rule, on which day. One a day and rule."""

    collection = models.ForeignKey(
        CollectionPeriod, models.PROTECT, related_name="reminders", verbose_name=_("collection")
    )
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="reminders", verbose_name=_("enterprise"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("to")
    )
    # Empty: nobody to write to, so the notice on the page is all there is.
    address = models.EmailField(_("e-mail"), blank=True)
    rule = models.CharField(_("rule"), max_length=20)
    sent_on = models.DateField(_("sent on"))
    sent_at = models.DateTimeField(_("sent at"), default=timezone.now, editable=False)
    by = models.CharField(_("by"), max_length=150)

    class Meta(AppendOnly.Meta):
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "enterprise", "address", "rule", "sent_on"], name="reminder_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.collection_id} {self.enterprise_id} {self.rule} {self.sent_on}"


class HandledRequest(AppendOnly):
    """A request that was carried out, by the key its sender gave it. Sent again, it gets the same answer."""

    key = models.CharField(_("key"), max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    act = models.CharField(_("act"), max_length=20)
    subject = models.CharField(_("thing"), max_length=60)
    answer = models.JSONField(_("answer"))
    at = models.DateTimeField(_("at"), default=timezone.now, editable=False)

    class Meta(AppendOnly.Meta):
        verbose_name = _("handled request")
        verbose_name_plural = _("handled requests")
        constraints = [models.UniqueConstraint(fields=["by", "key"], name="request_once")]

    def __str__(self) -> str:
        return f"{self.act} {self.key}"
