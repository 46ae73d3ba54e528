"""An enterprise reports a product once a month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nhip.intake.checks.context import Context
from nhip.intake.checks.rule import Check, label, looked_up
from nhip.intake.returns import Finding, Place, Return, Severity

__all__ = ["CHECK"]


def find(returns: Sequence[Return], context: Context) -> Iterator[Finding]:
    seen: dict[tuple[str, str], Place] = {}
    for each, line, product in looked_up(returns, context):
        key = (each.enterprise, product.code)
        first = seen.setdefault(key, line.place)
        if first is not line.place:
            yield Finding(
                CHECK.number,
                CHECK.severity,
                (line.place, first),
                {"product": label(product), "first": first.row},
                each.enterprise,
                product.code,
                value=line.product,
            )


CHECK = Check(
    "N209",
    Severity.ERROR,
    "Mỗi sản phẩm một dòng.",
    "One row for each product.",
    find,
)
