"""Enterprises, what they report, what they plan, and what they allow to be published; targets of the province."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nhip.registry.choices import PERIOD_PATTERN, Measure
from nhip.registry.models.industries import Industry
from nhip.registry.models.places import Place
from nhip.registry.models.products import Product
from nhip.registry.models.validity import ValidInTime, ValidQuerySet, dates_in_order
from nhip.registry.tax_codes import validate_tax_code
from nhip.registry.text import FoldedField, NfcField, fold


class EnterpriseQuerySet(models.QuerySet["Enterprise"]):
    """Enterprises."""

    def active_on(self, day: date) -> Self:
        """Keep those that had entered by a day and had not left before it."""
        return self.filter(Q(entered_on=None) | Q(entered_on__lte=day), Q(exited_on=None) | Q(exited_on__gt=day))

    def search(self, text: str) -> Self:
        """Keep those whose name has every word, or whose tax code begins with it; marks and case do not count."""
        words = fold(text).split()
        found = Q(name_folded__contains=words[0]) if words else Q()
        for word in words[1:]:
            found &= Q(name_folded__contains=word)
        return self.filter(found | Q(tax_code__startswith=text.strip())) if words else self


class Enterprise(models.Model):
    """An enterprise or a branch, known by its tax code."""

    tax_code = models.CharField(_("tax code"), max_length=13, unique=True, validators=[validate_tax_code])
    name = NfcField(_("name"), max_length=300)
    name_folded = FoldedField(source="name", db_index=True)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="enterprises", verbose_name=_("place")
    )
    industry = models.ForeignKey(
        Industry, models.PROTECT, null=True, blank=True, related_name="enterprises", verbose_name=_("industry")
    )
    entered_on = models.DateField(_("entered on"), null=True, blank=True)
    exited_on = models.DateField(_("left on"), null=True, blank=True)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = models.Manager.from_queryset(EnterpriseQuerySet)()

    class Meta:
        verbose_name = _("enterprise")
        verbose_name_plural = _("enterprises")
        ordering = ["tax_code"]
        constraints = [
            dates_in_order("entered_on", "exited_on", "enterprise_dates_in_order"),
            models.CheckConstraint(
                condition=Q(tax_code__regex=r"^[0-9]{10}([0-9]{3})?$"), name="enterprise_tax_code_shape"
            ),
        ]
        indexes = [models.Index(fields=["entered_on"], name="enterprise_entered_on")]

    def __str__(self) -> str:
        return self.name


class Reporting(models.Model):
    """An enterprise reports a product from a month on, up to a month or still."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="reportings", verbose_name=_("enterprise"))
    product = models.ForeignKey(Product, models.PROTECT, related_name="reportings", verbose_name=_("product"))
    from_period = models.CharField(_("from month"), max_length=7)
    to_period = models.CharField(_("to month"), max_length=7, blank=True)

    class Meta:
        verbose_name = _("reported product")
        verbose_name_plural = _("reported products")
        ordering = ["enterprise", "product", "from_period"]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "product", "from_period"], name="reporting_once_from_a_month"
            ),
            models.CheckConstraint(
                condition=Q(from_period__regex=PERIOD_PATTERN) & (Q(to_period="") | Q(to_period__regex=PERIOD_PATTERN)),
                name="reporting_months_are_months",
            ),
            models.CheckConstraint(
                condition=Q(to_period="") | Q(to_period__gte=F("from_period")), name="reporting_months_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.product_id} {self.from_period}–{self.to_period}"


class Consent(ValidInTime):
    """An enterprise agrees that its own figures of a product are published; the law asks for this on record."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="consents", verbose_name=_("enterprise"))
    product = models.ForeignKey(Product, models.PROTECT, related_name="consents", verbose_name=_("product"))
    document = NfcField(_("document"), max_length=200)

    objects = models.Manager.from_queryset(ValidQuerySet)()

    class Meta:
        verbose_name = _("consent to publish")
        verbose_name_plural = _("consents to publish")
        ordering = ["enterprise", "product", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "product", "valid_from"], name="consent_once_from_a_day"),
            models.UniqueConstraint(
                fields=["enterprise", "product"],
                condition=Q(valid_from=None),
                name="consent_once_from_always",
            ),
            dates_in_order("valid_from", "valid_to", "consent_dates_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.product_id}"


class ProductionPlan(models.Model):
    """What an enterprise plans to produce, or to sell, in a year."""

    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, related_name="production_plans", verbose_name=_("enterprise")
    )
    product = models.ForeignKey(Product, models.PROTECT, related_name="production_plans", verbose_name=_("product"))
    year = models.PositiveSmallIntegerField(_("year"))
    measure = models.CharField(_("measure"), max_length=10, choices=Measure.choices, default=Measure.PRODUCTION)
    quantity = models.DecimalField(_("quantity"), max_digits=24, decimal_places=6)
    document = NfcField(_("document"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("production plan")
        verbose_name_plural = _("production plans")
        ordering = ["year", "enterprise", "product"]
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "product", "year", "measure"], name="plan_once_a_year"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="plan_quantity_positive"),
            models.CheckConstraint(condition=Q(measure__in=Measure.values), name="plan_measure_known"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.enterprise_id} {self.product_id}: {self.quantity}"


class Target(models.Model):
    """Growth the province wants of its industry, or of a part of it, in a period, in percent."""

    subject = models.CharField(_("subject"), max_length=40)
    period = models.CharField(_("period"), max_length=15)
    growth = models.DecimalField(_("growth"), max_digits=8, decimal_places=3)
    document = NfcField(_("document"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["period", "subject"]
        constraints = [models.UniqueConstraint(fields=["subject", "period"], name="target_once_a_period")]

    def __str__(self) -> str:
        return f"{self.period} {self.subject}: {self.growth} %"
