"""Periods, comparisons, rounding, number formats and the catalogue."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhip.figures import catalogue
from nhip.figures.comparisons import ANNUAL, GROWTHS, MONTHLY, OF_KIND, Comparison
from nhip.figures.model import Figure, Knowledge
from nhip.figures.numbers import ABSENT, NBSP, NumberKind, format_decimal, show
from nhip.figures.periods import Period, PeriodKind
from nhip.figures.rounding import round_half_away

NUMBERS = {"month": 12, "quarter": 4, "half_year": 2, "year": 1, "cumulative": 12}
PERIODS = st.builds(
    lambda year, kind, number: Period(year, kind, (number - 1) % NUMBERS[kind.value] + 1),
    st.integers(1900, 2100),
    st.sampled_from(list(PeriodKind)),
    st.integers(1, 12),
)


@given(PERIODS)
def test_a_period_reads_back_from_its_text(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(PERIODS)
def test_months_fill_the_period(period: Period) -> None:
    assert len(period.months) == period.length
    assert period.months[-1] == str(period.last_month)
    assert len(period.a_year_ago.months) == period.length


@pytest.mark.parametrize(
    "text",
    ["2023-13", "2023-Q5", "2023-H3", "2022-01/2023-02", "2023-02/2023-05", "23", "", "2023-11\n", "٢٠٢٣"],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a period"):
        Period.parse(text)


def test_a_cumulative_period_is_not_the_quarter_of_the_same_months() -> None:
    quarter, cumulative = Period.parse("2023-Q1"), Period.parse("2023-01/2023-03")
    assert quarter.months == cumulative.months
    assert quarter != cumulative


def test_the_year_before_and_the_month_before() -> None:
    assert str(Period.parse("2023-01").previous) == "2022-12"
    assert str(Period.parse("2023-Q1").previous) == "2022-Q4"
    assert str(Period.parse("2023-01/2023-11").previous) == "2022-01/2022-11"
    assert sorted([Period.parse("2023"), Period.parse("2023-12"), Period.parse("2023-Q4")])[0] == Period.parse(
        "2023-12"
    )


def test_sets_of_comparisons_fit_together() -> None:
    assert set(MONTHLY) <= GROWTHS
    assert GROWTHS - {Comparison.PREVIOUS_MONTH} == ANNUAL
    assert set(OF_KIND) == set(PeriodKind)
    assert set(OF_KIND.values()) <= ANNUAL


@given(st.decimals(-10_000, 10_000, places=6), st.integers(0, 4))
def test_rounding_moves_by_at_most_half_a_unit_and_is_odd(value: Decimal, decimals: int) -> None:
    rounded = round_half_away(value, decimals)
    assert abs(rounded - value) <= Decimal(1).scaleb(-decimals) / 2
    assert round_half_away(-value, decimals) == -rounded


def test_halves_go_away_from_zero() -> None:
    assert [str(round_half_away(v, 1)) for v in (0.25, -0.25, 0.35, 1e300)][:3] == ["0.3", "-0.3", "0.4"]
    with pytest.raises(ValueError, match="cannot be rounded"):
        round_half_away(float("inf"), 1)


def test_thousands_and_decimals_by_language() -> None:
    assert format_decimal(Decimal("1234567.5"), "vi") == "1.234.567,5"
    assert format_decimal(Decimal("1234567.5"), "en") == "1,234,567.5"


def test_percent_and_points_are_never_confused() -> None:
    growth = show(NumberKind.GROWTH, 0.68, 2, "vi")
    points = show(NumberKind.POINTS, 0.68, 2, "vi")
    assert growth.text == f"+0,68{NBSP}%"
    assert points.text == f"+0,68{NBSP}điểm{NBSP}phần{NBSP}trăm"
    assert growth != points


def test_a_missing_value_is_a_dash_and_zero_is_a_zero() -> None:
    assert show(NumberKind.GROWTH, None, 2, "vi").text == ABSENT
    assert show(NumberKind.GROWTH, None, 2, "vi").direction == "none"
    assert show(NumberKind.GROWTH, 0.001, 2, "vi").text == f"0,00{NBSP}%"
    assert show(NumberKind.GROWTH, 0.001, 2, "vi").direction == "same"


def test_an_indicator_must_be_documented_in_both_languages() -> None:
    enter = catalogue.indicator(
        code="X",
        name=("x", " "),
        unit=("", ""),
        decimals=0,
        kind=NumberKind.COUNT,
        comparisons=[Comparison.NONE],
        source=("s", "s"),
        method=("m", "m"),
    )

    def nothing(knowledge: Knowledge) -> list[Figure]:
        return []

    with pytest.raises(ValueError, match="its name is missing"):
        enter(nothing)
    with pytest.raises(LookupError):
        catalogue.indicator_by_code("NO SUCH")
