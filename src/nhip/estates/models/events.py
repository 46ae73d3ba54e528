"""Dated legal events. An estate has no status: its stage is derived from them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nhip.estates.models.estates import Estate
from nhip.registry.models import Document
from nhip.registry.text import NfcField
from nhip.registry.versions import Versioned

__all__ = ["EstateEvent", "EventKind", "FirstEvent", "Precision", "YearEvent"]


class EventKind(models.TextChoices):
    """What happens to a zone or a cluster by law; the order is the usual one, and no rule."""

    PLANNED = "planned", _("entered into the provincial plan")
    REQUESTED = "requested", _("establishment requested")
    APPRAISED = "appraised", _("appraised")
    ESTABLISHED = "established", _("established")
    INVESTMENT_POLICY = "investment_policy_approved", _("investment policy approved")
    DETAILED_PLAN = "detailed_plan_approved", _("detailed plan 1/500 approved")
    LAND = "land_handed_over", _("land handed over")
    GROUNDBREAKING = "groundbreaking", _("groundbreaking")
    OPERATING = "infrastructure_operating", _("infrastructure operating")
    EXPANDED = "expanded", _("expanded")
    ADJUSTED = "adjusted", _("decision adjusted")
    INVESTOR_CHANGED = "investor_changed", _("investor changed")
    REPEALED = "repealed", _("repealed")


class Precision(models.TextChoices):
    """How exactly the source gives the day."""

    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


class EstateEvent(Versioned):
    """One event. `on` and `until` are the first and the last day it may have happened; equal where the day is known.

    A count of a period takes an event that surely lies in it, and a count of a day one that surely had happened.
    """

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="events", verbose_name=_("zone or cluster"))
    kind = models.CharField(_("event"), max_length=26, choices=EventKind.choices)
    on = models.DateField(_("on"))
    until = models.DateField(_("last possible day"))
    precision = models.CharField(_("precision of the day"), max_length=5, choices=Precision.choices, default="day")
    document_number = NfcField(_("number of the document"), max_length=100, blank=True)
    authority = NfcField(_("authority"), max_length=200, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    note = NfcField(_("note"), max_length=500, blank=True)
    source = NfcField(_("source"), max_length=300, blank=True)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    class Meta(Versioned.Meta):
        verbose_name = _("event of a zone or cluster")
        verbose_name_plural = _("events of zones and clusters")
        ordering = ["on", "id"]
        indexes = [
            models.Index(fields=["estate", "on"], name="estate_event_estate"),
            models.Index(fields=["kind", "until"], name="estate_event_kind"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=EventKind.values), name="estate_event_kind_known"),
            models.CheckConstraint(condition=Q(until__gte=F("on")), name="estate_event_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.estate_id} {self.kind} {self.on}"


class FirstEvent(models.Model):
    """The first event of each kind of each estate: a projection of the events, so that lists and stocks stay fast.

    Made anew from the events by the act that adds, corrects or withdraws one, in the same transaction, and never
    written otherwise; `invariants.py` compares it with its source.
    """

    estate = models.ForeignKey(Estate, models.CASCADE, related_name="first_events", verbose_name=_("zone or cluster"))
    kind = models.CharField(_("event"), max_length=26, choices=EventKind.choices)
    on = models.DateField(_("on"))
    until = models.DateField(_("last possible day"))
    event = models.ForeignKey(EstateEvent, models.CASCADE, related_name="+", verbose_name=_("event"))

    class Meta:
        verbose_name = _("first event of a kind")
        verbose_name_plural = _("first events of their kinds")
        ordering = ["estate", "on"]
        constraints = [models.UniqueConstraint(fields=["estate", "kind"], name="estate_first_event_once")]
        indexes = [models.Index(fields=["kind", "until"], name="estate_first_event_kind")]

    def __str__(self) -> str:
        return f"{self.estate_id} {self.kind} {self.on}"


class YearEvent(models.Model):
    """The first event of each kind of each estate in each year that holds all of it: the same for counts of a year.

    Kept as `FirstEvent` is, and of the same events.
    """

    estate = models.ForeignKey(Estate, models.CASCADE, related_name="+", verbose_name=_("zone or cluster"))
    kind = models.CharField(_("event"), max_length=26, choices=EventKind.choices)
    year = models.PositiveSmallIntegerField(_("year"))
    until = models.DateField(_("last possible day"))

    class Meta:
        verbose_name = _("event of a year")
        verbose_name_plural = _("events of years")
        ordering = ["estate", "year", "kind"]
        constraints = [models.UniqueConstraint(fields=["estate", "kind", "year"], name="estate_year_event_once")]
        indexes = [models.Index(fields=["year", "kind", "until", "estate"], name="estate_year_event_year")]

    def __str__(self) -> str:
        return f"{self.estate_id} {self.kind} {self.year}"
