"""The share of an enterprise in its class does not move by a unit of measure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

import polars as pl

from nhip.figures.periods import Period
from nhip.intake.checks.bounds import SHARE_ENTERPRISES, SHARE_POINTS
from nhip.intake.checks.context import Context
from nhip.intake.checks.rule import Check, looked_up, own
from nhip.intake.measures import FormMeasure
from nhip.intake.returns import Entry, Finding, Return, Severity, numbers

__all__ = ["CHECK"]


def find(returns: Sequence[Return], context: Context) -> Iterator[Finding]:
    if context.panel.is_empty():
        return
    groups = {code: (facts.class_code, facts.unit) for code, facts in context.products.items() if facts.class_code}
    before: dict[tuple[str, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    month = str(Period.parse(context.period).previous)
    last = context.panel.filter((pl.col("period") == month) & pl.col("quantity").is_not_null())
    for enterprise, product, quantity in last.select("enterprise", "product", "quantity").iter_rows():
        if product in groups:
            before[groups[product]][enterprise] += quantity
    now: dict[tuple[tuple[str, str], str], float] = defaultdict(float)
    shown: dict[tuple[tuple[str, str], str], tuple[Entry, str, float]] = {}
    for each, line, facts in looked_up(returns, context):
        made = own(line, FormMeasure.PRODUCTION, facts)
        if made is None or facts.code not in groups:
            continue
        key = (groups[facts.code], each.enterprise)
        now[key] += float(made)
        # The cell to look at is that of the largest product.
        if key not in shown or float(made) > shown[key][2]:
            shown[key] = (line.entry(FormMeasure.PRODUCTION), facts.code, float(made))
    for (group, enterprise), quantity in now.items():
        others = before.get(group, {})
        total, previous = sum(others.values()), others.get(enterprise)
        if previous is None or total <= 0 or len(others) < SHARE_ENTERPRISES:
            continue
        was = 100 * previous / total
        share = 100 * quantity / ((total - previous + quantity) or 1)
        if abs(share - was) > SHARE_POINTS:
            entry, code, _ = shown[group, enterprise]
            fields = numbers(found=Decimal(f"{share:.1f}"), previous=Decimal(f"{was:.1f}"))
            yield Finding(
                CHECK.number,
                CHECK.severity,
                (entry.place,),
                {"class_code": group[0], **fields},
                enterprise,
                code,
                FormMeasure.PRODUCTION,
                entry.text,
            )


CHECK = Check(
    "N224",
    Severity.WARNING,
    "Tỷ trọng trong ngành cấp 4 không đổi quá 25 điểm phần trăm.",
    "The share of its class does not move by more than 25 points.",
    find,
)
