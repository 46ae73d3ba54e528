"""Delays of spans of days, and reading and writing of spans."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from nhip.plans.projects.delays import Delay, Span, delay_of, hull
from nhip.plans.projects.reading import read_span
from nhip.plans.projects.words import delay_words, span_words

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def spans() -> st.SearchStrategy[Span]:
    return st.builds(lambda first, more: Span(first, first + timedelta(days=more)), DAYS, st.integers(0, 800))


@given(spans(), spans(), st.floats(0, 1), st.floats(0, 1))
def test_every_pair_of_days_in_the_spans_lies_within_the_delay(wanted, reached, some, other_part):
    found = delay_of(wanted, reached, date(2026, 1, 1))
    assert found is not None
    one = wanted.earliest + (wanted.latest - wanted.earliest) * some
    other = reached.earliest + (reached.latest - reached.earliest) * other_part
    assert found.least <= (other - one).days <= found.most
    assert found.most - found.least == (wanted.latest - wanted.earliest + reached.latest - reached.earliest).days


@given(spans(), DAYS)
def test_what_is_not_reached_is_never_early_and_grows_by_a_day_a_day(wanted, day):
    today, tomorrow = delay_of(wanted, None, day), delay_of(wanted, None, day + timedelta(days=1))
    assert (today is None) == (day <= wanted.earliest)
    if today is not None and tomorrow is not None:
        assert 0 <= today.least <= today.most
        assert tomorrow.most == today.most + 1


@given(spans())
def test_a_span_that_is_written_is_read_back(span):
    assert read_span(span_words(span.earliest, span.latest)) == span


@given(st.lists(spans(), min_size=1, max_size=5))
def test_the_hull_holds_every_span_and_no_more(several):
    whole = hull(several)
    assert whole is not None
    assert whole.earliest in {each.earliest for each in several}
    assert whole.latest in {each.latest for each in several}
    assert all(whole.earliest <= each.earliest and each.latest <= whole.latest for each in several)


def test_na_duong_2_planned_for_2018_is_still_not_running_on_a_day_of_2026():
    # Planned 2018, promised 2026/27 (research/domain.md, section 4): counted by hand from the calendar.
    planned, promised = read_span("2018"), read_span("2026/27")
    assert delay_of(planned, None, date(2026, 11, 24)) == Delay(2885, 3249, reached=False)
    assert delay_of(promised, None, date(2026, 11, 24)) == Delay(0, 327, reached=False)
    assert delay_of(promised, None, date(2025, 12, 31)) is None


@pytest.mark.parametrize(
    "text", ["", "04/24", "31/02/2024", "13/2024", "năm 2024", "2027/26", "2024-13-01", "24", "0000", "१९९०"]
)
def test_what_can_be_read_in_two_ways_or_none_is_not_read(text):
    with pytest.raises(ValueError):  # noqa: PT011 - any of them, from the calendar too
        read_span(text)


@pytest.mark.parametrize(
    ("delay", "words"),
    [
        (None, "chưa đến hạn"),
        (Delay(0, 0, reached=True), "đúng hạn"),
        (Delay(37, 37, reached=True), "chậm 37 ngày"),
        (Delay(-5, -5, reached=True), "sớm 5 ngày"),
        (Delay(124, 1182, reached=True), "chậm từ 124 đến 1.182 ngày"),
        (Delay(-274, 120, reached=True), "trong khoảng sớm 274 ngày đến chậm 120 ngày"),
        (Delay(-9, -2, reached=True), "sớm từ 2 đến 9 ngày"),
        (Delay(8, 8, reached=False), "chưa đạt; đã chậm 8 ngày"),
        (Delay(2885, 3249, reached=False), "chưa đạt; đã chậm từ 2.885 đến 3.249 ngày"),
        (Delay(0, 327, reached=False), "có thể đã chậm, nhiều nhất 327 ngày tính đến nay"),
    ],
)
def test_delays_are_told_with_what_is_not_sure(delay, words):
    with override("vi"):
        assert delay_words(delay) == words
