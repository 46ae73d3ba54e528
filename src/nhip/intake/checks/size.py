"""A number can be kept: not beyond 15 digits, and not vanishing in 9 decimals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from nhip.intake.checks.context import Context
from nhip.intake.checks.rule import Check
from nhip.intake.returns import Finding, Return, Severity

__all__ = ["CHECK"]

_LARGEST: Final = Decimal("1e15")
_SMALLEST: Final = Decimal("5e-10")


def find(returns: Sequence[Return], context: Context) -> Iterator[Finding]:
    for each in returns:
        for line in each.lines:
            product = context.products.get(line.product)
            # In the product's own unit the number may be a thousandth.
            factor = (product and product.factor(line.unit)) or Decimal(1)
            for measure, entry in line.entries.items():
                if entry.value and not _SMALLEST <= abs(entry.value * factor) < _LARGEST:
                    yield Finding(
                        CHECK.number,
                        CHECK.severity,
                        (entry.place,),
                        {},
                        each.enterprise,
                        line.product,
                        measure,
                        entry.text,
                    )


CHECK = Check(
    "N212",
    Severity.ERROR,
    "Số không quá 15 chữ số.",
    "Numbers have at most 15 digits.",
    find,
)
