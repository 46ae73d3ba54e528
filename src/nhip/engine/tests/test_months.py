from __future__ import annotations

import narwhals as nw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhip.engine import months

ordinals = st.integers(min_value=0, max_value=9999 * 12 + 11)


def test_the_ordinal_counts_months_from_the_year_zero():
    assert months.ordinal("0000-01") == 0
    assert months.ordinal("2023-04") == 2023 * 12 + 3
    assert months.parse("2023-12") == (2023, 12)


@pytest.mark.parametrize(
    "wrong",
    ["2023-13", "2023-00", "2023-4", "04/2023", "2023-04 ", " 2023-04", "2023-04\n", "202304", "", "٢٠٢٣-٠٤",
     "12023-04", "2023-045", None, 202304],
)  # fmt: skip
def test_what_is_not_a_month_is_refused_by_name(wrong):
    with pytest.raises(ValueError, match="is not a month; write year and month as YYYY-MM") as caught:
        months.parse(wrong)
    assert repr(wrong) in str(caught.value)


@given(ordinals)
def test_text_and_ordinal_undo_each_other(month):
    assert months.ordinal(months.text(month)) == month
    assert months.parse(months.text(month)) == (months.year_of(month), months.month_of_year(month))


@pytest.mark.parametrize("outside", [-1, 10000 * 12])
def test_ordinals_without_a_four_digit_year_are_refused(outside):
    with pytest.raises(ValueError, match=str(outside)):
        months.text(outside)
    assert months.text(10000 * 12 - 1) == "9999-12"


def test_a_span_holds_both_ends():
    assert months.span("2023-04", "2023-04") == range(2023 * 12 + 3, 2023 * 12 + 4)
    assert list(months.periods("2022-11", "2023-02")) == ["2022-11", "2022-12", "2023-01", "2023-02"]
    with pytest.raises(ValueError, match="2022-12 lies before the first month 2023-01"):
        months.span("2023-01", "2022-12")


def test_expressions_agree_with_the_functions(backend):
    texts = ["2023-04", "2022-12", "0999-01", "9999-12", None]
    frame = nw.from_native(backend.make({"period": texts}))
    frame = frame.with_columns(month=months.ordinal_expr("period")).with_columns(
        back=months.text_expr("month"), year=months.year_expr("month"), number=months.month_of_year_expr("month")
    )
    found = {row["period"]: row for row in backend.rows(frame.to_native())}
    assert set(found) == set(texts)
    for period, row in found.items():
        if period is None:
            assert (row["month"], row["back"], row["year"], row["number"]) == (None, None, None, None)
        else:
            assert (row["month"], row["back"]) == (months.ordinal(period), period)
            assert (row["year"], row["number"]) == months.parse(period)


def test_the_check_of_a_column_agrees_with_parse(backend):
    texts = ["2023-04", "2023-13", "2023-00", "2023-4", "2023-04\n", "x2023-04", "٢٠٢٣-٠٤", "2023/04", "", None]
    frame = nw.from_native(backend.make({"period": texts})).with_columns(right=months.is_period_expr("period"))
    found = {row["period"]: row["right"] for row in backend.rows(frame.to_native())}
    assert found == dict.fromkeys(texts, False) | {"2023-04": True, None: None}
