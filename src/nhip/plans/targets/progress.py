"""A target against the figures: which figure it speaks of, and the verdict at a month."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import fsum
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from nhip.figures.catalogue import indicator_by_code
from nhip.figures.comparisons import ANNUAL, OF_KIND, Comparison, Status
from nhip.figures.model import Figure
from nhip.figures.numbers import NumberKind
from nhip.figures.periods import Period, PeriodKind
from nhip.plans.models import Bound, Target
from nhip.plans.targets.verdict import Verdict, Wanted, Way, judge

__all__ = ["Lookup", "latest_month", "reached_at", "so_far", "so_far_in_words", "verdict_on", "wanted", "way_of"]

Lookup = Callable[[str, str, str, Period, Comparison], Figure | None]
"""Indicator, subject, place, period, comparison: the figure, unrounded; None where there is none."""

_ADDED_UP: Final = frozenset({Way.GROWTH, Way.FLOW})
# Kinds of number that are percent, so that a difference is in percentage points.
_RATES: Final = frozenset({NumberKind.SHARE, NumberKind.GROWTH, NumberKind.POINTS, NumberKind.INDEX})


def way_of(target: Target) -> Way:
    """Say how the target's number comes about."""
    comparison, entry = Comparison(target.comparison), indicator_by_code(target.indicator)
    if comparison in ANNUAL:
        return Way.GROWTH
    percent = comparison in (Comparison.PLAN, Comparison.PREVIOUS_MONTH) or entry.kind in _RATES
    # The quantity that a share of the plan is a share of.
    if percent and not (comparison is Comparison.NONE and Comparison.PLAN in entry.comparisons):
        return Way.RATE
    return Way.STOCK if target.at_end else Way.FLOW


def wanted(target: Target) -> Wanted:
    """Return the values that meet the target; one exact value as it would be published."""
    low, high = (None if number is None else float(number) for number in (target.low, target.high))
    if target.bound == Bound.EXACT:
        return Wanted(low, low, tolerance=0.5 * 10.0 ** -indicator_by_code(target.indicator).decimals)
    return Wanted(low, high, strict=target.bound in (Bound.MORE_THAN, Bound.LESS_THAN))


def so_far(period: Period, month: Period) -> Period | None:
    """Return the name under which the part of a period up to a month stands; None outside the period.

    From January on it is "January to the month", at the end the period's own name. Any other part has no name of its
    own and stands under the month it goes up to.

    >>> str(so_far(Period.parse("2024"), Period.parse("2024-05")))
    '2024-01/2024-05'
    >>> str(so_far(Period.parse("2024-Q2"), Period.parse("2024-06")))
    '2024-Q2'
    >>> str(so_far(Period.parse("2024-Q2"), Period.parse("2024-05")))
    '2024-05'
    >>> so_far(Period.parse("2024-Q2"), Period.parse("2024-07")) is None
    True
    """
    months = period.months
    if str(month) not in months:
        return None
    if period.kind is PeriodKind.MONTH:
        return period
    if months[0].endswith("-01"):
        return month.cumulative
    return period if months[-1] == str(month) else month


def so_far_in_words(period: Period, month: Period, language: str) -> str:
    """Write the part of a period up to a month.

    >>> so_far_in_words(Period.parse("2024-Q2"), Period.parse("2024-05"), "vi")
    'tháng 4 đến tháng 5/2024'
    """
    part = so_far(period, month)
    if part is None or not _unnamed(period, part) or str(month) == period.months[0]:
        return part.in_words(language) if part else ""
    first = Period.parse(period.months[0])
    with override(language):
        # Both lie in one year, which is written once.
        start = first.in_words(language).replace(f"/{first.year}", "").replace(f" {first.year}", "")
        return _("%(first)s to %(last)s") % {"first": start, "last": month.in_words(language)}


def _unnamed(period: Period, part: Period) -> bool:
    """Whether a part of a period is one that has no name of its own."""
    return part.kind is PeriodKind.MONTH and period.kind is not PeriodKind.MONTH


def reached_at(target: Target, month: Period, lookup: Lookup) -> Figure | None:
    """Return the figure of what is reached by a month."""
    period, comparison = Period.parse(target.period), Comparison(target.comparison)
    part = so_far(period, month)
    if part is None:
        return None
    if _unnamed(period, part) and way_of(target) in _ADDED_UP:
        return _added_up(target, period, month, lookup)
    if _unnamed(period, part) and comparison is Comparison.PLAN:
        # A share of the plan of one month is no share of that of the months so far.
        return None
    if comparison in ANNUAL:
        comparison = OF_KIND[part.kind]
    places = (part, month) if target.at_end or way_of(target) is Way.RATE else (part,)
    found = (lookup(target.indicator, target.subject, target.place, each, comparison) for each in places)
    return next((figure for figure in found if figure is not None), None)


def _added_up(target: Target, period: Period, month: Period, lookup: Lookup) -> Figure | None:
    r"""Return what the months of a period have come to, where no figure is published for them together.

    A count or quantity is :math:`\sum_{a..m} x_y`, a growth :math:`\sum_{a..m} I_y / \sum_{a..m} I_{y-1} - 1` in
    percent: the ratio of sums, as for January to a month, and never an average of monthly rates. None when a month is
    missing.
    """
    months = [Period.parse(each) for each in period.months if each <= str(month)]
    now = _levels(target, months, lookup)
    if not now:
        return None
    value, comparison = fsum(figure.value for figure in now), Comparison(target.comparison)
    if comparison in ANNUAL:
        before = fsum(figure.value for figure in _levels(target, [each.a_year_ago for each in months], lookup))
        if before <= 0:
            return None
        value, comparison = value / before * 100 - 100, OF_KIND[period.kind]
    unsure = [figure.status for figure in now if figure.status is not Status.OFFICIAL]
    return Figure(
        target.indicator,
        target.subject,
        month,
        comparison,
        value,
        status=unsure[-1] if unsure else Status.OFFICIAL,
        place=target.place,
        imputed_share=max(figure.imputed_share for figure in now),
        confidential=any(figure.confidential for figure in now),
    )


def verdict_on(target: Target, month: Period, lookup: Lookup) -> Verdict:
    """Judge a target by what is known of the months up to one."""
    period, way = Period.parse(target.period), way_of(target)
    done = [each for each in period.months if each <= str(month)]
    made: Sequence[float] = ()
    before: Sequence[float] = ()
    if way is Way.GROWTH:
        made = _values(_levels(target, [Period.parse(each) for each in done], lookup))
        before = _values(_levels(target, [Period.parse(each).a_year_ago for each in period.months], lookup))
        if not (made and before):
            made = before = ()
    reached = reached_at(target, month, lookup)
    value = reached.value if reached else None
    return judge(wanted(target), way, value, len(period.months) - len(done), made=made, before=before)


def _values(figures: Iterable[Figure]) -> Sequence[float]:
    return [figure.value for figure in figures]


def _levels(target: Target, months: Sequence[Period], lookup: Lookup) -> Sequence[Figure]:
    """Return the level of each month, the index or the quantity; nothing at all when one is missing."""
    entry = indicator_by_code(target.indicator)
    level = Comparison.BASE_MONTH if Comparison.BASE_MONTH in entry.comparisons else Comparison.NONE
    found = [lookup(target.indicator, target.subject, target.place, month, level) for month in months]
    return [figure for figure in found if figure is not None] if None not in found else ()


def latest_month(target: Target, months: Iterable[Period]) -> Period | None:
    """Return the newest of some months that the target's period has; None before it has begun."""
    inside = set(Period.parse(target.period).months)
    return max((month for month in months if str(month) in inside), default=None)
