"""Rows that turned out to be another row written twice."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

__all__ = ["Mergeable", "Merger"]


class Mergeable(models.Model):
    """A row may be a duplicate of another. It stays, because what came in with its code refers to it."""

    duplicate_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="duplicates",
        verbose_name=_("duplicate of"),
    )

    class Meta:
        abstract = True


class Merger(models.Model):
    """One merging of a duplicate: which rows moved, so that it can be undone."""

    register = models.CharField(_("register"), max_length=40)
    kept = models.PositiveBigIntegerField(_("kept row"))
    duplicate = models.PositiveBigIntegerField(_("duplicate"))
    # {"registry.Consent.enterprise": [ids of the rows that moved], ...}
    moved = models.JSONField(_("what moved"), default=dict)
    merged_at = models.DateTimeField(_("merged at"), default=timezone.now, editable=False)
    merged_by = models.CharField(_("merged by"), max_length=150)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    undone_by = models.CharField(_("undone by"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("merging of duplicates")
        verbose_name_plural = _("mergings of duplicates")
        ordering = ["-id"]
        indexes = [models.Index(fields=["register", "kept"], name="merger_kept")]
        constraints = [models.CheckConstraint(condition=~models.Q(kept=models.F("duplicate")), name="merger_of_two")]

    def __str__(self) -> str:
        return f"{self.register} {self.duplicate} → {self.kept}"
