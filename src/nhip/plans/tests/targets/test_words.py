"""Verdicts in words, in both languages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nhip.figures.comparisons import Comparison, Status
from nhip.figures.model import Figure
from nhip.figures.numbers import NBSP
from nhip.figures.periods import Period
from nhip.plans.models import Bound, Target
from nhip.plans.targets.showing import judged, judged_by_month
from nhip.plans.targets.words import wanted_in_words

YEAR = [Period.month(2024, month) for month in range(1, 13)]


def growth(bound: str = Bound.AT_LEAST, low: str | None = "7", high: str | None = None) -> Target:
    numbers = {"low": low and Decimal(low), "high": high and Decimal(high)}
    return Target(code="G", indicator="IIP", subject="TOTAL", period="2024", comparison="year", bound=bound, **numbers)


def count(bound: str = Bound.RANGE, low: str | None = "3", high: str | None = "4", *, at_end: bool = False) -> Target:
    numbers = {"low": low and Decimal(low), "high": high and Decimal(high)}
    return Target(
        code="N",
        indicator="NEW_ENTERPRISES",
        period="2024",
        comparison="none",
        bound=bound,
        at_end=at_end,
        unit_vi="cụm",
        unit_en="clusters",
        **numbers,
    )


def index_of(now: float, months: int):
    """Look figures up in a year where last year's months are 100 and this year's `now`."""
    cumulative = Period.month(2024, months).cumulative

    def lookup(indicator, subject, place, period, comparison):
        if comparison is Comparison.BASE_MONTH and period.year == 2023:
            return Figure(indicator, subject, period, comparison, 100.0)
        if comparison is Comparison.BASE_MONTH and period.number <= months:
            return Figure(indicator, subject, period, comparison, now, Status.OFFICIAL)
        if comparison is Comparison.CUMULATIVE and period.year == 2024 and period.number <= cumulative.number:
            return Figure(indicator, subject, period, comparison, now - 100)
        return None

    return lookup


def counted(value: float):
    def lookup(indicator, subject, place, period, comparison):
        return Figure(indicator, subject, period, comparison, value)

    return lookup


def said(target: Target, months: int, lookup, language: str) -> str:
    return judged(target, YEAR[:months], lookup, language).sentence.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("target", "vi", "en"),
    [
        (growth(), "từ 7 % trở lên", "at least 7 %"),
        (growth(Bound.MORE_THAN, "5.50"), "trên 5,5 %", "more than 5.5 %"),
        (growth(Bound.RANGE, "7", "8"), "7–8 %", "7–8 %"),
        (growth(Bound.AT_MOST, None, "10"), "không quá 10 %", "at most 10 %"),
        (growth(Bound.LESS_THAN, None, "10"), "dưới 10 %", "less than 10 %"),
        (growth(Bound.EXACT), "7 %", "7 %"),
        (count(), "3–4 cụm", "3–4 clusters"),
        (count(Bound.AT_LEAST, "1200", None), "từ 1.200 cụm trở lên", "at least 1,200 clusters"),
    ],
)
def test_what_is_wanted(target, vi, en):
    assert wanted_in_words(target, "vi").replace(NBSP, " ") == vi
    assert wanted_in_words(target, "en").replace(NBSP, " ") == en


@pytest.mark.parametrize(
    ("target", "months", "lookup", "en"),
    [
        (growth(), 12, index_of(107.68, 12), "Exceeded by 0.68 percentage points: +7.68 %."),
        (growth(), 12, index_of(107, 12), "Reached: +7.00 %."),
        (growth(), 12, index_of(106.5, 12), "Missed by 0.50 percentage points: +6.50 %."),
        (growth(Bound.MORE_THAN), 12, index_of(107, 12), "Missed: +7.00 %, wanted was more than 7 %."),
        (growth(Bound.RANGE, "7", "8"), 12, index_of(107.5, 12), "Reached: +7.50 %, within 7–8 %."),
        (
            growth(Bound.RANGE, "7", "8"),
            12,
            index_of(109, 12),
            "Exceeded: +9.00 %, 1.00 percentage point above the upper bound.",
        ),
        (
            growth(Bound.AT_MOST, None, "8"),
            12,
            index_of(107, 12),
            "Kept: +7.00 %, 1.00 percentage point below the limit.",
        ),
        (growth(Bound.AT_MOST, None, "8"), 12, index_of(109, 12), "Missed: +9.00 %, 1.00 percentage point too much."),
        (growth(), 6, index_of(105, 6), "+5.00 % so far: each remaining month needs +9.00 % over last year's."),
        (
            growth(),
            6,
            index_of(120, 6),
            "+20.00 % so far: reached if the remaining months fall by no more than 6.00 %.",
        ),
        (
            growth(Bound.RANGE, "7", "8"),
            6,
            index_of(105, 6),
            "+5.00 % so far: each remaining month needs +9.00 % to +11.00 % over last year's.",
        ),
        (
            growth(Bound.AT_MOST, None, "8"),
            6,
            index_of(105, 6),
            "+5.00 % so far: kept if the remaining months grow by no more than +11.00 %.",
        ),
        (
            growth(),
            6,
            index_of(300, 6),
            "+200.00 % so far: reached already, whatever the remaining months bring.",
        ),
        (growth(Bound.RANGE, "7", "8"), 6, index_of(300, 6), "+200.00 % so far: 7–8 % cannot be reached any more."),
        (growth(), 0, index_of(105, 6), "No figures of this period yet."),
        (
            count(),
            4,
            counted(1),
            "1 cluster so far: 2 clusters still to come in the 8 months left, 0.3 clusters a month.",
        ),
        (
            count(),
            11,
            counted(1),
            "1 cluster so far: 2 clusters still to come in the one month left, 2.0 clusters a month.",
        ),
        (
            count(),
            4,
            counted(3),
            "3 clusters so far: within 3–4 clusters, with room for 1 cluster in the 8 months left.",
        ),
        (count(), 4, counted(5), "5 clusters so far: 3–4 clusters cannot be reached any more."),
        (count(), 12, counted(4), "Reached: 4 clusters, within 3–4 clusters."),
        (count(at_end=True), 4, counted(2), "2 clusters so far: 1 cluster short of 3–4 clusters."),
        (count(at_end=True), 4, counted(3), "3 clusters so far: within 3–4 clusters, if it stays so."),
        (count(at_end=True), 4, counted(6), "6 clusters so far: 2 clusters above 3–4 clusters."),
    ],
)
def test_what_has_become_of_it(target, months, lookup, en):
    assert said(target, months, lookup, "en") == en


def test_it_is_said_in_vietnamese_too():
    assert said(growth(), 12, index_of(107.68, 12), "vi") == "Vượt 0,68 điểm phần trăm: +7,68 %."
    want = "Đến nay +5,00 %: mỗi tháng còn lại cần +9,00 % so với cùng kỳ."
    assert said(growth(), 6, index_of(105, 6), "vi") == want
    want = "Đến nay 1 cụm: cần thêm 2 cụm trong 8 tháng còn lại, mỗi tháng 0,3 cụm."
    assert said(count(), 4, counted(1), "vi") == want


def test_a_year_that_has_not_come_is_not_begun_and_months_come_in_order():
    before = [Period.month(2023, 12)]
    assert judged(growth(), before, index_of(105, 6), "en").sentence == "Not yet begun."
    found = judged_by_month(growth(), YEAR[:3], index_of(105, 6), "en")
    assert [str(each.part) for each in found] == ["2024-01/2024-01", "2024-01/2024-02", "2024-01/2024-03"]
