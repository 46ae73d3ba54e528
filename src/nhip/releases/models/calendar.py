"""The release calendar: what will be published when, and every change of a date with its reason."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhip.registry.text import NfcField
from nhip.registry.versions import Versioned
from nhip.releases.models.releases import ReleaseKind

__all__ = ["CalendarEntry"]


class CalendarEntry(Versioned):
    """When the release of a period is to come. A change of date is a newer version that says why."""

    kind = models.CharField(_("kind"), max_length=12, choices=ReleaseKind.choices)
    period = models.CharField(_("period"), max_length=15)
    planned_at = models.DateTimeField(_("planned for"))
    note = NfcField(_("note"), max_length=300, blank=True)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    class Meta(Versioned.Meta):
        abstract = False
        verbose_name = _("entry of the calendar")
        verbose_name_plural = _("entries of the calendar")
        ordering = ["planned_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ReleaseKind.values), name="calendar_kind_known"),
            models.UniqueConstraint(
                fields=["period"], condition=Q(replaces=None), name="calendar_first_entry_of_a_period_once"
            ),
        ]
        indexes = [models.Index(fields=["planned_at"], name="calendar_planned_at")]

    def __str__(self) -> str:
        return f"{self.period}: {self.planned_at:%Y-%m-%d %H:%M}"
