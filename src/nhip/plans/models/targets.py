"""Targets: what the province wants an indicator to be in a period."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nhip.figures.comparisons import Comparison
from nhip.registry.models import Document
from nhip.registry.text import NfcField
from nhip.registry.versions import Versioned

__all__ = ["FLOORS", "Bound", "Target"]


class Bound(models.TextChoices):
    """Which values meet a target."""

    EXACT = "exact", _("exactly")
    AT_LEAST = "at_least", _("at least")
    MORE_THAN = "more_than", _("more than")
    AT_MOST = "at_most", _("at most")
    LESS_THAN = "less_than", _("less than")
    RANGE = "range", _("from … to …")


FLOORS: Final = frozenset({Bound.EXACT, Bound.AT_LEAST, Bound.MORE_THAN})
"""Bounds with one number that has to be reached; it stands in `low`. Those of at most and less than stand in `high`."""


class Target(Versioned):
    """One version of a target: an indicator, what of it is meant, in which period, and the values that meet it.

    ``code`` stays the same over all versions. ``comparison`` says of what the target speaks: a growth of any length
    stands for the growth over the same part of last year, "none" for a number. A number is counted over the period, or
    is what there is at its end (``at_end``). The unit is that of the indicator; ``unit_vi`` and ``unit_en`` are for
    targets printed in other words.
    """

    code = models.CharField(_("code"), max_length=40)
    name_vi = NfcField(_("in words, in Vietnamese"), max_length=300, blank=True)
    name_en = NfcField(_("in words, in English"), max_length=300, blank=True)
    indicator = models.CharField(_("indicator"), max_length=40)
    subject = models.CharField(_("subject"), max_length=40, blank=True)
    place = models.CharField(_("place"), max_length=10, blank=True)
    period = models.CharField(_("period"), max_length=15)
    comparison = models.CharField(
        _("comparison"), max_length=20, choices=[(each.value, each.value) for each in Comparison]
    )
    at_end = models.BooleanField(_("what there is at the end of the period"), default=False)
    bound = models.CharField(_("kind of bound"), max_length=10, choices=Bound.choices)
    low = models.DecimalField(_("from"), max_digits=24, decimal_places=6, null=True, blank=True)
    high = models.DecimalField(_("to"), max_digits=24, decimal_places=6, null=True, blank=True)
    unit_vi = NfcField(_("unit in Vietnamese"), max_length=60, blank=True)
    unit_en = NfcField(_("unit in English"), max_length=60, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="targets", verbose_name=_("document")
    )
    source = NfcField(_("source"), max_length=300, blank=True)
    set_by = NfcField(_("set by"), max_length=200, blank=True)
    note = NfcField(_("note"), max_length=500, blank=True)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    class Meta(Versioned.Meta):
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["period", "code", "id"]
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=Q(replaces=None), name="target_begins_once"),
            models.CheckConstraint(condition=Q(bound__in=Bound.values), name="target_bound_known"),
            models.CheckConstraint(
                condition=Q(comparison__in=[each.value for each in Comparison]), name="target_comparison_known"
            ),
            models.CheckConstraint(
                condition=Q(bound__in=sorted(FLOORS), low__isnull=False, high__isnull=True)
                | Q(bound__in=[Bound.AT_MOST, Bound.LESS_THAN], low__isnull=True, high__isnull=False)
                | Q(bound=Bound.RANGE, low__isnull=False, high__gt=F("low")),
                name="target_numbers_fit_bound",
            ),
        ]
        indexes = [models.Index(fields=["period"], name="target_of_a_period")]

    def __str__(self) -> str:
        return f"{self.code} ({self.period})"
