"""Products with their units, and the province's yearly list of key products."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhip.registry.models.duplicates import Mergeable
from nhip.registry.models.industries import Industry
from nhip.registry.models.validity import ValidInTime, ValidQuerySet, dates_in_order
from nhip.registry.text import FoldedField, NfcField, SortField


class ProductQuerySet(ValidQuerySet["Product"]):
    """Products."""

    def distinct_things(self) -> Self:
        """Leave out those that were merged into another one."""
        return self.filter(duplicate_of=None)


class Product(ValidInTime, Mergeable):
    """A product that enterprises report, in one unit."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    name_vi = NfcField(_("name in Vietnamese"), max_length=300)
    name_en = NfcField(_("name in English"), max_length=300, blank=True)
    name_folded = FoldedField(source=("name_vi", "name_en"), max_length=600)
    sort_key = SortField(source="name_vi", default="", db_index=True)
    unit = NfcField(_("unit"), max_length=40)
    industry = models.ForeignKey(
        Industry, models.PROTECT, null=True, blank=True, related_name="products", verbose_name=_("industry")
    )

    objects = models.Manager.from_queryset(ProductQuerySet)()

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=~Q(unit=""), name="product_has_a_unit"),
            dates_in_order("valid_from", "valid_to", "product_dates_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.name_vi} ({self.unit})"

    def name(self, language: str) -> str:
        """Return the name in a language; the Vietnamese one where there is no other."""
        return self.name_vi if language.startswith("vi") else self.name_en or self.name_vi


class UnitConversion(models.Model):
    """Another unit of a product: one of it is ``factor`` of the product's own unit."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="conversions", verbose_name=_("product"))
    unit = NfcField(_("unit"), max_length=40)
    factor = models.DecimalField(_("factor"), max_digits=24, decimal_places=9)

    class Meta:
        verbose_name = _("unit conversion")
        verbose_name_plural = _("unit conversions")
        ordering = ["product", "unit"]
        constraints = [
            models.UniqueConstraint(fields=["product", "unit"], name="conversion_once_for_a_unit"),
            models.CheckConstraint(condition=Q(factor__gt=0), name="conversion_factor_positive"),
        ]

    def __str__(self) -> str:
        return f"1 {self.unit} = {self.factor.normalize()} {self.product.unit}"


class KeyProductList(models.Model):
    """The province's list of key products of a year: the version of that year, and the document that decided it."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    document = NfcField(_("document"), max_length=300)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)

    class Meta:
        verbose_name = _("list of key products")
        verbose_name_plural = _("lists of key products")
        ordering = ["year"]

    def __str__(self) -> str:
        return f"{self.year}: {self.document}"


class KeyProduct(models.Model):
    """An entry of the province's list of key products of a year; it may add up several products of one unit."""

    year = models.PositiveSmallIntegerField(_("year"))
    position = models.PositiveSmallIntegerField(_("position"))
    code = models.CharField(_("code"), max_length=40)
    name_vi = NfcField(_("name in Vietnamese"), max_length=300)
    name_en = NfcField(_("name in English"), max_length=300, blank=True)
    unit = NfcField(_("unit"), max_length=40)
    products = models.ManyToManyField(Product, related_name="key_products", verbose_name=_("products"))
    source = NfcField(_("source"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("key product")
        verbose_name_plural = _("key products")
        ordering = ["year", "position"]
        constraints = [
            models.UniqueConstraint(fields=["year", "code"], name="key_product_once_a_year"),
            models.UniqueConstraint(fields=["year", "position"], name="key_product_position_once_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.name_vi}"

    def name(self, language: str) -> str:
        """Return the name in a language; the Vietnamese one where there is no other."""
        return self.name_vi if language.startswith("vi") else self.name_en or self.name_vi
