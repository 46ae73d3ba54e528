"""What a check is, and the small steps all of them take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nhip.intake.checks.context import Context, ProductFacts
from nhip.intake.measures import FormMeasure
from nhip.intake.returns import Finding, Line, Return, Severity

__all__ = ["Check", "decimals", "label", "looked_up", "own", "roughly"]

Find = Callable[[Sequence[Return], Context], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """One rule: its number in the catalogue, whether it stops a return, what it demands, and how it is looked for."""

    number: str
    severity: Severity
    rule_vi: str
    rule_en: str
    find: Find

    def rule(self, language: str) -> str:
        """Return what is demanded, in a language."""
        return self.rule_vi if language.startswith("vi") else self.rule_en


def looked_up(returns: Iterable[Return], context: Context) -> Iterator[tuple[Return, Line, ProductFacts]]:
    """Yield the lines whose product is in the register; the others are the affair of one check."""
    products = context.products
    for each in returns:
        for line in each.lines:
            product = products.get(line.product)
            if product is not None:
                yield each, line, product


def own(line: Line, measure: str, product: ProductFacts) -> Decimal | None:
    """Return a value in the product's own unit; None where there is none or the unit is unknown. Money has no unit."""
    value = line.value(measure)
    if value is None or measure == FormMeasure.VALUE or line.unit in ("", product.unit):
        return value
    factor = product.factor(line.unit)
    return None if factor is None else value * factor


def label(product: ProductFacts) -> str:
    """Return code and name of a product, for a sentence."""
    return f"{product.code} {product.name_vi}"


def decimals(*values: Decimal) -> int:
    """Return the most decimals among some numbers."""
    exponents = [value.as_tuple().exponent for value in values]
    return max(0, *(-exponent for exponent in exponents if isinstance(exponent, int)))


def roughly(found: Decimal, wanted: Decimal, share: Decimal, *parts: Decimal) -> bool:
    """Whether two numbers are the same, but for a share of the larger and for the rounding of the parts."""
    rounding = Decimal(len(parts) + 1) / 2 * Decimal(1).scaleb(-min(decimals(found, *parts), 9))
    return abs(found - wanted) <= max(share * max(abs(found), abs(wanted)), rounding)
