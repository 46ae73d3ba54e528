"""A unit is the product's own, or can be converted into it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nhip.intake.checks.context import Context
from nhip.intake.checks.rule import Check, label, looked_up
from nhip.intake.returns import Finding, Return, Severity

__all__ = ["CHECK"]


def find(returns: Sequence[Return], context: Context) -> Iterator[Finding]:
    for each, line, product in looked_up(returns, context):
        if product.factor(line.unit) is None:
            yield Finding(
                CHECK.number,
                CHECK.severity,
                (line.unit_place,),
                {
                    "unit": line.unit,
                    "product": label(product),
                    "own": product.unit,
                    "allowed": ", ".join(product.units),
                },
                each.enterprise,
                product.code,
                value=line.unit,
            )


CHECK = Check(
    "N210",
    Severity.ERROR,
    "Đơn vị tính phải là đơn vị của sản phẩm hoặc quy đổi được.",
    "The unit is the product's own or can be converted into it.",
    find,
)
