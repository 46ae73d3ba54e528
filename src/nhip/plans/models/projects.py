"""Projects: what sources say of them, and their milestones as planned, promised and reached."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nhip.registry.append_only import AppendOnly
from nhip.registry.models import Document, Enterprise, Place, Product
from nhip.registry.text import FoldedField, NfcField, SortField
from nhip.registry.versions import Versioned

__all__ = [
    "UNITS",
    "Attribute",
    "Milestone",
    "MilestoneKind",
    "Project",
    "ProjectKind",
    "ProjectRecord",
    "ProjectStatement",
    "Sort",
]


class ProjectKind(models.TextChoices):
    """What a project builds."""

    THERMAL = "thermal", _("thermal power")
    BIOMASS = "biomass", _("biomass power")
    WIND = "wind", _("wind power")
    HYDRO = "hydro", _("hydropower")
    SOLAR = "solar", _("solar power")
    INDUSTRIAL = "industrial", pgettext_lazy("kind of project", "industrial")
    INFRASTRUCTURE = "infrastructure", _("infrastructure")


class Attribute(models.TextChoices):
    """What a statement gives a number for. Each has one unit, so that no two are taken for one another."""

    CAPACITY = "capacity", _("capacity")
    CAPITAL = "capital", _("investment capital")
    OUTPUT = "output", _("output a year")
    UNITS = "units", _("generating units")
    AREA = "area", pgettext_lazy("land", "area")
    JOBS = "jobs", _("jobs")


UNITS: Final = {
    Attribute.CAPACITY: ("MW", "MW"),
    Attribute.CAPITAL: ("tỷ đồng", "billion VND"),
    Attribute.OUTPUT: ("triệu kWh", "million kWh"),
    Attribute.UNITS: ("", ""),
    Attribute.AREA: ("ha", "ha"),
    Attribute.JOBS: ("", ""),
}


class MilestoneKind(models.TextChoices):
    """Steps of a project, in the order in which most projects take them."""

    CALL = "call", _("call for investment")
    POWER_PLAN = "power_plan", _("listed in the power development plan")
    POLICY = "policy", _("investment policy approved")
    INVESTOR = "investor", _("investor chosen")
    CEREMONY = "ceremony", _("groundbreaking ceremony")
    WORKS = "works", _("works begun")
    GRID = "grid", _("connected to the grid")
    OPERATION = "operation", pgettext_lazy("milestone", "operation")
    STOPPED = "stopped", _("stopped or withdrawn")


class Sort(models.TextChoices):
    """Whether a day was wanted, promised or reached."""

    PLANNED = "planned", pgettext_lazy("milestone", "planned")
    PROMISED = "promised", pgettext_lazy("milestone", "promised")
    ACTUAL = "actual", pgettext_lazy("milestone", "actual")


class Project(AppendOnly):
    """A project, known by its code. What it is called and where it stands may change: see `ProjectRecord`."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    illustrative = models.BooleanField(_("illustrative"), default=False)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)
    recorded_by = models.CharField(_("recorded by"), max_length=150, editable=False)

    class Meta(AppendOnly.Meta):
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class ProjectRecord(Versioned):
    """One version of a project: its name and kind, where it stands, who invests, which enterprise runs it."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="records", verbose_name=_("project"))
    name = NfcField(_("name"), max_length=300)
    name_folded = FoldedField(source=("name", "investor"), max_length=600, db_index=True)
    sort_key = SortField(source="name", default="", db_index=True)
    kind = models.CharField(_("kind"), max_length=15, choices=ProjectKind.choices)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="projects", verbose_name=_("place")
    )
    estate = models.ForeignKey(
        "estates.Estate", models.PROTECT, null=True, blank=True, related_name="plans", verbose_name=_("zone or cluster")
    )
    investor = NfcField(_("investor"), max_length=300, blank=True)
    # A plant reports through its enterprise; what it makes decides on the consent to publish.
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="projects", verbose_name=_("run by")
    )
    product = models.ForeignKey(
        Product, models.PROTECT, null=True, blank=True, related_name="projects", verbose_name=_("product")
    )
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="projects", verbose_name=_("document")
    )
    source = NfcField(_("source"), max_length=300, blank=True)
    note = NfcField(_("note"), max_length=1000, blank=True)

    class Meta(Versioned.Meta):
        verbose_name = _("description of a project")
        verbose_name_plural = _("descriptions of projects")
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(fields=["project"], condition=Q(replaces=None), name="project_described_once"),
            models.CheckConstraint(condition=Q(kind__in=ProjectKind.values), name="project_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name


class ProjectStatement(Versioned):
    """What one source says of a project. Sources that disagree stand side by side; none wins.

    ``words`` is how the source prints it ("2×50 MW"); ``said_from`` and ``said_to`` are the day or span of days in
    which it was said, both blank where the source has no date.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="statements", verbose_name=_("project"))
    attribute = models.CharField(_("what it is about"), max_length=10, choices=Attribute.choices)
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)
    words = NfcField(_("as printed"), max_length=100, blank=True)
    said_from = models.DateField(_("said on, or from"), null=True, blank=True)
    said_to = models.DateField(_("said until"), null=True, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="statements", verbose_name=_("document")
    )
    source = NfcField(_("source"), max_length=300, blank=True)
    note = NfcField(_("note"), max_length=500, blank=True)

    class Meta(Versioned.Meta):
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["project", "attribute", "said_from", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(attribute__in=Attribute.values), name="statement_attribute_known"),
            models.CheckConstraint(condition=Q(value__gt=0), name="statement_value_positive"),
            models.CheckConstraint(
                condition=Q(said_from=None, said_to=None) | Q(said_to__gte=F("said_from")),
                name="statement_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.attribute}: {self.value}"


class Milestone(Versioned):
    """A step of a project as one source dates it. A source may give no more than a year, or two."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="milestones", verbose_name=_("project"))
    kind = models.CharField(_("milestone"), max_length=15, choices=MilestoneKind.choices)
    sort = models.CharField(_("planned, promised or actual"), max_length=10, choices=Sort.choices)
    earliest = models.DateField(_("earliest day"))
    latest = models.DateField(_("latest day"))
    words = NfcField(_("as printed"), max_length=100, blank=True)
    said_on = models.DateField(_("said on"), null=True, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="milestones", verbose_name=_("document")
    )
    source = NfcField(_("source"), max_length=300, blank=True)
    note = NfcField(_("note"), max_length=500, blank=True)

    class Meta(Versioned.Meta):
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["project", "earliest", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=MilestoneKind.values), name="milestone_kind_known"),
            models.CheckConstraint(condition=Q(sort__in=Sort.values), name="milestone_sort_known"),
            models.CheckConstraint(condition=Q(latest__gte=F("earliest")), name="milestone_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.kind} {self.sort}"
