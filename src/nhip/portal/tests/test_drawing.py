"""Bars stand on one scale, months stand in their year, and a gap draws nothing."""

from nhip.figures.numbers import NumberKind, show
from nhip.portal.drawing import MONTHS_SHOWN, Bar, bars, first_sentence, window, years
from nhip.portal.marks import key, mark
from nhip.releases.answers import Part, PeriodChoice, SeriesPoint, Target


def points(*values):
    return [show(NumberKind.POINTS, value, 2, "vi") for value in values]


def test_bars_share_a_scale_and_their_zero():
    growth, decline, gap = bars(points(3.0, -1.0, None))
    assert growth == Bar(zero="25.00", x="25.00", width="75.00", direction="up")
    assert decline == Bar(zero="25.00", x="0.00", width="25.00", direction="down")
    assert gap is None


def test_growth_alone_uses_the_whole_width():
    assert bars(points(2.0, 1.0)) == [Bar("0.00", "0.00", "100.00", "up"), Bar("0.00", "0.00", "50.00", "up")]


def test_bars_of_nothing_and_of_zeros():
    assert bars([]) == []
    assert bars(points(0.0)) == [Bar("0.00", "0.00", "0.00", "up")]


def test_months_stand_in_their_year_newest_first():
    rows = years([PeriodChoice(period, period) for period in ("2023-02", "2022-12", "2023-01")])
    assert [row.year for row in rows] == ["2023", "2022"]
    assert [choice.period for _, choice in rows[0].months if choice] == ["2023-01", "2023-02"]
    assert [len(row.months) for row in rows] == [12, 12]


def test_a_reported_zero_is_not_a_gap():
    shapes = {
        mark("reported", show(NumberKind.QUANTITY, 5, 0, "vi")).shape,
        mark("reported", show(NumberKind.QUANTITY, 0, 0, "vi")).shape,
        mark("not_produced", show(NumberKind.QUANTITY, None, 0, "vi")).shape,
        mark("not_reported", show(NumberKind.QUANTITY, None, 0, "vi")).shape,
        mark("estimated", show(NumberKind.QUANTITY, 0, 0, "vi")).shape,
        mark("imputed", show(NumberKind.QUANTITY, 0, 0, "vi")).shape,
    }
    assert shapes == {entry.shape for entry in key()}
    assert len(shapes) == 6


def series(*months):
    nothing = show(NumberKind.INDEX, None, 1, "vi")
    target = Target("node", "C", "")
    return [SeriesPoint(month, month, nothing, nothing, nothing, nothing, target) for month in months]


def test_two_years_are_drawn_the_latest_or_those_up_to_an_older_month():
    months = series(*(f"{year}-{month:02d}" for year in (2020, 2021, 2022, 2023) for month in range(1, 13)))
    assert [point.period for point in window(months, "2023-05")][:: MONTHS_SHOWN - 1] == ["2022-01", "2023-12"]
    assert [point.period for point in window(months, "2021-12")][:: MONTHS_SHOWN - 1] == ["2020-01", "2021-12"]
    assert [point.period for point in window(months, "2020-02")] == ["2020-01", "2020-02"]


def test_the_first_sentence_ends_with_the_first_full_stop_outside_a_number():
    parts = [
        Part("Tháng 5 tăng "),
        Part("1.", Target("node", "C", "2023-05")),
        Part(" so với trước."),
        Part(" Sau đó."),
    ]
    assert first_sentence(parts) == (parts[:3], parts[3:])
    assert first_sentence(parts[:2]) == (parts[:2], ())
