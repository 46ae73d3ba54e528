"""What power plants report of their operation. Confidential, as every report of one enterprise is."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nhip.plans.models.projects import Project
from nhip.registry.choices import PERIOD_PATTERN
from nhip.registry.text import NfcField
from nhip.registry.versions import Versioned

__all__ = ["Outage", "PlantMonth", "PlantState"]


class PlantState(models.TextChoices):
    """What a plant says of a month. A month without a row was not reported."""

    REPORTED = "reported", pgettext_lazy("plant", "reported")
    ESTIMATED = "estimated", pgettext_lazy("plant", "estimated")
    NOT_PRODUCED = "not_produced", pgettext_lazy("plant", "not produced")


class PlantMonth(Versioned):
    """A plant in a month. Zero output is a report; "not produced" has no quantity."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="plant_months", verbose_name=_("plant"))
    month = models.CharField(_("month"), max_length=7)
    state = models.CharField(_("state"), max_length=15, choices=PlantState.choices, default=PlantState.REPORTED)
    output = models.DecimalField(_("output (kWh)"), max_digits=18, decimal_places=3, null=True, blank=True)
    available_hours = models.DecimalField(_("hours available"), max_digits=10, decimal_places=2, null=True, blank=True)
    note = NfcField(_("note"), max_length=500, blank=True)

    class Meta(Versioned.Meta):
        verbose_name = _("month of a plant")
        verbose_name_plural = _("months of plants")
        ordering = ["project", "month", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "month"], condition=Q(replaces=None), name="plant_month_begins_once"
            ),
            models.CheckConstraint(condition=Q(month__regex=PERIOD_PATTERN), name="plant_month_is_a_month"),
            models.CheckConstraint(
                condition=Q(state=PlantState.NOT_PRODUCED, output=None)
                | Q(state__in=[PlantState.REPORTED, PlantState.ESTIMATED], output__gte=0),
                name="plant_month_state_and_output",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.month}"


class Outage(Versioned):
    """A time in which a generating unit stood still. One that goes on has no end."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="outages", verbose_name=_("plant"))
    unit = NfcField(_("generating unit"), max_length=40, blank=True)
    began = models.DateTimeField(_("began"))
    ended = models.DateTimeField(_("ended"), null=True, blank=True)
    planned = models.BooleanField(_("planned"), default=False)
    cause = NfcField(_("cause"), max_length=300)
    note = NfcField(_("note"), max_length=500, blank=True)

    class Meta(Versioned.Meta):
        verbose_name = _("outage")
        verbose_name_plural = _("outages")
        ordering = ["project", "-began", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ended=None) | Q(ended__gt=F("began")), name="outage_ends_after_it_began")
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.began:%Y-%m-%d %H:%M}"
