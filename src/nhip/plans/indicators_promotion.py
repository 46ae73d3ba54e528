"""Investment promotion and support in the catalogue of indicators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from django.utils import translation

from nhip.figures.catalogue import indicator
from nhip.figures.comparisons import Comparison
from nhip.figures.model import Evidence, Figure, Knowledge
from nhip.figures.numbers import NumberKind
from nhip.figures.spans import first_day, last_day, spans
from nhip.plans.models import (
    Enquiry,
    EnquiryEntry,
    EnquiryStep,
    InvestmentCall,
    Outcome,
    SupportKind,
    SupportMeasure,
    SupportOutcome,
    SupportRecord,
)
from nhip.registry.versions import known_mark

__all__ = ["CALLS", "ENQUIRIES", "SUPPORT", "mark"]

CALLS: Final = "INVESTMENT_CALLS"
ENQUIRIES: Final = "ENQUIRIES"
SUPPORT: Final = "SUPPORT_MEASURES"
RECEIVED: Final = "received"
OPEN: Final = "open"

_SOURCE: Final = (
    "Sổ theo dõi xúc tiến đầu tư và hỗ trợ doanh nghiệp của Sở Công Thương",
    "The department's records of investment promotion and support to enterprises",
)


def mark(as_of: datetime) -> str:
    """Say which records of promotion and support counted."""
    models = (InvestmentCall, Enquiry, EnquiryEntry, SupportMeasure, SupportRecord, SupportOutcome)
    rows = {model._meta.model_name: model._default_manager.all() for model in models}
    return " ".join(f"{name}:{known_mark(each, as_of)}" for name, each in rows.items())


def _calls_on(rows: Sequence[InvestmentCall], day: date) -> list[InvestmentCall]:
    return [row for row in rows if row.valid_from <= day and (row.valid_to is None or row.valid_to >= day)]


def _calls_evidence(figure: Figure, as_of: datetime, language: str) -> Sequence[Evidence]:
    rows = list(InvestmentCall.objects.known_at(as_of).select_related("document").order_by("valid_from", "code"))
    return [
        Evidence(
            row.name,
            on=row.valid_from,
            source="; ".join(filter(None, [row.document.number if row.document else "", row.source])),
            kind="call",
            key=row.code,
        )
        for row in _calls_on(rows, last_day(figure.period))
    ]


@indicator(
    code=CALLS,
    name=("Dự án đang kêu gọi đầu tư", "Projects calling for investment"),
    unit=("dự án", "projects"),
    decimals=0,
    kind=NumberKind.COUNT,
    comparisons=[Comparison.NONE],
    source=_SOURCE,
    method=(
        "Số dự án trong danh mục kêu gọi đầu tư còn hiệu lực vào ngày cuối kỳ.",
        "Entries of the list of projects calling for investment that hold on the last day of the period.",
    ),
    evidence=_calls_evidence,
)
def calls(known: Knowledge) -> Iterator[Figure]:
    """Count the calls for investment that hold at the end of each period."""
    rows = list(InvestmentCall.objects.known_at(known.as_of))
    for period in spans(known.months):
        yield Figure(CALLS, "", period, Comparison.NONE, len(_calls_on(rows, last_day(period))))


def _enquiries(as_of: datetime) -> tuple[list[Enquiry], dict[int, EnquiryEntry]]:
    """Return the enquiries, without those entered by mistake, and how they ended."""
    entries = EnquiryEntry.objects.filter(recorded_at__lte=as_of, kind=EnquiryStep.OUTCOME)
    ended = {row.enquiry_id: row for row in entries}
    rows = Enquiry.objects.filter(recorded_at__lte=as_of).order_by("received_on", "id")
    kept = [row for row in rows if row.pk not in ended or ended[row.pk].outcome != Outcome.MISTAKE]
    return kept, ended


def _counted(
    rows: Sequence[Enquiry], ended: Mapping[int, EnquiryEntry], subject: str, first: date, last: date
) -> list[Enquiry]:
    if subject == RECEIVED:
        return [row for row in rows if first <= row.received_on <= last]
    if subject == OPEN:
        return [row for row in rows if row.received_on <= last and (row.pk not in ended or ended[row.pk].on > last)]
    return [
        row
        for row in rows
        if row.pk in ended and ended[row.pk].outcome == subject and first <= ended[row.pk].on <= last
    ]


_ENDS: Final = tuple(each.value for each in Outcome if each is not Outcome.MISTAKE)


def _enquiry_subjects(language: str) -> Mapping[str, str]:
    with translation.override(language):
        ends = {each: str(Outcome(each).label) for each in _ENDS}
        return {RECEIVED: translation.gettext("received"), OPEN: translation.gettext("not yet ended"), **ends}


def _enquiry_evidence(figure: Figure, as_of: datetime, language: str) -> Sequence[Evidence]:
    rows, ended = _enquiries(as_of)
    counted = _counted(rows, ended, figure.subject, first_day(figure.period), last_day(figure.period))
    with translation.override(language):
        # Who asked is for officials: the page that the key leads to asks for the right.
        word = translation.gettext("enquiry")
        return [Evidence(f"{word} {row.pk}", on=row.received_on, kind="enquiry", key=str(row.pk)) for row in counted]


@indicator(
    code=ENQUIRIES,
    whole=False,
    name=("Yêu cầu của nhà đầu tư", "Enquiries of investors"),
    unit=("yêu cầu", "enquiries"),
    decimals=0,
    kind=NumberKind.COUNT,
    comparisons=[Comparison.NONE],
    source=_SOURCE,
    method=(
        "Số yêu cầu nhận trong kỳ; số yêu cầu đang mở là số chưa kết thúc vào cuối kỳ; theo từng kết quả là số yêu "
        "cầu kết thúc trong kỳ theo kết quả. Không tính mục nhập nhầm.",
        "“received”: enquiries received in the period; “open”: those not ended at its end; other subjects: those that "
        "ended in the period, by outcome. Entries made by mistake do not count.",
    ),
    subjects=_enquiry_subjects,
    evidence=_enquiry_evidence,
)
def enquiries(known: Knowledge) -> Iterator[Figure]:
    """Count the enquiries received, open and ended in each period."""
    rows, ended = _enquiries(known.as_of)
    for period in spans(known.months):
        for subject in (RECEIVED, OPEN, *_ENDS):
            count = len(_counted(rows, ended, subject, first_day(period), last_day(period)))
            yield Figure(ENQUIRIES, subject, period, Comparison.NONE, count)


def _support_subjects(language: str) -> Mapping[str, str]:
    with translation.override(language):
        return {each.value: str(each.label) for each in SupportKind}


def _support_evidence(figure: Figure, as_of: datetime, language: str) -> Sequence[Evidence]:
    first, last = first_day(figure.period), last_day(figure.period)
    rows = SupportRecord.objects.known_at(as_of).filter(given_from__range=(first, last))
    rows = rows.filter(kind=figure.subject) if figure.subject else rows
    rows = rows.select_related("policy").order_by("given_from", "id")
    with translation.override(language):
        # Which enterprise it was is for officials and for the enterprise itself.
        return [
            Evidence(
                str(row.get_kind_display()),
                on=row.given_from,
                source=row.policy.number or row.policy.name if row.policy else "",
                kind="support",
                key=str(row.measure_id),
            )
            for row in rows
        ]


@indicator(
    code=SUPPORT,
    name=("Lượt hỗ trợ doanh nghiệp", "Support measures to enterprises"),
    unit=("lượt", "measures"),
    decimals=0,
    kind=NumberKind.COUNT,
    comparisons=[Comparison.NONE],
    source=_SOURCE,
    method=(
        "Số lượt hỗ trợ bắt đầu trong kỳ, chung và theo loại hỗ trợ.",
        "Support measures that began in the period, all and by kind.",
    ),
    subjects=_support_subjects,
    evidence=_support_evidence,
)
def support(known: Knowledge) -> Iterator[Figure]:
    """Count the support measures that began in each period, by kind."""
    rows = list(SupportRecord.objects.known_at(known.as_of).values_list("kind", "given_from"))
    for period in spans(known.months):
        first, last = first_day(period), last_day(period)
        within = [kind for kind, day in rows if first <= day <= last]
        yield Figure(SUPPORT, "", period, Comparison.NONE, len(within))
        for kind in SupportKind.values:
            yield Figure(SUPPORT, kind, period, Comparison.NONE, within.count(kind))
