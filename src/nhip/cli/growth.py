"""The three comparisons of the headline, for a handful of nodes.

`nhip.engine.comparisons.compare` is where they are defined, for tables of any size on any engine. Laying out its plan
takes longer than these few numbers do, and a command that compiles five million reports in half a second would show
it; a test holds the two to the same results.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nhip.engine.months import MONTHS_A_YEAR, month_of_year
from nhip.engine.rounding import Rounding, round_value
from nhip.engine.scheme import Policy

COMPARISONS = ("previous_month", "same_month", "cumulative")


def growths(values: Mapping[int, float], month: int, policy: Policy) -> dict[str, float | None]:
    """Growth in percent, rounded, by comparison; None where a month is missing or the base is zero.

    Args:
        values: index by ordinal of the month, of one node.
        month: the month that is told of.
        policy: what is rounded when.
    """
    year_to_date = range(month - month_of_year(month) + 1, month + 1)
    spans = {
        "previous_month": ([month], 1),
        "same_month": ([month], MONTHS_A_YEAR),
        "cumulative": (year_to_date, MONTHS_A_YEAR),
    }
    found: dict[str, float | None] = {}
    for name, (span, back) in spans.items():
        now = _level(values, span, policy)
        base = _level(values, [each - back for each in span], policy)
        found[name] = (
            None
            if now is None or not base
            else round_value(100.0 * (now - base) / base, Rounding(policy.growth_decimals, policy.halves))
        )
    return found


def _level(values: Mapping[int, float], span: Sequence[int], policy: Policy) -> float | None:
    """Average over a span: of rounded months, and rounded again, where growth is taken from rounded indices."""
    months = [values[each] for each in span if each in values]
    if len(months) < len(span):
        return None
    if policy.growth_from == "unrounded":
        return sum(months) / len(months)
    rule = Rounding(policy.decimals, policy.halves)
    return round_value(sum(round_value(each, rule) for each in months) / len(months), rule)
