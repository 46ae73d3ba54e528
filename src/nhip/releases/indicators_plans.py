"""What enterprises made of their yearly plans, in the catalogue of indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import override

from nhip.figures.catalogue import indicator, knowledge_mark
from nhip.figures.comparisons import Comparison
from nhip.figures.model import Evidence, Figure
from nhip.figures.numbers import NumberKind
from nhip.figures.periods import MONTHS_A_YEAR, Period, PeriodKind
from nhip.intake.models import Observation
from nhip.registry.models import ProductionPlan
from nhip.registry.versions import known_mark
from nhip.releases.knowledge import Known

__all__ = ["PLAN", "PLAN_GAP", "PLAN_GROWTH"]

PLAN: Final = "PLAN"
PLAN_GAP: Final = "PLAN_GAP"
PLAN_GROWTH: Final = "PLAN_GROWTH"

_SOURCE: Final = ("Báo cáo tháng và kế hoạch năm của doanh nghiệp", "Monthly reports and yearly plans of enterprises")
_SUBJECT: Final = (
    " Đối tượng là mã số thuế, sản phẩm và chỉ tiêu.",
    " The subject is tax code, product and measure.",
)


@knowledge_mark("production_plans")
def mark(as_of: datetime) -> str:
    """Say which versions of plans counted: how many there were, and the newest."""
    return known_mark(ProductionPlan.objects.all(), as_of)


class _Attained(NamedTuple):
    subject: str
    period: Period
    made: float
    planned: float


def _attained(known: Known) -> Iterator[_Attained]:
    """Yield what each plan that counted at the instant had come to by each month of its year."""
    for plan in ProductionPlan.objects.known_at(known.as_of).select_related("enterprise", "product"):
        code, product = plan.enterprise.tax_code, plan.product.code
        for month in sorted(month for month in known.months if month.year == plan.year):
            found = [known.delivered.get((code, product, plan.measure, m)) for m in month.cumulative.months]
            if any(quantity is not None for quantity in found):
                made = sum(quantity for quantity in found if quantity is not None)
                subject, planned = f"{code}/{product}/{plan.measure}", float(plan.quantity)
                yield _Attained(subject, month.cumulative, made, planned)
                if month.number == MONTHS_A_YEAR:
                    yield _Attained(subject, month.enclosing(PeriodKind.YEAR), made, planned)


def _evidence(figure: Figure, as_of: datetime, language: str) -> Sequence[Evidence]:
    """Open a figure into the plan and the reports of the months."""
    firm, product, measure = figure.subject.split("/")
    mine = {"enterprise__tax_code": firm, "product__code": product, "measure": measure}
    with override(language):
        plans = [
            Evidence(_("Plan of %(year)s") % {"year": plan.year}, float(plan.quantity), source=plan.document)
            for plan in ProductionPlan.objects.known_at(as_of).filter(**mine, year=figure.period.year)
        ]
    reports = Observation.objects.known_at(as_of).filter(**mine, period__in=figure.period.months)
    rows = reports.exclude(quantity=None).order_by("period").values_list("id", "period", "quantity")
    return [
        *plans,
        *(
            Evidence(Period.parse(month).in_words(language), float(quantity or 0), kind="report", key=str(pk))
            for pk, month, quantity in rows
        ),
    ]


@indicator(
    code=PLAN,
    whole=False,
    name=("Mức đạt kế hoạch năm", "Attainment of the year's plan"),
    unit=("% kế hoạch năm", "% of the year's plan"),
    decimals=1,
    kind=NumberKind.SHARE,
    comparisons=[Comparison.NONE, Comparison.PLAN],
    source=_SOURCE,
    method=(
        "Lượng từ đầu năm của doanh nghiệp, và tỷ lệ của nó so với kế hoạch năm." + _SUBJECT[0],
        "Quantity of the enterprise since January, and its ratio to the plan of the whole year." + _SUBJECT[1],
    ),
    evidence=_evidence,
)
def plan_attainment(known: Known) -> Iterator[Figure]:
    """Quantity since January, and its share of the plan, for every enterprise that has one."""
    for subject, period, made, planned in _attained(known):
        yield Figure(PLAN, subject, period, Comparison.NONE, made)
        yield Figure(PLAN, subject, period, Comparison.PLAN, made / planned * 100)


@indicator(
    code=PLAN_GAP,
    whole=False,
    name=("Lượng vượt kế hoạch năm", "Quantity above the year's plan"),
    unit=("theo sản phẩm", "by product"),
    decimals=1,
    kind=NumberKind.DIFFERENCE,
    comparisons=[Comparison.PLAN],
    source=_SOURCE,
    method=(
        "Lượng từ đầu năm trừ kế hoạch cả năm; số âm là phần còn phải làm." + _SUBJECT[0],
        "Quantity since January less the plan of the whole year; negative is what is still to come." + _SUBJECT[1],
    ),
    evidence=_evidence,
)
def plan_gap(known: Known) -> Iterator[Figure]:
    """Quantity since January less the plan."""
    for subject, period, made, planned in _attained(known):
        yield Figure(PLAN_GAP, subject, period, Comparison.PLAN, made - planned)


@indicator(
    code=PLAN_GROWTH,
    whole=False,
    name=("Tăng so với kế hoạch năm", "Increase over the year's plan"),
    unit=("%", "%"),
    decimals=1,
    kind=NumberKind.GROWTH,
    comparisons=[Comparison.PLAN],
    source=_SOURCE,
    method=(
        "Lượng cả năm so với kế hoạch, trừ 100 %; chỉ tính khi đủ mười hai tháng." + _SUBJECT[0],
        "Quantity of the whole year over the plan, less 100 %; only when all twelve months are known." + _SUBJECT[1],
    ),
    evidence=_evidence,
)
def plan_growth(known: Known) -> Iterator[Figure]:
    """By how much the whole year went over the plan, or fell short."""
    for subject, period, made, planned in _attained(known):
        if period.length == MONTHS_A_YEAR:
            yield Figure(PLAN_GROWTH, subject, period, Comparison.PLAN, (made / planned - 1) * 100)
