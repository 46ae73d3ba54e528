"""Investment promotion: calls for investment, enquiries, support policies, and support given to enterprises."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nhip.plans.models.projects import Project
from nhip.registry.append_only import AppendOnly
from nhip.registry.models import Document, Enterprise, Place
from nhip.registry.models.validity import dates_in_order
from nhip.registry.text import FoldedField, NfcField, SortField
from nhip.registry.versions import Versioned

__all__ = [
    "Enquiry",
    "EnquiryEntry",
    "EnquiryStep",
    "InvestmentCall",
    "Outcome",
    "Result",
    "SupportKind",
    "SupportMeasure",
    "SupportOutcome",
    "SupportPolicy",
    "SupportRecord",
]


def _document(name: str) -> Any:
    return models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name=name, verbose_name=_("document")
    )


class InvestmentCall(Versioned):
    """One version of an entry in the published list of projects calling for investment; `code` stays the same."""

    code = models.SlugField(_("code"), max_length=40)
    name = NfcField(_("name"), max_length=300)
    name_folded = FoldedField(source=("name", "sector"), max_length=600, db_index=True)
    sort_key = SortField(source="name", default="", db_index=True)
    sector = NfcField(_("sector"), max_length=200)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="calls", verbose_name=_("place")
    )
    estate = models.ForeignKey(
        "estates.Estate", models.PROTECT, null=True, blank=True, related_name="calls", verbose_name=_("zone or cluster")
    )
    project = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="calls", verbose_name=_("project")
    )
    area = models.DecimalField(_("area (ha)"), max_digits=12, decimal_places=4, null=True, blank=True)
    capital = models.DecimalField(_("capital (billion VND)"), max_digits=16, decimal_places=3, null=True, blank=True)
    document = _document("calls")
    source = NfcField(_("source"), max_length=300, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    contact_name = NfcField(_("whom to ask"), max_length=200)
    contact_phone = models.CharField(_("telephone"), max_length=40, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    note = NfcField(_("note"), max_length=1000, blank=True)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    class Meta(Versioned.Meta):
        verbose_name = _("call for investment")
        verbose_name_plural = _("calls for investment")
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=Q(replaces=None), name="call_begins_once"),
            models.CheckConstraint(condition=Q(area=None) | Q(area__gt=0), name="call_area_positive"),
            models.CheckConstraint(condition=Q(capital=None) | Q(capital__gt=0), name="call_capital_positive"),
            dates_in_order("valid_from", "valid_to", "call_days_in_order"),
        ]

    def __str__(self) -> str:
        return self.name


class SupportPolicy(Versioned):
    """One version of a resolution or decision that supports investors or enterprises; `code` stays the same."""

    code = models.SlugField(_("code"), max_length=40)
    name = NfcField(_("name"), max_length=300)
    sort_key = SortField(source="name", default="", db_index=True)
    number = NfcField(_("number and symbol"), max_length=100, blank=True)
    authority = NfcField(_("issued by"), max_length=200)
    supports = NfcField(_("what it supports"), max_length=1000)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    document = _document("policies")
    source = NfcField(_("source"), max_length=300, blank=True)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    class Meta(Versioned.Meta):
        verbose_name = _("support policy")
        verbose_name_plural = _("support policies")
        ordering = ["-valid_from", "id"]
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=Q(replaces=None), name="policy_begins_once"),
            dates_in_order("valid_from", "valid_to", "policy_days_in_order"),
        ]

    def __str__(self) -> str:
        return self.name


class Enquiry(AppendOnly):
    """An investor asked. What came of it stands in entries."""

    received_on = models.DateField(_("received on"), db_index=True)
    investor = NfcField(_("investor"), max_length=300)
    investor_folded = FoldedField(source=("investor", "subject"), max_length=800)
    subject = NfcField(_("what is asked"), max_length=1000)
    call = models.ForeignKey(
        InvestmentCall,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="enquiries",
        verbose_name=_("about the call"),
    )
    contact_name = NfcField(_("person to speak with"), max_length=200, blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=40, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    illustrative = models.BooleanField(_("illustrative"), default=False)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)
    recorded_by = models.CharField(_("recorded by"), max_length=150, editable=False)

    class Meta(AppendOnly.Meta):
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")
        ordering = ["-received_on", "-id"]

    def __str__(self) -> str:
        return f"{self.investor} ({self.received_on:%d/%m/%Y})"


class EnquiryStep(models.TextChoices):
    """What an entry of an enquiry tells."""

    CONTACT = "contact", pgettext_lazy("enquiry", "contact")
    FOLLOW_UP = "follow_up", pgettext_lazy("enquiry", "who follows up, and the next step")
    OUTCOME = "outcome", pgettext_lazy("enquiry", "outcome")


class Outcome(models.TextChoices):
    """How an enquiry ended."""

    PROJECT = "project", pgettext_lazy("enquiry", "led to a project")
    ANSWERED = "answered", pgettext_lazy("enquiry", "answered")
    DECLINED = "declined", pgettext_lazy("enquiry", "declined by the investor")
    UNSUITABLE = "unsuitable", pgettext_lazy("enquiry", "nothing suitable")
    MISTAKE = "mistake", pgettext_lazy("enquiry", "entered by mistake")


class EnquiryEntry(AppendOnly):
    """What happened with an enquiry. The newest step with a follower says who has to do what by when."""

    enquiry = models.ForeignKey(Enquiry, models.PROTECT, related_name="entries", verbose_name=_("enquiry"))
    kind = models.CharField(_("what is noted"), max_length=10, choices=EnquiryStep.choices)
    on = models.DateField(_("day"))
    words = NfcField(_("in words"), max_length=1000)
    follower = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("followed by")
    )
    next_by = models.DateField(_("next step by"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)
    recorded_by = models.CharField(_("recorded by"), max_length=150, editable=False)

    class Meta(AppendOnly.Meta):
        verbose_name = _("entry of an enquiry")
        verbose_name_plural = _("entries of enquiries")
        ordering = ["enquiry", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=EnquiryStep.CONTACT, follower=None, next_by=None, outcome="")
                | Q(kind=EnquiryStep.FOLLOW_UP, follower__isnull=False, next_by__isnull=False, outcome="")
                | Q(kind=EnquiryStep.OUTCOME, outcome__in=Outcome.values, next_by=None),
                name="enquiry_entry_is_whole",
            )
        ]

    def __str__(self) -> str:
        return f"{self.enquiry_id} {self.kind}"


class SupportKind(models.TextChoices):
    """What an enterprise was helped with."""

    PARTNERS = "partners", pgettext_lazy("support", "finding partners")
    MARKETS = "markets", pgettext_lazy("support", "finding markets")
    TECHNOLOGY = "technology", pgettext_lazy("support", "technology")
    VALUE_CHAIN = "value_chain", pgettext_lazy("support", "joining value chains")
    TRAINING = "training", pgettext_lazy("support", "training")
    FINANCE = "finance", pgettext_lazy("support", "money or credit")
    LEGAL = "legal", pgettext_lazy("support", "procedures and law")


class SupportMeasure(AppendOnly):
    """A support measure for one enterprise. What it was stands in versions, what came of it in outcomes."""

    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, related_name="support_measures", verbose_name=_("enterprise")
    )
    illustrative = models.BooleanField(_("illustrative"), default=False)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)
    recorded_by = models.CharField(_("recorded by"), max_length=150, editable=False)

    class Meta(AppendOnly.Meta):
        verbose_name = _("support measure")
        verbose_name_plural = _("support measures")
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.pk)


class SupportRecord(Versioned):
    """One version of a support measure. `amount` is blank where no money was given, which is not zero."""

    measure = models.ForeignKey(SupportMeasure, models.PROTECT, related_name="records", verbose_name=_("measure"))
    kind = models.CharField(_("kind"), max_length=12, choices=SupportKind.choices)
    words = NfcField(_("what was done"), max_length=1000)
    given_from = models.DateField(_("given on, or from"), db_index=True)
    given_to = models.DateField(_("given until"), null=True, blank=True)
    policy = models.ForeignKey(
        SupportPolicy,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name=_("under the policy"),
    )
    amount = models.DecimalField(_("amount (million VND)"), max_digits=16, decimal_places=3, null=True, blank=True)
    document = _document("support_records")
    source = NfcField(_("source"), max_length=300, blank=True)

    class Meta(Versioned.Meta):
        verbose_name = _("description of a support measure")
        verbose_name_plural = _("descriptions of support measures")
        ordering = ["-given_from", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["measure"], condition=Q(replaces=None), name="support_described_once"),
            models.CheckConstraint(condition=Q(kind__in=SupportKind.values), name="support_kind_known"),
            models.CheckConstraint(condition=Q(amount=None) | Q(amount__gte=0), name="support_amount_not_negative"),
            models.CheckConstraint(
                condition=Q(given_to=None) | Q(given_to__gte=F("given_from")), name="support_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.kind}"


class Result(models.TextChoices):
    """What came of a support measure."""

    EFFECT = "effect", pgettext_lazy("support", "it helped")
    PARTLY = "partly", pgettext_lazy("support", "it helped in part")
    NO_EFFECT = "no_effect", pgettext_lazy("support", "no effect")
    UNKNOWN = "unknown", pgettext_lazy("support", "not known yet")


class SupportOutcome(AppendOnly):
    """What came of a support measure, as known on a day."""

    measure = models.ForeignKey(SupportMeasure, models.PROTECT, related_name="outcomes", verbose_name=_("measure"))
    on = models.DateField(_("day"))
    result = models.CharField(_("result"), max_length=10, choices=Result.choices)
    words = NfcField(_("in words"), max_length=1000)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)
    recorded_by = models.CharField(_("recorded by"), max_length=150, editable=False)

    class Meta(AppendOnly.Meta):
        verbose_name = _("outcome of a support measure")
        verbose_name_plural = _("outcomes of support measures")
        ordering = ["measure", "on", "id"]
        constraints = [models.CheckConstraint(condition=Q(result__in=Result.values), name="support_result_known")]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.result}"
