"""The arithmetic of targets: the rest that is needed, if it comes, meets the target exactly."""

from __future__ import annotations

from math import fsum

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nhip.plans.targets.verdict import Outlook, Standing, Wanted, Way, judge, needed_growth

levels = st.lists(st.floats(min_value=1, max_value=1e6), min_size=2, max_size=12)
wishes = st.floats(min_value=-50, max_value=200)


@given(levels, st.data(), wishes)
def test_if_the_needed_growth_happens_the_target_is_met_exactly(before, data, wish):
    done = data.draw(st.integers(min_value=0, max_value=len(before) - 1))
    made = [data.draw(st.floats(min_value=0, max_value=1e6)) for _ in range(done)]
    growth = needed_growth(wish, made, before)
    assert growth is not None
    whole = fsum(made) + fsum(before[done:]) * (1 + growth / 100)
    assert whole / fsum(before) * 100 - 100 == pytest.approx(wish, rel=1e-6, abs=1e-6)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(1, 11))
def test_if_the_needed_number_comes_the_count_is_met_and_one_less_misses(low, reached, left):
    found = judge(Wanted(low, None), Way.FLOW, reached, left)
    assert found.needed_low == low - reached
    assert judge(Wanted(low, None), Way.FLOW, reached + found.needed_low, 0).standing is Standing.MET
    assert judge(Wanted(low, None), Way.FLOW, low - 1, 0).standing is Standing.BELOW
    assert (found.outlook is Outlook.SURE) is (reached >= low)


@given(st.floats(-20, 20), st.floats(0.1, 10), st.floats(-60, 60))
def test_the_gap_is_zero_inside_a_range_and_leads_to_the_nearer_bound_outside(low, width, value):
    wanted = Wanted(low, low + width)
    assume(min(abs(value - low), abs(value - low - width)) > 1e-6)
    gap, standing = wanted.gap(value), wanted.place(value)
    assert (gap < 0, gap > 0) == (standing is Standing.BELOW, standing is Standing.ABOVE)
    assert wanted.place(value - gap) is Standing.MET


def test_what_the_article_says_of_2023_comes_out():
    """7.68 % against 7.00 %: 0.68 percentage points above (Báo Lạng Sơn, 9 February 2024)."""
    found = judge(Wanted(7.0, None), Way.GROWTH, 7.68, 0)
    assert (found.standing, found.outlook) == (Standing.MET, Outlook.FINAL)
    assert found.gap == pytest.approx(0.68)
    # Equal months: 7.21 % in eleven leave 4.69 % to the twelfth for 7 %, and 12.85 % for 7.68 %.
    assert needed_growth(7, [107.21] * 11, [100] * 12) == pytest.approx(4.69)
    assert needed_growth(7.68, [107.21] * 11, [100] * 12) == pytest.approx(12.85)


@pytest.mark.parametrize(
    ("wanted", "value", "standing"),
    [
        (Wanted(5, None, strict=True), 5.0, Standing.BELOW),
        (Wanted(5, None, strict=True), 5.1, Standing.MET),
        (Wanted(None, 5, strict=True), 5.0, Standing.ABOVE),
        (Wanted(None, 5), 5.0, Standing.MET),
        (Wanted(3, 4), 3.0, Standing.MET),
        (Wanted(3, 4), 5.0, Standing.ABOVE),
        (Wanted(7, 7, tolerance=0.005), 7.004, Standing.MET),
        (Wanted(7, 7, tolerance=0.005), 7.006, Standing.ABOVE),
        (Wanted(0.3, None), 0.1 + 0.2, Standing.MET),
    ],
)
def test_bounds_are_in_or_out_as_their_words_say(wanted, value, standing):
    assert wanted.place(value) is standing


def test_what_cannot_be_changed_any_more_is_said():
    assert judge(Wanted(None, 4), Way.FLOW, 5, 6).outlook is Outlook.LOST
    assert judge(Wanted(3, 4), Way.FLOW, 5, 6).outlook is Outlook.LOST
    assert judge(Wanted(3, 4), Way.FLOW, 3, 6).outlook is Outlook.OPEN
    assert judge(Wanted(3, 4), Way.STOCK, 5, 6).outlook is Outlook.OPEN
    made, before = [300.0] * 6, [100.0] * 12
    assert judge(Wanted(7, None), Way.GROWTH, 200, 6, made=made, before=before).outlook is Outlook.SURE
    assert judge(Wanted(7, 8), Way.GROWTH, 200, 6, made=made, before=before).outlook is Outlook.LOST


def test_nothing_known_is_not_begun_and_missing_months_need_nothing():
    assert judge(Wanted(7, None), Way.GROWTH, None, 12).standing is Standing.NOT_BEGUN
    found = judge(Wanted(7, None), Way.GROWTH, 5.0, 6)
    assert (found.standing, found.needed, found.outlook) == (Standing.BELOW, None, Outlook.OPEN)
    assert needed_growth(7, [1.0], [1.0]) is None
    assert needed_growth(7, [1.0], [1.0, 0.0]) is None
