"""What a scheme says of itself, and every rule it can break."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nhip.engine import Base, Epoch, Event, Node, Policy, Scheme, UnitFactor, Weight
from nhip.engine.faults import Fault, Faults
from nhip.engine.months import ordinal
from nhip.engine.scheme_checks import check_scheme, nearest

NODES = (
    Node("v", "T", None, name_vi="Toàn ngành", name_en="All"),
    Node("v", "B", "T", name_vi="Khai khoáng"),
    Node("v", "C", "T"),
    Node("v", "c1", "C", unit="t"),
    Node("v", "c2", "C", unit="t"),
    Node("v", "b1", "B", unit="t"),
)
OLD = Epoch("old", "2020-01", "2020-12", "2021-01", "2021-12", "v")
NEW = Epoch("new", "2021-01", "2021-12", "2022-01", "2022-12", "v")
WEIGHTS = tuple(
    Weight(e, c, w) for e in ("old", "new") for c, w in (("B", 20.0), ("C", 60.0), ("c1", 3.0), ("c2", 1.0))
)
SCHEME = Scheme(NODES, (OLD, NEW), WEIGHTS)
EXIT = Event("exit", "2021-05", "E", "c1")
ENTRY = Event("entry", "2021-05", "E", "c1", overlap_from="2021-05", overlap_to="2021-07")
TAKEN = Event("replacement", "2021-05", "E", "c1", new_enterprise="F", overlap_from="2021-02", overlap_to="2021-04")


def faults(scheme: Scheme) -> list[tuple[str, dict[str, object]]]:
    with pytest.raises((Fault, Faults)) as caught:
        check_scheme(scheme)
    found = caught.value
    return [(f.number, f.fields) for f in (found.faults if isinstance(found, Faults) else [found])]


def test_a_sound_scheme_has_no_fault():
    assert check_scheme(replace(SCHEME, events=(EXIT, ENTRY, TAKEN), bases=(Base("old", "c1", 1.0),))) is None
    assert check_scheme(Scheme(NODES[:1], (OLD,), ())) is None


@pytest.mark.parametrize(
    ("broken", "number", "fields"),
    [
        ({"policy": Policy(aggregate_from="x")}, "E122",
         {"file": "policy", "text": "x", "key": "aggregate_from", "allowed": "rounded, unrounded"}),
        ({"policy": Policy(growth_from="x")}, "E122",
         {"file": "policy", "text": "x", "key": "growth_from", "allowed": "rounded, unrounded"}),
        ({"policy": Policy(halves="up")}, "E122",
         {"file": "policy", "text": "up", "key": "halves", "allowed": "away, even"}),
        ({"policy": Policy(overlap="13")}, "E122",
         {"file": "policy", "text": "13", "key": "overlap",
          "allowed": "average, 01, 02, 03, 04, 05, 06, 07, 08, 09, 10, 11, 12"}),
        ({"policy": Policy(decimals=11)}, "E122",
         {"file": "policy", "text": 11, "key": "decimals", "allowed": "0–10"}),
        ({"policy": Policy(growth_decimals=-1)}, "E122",
         {"file": "policy", "text": -1, "key": "growth_decimals", "allowed": "0–10"}),
        ({"nodes": (*NODES, Node("v", "c1", "B"))}, "E111",
         {"file": "nodes", "column": "code", "value": "c1", "code": "c1", "classification": "v"}),
        ({"nodes": (*NODES, Node("v", "x", "Z"))}, "E112",
         {"file": "nodes", "column": "parent", "value": "Z", "code": "x", "parent": "Z"}),
        ({"nodes": (*NODES, Node("w", "x", "B"), Node("w", "R", None))}, "E112",
         {"file": "nodes", "column": "parent", "value": "B", "code": "x", "parent": "B"}),
        ({"nodes": (*NODES, Node("v", "p", "q"), Node("v", "q", "r"), Node("v", "r", "p"), Node("v", "s", "q"))},
         "E113",
         {"file": "nodes", "column": "parent", "cycle": "p → q → r → p"}),
        ({"nodes": (*NODES, Node("v", "s", "q"), Node("v", "q", "q"))}, "E113",
         {"file": "nodes", "column": "parent", "cycle": "q → q"}),
        ({"nodes": (*NODES, Node("v", "U", None))}, "E114", {"file": "nodes", "classification": "v", "count": 2}),
        ({"nodes": (*NODES, Node("w", "x", "y"), Node("w", "y", "x"))}, "E114",
         {"file": "nodes", "classification": "w", "count": 0}),
        ({"weights": WEIGHTS[1:]}, "E115", {"file": "weights", "epoch": "old", "code": "B"}),
        ({"weights": (*WEIGHTS[1:], Weight("old", "B", 0.0))}, "E116",
         {"file": "weights", "column": "weight", "value": 0.0, "code": "B", "epoch": "old"}),
        ({"weights": (*WEIGHTS[1:], Weight("old", "B", -1.0))}, "E116",
         {"file": "weights", "column": "weight", "value": -1.0, "code": "B", "epoch": "old"}),
        ({"weights": (*WEIGHTS[1:], Weight("old", "B", float("inf")))}, "E116",
         {"file": "weights", "column": "weight", "value": float("inf"), "code": "B", "epoch": "old"}),
        ({"weights": (*WEIGHTS, Weight("old", "B", 20.0))}, "E117",
         {"file": "weights", "column": "code", "value": "B", "code": "B", "epoch": "old"}),
        ({"weights": (*WEIGHTS, Weight("old", "Q", 20.0))}, "E118",
         {"file": "weights", "column": "code", "value": "Q", "code": "Q", "epoch": "old", "classification": "v"}),
        ({"bases": (Base("old", "C", 1.0),)}, "E118",
         {"file": "bases", "column": "product", "value": "C", "code": "C", "epoch": "old", "classification": "v"}),
        ({"bases": (Base("odd", "c1", 1.0),)}, "E118",
         {"file": "bases", "column": "product", "value": "c1", "code": "c1", "epoch": "odd", "classification": "?"}),
        ({"epochs": (OLD, replace(NEW, valid_from="2022-02"))}, "E119",
         {"file": "epochs", "epoch": "old", "end": "2021-12", "following": "new", "start": "2022-02"}),
        ({"epochs": (OLD, replace(NEW, valid_from="2021-12"))}, "E119",
         {"file": "epochs", "epoch": "old", "end": "2021-12", "following": "new", "start": "2021-12"}),
        ({"epochs": (replace(OLD, base_from="2020-1"), NEW)}, "E120",
         {"file": "epochs", "column": "base_from", "value": "2020-1", "text": "2020-1"}),
        ({"epochs": (OLD, replace(NEW, valid_to="2022-13"))}, "E120",
         {"file": "epochs", "column": "valid_to", "value": "2022-13", "text": "2022-13"}),
        ({"epochs": (replace(OLD, base_from="2021-01"), NEW)}, "E121",
         {"file": "epochs", "epoch": "old", "start": "2021-01", "end": "2020-12"}),
        ({"epochs": (OLD, replace(NEW, valid_to="2021-12"))}, "E121",
         {"file": "epochs", "epoch": "new", "start": "2022-01", "end": "2021-12"}),
        ({"bases": (Base("old", "c1", 0.0),)}, "E123",
         {"file": "bases", "column": "quantity", "value": 0.0, "code": "c1", "epoch": "old"}),
        ({"bases": (Base("old", "c1", float("inf")),)}, "E123",
         {"file": "bases", "column": "quantity", "value": float("inf"), "code": "c1", "epoch": "old"}),
        ({"epochs": (OLD, replace(NEW, classification="w"))}, "E124",
         {"file": "epochs", "column": "classification", "epoch": "new", "classification": "w"}),
        ({"units": (UnitFactor("c1", "kg", 0.0),)}, "E125", {"file": "units", "column": "factor", "value": 0.0}),
        ({"units": (UnitFactor("c1", "kg", float("inf")),)}, "E125",
         {"file": "units", "column": "factor", "value": float("inf")}),
        ({"events": (replace(TAKEN, factor=-2.0),)}, "E125", {"file": "events", "column": "factor", "value": -2.0}),
        ({"events": (replace(TAKEN, factor=float("inf")),)}, "E125",
         {"file": "events", "column": "factor", "value": float("inf")}),
        ({"events": (replace(EXIT, kind="merger"),)}, "E126",
         {"file": "events", "column": "kind", "value": "merger", "text": "merger",
          "allowed": "entry, exit, replacement"}),
        ({"events": (replace(EXIT, enterprise=""),)}, "E127",
         {"file": "events", "column": "enterprise", "kind": "exit", "field": "enterprise"}),
        ({"events": (replace(ENTRY, enterprise=""),)}, "E127",
         {"file": "events", "column": "enterprise", "kind": "entry", "field": "enterprise"}),
        ({"events": (replace(ENTRY, overlap_from=""),)}, "E127",
         {"file": "events", "column": "overlap_from", "kind": "entry", "field": "overlap_from"}),
        ({"events": (replace(ENTRY, overlap_to=""),)}, "E127",
         {"file": "events", "column": "overlap_to", "kind": "entry", "field": "overlap_to"}),
        ({"events": (replace(EXIT, period=""),)}, "E127",
         {"file": "events", "column": "period", "kind": "exit", "field": "period"}),
        ({"events": (replace(EXIT, product=""),)}, "E127",
         {"file": "events", "column": "product", "kind": "exit", "field": "product"}),
        ({"events": (replace(TAKEN, overlap_to=""),)}, "E127",
         {"file": "events", "column": "overlap_to", "kind": "replacement", "field": "overlap_to"}),
        ({"events": (replace(TAKEN, overlap_from=""),)}, "E127",
         {"file": "events", "column": "overlap_from", "kind": "replacement", "field": "overlap_from"}),
        ({"events": (replace(TAKEN, new_enterprise=""),)}, "E127",
         {"file": "events", "column": "new_product", "kind": "replacement", "field": "new_enterprise/new_product"}),
        ({"events": (replace(EXIT, period="5/2021"),)}, "E120",
         {"file": "events", "column": "period", "value": "5/2021", "text": "5/2021"}),
        ({"events": (replace(ENTRY, overlap_to="2021-00"),)}, "E120",
         {"file": "events", "column": "overlap_to", "value": "2021-00", "text": "2021-00"}),
        ({"events": (replace(EXIT, product="zz"),)}, "E205",
         {"file": "events", "column": "product", "value": "zz", "code": "zz"}),
        ({"epochs": ()}, "E129", {"file": "epochs"}),
        ({"epochs": (OLD, replace(NEW, base_from="2019-12"))}, "E130",
         {"file": "epochs", "epoch": "new", "base": "2019-12–2021-12"}),
        ({"epochs": (OLD, replace(NEW, base_to="2022-01"))}, "E130",
         {"file": "epochs", "epoch": "new", "base": "2021-01–2022-01"}),
    ],
)  # fmt: skip
def test_each_rule_names_what_breaks_it(broken, number, fields):
    assert faults(replace(SCHEME, **broken)) == [(number, fields)]


def test_all_that_is_wrong_is_said_at_once():
    wrong = replace(SCHEME, units=(UnitFactor("c1", "kg", -1.0),), bases=(Base("old", "c1", -1.0),), events=(
        replace(EXIT, kind="x"), replace(EXIT, product="y")))  # fmt: skip
    assert [number for number, _ in faults(wrong)] == ["E123", "E125", "E126", "E205"]
    several = replace(SCHEME, nodes=(*NODES, NODES[3], Node("v", "x", "Z")), policy=Policy(halves="up"))
    assert [number for number, _ in faults(several)] == ["E122", "E111", "E112"]


def test_what_may_be_left_out():
    """An only child needs no weight; a replacement with a factor needs no overlap; nor does one with a new product."""
    only = replace(SCHEME, events=(replace(TAKEN, overlap_from="", overlap_to="", factor=2.0, new_product="z"),))
    assert check_scheme(only) is None
    assert (
        check_scheme(replace(SCHEME, events=(replace(TAKEN, enterprise="", new_enterprise="", new_product="z"),)))
        is None
    )


def test_shares_paths_and_order():
    tree = SCHEME.tree(OLD)
    assert tree.root == "T"
    assert tree.share == {"B": 0.25, "C": 0.75, "c1": 0.75, "c2": 0.25, "b1": 1.0}
    assert tree.depth == {"T": 0, "B": 1, "C": 1, "c1": 2, "c2": 2, "b1": 2}
    assert tree.leaves == ("c1", "c2", "b1")
    assert tree.ancestors("c1") == [("c1", 1.0), ("C", 0.75), ("T", 0.5625)]
    assert list(tree.order) == ["T", "B", "b1", "C", "c1", "c2"]
    assert list(tree.order.values()) == list(range(6))


def test_an_only_child_stands_for_its_parent_whatever_its_weight():
    scheme = replace(SCHEME, weights=(*WEIGHTS, Weight("old", "b1", 7.0)))
    assert scheme.tree(OLD).share["b1"] == 1.0


def test_months_of_epochs():
    assert OLD.base == range(ordinal("2020-01"), ordinal("2021-01"))
    assert OLD.valid == range(ordinal("2021-01"), ordinal("2022-01"))
    assert OLD.window == range(ordinal("2020-01"), ordinal("2022-01"))
    assert replace(OLD, base_from="2021-03", base_to="2021-05").window == OLD.valid
    assert SCHEME.span == range(ordinal("2020-01"), ordinal("2023-01"))


def test_codes_of_all_epochs_and_names():
    later = (Node("w", "T", None), Node("w", "c2", "T", name_vi="mới"), Node("w", "d", "T"))
    scheme = Scheme(
        (*NODES, *later),
        (OLD, replace(NEW, classification="w")),
        (*WEIGHTS[:4], Weight("new", "c2", 1.0), Weight("new", "d", 1.0)),
        events=(
            replace(TAKEN, new_product="zz"),
            replace(TAKEN, new_product="d"),
            replace(TAKEN, new_product="zz"),
            EXIT,
        ),
    )
    check_scheme(scheme)
    assert scheme.leaf_codes == ("c1", "c2", "b1", "d")
    assert scheme.replacing_codes == ("zz",)
    assert scheme.name_of["c2"].name_vi == "mới"
    assert list(scheme.order()) == ["T", "c2", "d", "B", "b1", "C", "c1"]
    assert list(scheme.order().values()) == list(range(7))
    assert scheme.base_quantities(OLD) == {}
    assert replace(scheme, bases=(Base("old", "c1", 2.0), Base("new", "d", 3.0))).base_quantities(OLD) == {"c1": 2.0}


def test_names_fall_back_to_the_vietnamese_one_and_to_the_code():
    assert (NODES[0].name(), NODES[0].name("en")) == ("Toàn ngành", "All")
    assert (NODES[1].name("en"), NODES[2].name("en"), NODES[2].name("vi")) == ("Khai khoáng", "C", "C")


@pytest.mark.parametrize(
    "other",
    [
        {"policy": Policy(decimals=3)},
        {"weights": (*WEIGHTS[:-1], Weight("new", "c2", 1.0000000001))},
        {"events": (EXIT,)},
        {"units": (UnitFactor("c1", "kg", 0.001),)},
        {"bases": (Base("old", "c1", 1.0),)},
    ],
)
def test_the_digest_tells_schemes_apart(other):
    assert replace(SCHEME, **other).digest != SCHEME.digest
    assert Scheme(NODES, (OLD, NEW), WEIGHTS).digest == SCHEME.digest
    assert len(SCHEME.digest) == 64


def test_nearest_codes_are_offered():
    assert nearest("c3", ("c1", "c2", "zzz")) == "c2, c1"
    assert nearest("qq", ("c1",)) == "–"
    assert nearest("0811", ["0810", "0812", "0899", "0813", "0814"]).count(",") == 2
