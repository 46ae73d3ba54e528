"""What a compilation leaves behind: the scheme it used, its figures, and the way from each down to the reports."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhip.figures.comparisons import Comparison, Status
from nhip.intake.models import Observation
from nhip.registry.append_only import AppendOnly
from nhip.registry.choices import PERIOD_PATTERN
from nhip.registry.models import Enterprise, Product
from nhip.registry.text import NfcField

__all__ = [
    "FigureRow",
    "NodeValue",
    "RegisterSnapshot",
    "Run",
    "SchemeFile",
    "SchemeNode",
    "StoredScheme",
    "UsedReport",
]


class StoredScheme(AppendOnly):
    """A scheme as it was used. Its files are kept, so that any run can be computed again."""

    digest = models.CharField(_("hash"), max_length=64, unique=True)
    title_vi = NfcField(_("title in Vietnamese"), max_length=300, blank=True)
    title_en = NfcField(_("title in English"), max_length=300, blank=True)
    illustrative = models.BooleanField(_("illustrative"), default=False)
    stored_at = models.DateTimeField(_("stored at"), default=timezone.now, editable=False)

    class Meta(AppendOnly.Meta):
        verbose_name = _("scheme")
        verbose_name_plural = _("schemes")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title_vi or self.digest[:12]


class SchemeFile(AppendOnly):
    """A table of a scheme, byte for byte."""

    scheme = models.ForeignKey(StoredScheme, models.PROTECT, related_name="files", verbose_name=_("scheme"))
    name = models.CharField(_("name"), max_length=100)
    content = models.BinaryField(_("content"))

    class Meta(AppendOnly.Meta):
        verbose_name = _("scheme file")
        verbose_name_plural = _("scheme files")
        ordering = ["scheme", "name"]
        constraints = [models.UniqueConstraint(fields=["scheme", "name"], name="scheme_file_once")]

    def __str__(self) -> str:
        return self.name


class SchemeNode(AppendOnly):
    """A node of a scheme's newest tree, as pages list it."""

    scheme = models.ForeignKey(StoredScheme, models.PROTECT, related_name="nodes", verbose_name=_("scheme"))
    code = models.CharField(_("code"), max_length=40)
    parent = models.CharField(_("part of"), max_length=40, blank=True)
    level = models.CharField(_("level"), max_length=40, blank=True)
    depth = models.PositiveSmallIntegerField(_("depth"))
    position = models.PositiveIntegerField(_("position"))
    name_vi = NfcField(_("name in Vietnamese"), max_length=300)
    name_en = NfcField(_("name in English"), max_length=300, blank=True)
    unit = NfcField(_("unit"), max_length=40, blank=True)

    class Meta(AppendOnly.Meta):
        verbose_name = _("node")
        verbose_name_plural = _("nodes")
        ordering = ["scheme", "position"]
        constraints = [models.UniqueConstraint(fields=["scheme", "code"], name="scheme_node_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.name_vi}"

    def name(self, language: str) -> str:
        """Return the name in a language; the Vietnamese one where there is no other."""
        return self.name_vi if language.startswith("vi") else self.name_en or self.name_vi


class RegisterSnapshot(AppendOnly):
    """What the registers that are changed in place said when a run was made, as JSON; the same is kept once."""

    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    content = models.BinaryField(_("content"))
    stored_at = models.DateTimeField(_("stored at"), default=timezone.now, editable=False)

    class Meta(AppendOnly.Meta):
        verbose_name = _("snapshot of the registers")
        verbose_name_plural = _("snapshots of the registers")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.sha256[:12]


class Run(AppendOnly):
    """One compilation: what was known at an instant, through one scheme, by one version of the program."""

    scheme = models.ForeignKey(StoredScheme, models.PROTECT, related_name="runs", verbose_name=_("scheme"))
    as_of = models.DateTimeField(_("known at"))
    created_at = models.DateTimeField(_("computed at"), default=timezone.now, editable=False)
    first_period = models.CharField(_("first month"), max_length=7)
    last_period = models.CharField(_("last month"), max_length=7)
    root = models.CharField(_("whole"), max_length=40)
    code_version = models.CharField(_("version of the program"), max_length=40)
    knowledge_hash = models.CharField(_("hash of what was known"), max_length=64)
    result_hash = models.CharField(_("hash of the result"), max_length=64)
    illustrative = models.BooleanField(_("illustrative"), default=False)
    # None for runs from before snapshots were kept.
    registers = models.ForeignKey(
        RegisterSnapshot, models.PROTECT, null=True, related_name="runs", verbose_name=_("snapshot of the registers")
    )

    class Meta(AppendOnly.Meta):
        verbose_name = _("compilation")
        verbose_name_plural = _("compilations")
        ordering = ["as_of", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "knowledge_hash", "code_version"], name="run_once_for_what_is_known"
            ),
        ]
        indexes = [models.Index(fields=["as_of"], name="run_as_of")]

    def __str__(self) -> str:
        return f"{self.last_period} ({self.as_of:%Y-%m-%d %H:%M})"


class NodeValue(AppendOnly):
    """A node in a month, with what it enters its parent with: the rows of every opening.

    ``index`` is the published one, linked over epochs; ``own_index`` stands on the base of its epoch, where children
    weighted with ``share`` add up to their parent. Products also have their quantity, base quantity and link factor.
    """

    run = models.ForeignKey(Run, models.PROTECT, related_name="node_values", verbose_name=_("compilation"))
    node = models.CharField(_("node"), max_length=40)
    parent = models.CharField(_("part of"), max_length=40, blank=True)
    period = models.CharField(_("month"), max_length=7)
    epoch = models.CharField(_("weight epoch"), max_length=40)
    index = models.FloatField(_("index"))
    own_index = models.FloatField(_("index on the base of its epoch"))
    weight = models.FloatField(_("weight"), null=True)
    share = models.FloatField(_("share in the step"))
    quantity = models.FloatField(_("quantity"), null=True)
    base_quantity = models.FloatField(_("quantity of the base month"), null=True)
    factor = models.FloatField(_("link factor"), null=True)
    response_rate = models.FloatField(_("response rate"), null=True)
    weighted_response_rate = models.FloatField(_("weighted response rate"), null=True)
    imputed_share = models.FloatField(_("imputed share"), null=True)
    estimated_share = models.FloatField(_("estimated share"), null=True)

    class Meta(AppendOnly.Meta):
        verbose_name = _("value of a node")
        verbose_name_plural = _("values of nodes")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["run", "node", "period"], name="node_value_once"),
            models.CheckConstraint(condition=Q(period__regex=PERIOD_PATTERN), name="node_value_period_is_a_month"),
        ]
        indexes = [models.Index(fields=["run", "period", "parent"], name="node_value_children")]

    def __str__(self) -> str:
        return f"{self.node} {self.period}: {self.index}"


class FigureRow(AppendOnly):
    """A figure: one value of one indicator, unrounded, exact to the last bit."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="figures", verbose_name=_("compilation"))
    indicator = models.CharField(_("indicator"), max_length=40)
    subject = models.CharField(_("subject"), max_length=40, blank=True)
    place = models.CharField(_("place"), max_length=10, blank=True)
    period = models.CharField(_("period"), max_length=15)
    comparison = models.CharField(
        _("comparison"), max_length=20, choices=[(each.value, each.value) for each in Comparison]
    )
    value = models.FloatField(_("value"))
    contribution = models.FloatField(_("contribution"), null=True)
    status = models.CharField(_("status"), max_length=12, choices=[(each.value, each.value) for each in Status])
    imputed_share = models.FloatField(_("imputed share"), default=0.0)
    response_rate = models.FloatField(_("response rate"), null=True)
    confidential = models.BooleanField(_("confidential"), default=False)

    class Meta(AppendOnly.Meta):
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "indicator", "subject", "place", "period", "comparison"], name="figure_once"
            ),
            models.CheckConstraint(
                condition=Q(comparison__in=[each.value for each in Comparison]), name="figure_comparison_known"
            ),
            models.CheckConstraint(condition=Q(status__in=[each.value for each in Status]), name="figure_status_known"),
        ]
        indexes = [models.Index(fields=["run", "indicator", "period"], name="figure_of_a_period")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.subject} {self.period} {self.comparison}: {self.value}"


class UsedReport(AppendOnly):
    """A quantity that went into a product's index: whose, how much, why, and the observation it was read from.

    ``product`` is the one whose index it entered. After a replacement the observation may be of another one. What
    was imputed has no observation, or one that says "not reported".
    """

    run = models.ForeignKey(Run, models.PROTECT, related_name="used_reports", verbose_name=_("compilation"))
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, related_name="used_reports", verbose_name=_("enterprise")
    )
    product = models.ForeignKey(Product, models.PROTECT, related_name="used_reports", verbose_name=_("product"))
    period = models.CharField(_("month"), max_length=7)
    quantity = models.FloatField(_("quantity"))
    state = models.CharField(_("state"), max_length=12)
    rule = models.CharField(_("rule of imputation"), max_length=20, blank=True)
    factor = models.FloatField(_("link factor"), default=1.0)
    observation = models.ForeignKey(
        Observation, models.PROTECT, null=True, related_name="uses", verbose_name=_("observation")
    )

    class Meta(AppendOnly.Meta):
        verbose_name = _("used report")
        verbose_name_plural = _("used reports")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["run", "enterprise", "product", "period"], name="used_report_once"),
        ]
        indexes = [models.Index(fields=["run", "product", "period"], name="used_report_of_a_product")]

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.product_id} {self.period}: {self.quantity}"
