"""An enterprise reports what the register says it makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nhip.intake.checks.context import Context
from nhip.intake.checks.rule import Check, label, looked_up
from nhip.intake.returns import Finding, Return, Severity

__all__ = ["CHECK"]


def find(returns: Sequence[Return], context: Context) -> Iterator[Finding]:
    for each, line, product in looked_up(returns, context):
        enterprise = context.enterprises.get(each.enterprise)
        # Without any entry nobody has said yet what it reports.
        if enterprise is not None and enterprise.products and product.code not in enterprise.products:
            yield Finding(
                CHECK.number,
                CHECK.severity,
                (line.place,),
                {"product": label(product)},
                each.enterprise,
                product.code,
                value=line.product,
            )


CHECK = Check(
    "N208",
    Severity.WARNING,
    "Sản phẩm ngoài danh sách báo cáo của doanh nghiệp cần có lý do.",
    "A product the enterprise is not registered to report needs a reason.",
    find,
)
