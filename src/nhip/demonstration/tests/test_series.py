"""What is drawn stays plausible: totals hold, and no month jumps."""

from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhip.demonstration.compiled import index_of
from nhip.demonstration.control import solved
from nhip.demonstration.lines import LINE, LINES
from nhip.demonstration.seasons import tet_days
from nhip.demonstration.totals import MONTHS, PERIODS, apportion, monthly_totals, steps


@given(st.integers(0, 10**9), st.lists(st.floats(0.01, 1e6), min_size=1, max_size=40))
def test_apportioned_parts_add_up_and_stay_within_one_unit(total, parts):
    found = apportion(total, parts)
    assert sum(found) == total
    whole = sum(parts)
    assert all(abs(n - total * part / whole) <= 1 + 1e-6 for n, part in zip(found, parts, strict=True))


def test_tet_falls_in_two_months_of_2022_and_in_one_of_2023():
    assert [tet_days(2022, month) for month in (1, 2, 3)] == [4, 7, 0]
    assert [tet_days(2023, month) for month in (1, 2, 3)] == [11, 0, 0]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.key)
def test_years_and_halves_add_up(line):
    months = list(monthly_totals(line, solved().growth).values())
    assert sum(months[:12]) == steps(line.year_2022, line.product)
    assert min(months) > 0
    if line.year_2023 is not None:
        assert sum(months[12:]) == steps(line.year_2023, line.product)
    if line.half is not None:
        assert sum(months[12:18]) == pytest.approx(sum(months[:6]) * line.half, abs=1)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.key)
def test_no_month_jumps(line):
    months = list(monthly_totals(line, solved().growth).values())
    # Growth over the same month of the year before, January and February together because of Tết.
    growth = [sum(months[12:14]) / sum(months[:2]), *(b / a for a, b in zip(months[2:12], months[14:], strict=True))]
    assert all(0.6 < each < 1.55 for each in growth)
    quiet = [(a, b) for a, b, period in zip(months, months[1:], PERIODS[1:], strict=False) if period[5:] > "03"]
    assert all(0.6 < b / a < 1.6 for a, b in quiet)


def test_the_power_plant_stays_within_its_two_units():
    # Two units of 50 MW, also printed as 110 MW: thousand kWh in a month of 31 days.
    months = monthly_totals(LINE["thermal"], solved().growth).values()
    assert max(months) < 110 * 24 * 31


def test_the_index_moves_smoothly(evidence):
    growth = [evidence.index[f"2023-{m:02d}"] / evidence.index[f"2022-{m:02d}"] * 100 - 100 for m in MONTHS]
    assert -20 < growth[0] < 0 < growth[1] < 20, "Tết moved from February to January"
    assert all(0 < each < 14 for each in growth[2:])
    assert all(abs(b - a) < 6 for a, b in pairwise(growth[2:]))
    assert growth[11] == pytest.approx(12.6, abs=0.3)


@pytest.mark.parametrize("product", ["05200-01", "23940-01", "20110-01", "35110-01"])
def test_a_product_without_gaps_is_output_over_base(compilation, evidence, scheme, product):
    base = scheme.base_quantities(scheme.epochs[0])[product]
    expected = {period: evidence.output[product, period] / base * 100 for period in PERIODS}
    assert index_of(compilation, product) == pytest.approx(expected)


def test_some_reports_are_imputed_but_never_in_what_the_solver_turns(compilation, evidence):
    imputed = set(pl.DataFrame(compilation.imputed)["product"])
    assert imputed
    turned = {line.product for line in LINES if line.year_2023 is None}
    named = {code for key in ("coal", "bricks", "wood", "salt") for code in evidence.key(key)}
    assert not imputed & (turned | named)
