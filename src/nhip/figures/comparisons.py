"""What a value is compared with, and how sure we are of it."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from nhip.figures.periods import PeriodKind

__all__ = ["ANNUAL", "GROWTHS", "MONTHLY", "OF_KIND", "Comparison", "Status"]


class Comparison(StrEnum):
    """What stands in the denominator."""

    NONE = "none"  # the value itself: tonnes, a count
    BASE_MONTH = "base_month"  # average month of the base year = 100
    PREVIOUS_MONTH = "previous_month"
    SAME_MONTH = "same_month"  # the same month of last year
    CUMULATIVE = "cumulative"  # January to this month, over the same months of last year
    QUARTER = "quarter"  # the same quarter of last year
    HALF_YEAR = "half_year"
    YEAR = "year"
    PLAN = "plan"  # the year's plan


# Percent changes; the other comparisons give a level.
GROWTHS: Final = frozenset(
    {
        Comparison.PREVIOUS_MONTH,
        Comparison.SAME_MONTH,
        Comparison.CUMULATIVE,
        Comparison.QUARTER,
        Comparison.HALF_YEAR,
        Comparison.YEAR,
    }
)
# The three that every monthly table shows, in the order it shows them.
MONTHLY: Final = (Comparison.PREVIOUS_MONTH, Comparison.SAME_MONTH, Comparison.CUMULATIVE)
# Those that look one year back.
ANNUAL: Final = GROWTHS - {Comparison.PREVIOUS_MONTH}
# The growth over the same period of last year, for each length of period.
OF_KIND: Final = {
    PeriodKind.MONTH: Comparison.SAME_MONTH,
    PeriodKind.QUARTER: Comparison.QUARTER,
    PeriodKind.HALF_YEAR: Comparison.HALF_YEAR,
    PeriodKind.YEAR: Comparison.YEAR,
    PeriodKind.CUMULATIVE: Comparison.CUMULATIVE,
}


class Status(StrEnum):
    """How final a value is. The imputed share and secrecy are kept beside it, not mixed into it."""

    ESTIMATE = "estimate"  # ước tính: the month's first value, before all official reports are in
    PROVISIONAL = "provisional"  # sơ bộ
    OFFICIAL = "official"  # chính thức
