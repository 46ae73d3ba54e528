"""Files as they came, and the observations read from them."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhip.registry.append_only import AppendOnly, AppendOnlyQuerySet
from nhip.registry.choices import PERIOD_PATTERN, Measure
from nhip.registry.models import Enterprise, Product
from nhip.registry.text import NfcField

__all__ = ["QUANTIFIED", "Observation", "SourceFile", "Stage", "State"]


class State(models.TextChoices):
    """What an empty-looking cell means. Zero is "reported" with 0."""

    REPORTED = "reported", _("reported")
    ESTIMATED = "estimated", _("estimated by the enterprise")
    NOT_PRODUCED = "not_produced", _("not produced")
    NOT_REPORTED = "not_reported", _("not reported")


# States that come with a quantity.
QUANTIFIED = frozenset({State.REPORTED, State.ESTIMATED})


class Stage(models.TextChoices):
    """A month is first estimated, then official; both are kept."""

    ESTIMATE = "estimate", _("estimate")
    OFFICIAL = "official", _("official")


class SourceFile(AppendOnly):
    """A file byte for byte. The same bytes are one file, under whatever name they come again."""

    name = NfcField(_("name"), max_length=255)
    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    content = models.BinaryField(_("content"))
    received_at = models.DateTimeField(_("received at"), default=timezone.now, editable=False)

    class Meta(AppendOnly.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class ObservationQuerySet(AppendOnlyQuerySet["Observation"]):
    """Observations."""

    def known_at(self, instant: datetime | None = None) -> Self:
        """Keep, for each report, the one that counted at an instant: official before estimate, then the newest."""
        known = self.filter(recorded_at__lte=instant) if instant else self
        return known.annotate(
            newest=Window(
                RowNumber(),
                partition_by=["enterprise", "product", "period", "measure"],
                # "official" sorts after "estimate"
                order_by=[F("stage").desc(), F("recorded_at").desc(), F("id").desc()],
            )
        ).filter(newest=1)


class Observation(AppendOnly):
    """One cell of one report: an enterprise, a product, a month, a measure, a quantity, a state.

    ``quantity`` is in the product's own unit; ``raw`` and ``reported_unit`` are what the cell said.
    """

    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, related_name="observations", verbose_name=_("enterprise")
    )
    product = models.ForeignKey(Product, models.PROTECT, related_name="observations", verbose_name=_("product"))
    period = models.CharField(_("month"), max_length=7)
    measure = models.CharField(_("measure"), max_length=10, choices=Measure.choices)
    quantity = models.DecimalField(_("quantity"), max_digits=27, decimal_places=9, null=True)
    state = models.CharField(_("state"), max_length=12, choices=State.choices)
    stage = models.CharField(_("stage"), max_length=8, choices=Stage.choices)
    source_file = models.ForeignKey(SourceFile, models.PROTECT, related_name="observations", verbose_name=_("file"))
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    row = models.PositiveIntegerField(_("row"))
    column = models.CharField(_("column"), max_length=100)
    raw = models.CharField(_("text of the cell"), max_length=200, blank=True)
    reported_unit = NfcField(_("unit in the report"), max_length=40, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)

    objects = models.Manager.from_queryset(ObservationQuerySet)()  # type: ignore[misc]

    class Meta(AppendOnly.Meta):
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source_file", "sheet", "row", "column"], name="observation_once_from_a_cell"
            ),
            models.CheckConstraint(condition=Q(period__regex=PERIOD_PATTERN), name="observation_period_is_a_month"),
            models.CheckConstraint(
                # A check that comes to NULL passes, so the missing quantity is ruled out by name.
                condition=Q(quantity__isnull=False, quantity__gte=0, state__in=sorted(QUANTIFIED))
                | Q(quantity=None, state__in=[State.NOT_PRODUCED, State.NOT_REPORTED]),
                name="observation_state_fits_quantity",
            ),
            models.CheckConstraint(condition=Q(measure__in=Measure.values), name="observation_measure_known"),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="observation_stage_known"),
        ]
        indexes = [
            models.Index(fields=["enterprise", "product", "period", "measure"], name="observation_of_a_report"),
            models.Index(fields=["measure", "period"], name="observation_measure_period"),
            models.Index(fields=["recorded_at"], name="observation_recorded_at"),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.product_id} {self.period} {self.measure}: {self.quantity}"
