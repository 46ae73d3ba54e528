"""What a form adds up itself is the sum of the months."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from nhip.intake.checks.bounds import SUM_TOLERANCE
from nhip.intake.checks.context import Context
from nhip.intake.checks.rule import Check, looked_up, own, roughly
from nhip.intake.measures import CUMULATIVE, FormMeasure
from nhip.intake.returns import Finding, Return, Severity, numbers

__all__ = ["CHECK"]


def find(returns: Sequence[Return], context: Context) -> Iterator[Finding]:
    for each, line, product in looked_up(returns, context):
        found, made = own(line, CUMULATIVE, product), own(line, FormMeasure.PRODUCTION, product)
        if found is None or made is None:
            continue
        months = context.months.get((each.enterprise, product.code), {})
        if not context.period or len(months) != int(context.period[5:]) - 1:
            continue  # a month is missing, so nobody knows the sum
        wanted = made + sum((Decimal(repr(quantity)) for quantity in months.values()), Decimal(0))
        if not roughly(found, wanted, SUM_TOLERANCE, *([made] * len(months))):
            entry = line.entry(CUMULATIVE)
            yield Finding(
                CHECK.number,
                CHECK.severity,
                (entry.place, line.entry(FormMeasure.PRODUCTION).place),
                numbers(found=found, wanted=round(wanted, 9)),
                each.enterprise,
                product.code,
                CUMULATIVE,
                entry.text,
            )


CHECK = Check(
    "N222",
    Severity.WARNING,
    "Cộng dồn bằng tổng các tháng.",
    "The cumulative figure is the sum of the months.",
    find,
)
