"""A product is in the register."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nhip.intake.checks.context import Context
from nhip.intake.checks.rule import Check
from nhip.intake.returns import Finding, Return, Severity

__all__ = ["CHECK"]


def find(returns: Sequence[Return], context: Context) -> Iterator[Finding]:
    for each in returns:
        for line in each.lines:
            if line.product not in context.products:
                yield Finding(
                    CHECK.number,
                    CHECK.severity,
                    (line.place,),
                    {"code": line.product},
                    each.enterprise,
                    line.product,
                    value=line.product,
                )


CHECK = Check(
    "N207",
    Severity.ERROR,
    "Mã sản phẩm phải có trong danh mục.",
    "The product code has to be in the register.",
    find,
)
