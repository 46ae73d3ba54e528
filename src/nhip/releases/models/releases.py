"""Releases: what is made public of a run, for which period, by whose hands, and at which second.

Nothing here is changed. A release gets newer figures, texts and files by newer rows while it is a draft, and steps
say how far it has come. From approval on the database refuses new rows, and from publication on new steps too
(migration 0002).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhip.intake.models import Stage
from nhip.registry.append_only import AppendOnly, AppendOnlyQuerySet
from nhip.registry.text import NfcField
from nhip.releases.models.runs import Run

__all__ = [
    "Basis",
    "Release",
    "ReleaseFile",
    "ReleaseKind",
    "ReleaseState",
    "ReleaseStep",
    "ReleaseText",
    "Suppression",
    "Why",
]


class ReleaseKind(models.TextChoices):
    """How long the period of a release is."""

    MONTH = "month", _("month")
    QUARTER = "quarter", _("quarter")
    HALF_YEAR = "half_year", _("half-year")
    NINE_MONTHS = "nine_months", _("nine months")
    YEAR = "year", _("year")


class ReleaseState(models.TextChoices):
    """What the newest step of a release says. Published is what is scheduled once its second has come."""

    DRAFT = "draft", _("draft")
    REVIEW = "review", _("under review")
    APPROVED = "approved", _("approved")
    SCHEDULED = "scheduled", _("scheduled")
    DROPPED = "dropped", _("dropped")


class ReleaseQuerySet(AppendOnlyQuerySet["Release"]):
    """Releases."""

    def with_state(self) -> Self:
        """Add the newest step's state, moment of publication and number."""
        newest = ReleaseStep.objects.filter(release=OuterRef("pk")).order_by("-id")
        return self.annotate(
            state=Subquery(newest.values("state")[:1]),
            publish_at=Subquery(newest.values("publish_at")[:1]),
            step=Subquery(newest.values("id")[:1]),
        )

    def published(self, now: datetime | None = None) -> Self:
        """Keep those whose second has come: the clock publishes, nobody has to press a button."""
        now = now or timezone.now()
        return self.with_state().filter(state=ReleaseState.SCHEDULED, publish_at__lte=now)

    def standing(self, now: datetime | None = None) -> Self:
        """Keep the published ones that no correction, and after an estimate no official release, has replaced."""
        others = Release.objects.published(now)
        corrections = others.exclude(corrects=None)
        # An estimate stands until the official figures of its period are out.
        followed = others.filter(stage=Stage.OFFICIAL, period=OuterRef("period")).order_by()
        standing = self.published(now).exclude(pk__in=corrections.values("corrects"))
        return standing.exclude(Q(stage=Stage.ESTIMATE) & Q(Exists(followed.values("pk"))))


class Release(AppendOnly):
    """A release of a period. A correction is a release of its own that names the one it replaces and says why."""

    kind = models.CharField(_("kind"), max_length=12, choices=ReleaseKind.choices)
    period = models.CharField(_("period"), max_length=15)
    # The last month, so that releases of all kinds can be put in order.
    last_month = models.CharField(_("last month"), max_length=7)
    # A period may be told twice: from the first reports before it is quite over, and when all are in.
    stage = models.CharField(_("stage"), max_length=8, choices=Stage.choices, default=Stage.OFFICIAL)
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="corrections", verbose_name=_("corrects")
    )
    reason = NfcField(_("reason of the correction"), max_length=500, blank=True)
    prepared_by = models.CharField(_("prepared by"), max_length=150, editable=False)
    prepared_at = models.DateTimeField(_("prepared at"), default=timezone.now, editable=False)

    objects: Any = models.Manager.from_queryset(ReleaseQuerySet)()  # type: ignore[misc]

    class Meta(AppendOnly.Meta):
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["last_month", "id"]
        constraints = [
            models.UniqueConstraint(fields=["period", "stage", "number"], name="release_once"),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="release_stage_known"),
            models.CheckConstraint(condition=Q(kind__in=ReleaseKind.values), name="release_kind_known"),
            models.CheckConstraint(condition=Q(corrects=None) | ~Q(reason=""), name="release_correction_has_a_reason"),
        ]
        indexes = [models.Index(fields=["last_month"], name="release_last_month")]

    def __str__(self) -> str:
        return self.slug

    @property
    def slug(self) -> str:
        """Return the name in addresses: the period, "e" for its estimate, and "v2" for a correction."""
        text = self.period.replace("/", "--") + ("e" if self.stage == Stage.ESTIMATE else "")
        return text if self.number == 1 else f"{text}v{self.number}"


class Basis(AppendOnly):
    """The run a release rests on, and the hash of the figures it publishes of it. The newest counts."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="bases", verbose_name=_("release"))
    run = models.ForeignKey(Run, models.PROTECT, related_name="bases", verbose_name=_("compilation"))
    law_hash = models.CharField(_("hash of the dated rules"), max_length=64)
    figures_hash = models.CharField(_("hash of the figures"), max_length=64)
    figures = models.PositiveIntegerField(_("number of figures"))
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)
    recorded_by = models.CharField(_("recorded by"), max_length=150, editable=False)

    class Meta(AppendOnly.Meta):
        verbose_name = _("basis of a release")
        verbose_name_plural = _("bases of releases")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.release_id}: {self.run_id}"


class Why(models.TextChoices):
    """Why a subject's figures may not be told."""

    FEW = "few", _("too few enterprises")
    DOMINANCE = "dominance", _("one enterprise makes nearly all of it")
    OWN = "own", _("an enterprise's own figure")
    MARKED = "marked", _("marked as confidential")
    SECONDARY = "secondary", _("protects another one")


class Suppression(AppendOnly):
    """A subject whose figures the public may not see in a release, whatever their period and comparison."""

    basis = models.ForeignKey(Basis, models.PROTECT, related_name="suppressions", verbose_name=_("basis"))
    indicator = models.CharField(_("indicator"), max_length=40)
    subject = models.CharField(_("subject"), max_length=40, blank=True)
    why = models.CharField(_("reason"), max_length=10, choices=Why.choices)

    class Meta(AppendOnly.Meta):
        verbose_name = _("suppression")
        verbose_name_plural = _("suppressions")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["basis", "indicator", "subject"], name="suppression_once"),
            models.CheckConstraint(condition=Q(why__in=Why.values), name="suppression_why_known"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.subject}: {self.why}"


class Attached(AppendOnly):
    """Something that belongs to a release. The newest of a kind and language counts."""

    kind = models.CharField(_("kind"), max_length=40)
    language = models.CharField(_("language"), max_length=2, blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)
    recorded_by = models.CharField(_("recorded by"), max_length=150, editable=False)

    class Meta(AppendOnly.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind} {self.language} {self.sha256[:12]}"


class ReleaseText(Attached):
    """A text of a release: a headline, a paragraph, a note."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="texts", verbose_name=_("release"))
    body = models.TextField(_("text"))

    class Meta(Attached.Meta):
        abstract = False
        verbose_name = _("text of a release")
        verbose_name_plural = _("texts of releases")
        ordering = ["id"]
        indexes = [models.Index(fields=["release", "kind", "language"], name="release_text_of")]


class ReleaseFile(Attached):
    """A finished file of a release, byte for byte."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="files", verbose_name=_("release"))
    name = NfcField(_("name"), max_length=255)
    media_type = models.CharField(_("kind of the file"), max_length=100)
    content = models.BinaryField(_("content"))

    class Meta(Attached.Meta):
        abstract = False
        verbose_name = _("file of a release")
        verbose_name_plural = _("files of releases")
        ordering = ["id"]
        indexes = [models.Index(fields=["release", "kind", "language"], name="release_file_of")]


class ReleaseStep(AppendOnly):
    """A step on the way: who did what when. ``hash`` is of all that is published, from approval on."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="steps", verbose_name=_("release"))
    state = models.CharField(_("state"), max_length=10, choices=ReleaseState.choices)
    by = models.CharField(_("by"), max_length=150)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    note = NfcField(_("note"), max_length=500, blank=True)
    publish_at = models.DateTimeField(_("published at"), null=True)
    hash = models.CharField(_("hash of what is published"), max_length=64, blank=True)
    # Two who take a step at once from the same place do not both get there.
    follows = models.OneToOneField("self", models.PROTECT, null=True, related_name="next", verbose_name=_("follows"))

    class Meta(AppendOnly.Meta):
        verbose_name = _("step of a release")
        verbose_name_plural = _("steps of releases")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ReleaseState.values), name="release_state_known"),
            models.CheckConstraint(
                condition=Q(publish_at=None) ^ Q(state=ReleaseState.SCHEDULED),
                name="release_scheduled_has_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ReleaseState.APPROVED, ReleaseState.SCHEDULED]) | ~Q(hash=""),
                name="release_approved_has_a_hash",
            ),
            models.CheckConstraint(
                condition=Q(publish_at=None) | Q(publish_at__gte=F("at")), name="release_not_before_it_was_scheduled"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release_id} {self.state}"
