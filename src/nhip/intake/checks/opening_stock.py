"""A month opens with the stock the last one closed with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nhip.intake.checks.bounds import SUM_TOLERANCE
from nhip.intake.checks.context import Context
from nhip.intake.checks.rule import Check, looked_up, own, roughly
from nhip.intake.measures import FormMeasure
from nhip.intake.returns import Finding, Return, Severity, numbers

__all__ = ["CHECK"]


def find(returns: Sequence[Return], context: Context) -> Iterator[Finding]:
    for each, line, product in looked_up(returns, context):
        found = own(line, FormMeasure.OPENING_STOCK, product)
        wanted = context.before(each.enterprise, product.code, FormMeasure.CLOSING_STOCK)
        if found is None or wanted is None or roughly(found, wanted, SUM_TOLERANCE):
            continue
        entry = line.entry(FormMeasure.OPENING_STOCK)
        yield Finding(
            CHECK.number,
            CHECK.severity,
            (entry.place,),
            numbers(found=found, wanted=wanted),
            each.enterprise,
            product.code,
            FormMeasure.OPENING_STOCK,
            entry.text,
        )


CHECK = Check(
    "N221",
    Severity.WARNING,
    "Tồn đầu kỳ bằng tồn cuối tháng trước.",
    "The opening stock is last month's closing stock.",
    find,
)
