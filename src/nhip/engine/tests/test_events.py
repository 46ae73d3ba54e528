"""Dated events by hand: factors, months and quantities that anyone can check on paper."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from nhip.engine import Base, Epoch, Event, Node, Scheme, Weight, compile_reports
from nhip.engine.events import Link
from nhip.engine.faults import Fault

MONTHS = [f"2023-{m:02d}" for m in range(1, 13)]
SCHEME = Scheme(
    nodes=(Node("v", "T", None), Node("v", "p", "T"), Node("v", "q", "T")),
    epochs=(Epoch("e", "2022-01", "2022-12", "2023-01", "2023-12", "v"),),
    weights=(Weight("e", "p", 1.0), Weight("e", "q", 1.0)),
    bases=(Base("e", "p", 10.0), Base("e", "q", 10.0)),
)
ENTRY = Event("entry", "2023-04", "N", "p", overlap_from="2023-02", overlap_to="2023-03")
TAKEN = Event("replacement", "2023-04", "A", "p", new_enterprise="N", overlap_from="2023-02", overlap_to="2023-03")


def compiled(series, *events, **options):
    """Compile {(enterprise, product): {month: quantity}}; W always makes 10 of q."""
    series = {("W", "q"): dict.fromkeys(range(1, 13), 10.0), **series}
    rows = [
        {"enterprise": e, "product": p, "period": f"2023-{m:02d}", "quantity": q}
        for (e, p), values in series.items()
        for m, q in values.items()
    ]
    return compile_reports(pl.DataFrame(rows), replace(SCHEME, events=events, **options.pop("scheme", {})), **options)


def index(found, node="p"):
    rows = found.indices.filter(pl.col("node") == node).sort("period")
    return [round(v, 9) for v in rows["index"]]


def quality(found, node, month):
    (row,) = found.quality.filter(pl.col("node") == node, pl.col("period") == month).to_dicts()
    return row


def flat(value, first=1, last=12):
    return dict.fromkeys(range(first, last + 1), float(value))


def test_an_entry_moves_nothing_and_its_growth_counts_afterwards():
    newcomer = {**flat(30, 2, 7), **flat(60, 8)}
    found = compiled({("A", "p"): flat(10), ("N", "p"): newcomer}, ENTRY)
    # 10 / (10 + 30) of the total with the newcomer; from August its growth of 30 in 40
    assert index(found) == [100.0] * 7 + [175.0] * 5
    assert found.links == (Link("entry", "2023-04", "N", "p", 0.25, "2023-02–2023-03"),)
    assert found.held_out == ()


def test_without_an_event_a_newcomer_is_held_out_and_said_to_be():
    found = compiled({("A", "p"): flat(10), ("N", "p"): flat(30, 4)})
    assert index(found) == [100.0] * 12
    assert found.held_out == (("N", "p"),)
    assert quality(found, "p", "2023-05")["response_rate"] == 1.0


def test_a_given_factor_needs_no_output_in_the_overlap():
    entry = replace(ENTRY, factor=0.5, overlap_from="2022-01", overlap_to="2022-02")
    found = compiled({("A", "p"): flat(10), ("N", "p"): flat(30, 4)}, entry)
    assert index(found) == [100.0] * 3 + [200.0] * 9


def test_entries_one_after_the_other():
    later = Event("entry", "2023-08", "M", "p", overlap_from="2023-08", overlap_to="2023-08")
    found = compiled({("A", "p"): flat(10), ("N", "p"): flat(30, 2), ("M", "p"): flat(40, 8)}, later, ENTRY)
    assert index(found) == [100.0] * 12
    assert [(k.enterprise, k.factor) for k in found.links] == [("N", 0.25), ("M", 0.5)]


def test_a_month_the_newcomer_missed_is_estimated_from_its_entry_on():
    newcomer = dict.fromkeys((2, 3, 4, 6, 7, 8, 9, 10, 11, 12), 30.0)
    found = compiled({("A", "p"): flat(10), ("N", "p"): newcomer}, ENTRY)
    assert index(found) == [100.0] * 12
    assert quality(found, "p", "2023-05")["response_rate"] == 0.5
    assert quality(found, "p", "2023-05")["imputed_share"] == 0.75
    assert quality(found, "p", "2023-03")["response_rate"] == 1.0


@pytest.mark.parametrize("period", ["2023-01", "2022-06"])
def test_an_entry_when_the_panel_begins_is_a_member_like_others(period):
    found = compiled({("A", "p"): flat(10), ("N", "p"): flat(30)}, replace(ENTRY, period=period))
    assert index(found) == [400.0] * 12
    assert found.links == ()


def test_an_entry_that_is_still_to_come_changes_nothing_yet():
    epochs = (replace(SCHEME.epochs[0], valid_to="2024-12"),)
    coming = Event("entry", "2024-06", "N", "p", overlap_from="2024-01", overlap_to="2024-05")
    found = compiled({("A", "p"): flat(10), ("N", "p"): flat(30, 11)}, coming, scheme={"epochs": epochs})
    assert index(found) == [100.0] * 12
    assert (found.links, found.held_out) == ((), ())


def test_an_entry_of_an_unknown_firm_is_no_fault():
    assert index(compiled({("A", "p"): flat(10)}, ENTRY)) == [100.0] * 12


def test_an_exit_is_a_fall_and_nothing_is_missing_afterwards():
    leaving = Event("exit", "2023-07", "B", "p")
    found = compiled({("A", "p"): flat(6), ("B", "p"): flat(4, 1, 5)}, leaving)
    assert index(found) == [100.0] * 6 + [60.0] * 6
    assert [(r["enterprise"], r["period"]) for r in found.imputed.to_dicts()] == [("B", "2023-06")]
    assert quality(found, "p", "2023-06")["response_rate"] == 0.5
    assert quality(found, "p", "2023-07")["response_rate"] == 1.0


def test_without_an_exit_a_firm_that_falls_silent_is_estimated():
    found = compiled({("A", "p"): {**flat(6, 1, 8), **flat(3, 9)}, ("B", "p"): flat(4, 1, 5)})
    assert index(found) == [100.0] * 8 + [50.0] * 4
    assert found.imputed.height == 7


@pytest.mark.parametrize("options", [{}, {"imputation": "carry_forward"}])
def test_a_product_whose_last_maker_left_stays_at_zero(options):
    found = compiled({("A", "p"): flat(10, 1, 6)}, Event("exit", "2023-07", "A", "p"), **options)
    assert index(found) == [100.0] * 6 + [0.0] * 6
    assert index(found, "T") == [100.0] * 6 + [50.0] * 6
    gone = {"response_rate": 1.0, "weighted_response_rate": 1.0, "imputed_share": 0.0, "estimated_share": 0.0}
    assert quality(found, "p", "2023-07") == {"node": "p", "period": "2023-07", **gone}
    assert quality(found, "T", "2023-07") == {"node": "T", "period": "2023-07", **gone}


def test_a_replacement_continues_the_series_at_its_level():
    old, new = {**flat(10, 1, 3), **flat(99, 4, 5)}, {1: 500.0, 2: 20.0, 3: 20.0, **flat(24, 4)}
    found = compiled({("A", "p"): old, ("N", "p"): new}, TAKEN)
    assert index(found) == [100.0] * 3 + [120.0] * 9
    assert found.links == (Link("replacement", "2023-04", "A", "p", 2.0, "2023-02–2023-03"),)
    assert found.held_out == ()


def test_only_months_that_both_report_count_in_the_overlap():
    found = compiled({("A", "p"): {**flat(10, 1, 2), 3: 40.0}, ("N", "p"): {2: 20.0, **flat(24, 4)}}, TAKEN)
    assert index(found)[3:] == [120.0] * 9


def test_a_replacement_with_a_factor_by_a_product_outside_the_tree():
    event = Event("replacement", "2023-04", "A", "p", new_product="p2", factor=2.0)
    found = compiled({("A", "p"): flat(10, 1, 3), ("A", "p2"): flat(30, 4)}, event)
    assert index(found) == [100.0] * 3 + [150.0] * 9
    assert found.links[0].overlap == ""


def test_every_maker_of_a_product_goes_over_to_another():
    """An event without enterprise speaks of those who made the product, and of nobody else."""
    event = Event("replacement", "2023-04", "", "p", new_product="p2", overlap_from="2023-02", overlap_to="2023-03")
    found = compiled(
        {("A", "p"): flat(6, 1, 3), ("A", "p2"): flat(12, 2), ("B", "p"): flat(4, 1, 3), ("B", "p2"): flat(2, 2)}, event
    )
    assert index(found) == [100.0] * 12
    assert [(k.enterprise, k.factor) for k in found.links] == [("A", 2.0), ("B", 0.5)]


def test_a_series_that_replaced_one_can_be_replaced():
    second = replace(TAKEN, period="2023-08", enterprise="N", new_enterprise="M",
                     overlap_from="2023-07", overlap_to="2023-07")  # fmt: skip
    series = {("A", "p"): flat(10, 1, 3), ("N", "p"): {**flat(20, 2, 7)}, ("M", "p"): {7: 5.0, **flat(6, 8)}}
    found = compiled(series, second, TAKEN)
    assert index(found) == [100.0] * 7 + [120.0] * 5
    assert [(k.enterprise, k.period, k.factor) for k in found.links] == [
        ("A", "2023-04", 2.0), ("A", "2023-08", 0.25),
    ]  # fmt: skip
    # the same said of the origin, which N had continued at a level of 10
    of_origin = compiled(series, replace(second, enterprise="A"), TAKEN)
    assert index(of_origin) == index(found)
    assert of_origin.links[1].factor == 0.5


def test_what_the_first_successor_reports_later_does_not_count_once_it_is_replaced():
    """N goes on reporting after M took over; in September M is silent, and N's report does not fill in for it."""
    second = replace(TAKEN, period="2023-08", new_enterprise="M", overlap_from="2023-07", overlap_to="2023-07")
    series = {("A", "p"): flat(10, 1, 3), ("N", "p"): {**flat(20, 2, 7), **flat(77, 8)},
              ("M", "p"): {7: 5.0, 8: 5.0, **flat(5, 10)}, ("B", "p"): flat(10)}  # fmt: skip
    found = compiled(series, TAKEN, second)
    assert index(found) == [200.0] * 12
    assert [r["period"] for r in found.imputed.to_dicts()] == ["2023-09"]


@pytest.mark.parametrize("size", [0.0, 0.01])
def test_the_weighted_response_of_a_panel_that_made_little_or_nothing(size):
    found = compiled({("A", "p"): flat(3 * size), ("B", "p"): {**flat(size, 1, 5), **flat(size, 7)}})
    assert quality(found, "p", "2023-06")["weighted_response_rate"] == pytest.approx(1 - 11 / 47 if size else 1.0)
    assert quality(found, "p", "2023-06")["response_rate"] == 0.5


def test_a_gap_after_a_replacement_is_estimated_in_the_old_name():
    found = compiled({("A", "p"): flat(10, 1, 3), ("N", "p"): {**flat(20, 2, 5), **flat(20, 7)}}, TAKEN)
    assert index(found) == [100.0] * 12
    assert [(r["enterprise"], r["product"], r["period"]) for r in found.imputed.to_dicts()] == [("A", "p", "2023-06")]


@pytest.mark.parametrize(("old", "new"), [({}, {2: 5.0}), ({2: 5.0}, {}), ({2: 5.0}, {3: 5.0}), ({2: 0.0}, {2: 5.0})])
def test_no_factor_without_output_in_the_overlap(old, new):
    series = {("A", "p"): {1: 10.0, **old}, ("N", "p"): {**new, **flat(5, 4)}}
    with pytest.raises(Fault) as caught:
        compiled(series, TAKEN)
    assert caught.value.number == "E406"
    assert caught.value.fields == {"code": "p", "period": "2023-04", "overlap": "2023-02–2023-03"}


def test_a_replacement_of_unknown_firms_is_no_fault():
    assert index(compiled({("A", "p"): flat(10)}, TAKEN)) == [100.0] * 12
    assert index(compiled({("N", "p"): flat(10)}, TAKEN)) == [100.0] * 12


# -- the first months of a panel ---------------------------------------------------------------------------------


def with_states(series, silent, **options):
    rows = [
        {"enterprise": e, "product": p, "period": f"2023-{m:02d}", "quantity": q, "state": ""}
        for (e, p), values in {("W", "q"): flat(10), **series}.items()
        for m, q in values.items()
    ]
    rows += [
        {"enterprise": e, "product": p, "period": f"2023-{m:02d}", "quantity": None, "state": "not_reported"}
        for (e, p), months in silent.items()
        for m in months
    ]
    return compile_reports(pl.DataFrame(rows, infer_schema_length=None), SCHEME, **options)


def test_a_firm_that_says_it_did_not_report_yet_belongs_to_the_panel():
    growing = {m: 10.0 * 2 ** (m - 1) for m in range(1, 13)}
    later = {m: 3.0 * 2 ** (m - 1) for m in range(4, 13)}
    found = with_states({("A", "p"): growing, ("N", "p"): later}, {("N", "p"): (1, 2, 3)})
    assert index(found) == [130.0 * 2**m for m in range(12)]
    assert found.held_out == ()
    assert sorted(found.imputed.rows()) == [
        ("N", "p", "2023-01", 3.0, "matched"), ("N", "p", "2023-02", 6.0, "matched"),
        ("N", "p", "2023-03", 12.0, "matched"),
    ]  # fmt: skip
    assert quality(found, "p", "2023-02")["response_rate"] == 0.5
    assert quality(found, "p", "2023-02")["imputed_share"] == pytest.approx(3 / 13)


def test_a_month_without_any_row_after_the_first_silent_one_is_missing_too():
    found = with_states({("A", "p"): flat(10), ("N", "p"): flat(5, 4)}, {("N", "p"): (1,)})
    assert index(found) == [150.0] * 12
    assert found.imputed.height == 3


def test_silence_that_begins_later_than_the_panel_is_no_membership():
    found = with_states({("A", "p"): flat(10), ("N", "p"): flat(5, 4)}, {("N", "p"): (2, 3)})
    assert index(found) == [100.0] * 12
    assert found.held_out == (("N", "p"),)


def test_months_before_anybody_reported_are_before_the_panel():
    series = {("W", "q"): flat(10, 3), ("A", "p"): flat(10, 3), ("N", "p"): flat(5, 4)}
    found = with_states(series, {("N", "p"): (1, 2, 3), ("A", "p"): (1, 2)})
    assert index(found) == [150.0] * 10
    assert found.imputed.rows() == [("N", "p", "2023-03", 5.0, "matched")]


@pytest.mark.parametrize(
    ("method", "rule"),
    [("insee", "class"), ("matched", "class"), ("class", "class"), ("carry_forward", "carry_forward")],
)
def test_nothing_is_divided_by_a_growth_of_zero(method, rule):
    """A fell to zero in April, when N reported for the first time; the growth of the class is taken: q grew by 25 %."""
    series = {
        ("A", "p"): {**flat(10, 1, 3), **flat(0, 4)},
        ("N", "p"): flat(5, 4),
        ("W", "q"): {**flat(8, 1, 3), **flat(10, 4)},
    }
    found = with_states(series, {("N", "p"): (3, 2, 1)}, imputation=method)
    (march,) = found.imputed.filter(pl.col("period") == "2023-03").to_dicts()
    assert march["rule"] == rule
    value = 5.0
    if rule == "class":
        # Σ w·x over p and q in their average months: p fell from 10 to 0 (mean 5), q rose from 8 to 10 (mean 9.5)
        mean_p = (3 * 10 + 9 * 5) / 12
        growth = (0 / mean_p + 10 / 9.5) / (10 / mean_p + 8 / 9.5)
        value /= growth
    assert march["quantity"] == pytest.approx(value)


def test_a_series_that_only_ever_said_it_did_not_report_leaves_no_trace():
    found = with_states({("A", "p"): flat(10)}, {("N", "p"): range(1, 13)})
    assert index(found) == [100.0] * 12
    assert found.imputed.height == 0
