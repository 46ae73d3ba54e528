"""Quarters and half-years that do not begin in January, computed by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nhip.figures.comparisons import Comparison, Status
from nhip.figures.model import Figure
from nhip.figures.numbers import NBSP
from nhip.figures.periods import Period
from nhip.plans.models import Bound, Target
from nhip.plans.targets.progress import reached_at, so_far, so_far_in_words, verdict_on
from nhip.plans.targets.showing import judged
from nhip.plans.targets.verdict import Outlook, Standing

MAY, JUNE = Period.parse("2024-05"), Period.parse("2024-06")
# Last year's second quarter adds up to 330; this year's April and May to 223.8, where they were 210.
INDEX = {
    "2023-04": 100.0, "2023-05": 110.0, "2023-06": 120.0,
    "2024-04": 105.0, "2024-05": 118.8, "2024-06": 132.6,
}  # fmt: skip


def growth(period: str = "2024-Q2", low: str = "8") -> Target:
    return Target(
        code="G", indicator="IIP", subject="TOTAL", period=period, comparison="quarter", bound=Bound.AT_LEAST,
        low=Decimal(low),
    )  # fmt: skip


def count(period: str, *, at_end: bool = False) -> Target:
    return Target(
        code="N", indicator="NEW_ENTERPRISES", period=period, comparison="none", bound=Bound.RANGE, low=Decimal(6),
        high=Decimal(8), at_end=at_end, unit_vi="doanh nghiệp", unit_en="enterprises",
    )  # fmt: skip


def monthly(
    values: dict[str, float], level: Comparison, status: Status = Status.OFFICIAL, quarter: float | None = None
):
    """Look up months only, and at most the second quarter as a whole."""

    def lookup(indicator, subject, place, period, comparison):
        if comparison is level and str(period) in values:
            return Figure(indicator, subject, period, comparison, values[str(period)], status)
        if comparison is Comparison.QUARTER and str(period) == "2024-Q2" and quarter is not None:
            return Figure(indicator, subject, period, comparison, quarter)
        return None

    return lookup


def test_growth_within_a_quarter_is_the_ratio_of_sums():
    found = verdict_on(growth(), MAY, monthly(INDEX, Comparison.BASE_MONTH))
    # (105 + 118.8) / (100 + 110) - 1; the mean of +5 % and +8 % would be 6.5 %.
    assert found.reached == pytest.approx(6.571428571)
    assert found.gap == pytest.approx(-1.428571429)
    # (1.08 x 330 - 223.8) / 120 - 1
    assert found.needed_low == pytest.approx(10.5)
    assert (found.standing, found.outlook, found.months_left) == (Standing.BELOW, Outlook.OPEN, 1)


def test_if_june_brings_what_is_needed_the_quarter_meets_its_target():
    whole = (105 + 118.8 + 132.6) / 330 * 100 - 100
    found = verdict_on(growth(), JUNE, monthly(INDEX, Comparison.BASE_MONTH, quarter=whole))
    assert found.reached == pytest.approx(8)
    assert (found.standing, found.outlook) == (Standing.MET, Outlook.FINAL)


def test_it_is_said_with_the_months_it_is_about():
    lookup = monthly(INDEX, Comparison.BASE_MONTH)
    found = judged(growth(), [MAY], lookup, "vi")
    assert found.part_in_words == "tháng 4 đến tháng 5/2024"
    assert found.sentence.replace(NBSP, " ") == "Đến nay +6,57 %: mỗi tháng còn lại cần +10,50 % so với cùng kỳ."
    assert judged(growth(), [MAY], lookup, "en").part_in_words == "April to May 2024"


def test_a_missing_month_and_a_year_of_nothing_give_no_number():
    gone = {month: value for month, value in INDEX.items() if month != "2024-04"}
    assert verdict_on(growth(), MAY, monthly(gone, Comparison.BASE_MONTH)).standing is Standing.NOT_BEGUN
    nothing = {**INDEX, "2023-04": 0.0, "2023-05": 0.0}
    assert reached_at(growth(), MAY, monthly(nothing, Comparison.BASE_MONTH)) is None


def test_a_number_of_the_second_half_adds_up_its_months():
    months = {"2024-07": 1.0, "2024-08": 2.0, "2024-09": 0.0}
    found = verdict_on(count("2024-H2"), Period.parse("2024-09"), monthly(months, Comparison.NONE))
    assert (found.reached, found.gap, found.needed_low, found.needed_high, found.months_left) == (3, -3, 3, 5, 3)


def test_a_stock_of_the_second_half_is_that_of_its_month():
    months = {"2024-07": 5.0, "2024-08": 7.0}
    found = verdict_on(count("2024-H2", at_end=True), Period.parse("2024-08"), monthly(months, Comparison.NONE))
    assert (found.reached, found.gap, found.standing) == (7, 0, Standing.MET)


def test_it_is_as_sure_as_the_least_sure_of_its_months():
    found = reached_at(growth(), MAY, monthly(INDEX, Comparison.BASE_MONTH, Status.PROVISIONAL))
    assert found is not None
    assert found.status is Status.PROVISIONAL
    assert str(found.period) == "2024-05"


@pytest.mark.parametrize(
    ("period", "month", "name", "words"),
    [
        ("2024", "2024-05", "2024-01/2024-05", "5 tháng năm 2024"),
        ("2024-Q2", "2024-04", "2024-04", "tháng 4/2024"),
        ("2024-Q2", "2024-05", "2024-05", "tháng 4 đến tháng 5/2024"),
        ("2024-Q2", "2024-06", "2024-Q2", "quý II/2024"),
        ("2024-H2", "2024-12", "2024-H2", "6 tháng cuối năm 2024"),
        ("2024-05", "2024-05", "2024-05", "tháng 5/2024"),
    ],
)
def test_each_part_has_a_name_and_words(period, month, name, words):
    whole, upto = Period.parse(period), Period.parse(month)
    assert str(so_far(whole, upto)) == name
    assert so_far_in_words(whole, upto, "vi") == words
