"""Rows that are corrected by newer rows, and never changed: what was known at an instant can be asked again."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhip.registry.append_only import AppendOnly, AppendOnlyQuerySet
from nhip.registry.text import NfcField

__all__ = ["Versioned", "VersionedQuerySet", "known_mark"]

_M = TypeVar("_M", bound=models.Model, covariant=True)


class VersionedQuerySet(AppendOnlyQuerySet[_M]):
    """Versions of records."""

    def known_at(self, instant: datetime | None = None) -> Self:
        """Keep what counted at an instant, now unless told: recorded by then, not replaced by then, not withdrawn."""
        instant = instant or timezone.now()
        newer = self.model._base_manager.filter(replaces=OuterRef("pk"), recorded_at__lte=instant)
        return self.filter(~Exists(newer), recorded_at__lte=instant, withdrawn=False)


def known_mark(rows: models.QuerySet[Any], instant: datetime) -> str:
    """Say how many rows of a table there were at an instant, and the newest: "12/57".

    Rows are only ever added, so what two instants with one mark knew of the table is the same. A row may be recorded
    for an earlier day than one that is there already, so that neither number would do alone.
    """
    found = rows.filter(recorded_at__lte=instant).aggregate(count=models.Count("pk"), newest=models.Max("pk"))
    return f"{found['count']}/{found['newest'] or 0}"


class Versioned(AppendOnly):
    """One version of a record. A correction is a row that names the one it replaces, and says why.

    A record that should not be there is replaced by a withdrawn version of itself. No row is replaced twice, so that
    two people who correct the same record at once do not both win.
    """

    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )
    withdrawn = models.BooleanField(_("withdrawn"), default=False)
    reason = NfcField(_("reason of the correction"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False, db_index=True)
    recorded_by = models.CharField(_("recorded by"), max_length=150, editable=False)

    objects: ClassVar[Any] = models.Manager.from_queryset(VersionedQuerySet)()

    class Meta(AppendOnly.Meta):
        abstract = True
