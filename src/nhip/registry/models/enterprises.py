"""Enterprises and what they plan."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nhip.registry.choices import Measure
from nhip.registry.models.duplicates import Mergeable
from nhip.registry.models.industries import Industry
from nhip.registry.models.places import Place
from nhip.registry.models.products import Product
from nhip.registry.models.validity import dates_in_order
from nhip.registry.tax_codes import validate_tax_code
from nhip.registry.text import FoldedField, NfcField, SortField, fold
from nhip.registry.versions import Versioned


class Ownership(models.TextChoices):
    """Who owns an enterprise, as the statistics of enterprises group them."""

    STATE = "state", pgettext_lazy("ownership", "state")
    PRIVATE = "private", _("private")
    FOREIGN = "foreign", _("foreign investment")
    COOPERATIVE = "cooperative", _("cooperative")
    HOUSEHOLD = "household", _("business household")


class Size(models.TextChoices):
    """Size classes of the law on small and medium enterprises (Decree 80/2021/NĐ-CP, article 5), and large."""

    MICRO = "micro", _("micro")
    SMALL = "small", _("small")
    MEDIUM = "medium", _("medium")
    LARGE = "large", _("large")


class EnterpriseQuerySet(models.QuerySet["Enterprise"]):
    """Enterprises."""

    def distinct_things(self) -> Self:
        """Leave out those that were merged into another one."""
        return self.filter(duplicate_of=None)

    def active_on(self, day: date) -> Self:
        """Keep those that had entered by a day and had not left before it, each once."""
        return self.distinct_things().filter(
            Q(entered_on=None) | Q(entered_on__lte=day), Q(exited_on=None) | Q(exited_on__gt=day)
        )

    def search(self, text: str) -> Self:
        """Keep those whose name has every word, or whose tax code begins with it; marks and case do not count."""
        words = fold(text).split()
        found = Q(name_folded__contains=words[0]) if words else Q()
        for word in words[1:]:
            found &= Q(name_folded__contains=word)
        return self.filter(found | Q(tax_code__startswith=text.strip())) if words else self


class Enterprise(Mergeable):
    """An enterprise or a branch, known by its tax code."""

    tax_code = models.CharField(_("tax code"), max_length=13, unique=True, validators=[validate_tax_code])
    name = NfcField(_("name"), max_length=300)
    short_name = NfcField(_("short name"), max_length=100, blank=True)
    name_folded = FoldedField(source=("name", "short_name"), max_length=400, db_index=True)
    sort_key = SortField(source="name", default="", db_index=True)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="enterprises", verbose_name=_("place")
    )
    industry = models.ForeignKey(
        Industry, models.PROTECT, null=True, blank=True, related_name="enterprises", verbose_name=_("industry")
    )
    # The code of a zone or cluster.
    zone = models.CharField(_("zone or cluster"), max_length=40, blank=True)
    ownership = models.CharField(_("ownership"), max_length=12, choices=Ownership.choices, blank=True)
    size = models.CharField(_("size"), max_length=8, choices=Size.choices, blank=True)
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
            models.CheckConstraint(
                condition=Q(ownership="") | Q(ownership__in=Ownership.values), name="enterprise_ownership_known"
            ),
            models.CheckConstraint(condition=Q(size="") | Q(size__in=Size.values), name="enterprise_size_known"),
        ]
        indexes = [models.Index(fields=["entered_on"], name="enterprise_entered_on")]

    def __str__(self) -> str:
        return self.name


class ProductionPlan(Versioned):
    """One version of what an enterprise plans to produce, or to sell, in a year."""

    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, related_name="production_plans", verbose_name=_("enterprise")
    )
    product = models.ForeignKey(Product, models.PROTECT, related_name="production_plans", verbose_name=_("product"))
    year = models.PositiveSmallIntegerField(_("year"))
    measure = models.CharField(_("measure"), max_length=10, choices=Measure.choices, default=Measure.PRODUCTION)
    quantity = models.DecimalField(_("quantity"), max_digits=24, decimal_places=6)
    document = NfcField(_("document"), max_length=300, blank=True)

    class Meta(Versioned.Meta):
        verbose_name = _("production plan")
        verbose_name_plural = _("production plans")
        ordering = ["year", "enterprise", "product", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "product", "year", "measure"],
                condition=Q(replaces=None),
                name="plan_begins_once",
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="plan_quantity_positive"),
            models.CheckConstraint(condition=Q(measure__in=Measure.values), name="plan_measure_known"),
        ]
        indexes = [models.Index(fields=["year", "enterprise"], name="plan_of_a_year")]

    def __str__(self) -> str:
        return f"{self.year} {self.enterprise_id} {self.product_id}: {self.quantity}"
