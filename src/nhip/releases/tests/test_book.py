"""A run read through the book: figures unrounded, numbers written once, names, units and where each opens."""

from __future__ import annotations

import pytest

from nhip.figures.comparisons import Comparison
from nhip.figures.numbers import NBSP, NumberKind
from nhip.figures.periods import PeriodKind
from nhip.releases.actions import compile_run
from nhip.releases.book import Book, book_of
from nhip.releases.queries import view_of
from nhip.releases.tests.conftest import JANUARY, MINE

pytestmark = pytest.mark.django_db


@pytest.fixture
def book(province):
    return book_of(view_of(compile_run(JANUARY, scheme=province)), "vi")


def test_a_figure_is_unrounded_and_written_by_the_scheme(book):
    # January 2023: coal 12 of 10, bricks 20 of 20, salt 11 of 10 (conftest).
    total = book.figure("IIP", "TOTAL", period="2023-01", comparison=Comparison.BASE_MONTH)
    assert total.value == pytest.approx(0.25 * 120 + 0.75 * (0.6 * 100 + 0.4 * 110))
    assert book.written(total).text == "108,00"
    growth = book.shown("IIP", "TOTAL", period="2023-01", comparison=Comparison.SAME_MONTH)
    assert growth.text == f"+8,00{NBSP}%"
    assert book.shown("IIP", "TOTAL", period="2031-01", comparison=Comparison.SAME_MONTH).text == "–"
    assert book.figure("IIP", "TOTAL", period="2031-01") is None
    coal = book.figure("IIP", "coal", period="2023-01", comparison=Comparison.SAME_MONTH)
    assert book.points(coal).text.replace(NBSP, " ") == "+5,00 điểm phần trăm"


def test_quantities_have_the_unit_of_their_subject_and_no_needless_decimals(book):
    assert book.shown("KEY_OUTPUT", "coal", period="2023-01").text == f"12{NBSP}tấn"
    plan = f"{MINE}/coal/production"
    assert book.shown("PLAN", plan, period="2023-01/2023-01").text == f"12{NBSP}tấn"
    share = book.shown("PLAN", plan, period="2023-01/2023-01", comparison=Comparison.PLAN)
    assert (share.kind, share.text) == (NumberKind.SHARE, f"14,3{NBSP}%")


def test_names_units_and_series(book):
    assert book.name("IIP", "23") == "Khoáng phi kim"
    assert book.name("KEY_OUTPUT", "salt") == "Muối"
    assert book.name("PLAN", f"{MINE}/coal/production") == "Mỏ Na Dương: Than nguyên khai"
    assert book.name("NEW_ENTERPRISES") == "Doanh nghiệp công nghiệp mới"
    assert book.decimals("KEY_OUTPUT") == 1
    months = book.series("IIP", "TOTAL", comparison=Comparison.BASE_MONTH)
    assert [str(each.period) for each in months][-3:] == ["2022-12", "2023-01", "2023-02"]
    years = book.series("KEY_OUTPUT", "coal", comparison=Comparison.NONE, kind=PeriodKind.YEAR)
    assert [(str(each.period), each.value) for each in years] == [("2022", 120)]


def test_a_hidden_figure_is_neither_told_nor_listed_nor_opened(book):
    open_ = book.figure("IIP", "coal", period="2023-01", comparison=Comparison.SAME_MONTH)
    shut = Book(book.run, None, "vi", frozenset({("IIP", "coal")}))
    assert shut.figure("IIP", "coal", period="2023-01", comparison=Comparison.SAME_MONTH) is None
    assert shut.is_hidden("IIP", "coal", period="2023-01", comparison=Comparison.SAME_MONTH)
    shown = shut.shown("IIP", "coal", period="2023-01", comparison=Comparison.SAME_MONTH)
    assert (shown.value, shown.rounded, shown.text) == (None, None, "bí mật")
    assert shut.points(open_).value is None
    assert "coal" not in {each.subject for each in shut.figures("IIP")}
    assert {each.subject for each in book.figures("IIP")} - {each.subject for each in shut.figures("IIP")} == {"coal"}
    assert shut.evidence(open_) == ()


def test_a_figure_says_where_it_opens(book):
    found = book.figure("IIP", "TOTAL", period="2023-01/2023-02", comparison=Comparison.CUMULATIVE)
    target = book.target(found)
    assert (target.kind, target.key, target.subject) == ("figure", "IIP", "TOTAL")
    assert (target.period, target.comparison, target.within) == (
        "2023-01/2023-02",
        "cumulative",
        f"run-{book.run.id}",
    )


def test_an_indicator_is_read_once(book, django_assert_num_queries):
    book.figures("IIP")
    with django_assert_num_queries(0):
        book.shown("IIP", "coal", period="2023-02", comparison=Comparison.CUMULATIVE)
