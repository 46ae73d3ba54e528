"""What happens to enterprises, what they report, and what they allow to be published."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nhip.registry.choices import PERIOD_PATTERN
from nhip.registry.models.enterprises import Enterprise
from nhip.registry.models.products import Product
from nhip.registry.models.validity import ValidInTime, ValidQuerySet, dates_in_order
from nhip.registry.text import NfcField

__all__ = ["Consent", "EnterpriseEvent", "EventKind", "Reporting"]


class EventKind(models.TextChoices):
    """What can happen to an enterprise between its entry and its exit."""

    SUSPENSION = "suspension", _("suspends its business")
    RESUMPTION = "resumption", _("resumes its business")
    MERGER = "merger", _("merges into")
    SPLIT = "split", _("splits off")


# Events in which a second enterprise takes part: the one that goes on, or the new one.
OF_TWO = (EventKind.MERGER, EventKind.SPLIT)


class EnterpriseEvent(models.Model):
    """A dated event. In a merger `other` goes on, in a split it is the new one."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="events", verbose_name=_("enterprise"))
    kind = models.CharField(_("event"), max_length=10, choices=EventKind.choices)
    on = models.DateField(_("date"))
    other = models.ForeignKey(
        Enterprise,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events_of_others",
        verbose_name=_("other enterprise"),
    )
    document = NfcField(_("document"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("event of an enterprise")
        verbose_name_plural = _("events of enterprises")
        ordering = ["enterprise", "on", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "kind", "on", "other"], name="event_of_two_once_a_day"),
            models.UniqueConstraint(
                fields=["enterprise", "kind", "on"], condition=Q(other=None), name="event_of_one_once_a_day"
            ),
            models.CheckConstraint(condition=Q(kind__in=EventKind.values), name="event_kind_known"),
            models.CheckConstraint(
                condition=Q(kind__in=OF_TWO, other__isnull=False) | (~Q(kind__in=OF_TWO) & Q(other=None)),
                name="event_of_one_or_two",
            ),
            models.CheckConstraint(condition=Q(other=None) | ~Q(other=F("enterprise")), name="event_with_another"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.enterprise_id} {self.kind}"


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
