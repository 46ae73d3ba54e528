"""An enterprise reports every product it has to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nhip.intake.checks.context import Context
from nhip.intake.checks.rule import Check, label
from nhip.intake.returns import Finding, Return, Severity

__all__ = ["CHECK"]


def find(returns: Sequence[Return], context: Context) -> Iterator[Finding]:
    given: dict[str, set[str]] = {}
    first: dict[str, Return] = {}
    for each in returns:
        first.setdefault(each.enterprise, each)
        given.setdefault(each.enterprise, set()).update(line.product for line in each.lines)
    for code, each in first.items():
        enterprise = context.enterprises.get(code)
        for product in enterprise.products if enterprise else ():
            facts = context.products.get(product)
            if product not in given[code] and facts is not None:
                place = each.lines[-1].place if each.lines else each.place("enterprise")
                yield Finding(CHECK.number, CHECK.severity, (place,), {"product": label(facts)}, code, product)


CHECK = Check(
    "N216",
    Severity.ERROR,
    "Đủ dòng cho mọi sản phẩm doanh nghiệp phải báo cáo.",
    "There is a row for every product the enterprise has to report.",
    find,
)
