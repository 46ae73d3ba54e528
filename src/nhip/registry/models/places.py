"""Places. A code may be used again and names are not unique, so a place is a code from a day on."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhip.registry.models.validity import ValidInTime, ValidQuerySet, dates_in_order
from nhip.registry.text import FoldedField, NfcField


class Place(ValidInTime):
    """A province, a ward, a commune, or a district of the years before July 2025."""

    code = models.CharField(_("code"), max_length=10)
    name = NfcField(_("name"), max_length=200)
    name_folded = FoldedField(source="name", db_index=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )

    objects = models.Manager.from_queryset(ValidQuerySet)()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["code", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="place_once_from_a_day"),
            # Two unknown days are not equal to a database, so the open beginning has a rule of its own.
            models.UniqueConstraint(fields=["code"], condition=Q(valid_from=None), name="place_once_from_always"),
            dates_in_order("valid_from", "valid_to", "place_dates_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"
