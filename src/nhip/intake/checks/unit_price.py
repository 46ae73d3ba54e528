"""Value over quantity is a price, and prices do not double in a month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from nhip.intake.checks.bounds import PRICE_TIMES
from nhip.intake.checks.context import Context
from nhip.intake.checks.rule import Check, looked_up, own
from nhip.intake.measures import FormMeasure
from nhip.intake.returns import Finding, Return, Severity, numbers

__all__ = ["CHECK"]


def find(returns: Sequence[Return], context: Context) -> Iterator[Finding]:
    for each, line, product in looked_up(returns, context):
        found = _price(own(line, FormMeasure.VALUE, product), own(line, FormMeasure.SALES, product))
        previous = _price(
            context.before(each.enterprise, product.code, FormMeasure.VALUE),
            context.before(each.enterprise, product.code, FormMeasure.SALES),
        )
        if found is None or previous is None or (previous <= found * PRICE_TIMES and found <= previous * PRICE_TIMES):
            continue
        entry = line.entry(FormMeasure.VALUE)
        yield Finding(
            CHECK.number,
            CHECK.severity,
            (entry.place, line.entry(FormMeasure.SALES).place),
            {"unit": product.unit, **numbers(found=round(found, 3), previous=round(previous, 3))},
            each.enterprise,
            product.code,
            FormMeasure.VALUE,
            entry.text,
        )


def _price(value: Decimal | None, quantity: Decimal | None) -> Decimal | None:
    return value / quantity if value and quantity and value > 0 and quantity > 0 else None


CHECK = Check(
    "N226",
    Severity.WARNING,
    "Đơn giá (giá trị chia lượng tiêu thụ) không thay đổi quá 2 lần.",
    "The unit price (value over sales) changes by less than twice.",
    find,
)
