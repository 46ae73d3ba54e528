from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhip.engine import months
from nhip.engine.comparisons import COMPARISONS, Publication, averages, compare
from nhip.engine.faults import Fault
from nhip.engine.linking import chain
from nhip.engine.rereferencing import rereference
from nhip.engine.rounding import Rounding, round_value
from nhip.engine.series import FixedBaseIndex
from nhip.engine.tests import golden

FOUR = Rounding(4)


def columns(values, node="T"):
    return {"node": [node] * len(values), "period": list(values), "index": [float(v) for v in values.values()]}


def by_key(rows):
    return {(row["node"], row["period"], row["comparison"]): row for row in rows}


def years(first, last, value=lambda k: 100.0 + (k * 7) % 23):
    return {period: value(k) for k, period in enumerate(months.periods(f"{first}-01", f"{last}-12"))}


def test_the_golden_case_to_the_last_digit(examples, backend):
    native = backend.make(golden.index_columns(examples))
    found = by_key(backend.rows(compare(native, ["previous_month", "same_month", "cumulative"])))
    expected = golden.read(examples / "golden_synth_expected.csv")
    assert len(expected) == 27
    for row in expected:
        node = row["node"]
        for name, column in (
            ("previous_month", "m3_vs_prev_month"),
            ("same_month", "m3_vs_same_month_py"),
            ("cumulative", "cum3_vs_py"),
        ):
            growth = found[node, "2023-03", name]["growth"]
            assert round_value(100 + growth, FOUR) == float(row[column]), (node, name)
        for column, period in golden.PERIODS.items():
            assert round_value(found[node, period, "same_month"]["value"], FOUR) == float(row[f"idx_{column}"])


def test_every_comparison_against_its_definition(backend):
    values = years(2021, 2023)
    found = by_key(backend.rows(compare(backend.make(columns(values)))))

    def mean(*periods):
        return sum(values[p] for p in periods) / len(periods)

    def of(year, *numbers):
        return mean(*(f"{year}-{m:02d}" for m in numbers))

    wanted = {
        ("2023-05", "previous_month"): (of(2023, 5), of(2023, 4)),
        ("2023-01", "previous_month"): (of(2023, 1), of(2022, 12)),
        ("2023-05", "same_month"): (of(2023, 5), of(2022, 5)),
        ("2023-05", "cumulative"): (of(2023, 1, 2, 3, 4, 5), of(2022, 1, 2, 3, 4, 5)),
        ("2023-12", "cumulative"): (of(2023, *range(1, 13)), of(2022, *range(1, 13))),
        ("2023-Q1", "previous_quarter"): (of(2023, 1, 2, 3), of(2022, 10, 11, 12)),
        ("2023-Q4", "quarter"): (of(2023, 10, 11, 12), of(2022, 10, 11, 12)),
        ("2023-S2", "half_year"): (of(2023, *range(7, 13)), of(2022, *range(7, 13))),
        ("2023", "year"): (of(2023, *range(1, 13)), of(2022, *range(1, 13))),
    }
    for (period, name), (value, base) in wanted.items():
        row = found["T", period, name]
        assert row["value"] == pytest.approx(value, rel=1e-12)
        assert row["base_value"] == pytest.approx(base, rel=1e-12)
        assert row["growth"] == pytest.approx(100 * (value / base - 1), rel=1e-9, abs=1e-9)
        assert row["difference"] == pytest.approx(value - base, rel=1e-9, abs=1e-9)
    assert {name for _, _, name in found} == set(COMPARISONS)
    counts = {name: sum(1 for key in found if key[2] == name) for name in COMPARISONS}
    assert counts == {"previous_month": 36, "same_month": 36, "cumulative": 36, "previous_quarter": 12,
                      "quarter": 12, "half_year": 6, "year": 3}  # fmt: skip
    first = found["T", "2021-01", "previous_month"]
    assert (first["base_value"], first["growth"], first["difference"]) == (None, None, None)


def test_gaps_never_move_a_comparison(backend):
    values = years(2022, 2023)
    for gap in ("2022-03", "2023-02"):
        del values[gap]
    values["2022-11"] = 0.0
    native = backend.make(columns(values))
    found = by_key(backend.rows(compare(native)))

    def growth(period, name):
        return found["T", period, name]["growth"]

    assert growth("2022-04", "previous_month") is None
    assert growth("2023-03", "previous_month") is None
    assert growth("2023-04", "previous_month") == pytest.approx(100 * (values["2023-04"] / values["2023-03"] - 1))
    assert growth("2023-03", "same_month") is None
    assert growth("2023-01", "cumulative") == pytest.approx(100 * (values["2023-01"] / values["2022-01"] - 1))
    assert ("T", "2023-02", "cumulative") not in found
    assert ("T", "2023-03", "cumulative") not in found
    assert ("T", "2023-12", "cumulative") not in found
    assert ("T", "2023-Q1", "quarter") not in found
    assert growth("2023-Q2", "quarter") is not None
    assert growth("2023-Q2", "previous_quarter") is None
    assert ("T", "2022", "year") not in found
    zero = found["T", "2023-11", "same_month"]
    assert (zero["base_value"], zero["growth"]) == (0.0, None)
    assert zero["difference"] == values["2023-11"]


def test_the_base_side_must_be_complete_as_well(backend):
    values = years(2022, 2023)
    del values["2022-02"]
    found = by_key(backend.rows(compare(backend.make(columns(values)), ["cumulative", "year"])))
    assert found["T", "2023-01", "cumulative"]["growth"] is not None
    for period in ("2023-02", "2023-12"):
        row = found["T", period, "cumulative"]
        assert row["value"] is not None
        assert (row["base_value"], row["growth"], row["difference"]) == (None, None, None)
    assert found["T", "2023", "year"]["growth"] is None


def test_an_empty_index_is_a_missing_one(backend):
    native = backend.make({"node": ["T"] * 3, "period": ["2023-01", "2023-02", "2023-03"], "index": [1.0, None, 3.0]})
    found = by_key(backend.rows(compare(native, ["previous_month"])))
    assert set(found) == {("T", "2023-01", "previous_month"), ("T", "2023-03", "previous_month")}
    assert found["T", "2023-03", "previous_month"]["growth"] is None


def test_cumulative_growth_is_no_average_of_rates():
    values = {"2022-01": 10.0, "2022-02": 190.0, "2023-01": 20.0, "2023-02": 190.0}
    found = by_key(compare(pl.DataFrame(columns(values)), ["cumulative"]).to_dicts())
    assert found["T", "2023-02", "cumulative"]["growth"] == pytest.approx(5.0)


def test_growth_between_published_indices(backend):
    # 100.04 and 100.06 are published as 100.0 and 100.1.
    values = {"2022-01": 100.04, "2023-01": 100.06, "2022-02": 100.04, "2023-02": 100.04}
    rounded = Publication("rounded", index=Rounding(1), growth=Rounding(2))
    native = backend.make(columns(values))
    found = by_key(backend.rows(compare(native, ["same_month", "cumulative"], publication=rounded)))
    row = found["T", "2023-01", "same_month"]
    assert (row["base_value"], row["value"], row["growth"], row["difference"]) == (100.0, 100.1, 0.1, 0.1)
    # The average of 100.1 and 100.0 is a half, published as 100.1.
    row = found["T", "2023-02", "cumulative"]
    assert (row["base_value"], row["value"], row["growth"]) == (100.0, 100.1, 0.1)
    unrounded = Publication(index=Rounding(1), growth=Rounding(2))
    row = by_key(backend.rows(compare(native, ["same_month"], publication=unrounded)))["T", "2023-01", "same_month"]
    assert (row["base_value"], row["value"], row["growth"]) == (100.04, 100.06, 0.02)


# Manufacture of food products, India, base 2011-12: monthly indices from April, and the annual index and growth the
# office printed (Ministry of Statistics and Programme Implementation, workbook of June 2025).
@pytest.mark.parametrize(("code", "name"), [("10", "food"), ("12", "tobacco"), ("General", "all")])
def test_annual_averages_and_growth_of_an_april_year(examples, code, name):
    openpyxl = pytest.importorskip("openpyxl")
    found = list((examples.parent / "india-iip").glob("*.xlsx"))
    if not found:
        pytest.skip("the workbook of India's office is absent")
    book = openpyxl.load_workbook(found[0], data_only=True)
    monthly = list(book["NIC 2d, sectoral monthly"].iter_rows(values_only=True))[6:33]
    annual = list(book["NIC 2d, sectoral annual"].iter_rows(values_only=True))
    row = next(r for r in monthly if str(r[0]) == code)
    printed = next(r for r in annual[6:33] if str(r[0]) == code)[3:16]
    growth = next(r for r in annual[38:65] if str(r[0]) == code)[3:16]
    values = dict(zip(months.periods("2012-04", "2025-06"), map(float, row[3:162]), strict=True))
    publication = Publication("rounded", index=Rounding(1), growth=Rounding(1))
    years = compare(pl.DataFrame(columns(values)), ["year"], publication=publication, year_begins=4).sort("period")
    assert years["period"].to_list() == [str(year) for year in range(2012, 2025)], name
    assert years["value"].to_list() == [float(value) for value in printed]
    assert years["growth"].to_list()[1:] == [float(value) for value in growth[1:]]


def test_years_may_begin_in_another_month(backend):
    values = years(2022, 2024)
    native = backend.make(columns(values))
    found = {row["period"]: row["index"] for row in backend.rows(averages(native, "year", year_begins=4))}
    assert set(found) == {"2022", "2023"}
    span = list(months.periods("2022-04", "2023-03"))
    assert found["2022"] == pytest.approx(sum(values[p] for p in span) / 12)
    to_date = {row["period"]: row["index"] for row in backend.rows(averages(native, "to_date", year_begins=4))}
    assert "2022-03" not in to_date
    assert to_date["2023-02"] == pytest.approx(sum(values[p] for p in span[:-1]) / 11)
    assert to_date["2023-04"] == values["2023-04"]
    quarters = {row["period"]: row["index"] for row in backend.rows(averages(native, "quarter", year_begins=4))}
    assert quarters["2023-Q4"] == pytest.approx(sum(values[f"2024-{m:02d}"] for m in (1, 2, 3)) / 3)


@pytest.mark.parametrize("wrong", [0, 13, -1, "4"])
def test_years_begin_in_a_month(wrong):
    frame = pl.DataFrame(columns({"2023-01": 1.0}))
    with pytest.raises(ValueError, match="months 1 to 12"):
        compare(frame, year_begins=wrong)
    with pytest.raises(ValueError, match="months 1 to 12"):
        averages(frame, "year", year_begins=wrong)


def test_averages_round_months_first_and_the_average_after():
    frame = pl.DataFrame(columns({"2023-01": 1.04, "2023-02": 1.04, "2023-03": 1.15}))
    assert averages(frame, "quarter", levels=Rounding(1))["index"].to_list() == [1.1]
    assert averages(frame, "quarter")["index"].to_list() == pytest.approx([3.23 / 3])


@pytest.mark.parametrize("wrong", [["growth"], [], ["same_month", "yoy"]])
def test_unknown_comparisons_are_named(wrong):
    with pytest.raises(Fault) as caught:
        compare(pl.DataFrame(columns({"2023-01": 1.0})), wrong)
    assert caught.value.number == "E320"
    assert caught.value.fields["comparison"] == (wrong[-1] if wrong else "")
    assert "same_month" in caught.value.fields["known"]


@pytest.mark.parametrize("wrong", ["month", "week"])
def test_unknown_spans_are_named(wrong):
    with pytest.raises(Fault) as caught:
        averages(pl.DataFrame(columns({"2023-01": 1.0})), wrong)
    assert caught.value.number == "E320"


def test_a_policy_must_be_whole():
    with pytest.raises(ValueError, match="not 'printed'"):
        Publication("printed")
    with pytest.raises(ValueError, match="needs the rounding of an index"):
        Publication("rounded")
    assert Publication(index=Rounding(1)).levels is None
    assert Publication("rounded", index=Rounding(1)).levels == Rounding(1)


def test_comparisons_asked_for_twice_come_once():
    frame = pl.DataFrame(columns({"2023-01": 1.0}))
    assert compare(frame, ["same_month", "same_month"]).height == 1


def test_indices_of_both_types_are_compared():
    values = years(2022, 2023)
    frame = pl.DataFrame(columns(values))
    index = FixedBaseIndex(frame, base=("2022-01", "2022-12"))
    plain = compare(frame).sort("comparison", "period")
    assert compare(index).sort("comparison", "period").equals(plain)
    assert compare(chain([index])).sort("comparison", "period").equals(plain)
    assert averages(index, "year").equals(averages(frame, "year"))
    assert isinstance(compare(frame.lazy()), pl.LazyFrame)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(1, 500), min_size=24, max_size=24), st.floats(0.01, 100))
def test_growth_is_the_same_at_any_scale_and_on_any_reference(values, scale):
    periods = list(months.periods("2022-01", "2023-12"))
    frame = pl.DataFrame(columns(dict(zip(periods, values, strict=True))))
    index = FixedBaseIndex(frame, base=("2022-01", "2022-12"))
    plain = by_key(compare(index).to_dicts())
    scaled = by_key(compare(frame.with_columns(pl.col("index") * scale)).to_dicts())
    moved = by_key(compare(rereference(index, ("2023-01", "2023-03"))).to_dicts())
    for key, row in plain.items():
        for other in (scaled, moved):
            if row["growth"] is None:
                assert other[key]["growth"] is None
                continue
            assert other[key]["growth"] == pytest.approx(row["growth"], rel=1e-9, abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(1, 500), min_size=12, max_size=12), st.floats(0.5, 2))
def test_proportional_years_grow_alike_in_every_month(values, factor):
    series = {f"2022-{m:02d}": v for m, v in enumerate(values, 1)}
    series |= {f"2023-{m:02d}": v * factor for m, v in enumerate(values, 1)}
    found = compare(pl.DataFrame(columns(series)), ["same_month", "cumulative", "quarter", "half_year", "year"])
    growth = found.filter(~pl.col("growth").is_null())["growth"].to_list()
    assert len(growth) == 12 + 12 + 4 + 2 + 1
    assert growth == pytest.approx([100 * (factor - 1)] * len(growth), rel=1e-9, abs=1e-9)
