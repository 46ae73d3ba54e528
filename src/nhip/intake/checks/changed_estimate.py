"""The official figure is near the estimate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from nhip.intake.checks.bounds import CHANGED_ESTIMATE
from nhip.intake.checks.context import Context
from nhip.intake.checks.rule import Check, looked_up, own
from nhip.intake.measures import FormMeasure
from nhip.intake.models import Stage
from nhip.intake.returns import Finding, Return, Severity, numbers

__all__ = ["CHECK"]


def find(returns: Sequence[Return], context: Context) -> Iterator[Finding]:
    if context.stage != Stage.OFFICIAL:
        return
    for each, line, product in looked_up(returns, context):
        found = own(line, FormMeasure.PRODUCTION, product)
        estimate = context.estimates.get((each.enterprise, product.code))
        if found is None or estimate is None or abs(found - estimate) <= CHANGED_ESTIMATE * estimate:
            continue
        entry = line.entry(FormMeasure.PRODUCTION)
        percent = abs(found - estimate) / estimate * 100 if estimate else Decimal(100)
        yield Finding(
            CHECK.number,
            CHECK.severity,
            (entry.place,),
            numbers(found=found, estimate=estimate, percent=round(percent, 1)),
            each.enterprise,
            product.code,
            FormMeasure.PRODUCTION,
            entry.text,
        )


CHECK = Check(
    "N225",
    Severity.WARNING,
    "Số chính thức khác số ước tính không quá 20 %.",
    "The official figure is within 20 % of the estimate.",
    find,
)
