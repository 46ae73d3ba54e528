"""Lots, and who leases and works on them. Projects, tenants and enterprises are three counts and never one."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhip.estates.models.estates import Estate, Phase
from nhip.registry.append_only import AppendOnly
from nhip.registry.models import Document, Enterprise
from nhip.registry.models.validity import dates_in_order
from nhip.registry.text import FoldedField, NfcField
from nhip.registry.versions import Versioned

__all__ = ["LandUse", "Lease", "Lot", "LotRecord", "Operation", "Tenant", "TenantProject"]


class LandUse(models.TextChoices):
    """What leasable land is for."""

    INDUSTRIAL = "industrial", _("industrial land")
    SERVICE = "service", _("service land")


class Lot(AppendOnly):
    """A lot of an estate, known by its code. What it is like stands in its records."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="lots", verbose_name=_("zone or cluster"))
    code = NfcField(_("code"), max_length=40)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)
    recorded_by = models.CharField(_("recorded by"), max_length=150, editable=False)

    class Meta(AppendOnly.Meta):
        verbose_name = _("lot")
        verbose_name_plural = _("lots")
        ordering = ["estate", "code"]
        constraints = [models.UniqueConstraint(fields=["estate", "code"], name="estate_lot_once")]

    def __str__(self) -> str:
        return self.code


class LotRecord(Versioned):
    """What a lot is like: its area and use. It is there from the first to the last day, both included."""

    lot = models.ForeignKey(Lot, models.PROTECT, related_name="records", verbose_name=_("lot"))
    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+", verbose_name=_("zone or cluster"))
    phase = models.ForeignKey(
        Phase, models.PROTECT, null=True, blank=True, related_name="lots", verbose_name=_("phase")
    )
    use = models.CharField(_("use"), max_length=10, choices=LandUse.choices)
    hectares = models.DecimalField(_("area (ha)"), max_digits=12, decimal_places=4)
    infrastructure_built = models.BooleanField(_("with infrastructure"), default=False)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    source = NfcField(_("source"), max_length=300, blank=True)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    class Meta(Versioned.Meta):
        verbose_name = _("description of a lot")
        verbose_name_plural = _("descriptions of lots")
        ordering = ["lot", "valid_from", "id"]
        indexes = [models.Index(fields=["estate", "valid_from"], name="estate_lot_record_from")]
        constraints = [
            models.CheckConstraint(condition=Q(use__in=LandUse.values), name="estate_lot_use_known"),
            models.CheckConstraint(condition=Q(hectares__gt=0), name="estate_lot_has_area"),
            dates_in_order("valid_from", "valid_to", "estate_lot_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.lot_id}: {self.hectares}"


class Tenant(AppendOnly):
    """Who leases land; an enterprise of the register where it is known as one."""

    name = NfcField(_("name"), max_length=300)
    name_folded = FoldedField(source="name", max_length=300, db_index=True)
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("enterprise")
    )
    illustrative = models.BooleanField(_("illustrative"), default=False)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)
    recorded_by = models.CharField(_("recorded by"), max_length=150, editable=False)

    class Meta(AppendOnly.Meta):
        verbose_name = _("tenant")
        verbose_name_plural = _("tenants")
        ordering = ["name_folded", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise"], condition=Q(enterprise__isnull=False), name="estate_tenant_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class TenantProject(Versioned):
    """A project in an estate, known by the code of its certificate or approval."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="projects", verbose_name=_("zone or cluster"))
    tenant = models.ForeignKey(Tenant, models.PROTECT, related_name="projects", verbose_name=_("tenant"))
    certificate_code = NfcField(_("code of the certificate"), max_length=60)
    name = NfcField(_("name"), max_length=300)
    registered_capital = models.DecimalField(
        _("registered capital (billion VND)"), max_digits=14, decimal_places=4, null=True, blank=True
    )
    spent_capital = models.DecimalField(
        _("spent capital (billion VND)"), max_digits=14, decimal_places=4, null=True, blank=True
    )
    jobs = models.PositiveIntegerField(_("jobs"), null=True, blank=True)
    approved_on = models.DateField(_("approved on"))
    operating_from = models.DateField(_("operating from"), null=True, blank=True)
    ended_on = models.DateField(_("last day"), null=True, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    source = NfcField(_("source"), max_length=300, blank=True)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    class Meta(Versioned.Meta):
        verbose_name = _("project of a tenant")
        verbose_name_plural = _("projects of tenants")
        ordering = ["estate", "certificate_code", "id"]
        indexes = [models.Index(fields=["estate", "approved_on"], name="estate_project_approved")]
        constraints = [
            dates_in_order("approved_on", "operating_from", "estate_project_operates_later"),
            dates_in_order("approved_on", "ended_on", "estate_project_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.certificate_code} {self.name}"


class Lease(Versioned):
    """Land of a lot let to a tenant, from the first to the last day, both included; no last day means still.

    The price is confidential. `use` is that of the lot.
    """

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="leases", verbose_name=_("zone or cluster"))
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="leases", verbose_name=_("lot"))
    tenant = models.ForeignKey(Tenant, models.PROTECT, related_name="leases", verbose_name=_("tenant"))
    project = models.ForeignKey(
        TenantProject, models.PROTECT, null=True, blank=True, related_name="leases", verbose_name=_("project")
    )
    use = models.CharField(_("use"), max_length=10, choices=LandUse.choices)
    hectares = models.DecimalField(_("area (ha)"), max_digits=12, decimal_places=4)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    price = models.DecimalField(_("price"), max_digits=14, decimal_places=2, null=True, blank=True)
    price_unit = NfcField(_("unit of the price"), max_length=60, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    source = NfcField(_("source"), max_length=300, blank=True)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    class Meta(Versioned.Meta):
        verbose_name = _("lease")
        verbose_name_plural = _("leases")
        ordering = ["estate", "starts_on", "id"]
        indexes = [
            models.Index(fields=["estate", "starts_on"], name="estate_lease_from"),
            models.Index(fields=["lot", "starts_on"], name="estate_lease_lot"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(hectares__gt=0), name="estate_lease_has_area"),
            dates_in_order("starts_on", "ends_on", "estate_lease_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.lot_id} {self.starts_on}"


class Operation(Versioned):
    """An enterprise working in an estate, whether it leases there or not, from the first to the last day."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="operations", verbose_name=_("zone or cluster"))
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("enterprise")
    )
    name = NfcField(_("name"), max_length=300)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    source = NfcField(_("source"), max_length=300, blank=True)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    class Meta(Versioned.Meta):
        verbose_name = _("enterprise working in a zone or cluster")
        verbose_name_plural = _("enterprises working in zones and clusters")
        ordering = ["estate", "starts_on", "id"]
        indexes = [models.Index(fields=["estate", "starts_on"], name="estate_operation_from")]
        constraints = [dates_in_order("starts_on", "ends_on", "estate_operation_days_in_order")]

    def __str__(self) -> str:
        return f"{self.estate_id}: {self.name}"
