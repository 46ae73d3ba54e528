"""Zones and clusters: what they are called, where they lie, and what was stated about them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhip.registry.append_only import AppendOnly
from nhip.registry.models import Document, Enterprise, Place
from nhip.registry.text import FoldedField, NfcField, SortField
from nhip.registry.versions import Versioned

__all__ = [
    "AreaKind",
    "AreaStatement",
    "Estate",
    "EstateKind",
    "EstatePlace",
    "EstateRecord",
    "Phase",
    "WastewaterPlant",
]


class EstateKind(models.TextChoices):
    """The two kinds of land on which industry is gathered; each has a law of its own."""

    ZONE = "zone", _("industrial zone")
    CLUSTER = "cluster", _("industrial cluster")


class WastewaterPlant(models.TextChoices):
    """How far the central plant for waste water is."""

    UNKNOWN = "", _("not stated")
    NONE = "none", _("none")
    PLANNED = "planned", _("planned")
    BUILDING = "building", _("under construction")
    OPERATING = "operating", _("operating")


class AreaKind(models.TextChoices):
    """What an area counts. "Leasable" is industrial, and with zones service, land."""

    TOTAL = "total", _("total area")
    INDUSTRIAL = "industrial", _("industrial land")
    SERVICE = "service", _("service land")
    INFRASTRUCTURE = "infrastructure", _("land of the infrastructure")
    BUILT = "built", _("area with infrastructure")
    UNBUILT = "unbuilt", _("area without infrastructure yet")


class Estate(AppendOnly):
    """A zone or a cluster. Everything that can change about it stands in records, statements and events."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=8, choices=EstateKind.choices)
    name = NfcField(_("name"), max_length=200)
    name_folded = FoldedField(source=("name", "code"), max_length=300, db_index=True)
    sort_key = SortField(source="name", db_index=True)
    illustrative = models.BooleanField(_("illustrative"), default=False)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)
    recorded_by = models.CharField(_("recorded by"), max_length=150, editable=False)

    class Meta(AppendOnly.Meta):
        verbose_name = _("zone or cluster")
        verbose_name_plural = _("zones and clusters")
        ordering = ["sort_key", "code"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=EstateKind.values), name="estate_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name


class EstateRecord(Versioned):
    """What is said about an estate from a day on. A later record with a later day describes a change of the estate;
    a version that replaces another one corrects what was written."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="records", verbose_name=_("zone or cluster"))
    valid_from = models.DateField(_("valid from"))
    sectors = models.JSONField(_("divisions of the main sectors"), default=list, blank=True)
    sector_words = NfcField(_("main sectors in words"), max_length=500, blank=True)
    investor_name = NfcField(_("investor in infrastructure"), max_length=300, blank=True)
    investor = models.ForeignKey(
        Enterprise,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("enterprise of the investor"),
    )
    registered_capital = models.DecimalField(
        _("registered capital (billion VND)"), max_digits=14, decimal_places=4, null=True, blank=True
    )
    spent_capital = models.DecimalField(
        _("spent capital (billion VND)"), max_digits=14, decimal_places=4, null=True, blank=True
    )
    planned_works = NfcField(_("planned works"), max_length=1000, blank=True)
    actual_works = NfcField(_("works built"), max_length=1000, blank=True)
    wastewater_plant = models.CharField(
        _("waste water plant"), max_length=9, choices=WastewaterPlant.choices, blank=True, default=""
    )
    wastewater_capacity = models.DecimalField(
        _("capacity of the waste water plant (m³ a day)"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    price_from = models.DecimalField(_("price from"), max_digits=14, decimal_places=2, null=True, blank=True)
    price_to = models.DecimalField(_("price to"), max_digits=14, decimal_places=2, null=True, blank=True)
    price_unit = NfcField(_("unit of the price"), max_length=60, blank=True)
    price_note = NfcField(_("note to the price"), max_length=300, blank=True)
    services = NfcField(_("services"), max_length=1000, blank=True)
    contact_name = NfcField(_("contact"), max_length=200, blank=True)
    contact_phone = NfcField(_("phone"), max_length=60, blank=True)
    contact_email = NfcField(_("e-mail"), max_length=200, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    source = NfcField(_("source"), max_length=300, blank=True)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    class Meta(Versioned.Meta):
        verbose_name = _("description of a zone or cluster")
        verbose_name_plural = _("descriptions of zones and clusters")
        ordering = ["estate", "valid_from", "id"]
        indexes = [models.Index(fields=["estate", "valid_from"], name="estate_record_from")]

    def __str__(self) -> str:
        return f"{self.estate_id} ({self.valid_from})"


class EstatePlace(AppendOnly):
    """A place an estate lies in, as a description says: units of before July 2025 and of today stand side by side."""

    record = models.ForeignKey(EstateRecord, models.PROTECT, related_name="places", verbose_name=_("description"))
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))

    class Meta(AppendOnly.Meta):
        verbose_name = _("place of a zone or cluster")
        verbose_name_plural = _("places of zones and clusters")
        ordering = ["record", "id"]
        constraints = [models.UniqueConstraint(fields=["record", "place"], name="estate_place_once")]

    def __str__(self) -> str:
        return f"{self.record_id}: {self.place_id}"


class Phase(AppendOnly):
    """A part of an estate that is built at a time of its own."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="phases", verbose_name=_("zone or cluster"))
    number = models.PositiveSmallIntegerField(_("number"))
    name = NfcField(_("name"), max_length=200, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)
    recorded_by = models.CharField(_("recorded by"), max_length=150, editable=False)

    class Meta(AppendOnly.Meta):
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        ordering = ["estate", "number"]
        constraints = [models.UniqueConstraint(fields=["estate", "number"], name="estate_phase_once")]

    def __str__(self) -> str:
        return f"{self.estate_id}/{self.number}"


class AreaStatement(Versioned):
    """An area of one kind, of an estate or of one of its phases, as stated from a day on."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="areas", verbose_name=_("zone or cluster"))
    phase = models.ForeignKey(
        Phase, models.PROTECT, null=True, blank=True, related_name="areas", verbose_name=_("phase")
    )
    kind = models.CharField(_("kind of the area"), max_length=14, choices=AreaKind.choices)
    hectares = models.DecimalField(_("area (ha)"), max_digits=12, decimal_places=4)
    valid_from = models.DateField(_("valid from"))
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    source = NfcField(_("source"), max_length=300, blank=True)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    class Meta(Versioned.Meta):
        verbose_name = _("statement of an area")
        verbose_name_plural = _("statements of areas")
        ordering = ["estate", "kind", "valid_from", "id"]
        indexes = [models.Index(fields=["estate", "kind", "valid_from"], name="estate_area_from")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=AreaKind.values), name="estate_area_kind_known"),
            models.CheckConstraint(condition=Q(hectares__gte=0), name="estate_area_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.estate_id} {self.kind}: {self.hectares}"
