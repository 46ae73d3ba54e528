"""What the subjects of indicators are called, and in which unit each is measured."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import override

from nhip.figures.catalogue import indicator_by_code
from nhip.figures.comparisons import GROWTHS, Comparison
from nhip.figures.numbers import NumberKind
from nhip.plans.targets.words import units_of_targets
from nhip.registry.models import Enterprise, KeyProduct, Product
from nhip.registry.units import unit_words
from nhip.releases.answers import RunView
from nhip.releases.models import SchemeNode

__all__ = ["number_kind", "subject_names", "subject_units"]

# Indicators of this room whose subjects are kept in registers or in the scheme.
NODES, KEY_PRODUCTS, PLANS = (
    frozenset({"IIP"}),
    frozenset({"KEY_OUTPUT"}),
    frozenset({"PLAN", "PLAN_GAP", "PLAN_GROWTH"}),
)


def subject_names(indicator: str, run: RunView, language: str) -> Mapping[str, str]:
    """Return the names of an indicator's subjects by code."""
    if indicator in NODES:
        return {node.code: node.name(language) for node in SchemeNode.objects.filter(scheme_id=run.scheme)}
    entry = indicator_by_code(indicator)
    if entry.subjects is not None:
        return entry.subjects(language)
    if indicator in KEY_PRODUCTS:
        return {key.code: key.name(language) for key in KeyProduct.objects.order_by("year")}
    if indicator in PLANS:
        return _Plans(language)
    return {}


def subject_units(indicator: str, language: str) -> Mapping[str, str]:
    """Return the units of subjects that are not measured in the indicator's own."""
    if indicator in KEY_PRODUCTS:
        rows = KeyProduct.objects.order_by("year").values_list("code", "unit")
        return {code: unit_words(unit, language) for code, unit in rows}
    if indicator in PLANS:
        return _PlanUnits(language)
    if indicator.startswith("TARGET_"):
        return units_of_targets(language)
    return {}


def number_kind(indicator: str, comparison: Comparison) -> NumberKind:
    """Return the kind of number a figure is: a growth over last year, or what its indicator measures.

    A share of the plan is a share; the quantity it is a share of has the comparison "none".
    """
    entry = indicator_by_code(indicator)
    if comparison in GROWTHS and entry.kind is not NumberKind.POINTS:
        return NumberKind.GROWTH
    if entry.kind is NumberKind.SHARE and comparison is Comparison.NONE and Comparison.PLAN in entry.comparisons:
        return NumberKind.QUANTITY
    return entry.kind


class _Plans(dict[str, str]):
    """Names of plans by "tax code/product/measure", looked up once all together when the first is asked for."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.firms = dict(Enterprise.objects.values_list("tax_code", "name"))
        self.products = {each.code: each.name(language) for each in Product.objects.all()}
        with override(language):
            self.sold = _("sales")

    def __missing__(self, subject: str) -> str:
        firm, _sep, rest = subject.partition("/")
        product, _sep, measure = rest.partition("/")
        words = f"{self.firms.get(firm, firm)}: {self.products.get(product, product)}"
        return f"{words} ({self.sold})" if measure == "sales" else words

    def get(self, key: str, default: str | None = None) -> str:  # type: ignore[override]
        return self[key]


class _PlanUnits(dict[str, str]):
    """Units of plans: those of the products."""

    def __init__(self, language: str) -> None:
        rows = Product.objects.values_list("code", "unit")
        super().__init__({code: unit_words(unit, language) for code, unit in rows})

    def get(self, key: str, default: str = "") -> str:  # type: ignore[override]
        return super().get(key.partition("/")[2].partition("/")[0], default)
