"""Opening stock + production − sales = closing stock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from nhip.intake.checks.bounds import SUM_TOLERANCE
from nhip.intake.checks.context import Context
from nhip.intake.checks.rule import Check, looked_up, roughly
from nhip.intake.measures import FormMeasure
from nhip.intake.returns import EntryState, Finding, Return, Severity, numbers

__all__ = ["CHECK"]

_TERMS: Final = (FormMeasure.OPENING_STOCK, FormMeasure.PRODUCTION, FormMeasure.SALES, FormMeasure.CLOSING_STOCK)


def find(returns: Sequence[Return], context: Context) -> Iterator[Finding]:
    for each, line, product in looked_up(returns, context):
        entries = [line.entry(measure) for measure in _TERMS]
        opening, production, sales, closing = (entry.value for entry in entries)
        if production is None and entries[1].state is EntryState.NOT_PRODUCED:
            production = Decimal(0)
        # The terms are of one line and in one unit.
        if opening is None or production is None or sales is None or closing is None:
            continue
        computed = opening + production - sales
        if not roughly(closing, computed, SUM_TOLERANCE, opening, production, sales):
            yield Finding(
                CHECK.number,
                CHECK.severity,
                (entries[3].place, *(entry.place for entry in entries[:3])),
                numbers(opening=opening, production=production, sales=sales, computed=computed, closing=closing),
                each.enterprise,
                product.code,
                FormMeasure.CLOSING_STOCK,
                entries[3].text,
            )


CHECK = Check(
    "N220",
    Severity.WARNING,
    "Tồn đầu kỳ + sản xuất − tiêu thụ = tồn cuối kỳ.",
    "Opening stock + production − sales = closing stock.",
    find,
)
