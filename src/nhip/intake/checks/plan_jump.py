"""A plan for a year is something like the year before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from nhip.intake.checks.bounds import PLAN_TIMES
from nhip.intake.checks.context import Context
from nhip.intake.checks.rule import Check, looked_up, own
from nhip.intake.measures import FormMeasure
from nhip.intake.returns import Finding, Return, Severity, numbers

__all__ = ["CHECK"]


def find(returns: Sequence[Return], context: Context) -> Iterator[Finding]:
    for each, line, product in looked_up(returns, context):
        found = own(line, FormMeasure.PRODUCTION, product)
        before = context.last_year.get((each.enterprise, product.code))
        if not found or not before:
            continue
        previous = Decimal(repr(before))
        if found > previous * PLAN_TIMES or previous > found * PLAN_TIMES:
            entry = line.entry(FormMeasure.PRODUCTION)
            yield Finding(
                CHECK.number,
                CHECK.severity,
                (entry.place,),
                numbers(found=found, previous=round(previous, 3)),
                each.enterprise,
                product.code,
                FormMeasure.PRODUCTION,
                entry.text,
            )


CHECK = Check(
    "N229",
    Severity.WARNING,
    "Kế hoạch năm không quá 3 lần sản lượng năm trước.",
    "The plan is less than three times last year's production.",
    find,
)
