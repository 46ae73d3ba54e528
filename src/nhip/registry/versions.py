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

__all__ = ["Versioned", "VersionedQuerySet"]

_M = TypeVar("_M", bound=models.Model, covariant=True)


class VersionedQuerySet(AppendOnlyQuerySet[_M]):
    """Versions of records."""

    def known_at(self, instant: datetime | None = None) -> Self:
        """Keep what counted at an instant, now unless told: recorded by then, not replaced by then, not withdrawn."""
        instant = instant or timezone.now()
        newer = self.model._base_manager.filter(replaces=OuterRef("pk"), recorded_at__lte=instant)
        return self.filter(~Exists(newer), recorded_at__lte=instant, withdrawn=False)


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
