"""Questions about promotion and support: what calls for investment, which policy holds, whom to call back today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import get_language

from nhip.figures.numbers import NumberKind, Shown, show
from nhip.figures.rounding import decimals_of
from nhip.plans.models import (
    Enquiry,
    EnquiryEntry,
    EnquiryStep,
    InvestmentCall,
    SupportKind,
    SupportOutcome,
    SupportPolicy,
    SupportRecord,
)
from nhip.registry.models import Place
from nhip.registry.text import fold

__all__ = [
    "FollowUp",
    "call_by_code",
    "due_followups",
    "enquiry_with_entries",
    "list_calls",
    "list_enquiries",
    "list_support",
    "number",
    "policies_on",
    "policy_by_code",
    "support_with_outcomes",
]


def number(value: Decimal | None, unit_vi: str, unit_en: str) -> Shown:
    """Write a number with as many decimals as it has, and its unit."""
    language = get_language() or "vi"
    decimals = 0 if value is None else decimals_of(value)
    return show(NumberKind.QUANTITY, value, decimals, language, unit_vi if language.startswith("vi") else unit_en)


def _cleaned(text: str) -> str:
    return text.strip()[:100].replace("\0", "")


def _holding(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))


def list_calls(asked: Mapping[str, str], day: date | None = None) -> QuerySet[InvestmentCall]:
    """Return the calls for investment that hold on a day, in the order of the alphabet; all if asked for."""
    rows = InvestmentCall.objects.known_at()
    if asked.get("all") != "1":
        rows = rows.filter(_holding(day or timezone.localdate()))
    for word in fold(_cleaned(asked.get("q", ""))).split():
        rows = rows.filter(name_folded__contains=word)
    where = _cleaned(asked.get("place", ""))
    if where:
        places = Place.objects.named_now_or_before(where).values("pk")
        rows = rows.filter(Q(place__in=places) | Q(estate__name_folded__contains=fold(where)))
    return rows.select_related("place", "estate").order_by("sort_key", "id")


def call_by_code(code: str) -> InvestmentCall | None:
    """Return the version of a call that counts now."""
    rows = InvestmentCall.objects.known_at().filter(code=code)
    return rows.select_related("place", "estate", "project", "document").first()


def policies_on(day: date | None) -> QuerySet[SupportPolicy]:
    """Return the support policies in force on a day, or all of them, newest first."""
    rows = SupportPolicy.objects.known_at().select_related("document")
    return (rows.filter(_holding(day)) if day else rows).order_by("-valid_from", "sort_key", "id")


def policy_by_code(code: str) -> SupportPolicy | None:
    """Return the version of a policy that counts now."""
    return SupportPolicy.objects.known_at().filter(code=code).select_related("document").first()


def _with_state(rows: QuerySet[Enquiry]) -> Any:
    """Add to each enquiry who follows it up, by when, and how it ended; all derived from entries."""
    ends = EnquiryEntry.objects.filter(enquiry=OuterRef("pk"), kind=EnquiryStep.OUTCOME)
    steps = EnquiryEntry.objects.filter(enquiry=OuterRef("pk"), kind=EnquiryStep.FOLLOW_UP).order_by("-id")
    return rows.annotate(
        ended=Exists(ends),
        outcome=Subquery(ends.order_by("id").values("outcome")[:1]),
        follower_name=Subquery(steps.values("follower__full_name")[:1]),
        follower_id=Subquery(steps.values("follower")[:1]),
        next_by=Subquery(steps.values("next_by")[:1]),
        next_words=Subquery(steps.values("words")[:1]),
    )


def list_enquiries(asked: Mapping[str, str]) -> Any:
    """Return enquiries, those due first: open ones unless asked for all, late ones, or one person's."""
    rows = _with_state(Enquiry.objects.all())
    state = asked.get("state", "open")
    if state in {"open", "late"}:
        rows = rows.filter(ended=False)
    if state == "late":
        rows = rows.filter(next_by__lt=timezone.localdate())
    if state == "ended":
        rows = rows.filter(ended=True)
    for word in fold(_cleaned(asked.get("q", ""))).split():
        rows = rows.filter(investor_folded__contains=word)
    return rows.select_related("call").order_by("ended", F("next_by").asc(nulls_last=True), "-received_on", "-id")


def enquiry_with_entries(pk: int) -> Enquiry | None:
    """Return an enquiry with its entries, oldest first."""
    entries = EnquiryEntry.objects.select_related("follower").order_by("id")
    rows = _with_state(Enquiry.objects.filter(pk=pk)).select_related("call")
    found: Enquiry | None = rows.prefetch_related(Prefetch("entries", entries)).first()
    return found


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The next step of an enquiry that somebody has to take by a day."""

    enquiry: int
    investor: str
    words: str
    next_by: date


def due_followups(user: Any, day: date) -> Sequence[FollowUp]:
    """Return the next steps that a person has to take by a day or should have taken, the longest due first."""
    rows = _with_state(Enquiry.objects.all()).filter(ended=False, follower_id=user.pk, next_by__lte=day)
    found = rows.order_by("next_by", "id").values_list("pk", "investor", "next_words", "next_by")
    return [FollowUp(*row) for row in found]


def list_support(asked: Mapping[str, str], enterprises: frozenset[int] | None) -> QuerySet[SupportRecord]:
    """Return support measures, newest first: those of some enterprises, or all."""
    rows = SupportRecord.objects.known_at()
    if enterprises is not None:
        rows = rows.filter(measure__enterprise__in=enterprises)
    if asked.get("kind") in SupportKind.values:
        rows = rows.filter(kind=asked["kind"])
    year = asked.get("year", "")
    if year.isascii() and year.isdigit() and len(year) == 4 and int(year) >= date.min.year:
        rows = rows.filter(given_from__range=(date(int(year), 1, 1), date(int(year), 12, 31)))
    for word in fold(_cleaned(asked.get("q", ""))).split():
        rows = rows.filter(measure__enterprise__name_folded__contains=word)
    last = SupportOutcome.objects.filter(measure=OuterRef("measure")).order_by("-on", "-id").values("result")[:1]
    rows = rows.annotate(result=Subquery(last)).select_related("measure__enterprise", "policy")
    return rows.order_by("-given_from", "-id")


def support_with_outcomes(measure: int) -> SupportRecord | None:
    """Return what is kept of a support measure now, with what came of it."""
    rows = SupportRecord.objects.known_at().filter(measure=measure)
    return (
        rows.select_related("measure__enterprise", "policy", "document").prefetch_related("measure__outcomes").first()
    )
