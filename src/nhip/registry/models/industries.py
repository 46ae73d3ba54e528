"""Industries. A code never stands without the version of its classification: 3512 means two things."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from nhip.registry.choices import Level
from nhip.registry.models.validity import ValidInTime, ValidQuerySet, dates_in_order
from nhip.registry.text import FoldedField, NfcField, SortField


class Classification(ValidInTime):
    """A version of a classification of industries, such as VSIC 2018."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name_vi = NfcField(_("name in Vietnamese"), max_length=200)
    name_en = NfcField(_("name in English"), max_length=200, blank=True)
    reference = NfcField(_("legal reference"), max_length=200, blank=True)

    objects = models.Manager.from_queryset(ValidQuerySet)()

    class Meta:
        verbose_name = _("classification")
        verbose_name_plural = _("classifications")
        ordering = ["code"]
        constraints = [dates_in_order("valid_from", "valid_to", "classification_dates_in_order")]

    def __str__(self) -> str:
        return self.code


class Industry(models.Model):
    """A node of a classification."""

    classification = models.ForeignKey(
        Classification, models.PROTECT, related_name="industries", verbose_name=_("classification")
    )
    code = models.CharField(_("code"), max_length=10)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )
    level = models.CharField(_("level"), max_length=10, choices=Level.choices)
    name_vi = NfcField(_("name in Vietnamese"), max_length=300)
    name_en = NfcField(_("name in English"), max_length=300, blank=True)
    name_folded = FoldedField(source=("name_vi", "name_en"), max_length=600, default="")
    sort_key = SortField(source="name_vi", default="")

    class Meta:
        verbose_name = _("industry")
        verbose_name_plural = _("industries")
        ordering = ["classification", "code"]
        constraints = [
            models.UniqueConstraint(fields=["classification", "code"], name="industry_once_in_a_classification"),
            models.CheckConstraint(condition=models.Q(level__in=Level.values), name="industry_level_known"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name_vi}"

    def name(self, language: str) -> str:
        """Return the name in a language; the Vietnamese one where there is no other."""
        return self.name_vi if language.startswith("vi") else self.name_en or self.name_vi


class Correspondence(models.Model):
    """What an industry of an older version holds belongs, wholly or in part, to an industry of a newer one."""

    older = models.ForeignKey(Industry, models.CASCADE, related_name="goes_into", verbose_name=_("from"))
    newer = models.ForeignKey(Industry, models.CASCADE, related_name="comes_from", verbose_name=_("into"))
    whole = models.BooleanField(_("wholly"), default=True)

    class Meta:
        verbose_name = _("correspondence of industries")
        verbose_name_plural = _("correspondences of industries")
        ordering = ["older", "newer"]
        constraints = [
            models.UniqueConstraint(fields=["older", "newer"], name="correspondence_once"),
            models.CheckConstraint(condition=~models.Q(older=models.F("newer")), name="correspondence_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.older_id} → {self.newer_id}"
