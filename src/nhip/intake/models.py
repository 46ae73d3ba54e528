"""Files as they came, and the observations read from them."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhip.intake.measures import FormMeasure
from nhip.registry.append_only import AppendOnly, AppendOnlyQuerySet
from nhip.registry.choices import PERIOD_PATTERN
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

    def standing_at(self, instant: datetime | None = None) -> Self:
        """Keep all versions recorded until an instant, but for those of imports that had been undone by then."""
        withdrawn = imports.Withdrawal.objects.all()
        if instant is None:
            known = self
        else:
            known, withdrawn = self.filter(recorded_at__lte=instant), withdrawn.filter(recorded_at__lte=instant)
        # An observation without a batch is never withdrawn, and NULL is in no list.
        return known.filter(Q(batch=None) | ~Q(batch__in=withdrawn.values("batch")))

    def known_at(self, instant: datetime | None = None) -> Self:
        """Keep, for each report, the one that counted at an instant: official before estimate, then the newest."""
        return (
            self.standing_at(instant)
            .annotate(
                newest=Window(
                    RowNumber(),
                    partition_by=["enterprise", "product", "period", "measure"],
                    # "official" sorts after "estimate"
                    order_by=[F("stage").desc(), F("recorded_at").desc(), F("id").desc()],
                )
            )
            .filter(newest=1)
        )


class Observation(AppendOnly):
    """One cell of one report: an enterprise, a product, a month, a measure, a quantity, a state.

    ``quantity`` is in the product's own unit; ``raw`` and ``reported_unit`` are what the cell said.
    """

    # Without an index of its own: the one of a report begins with it.
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, db_index=False, related_name="observations", verbose_name=_("enterprise")
    )
    product = models.ForeignKey(Product, models.PROTECT, related_name="observations", verbose_name=_("product"))
    period = models.CharField(_("month"), max_length=7)
    measure = models.CharField(_("measure"), max_length=13, choices=FormMeasure.choices)
    quantity = models.DecimalField(_("quantity"), max_digits=27, decimal_places=9, null=True)
    state = models.CharField(_("state"), max_length=12, choices=State.choices)
    stage = models.CharField(_("stage"), max_length=8, choices=Stage.choices)
    source_file = models.ForeignKey(SourceFile, models.PROTECT, related_name="observations", verbose_name=_("file"))
    # The import it came with; none for what came by another way.
    batch = models.ForeignKey(
        "intake.ImportBatch",
        models.PROTECT,
        null=True,
        db_index=False,  # the constraint on its cells begins with it
        related_name="observations",
        verbose_name=_("import"),
    )
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
                fields=["source_file", "sheet", "row", "column"],
                condition=Q(batch=None),
                name="observation_once_from_a_cell",
            ),
            # A file whose import was undone may come in again.
            models.UniqueConstraint(
                fields=["batch", "sheet", "row", "column"],
                condition=Q(batch__isnull=False),
                name="observation_once_from_a_cell_of_an_import",
            ),
            models.CheckConstraint(condition=Q(period__regex=PERIOD_PATTERN), name="observation_period_is_a_month"),
            models.CheckConstraint(
                # A check that comes to NULL passes, so the missing quantity is ruled out by name.
                condition=Q(quantity__isnull=False, quantity__gte=0, state__in=sorted(QUANTIFIED))
                | Q(quantity=None, state__in=[State.NOT_PRODUCED, State.NOT_REPORTED]),
                name="observation_state_fits_quantity",
            ),
            models.CheckConstraint(condition=Q(measure__in=FormMeasure.values), name="observation_measure_known"),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="observation_stage_known"),
        ]
        indexes = [
            models.Index(fields=["enterprise", "product", "period", "measure"], name="observation_of_a_report"),
            models.Index(fields=["measure", "period"], name="observation_measure_period"),
            models.Index(fields=["recorded_at"], name="observation_recorded_at"),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.product_id} {self.period} {self.measure}: {self.quantity}"


# At the end, because these models speak of those above.
from nhip.intake.collection import models as collection  # noqa: E402, F401
from nhip.intake.imports import models as imports  # noqa: E402
