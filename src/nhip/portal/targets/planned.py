"""Production plans of enterprises beside what was made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from nhip.figures.comparisons import Comparison
from nhip.figures.numbers import Shown
from nhip.figures.periods import Period
from nhip.plans.targets.words import plain_number
from nhip.portal.targets.reading import months_of, opening
from nhip.registry.models import ProductionPlan
from nhip.registry.units import unit_words
from nhip.releases.answers import Target
from nhip.releases.book import Book

__all__ = ["Planned", "plan_years", "planned"]


@dataclass(frozen=True)
class Planned:
    """A plan, and what was made of it by a month; without figures nothing is."""

    plan: ProductionPlan
    product: str
    amount: str
    month: str
    made: Shown | None
    share: Shown | None
    gap: Shown | None
    opens: Target | None


def plan_years() -> Sequence[int]:
    """Return the years that have plans, newest first."""
    rows = ProductionPlan.objects.known_at().values_list("year", flat=True).order_by().distinct()
    return sorted(rows, reverse=True)


def planned(book: Book | None, year: int) -> Sequence[Planned]:
    """Return the plans of a year, as they are known now, with the figures of a book."""
    month = max((each for each in months_of(book) if each.year == year), default=None)
    plans = ProductionPlan.objects.known_at().filter(year=year).select_related("enterprise", "product")
    rows = plans.order_by("enterprise__sort_key", "product__code", "measure")
    return [_row(book, plan, month.cumulative if month else None) for plan in rows]


def _row(book: Book | None, plan: ProductionPlan, part: Period | None) -> Planned:
    language = get_language() or "vi"
    amount = f"{plain_number(plan.quantity, language)} {unit_words(plan.product.unit, language)}"
    name = plan.product.name(language)
    if book is None or part is None:
        return Planned(plan, name, amount, "", None, None, None, None)
    subject = f"{plan.enterprise.tax_code}/{plan.product.code}/{plan.measure}"
    figure = book.figure("PLAN", subject, period=part, comparison=Comparison.PLAN)
    return Planned(
        plan,
        name,
        amount,
        part.in_words(language),
        book.shown("PLAN", subject, period=part),
        book.shown("PLAN", subject, period=part, comparison=Comparison.PLAN),
        book.shown("PLAN_GAP", subject, period=part, comparison=Comparison.PLAN),
        opening(book, figure),
    )
