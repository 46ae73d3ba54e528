from __future__ import annotations

import math
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import narwhals as nw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhip.engine.rounding import Rounding, round_expr, round_value

MODES = {"away": ROUND_HALF_UP, "even": ROUND_HALF_EVEN}
roundings = st.builds(Rounding, st.integers(0, 4), st.sampled_from(["away", "even"]))


def exact(value: Fraction, rounding: Rounding) -> float:
    """The rule in whole numbers: no binary fraction takes part."""
    scaled = abs(value) * 10**rounding.decimals
    whole, rest = divmod(scaled, 1)
    up = rest > Fraction(1, 2) or (rest == Fraction(1, 2) and (rounding.halves == "away" or whole % 2 == 1))
    return math.copysign(float((whole + up) / 10**rounding.decimals), value if whole + up else 1)


@pytest.mark.parametrize(
    ("value", "decimals", "away", "even"),
    [
        (12.25, 1, 12.3, 12.2),
        (12.249999999999998, 1, 12.3, 12.2),
        (12.350000000000001, 1, 12.4, 12.4),
        (12.349999999999998, 1, 12.4, 12.4),
        (12.24999, 1, 12.2, 12.2),
        (12.25001, 1, 12.3, 12.3),
        (-12.25, 1, -12.3, -12.2),
        (-0.04, 1, 0.0, 0.0),
        (0.0, 1, 0.0, 0.0),
        (2.5, 0, 3.0, 2.0),
        (3.5, 0, 4.0, 4.0),
        (-3.5, 0, -4.0, -4.0),
        (1.005, 2, 1.01, 1.0),
        (2.675, 2, 2.68, 2.68),
        (99.95, 1, 100.0, 100.0),
        (0.5, 0, 1.0, 0.0),
        (1.5, 0, 2.0, 2.0),
        (1e300, 2, 1e300, 1e300),
        (1e308, 12, 1e308, 1e308),
    ],
)
def test_known_values(value, decimals, away, even):
    for halves, wanted in (("away", away), ("even", even)):
        found = round_value(value, Rounding(decimals, halves))
        assert found == wanted
        assert math.copysign(1, found) == math.copysign(1, wanted)


@pytest.mark.parametrize("odd", [math.inf, -math.inf])
def test_what_is_not_a_number_stays(odd):
    assert round_value(odd, Rounding(1)) == odd
    assert math.isnan(round_value(math.nan, Rounding(1)))
    assert round_value(Decimal(str(odd)), Rounding(1)) == Decimal(str(odd))
    assert round_value(Decimal("NaN"), Rounding(1)).is_nan()


@given(st.integers(-(10**9), 10**9), st.integers(0, 9), roundings)
def test_every_decimal_rounds_as_in_exact_arithmetic(digits, places, rounding):
    value = Decimal(digits).scaleb(-places)
    wanted = value.quantize(Decimal(1).scaleb(-rounding.decimals), rounding=MODES[rounding.halves])
    assert round_value(float(value), rounding) == float(wanted)
    assert round_value(value, rounding) == wanted


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=24), roundings, st.booleans())
def test_means_of_published_indices_round_as_in_exact_arithmetic(tenths, rounding, negative):
    sign = -1 if negative else 1
    mean = sign * sum(tenth / 10 for tenth in tenths) / len(tenths)
    assert round_value(mean, rounding) == exact(sign * Fraction(sum(tenths), 10 * len(tenths)), rounding)


@given(st.integers(1, 5000), st.integers(1, 5000), roundings)
def test_growth_rates_of_published_indices_round_as_in_exact_arithmetic(value, base, rounding):
    growth = 100 * (value / 10 - base / 10) / (base / 10)
    assert round_value(growth, rounding) == exact(Fraction(100 * (value - base), base), rounding)


@given(st.floats(-1e6, 1e6), roundings)
def test_rounding_is_symmetric_and_done_once(value, rounding):
    once = round_value(value, rounding)
    assert round_value(-value, rounding) == -once
    assert round_value(once, rounding) == once
    assert abs(once - value) <= 0.5 * 10.0**-rounding.decimals * (1 + 1e-6)


def test_decimals_are_rounded_without_the_guard():
    assert round_value(Decimal("12.2499999999999999"), Rounding(1)) == Decimal("12.2")
    assert round_value(Decimal("0." + "4" * 40 + "5"), Rounding(12)) == Decimal("0." + "4" * 12)
    assert str(round_value(Decimal("-0.04"), Rounding(1))) == "0.0"


@pytest.mark.parametrize("decimals", [-1, 13, 1.0, True, "1"])
def test_decimals_out_of_range_are_refused(decimals):
    with pytest.raises(ValueError, match=r"whole number from 0 to 12, not"):
        Rounding(decimals)
    assert Rounding(0).decimals == 0
    assert Rounding(12).decimals == 12


def test_an_unknown_rule_for_halves_is_refused():
    with pytest.raises(ValueError, match="not 'up'"):
        Rounding(1, "up")


@pytest.mark.parametrize("halves", ["away", "even"])
@pytest.mark.parametrize("decimals", [0, 1, 2])
def test_columns_round_like_values(backend, decimals, halves):
    rounding = Rounding(decimals, halves)
    values = [sign * k / 40 for k in range(0, 400, 3) for sign in (1, -1)]
    values += [12.249999999999998, 1e300, 123456789012.5, 2.5e14 + 0.25, math.inf, -math.inf, None]
    native = backend.make({"key": list(range(len(values))), "index": values})
    frame = nw.from_native(native).with_columns(round_expr(nw.col("index"), rounding))
    found = {row["key"]: row["index"] for row in backend.rows(frame.to_native())}
    wanted = {key: None if value is None else round_value(value, rounding) for key, value in enumerate(values)}
    assert found == wanted


def test_columns_keep_nan(backend):
    native = backend.make({"index": [math.nan, 0.25]})
    frame = nw.from_native(native).with_columns(round_expr(nw.col("index"), Rounding(1)))
    found = [row["index"] for row in backend.rows(frame.to_native())]
    assert [value for value in found if not math.isnan(value)] == [0.3]
    assert len(found) == 2
