"""Five levels in exact decimals. Source: worked example in exact decimals; base quantities, weights and results given.

The example has the first three months of two years; here they stand as six months in a row, so that none is missing.
"""

from __future__ import annotations

from fractions import Fraction

import polars as pl
import pytest

from nhip.engine import Base, Epoch, Node, Policy, Scheme, Weight, compile_components, compile_reports
from nhip.engine.rounding import Rounding, round_value

PERIODS = ["2022-01", "2022-02", "2022-03", "2022-04", "2022-05", "2022-06"]

# product: class, weight in its class, average month of the base, six months
PRODUCTS: dict[str, tuple[str, int, int, list[int]]] = {
    "05200-01": ("0520", 100, 50000, [52000, 48000, 51000, 50000, 45000, 56000]),
    "08101-01": ("0810", 100, 200000, [180000, 150000, 210000, 190000, 140000, 230000]),
    "16210-01": ("1621", 100, 10000, [10500, 7000, 11000, 10800, 7500, 11500]),
    "23920-01": ("2392", 60, 12000, [12500, 9000, 13000, 12600, 9100, 12800]),
    "23920-02": ("2392", 40, 8000, [8200, 6500, 8600, 8000, 6000, 9500]),
    "23941-01": ("2394", 70, 80000, [82000, 60000, 90000, 80000, 58000, 95000]),
    "23941-02": ("2394", 30, 90000, [91000, 85000, 88000, 90000, 86000, 93000]),
    "35111-01": ("3511", 100, 60000, [62000, 55000, 66000, 60000, 58000, 72000]),
    "36000-01": ("3600", 100, 700, [710, 690, 730, 720, 700, 745]),
}
ABOVE: dict[str, tuple[str, int]] = {
    "0520": ("div05", 100), "0810": ("div08", 100), "1621": ("div16", 100), "2392": ("div23", 45),
    "2394": ("div23", 55), "3511": ("div35", 100), "3600": ("div36", 100), "div05": ("B", 60), "div08": ("B", 40),
    "div16": ("C", 35), "div23": ("C", 65), "div35": ("D", 100), "div36": ("E", 100), "B": ("TOTAL", 18),
    "C": ("TOTAL", 35), "D": ("TOTAL", 42), "E": ("TOTAL", 5),
}  # fmt: skip
# as given, four decimals
INDICES: dict[str, list[str]] = {
    "05200-01": ["104.0000", "96.0000", "102.0000", "100.0000", "90.0000", "112.0000"],
    "08101-01": ["90.0000", "75.0000", "105.0000", "95.0000", "70.0000", "115.0000"],
    "16210-01": ["105.0000", "70.0000", "110.0000", "108.0000", "75.0000", "115.0000"],
    "23920-01": ["104.1667", "75.0000", "108.3333", "105.0000", "75.8333", "106.6667"],
    "23920-02": ["102.5000", "81.2500", "107.5000", "100.0000", "75.0000", "118.7500"],
    "23941-01": ["102.5000", "75.0000", "112.5000", "100.0000", "72.5000", "118.7500"],
    "23941-02": ["101.1111", "94.4444", "97.7778", "100.0000", "95.5556", "103.3333"],
    "35111-01": ["103.3333", "91.6667", "110.0000", "100.0000", "96.6667", "120.0000"],
    "36000-01": ["101.4286", "98.5714", "104.2857", "102.8571", "100.0000", "106.4286"],
    "0520": ["104.0000", "96.0000", "102.0000", "100.0000", "90.0000", "112.0000"],
    "0810": ["90.0000", "75.0000", "105.0000", "95.0000", "70.0000", "115.0000"],
    "1621": ["105.0000", "70.0000", "110.0000", "108.0000", "75.0000", "115.0000"],
    "2392": ["103.5000", "77.5000", "108.0000", "103.0000", "75.5000", "111.5000"],
    "2394": ["102.0833", "80.8333", "108.0833", "100.0000", "79.4167", "114.1250"],
    "3511": ["103.3333", "91.6667", "110.0000", "100.0000", "96.6667", "120.0000"],
    "3600": ["101.4286", "98.5714", "104.2857", "102.8571", "100.0000", "106.4286"],
    "div05": ["104.0000", "96.0000", "102.0000", "100.0000", "90.0000", "112.0000"],
    "div08": ["90.0000", "75.0000", "105.0000", "95.0000", "70.0000", "115.0000"],
    "div16": ["105.0000", "70.0000", "110.0000", "108.0000", "75.0000", "115.0000"],
    "div23": ["102.7208", "79.3333", "108.0458", "101.3500", "77.6542", "112.9438"],
    "div35": ["103.3333", "91.6667", "110.0000", "100.0000", "96.6667", "120.0000"],
    "div36": ["101.4286", "98.5714", "104.2857", "102.8571", "100.0000", "106.4286"],
    "B": ["98.4000", "87.6000", "103.2000", "98.0000", "82.0000", "113.2000"],
    "C": ["103.5185", "76.0667", "108.7298", "103.6775", "76.7252", "113.6634"],
    "D": ["103.3333", "91.6667", "110.0000", "100.0000", "96.6667", "120.0000"],
    "E": ["101.4286", "98.5714", "104.2857", "102.8571", "100.0000", "106.4286"],
    "TOTAL": ["102.4149", "85.8199", "108.0457", "101.0700", "87.2138", "115.8796"],
}


def scheme(policy: Policy | None = None, bases: bool = True) -> Scheme:
    parents = {p: (c, w) for p, (c, w, _, _) in PRODUCTS.items()} | ABOVE
    nodes = [Node("v", "TOTAL", None), *(Node("v", code, parent) for code, (parent, _) in parents.items())]
    return Scheme(
        nodes=tuple(nodes),
        epochs=(Epoch("e", "2021-01", "2021-12", "2022-01", "2022-12", "v"),),
        weights=tuple(Weight("e", code, float(w)) for code, (_, w) in parents.items()),
        policy=policy or Policy(),
        bases=tuple(Base("e", p, float(q)) for p, (_, _, q, _) in PRODUCTS.items()) if bases else (),
    )


def exact() -> dict[tuple[str, str], Fraction]:
    found = {
        (p, period): Fraction(100 * q, base)
        for p, (_, _, base, values) in PRODUCTS.items()
        for period, q in zip(PERIODS, values, strict=True)
    }
    parents = {p: (c, w) for p, (c, w, _, _) in PRODUCTS.items()} | ABOVE
    for node in [n for n in INDICES if n not in PRODUCTS]:
        below = [(child, w) for child, (parent, w) in parents.items() if parent == node]
        for period in PERIODS:
            found[node, period] = sum((found[c, period] * w for c, w in below), Fraction(0)) / sum(w for _, w in below)
    return found


def reports() -> pl.DataFrame:
    rows = [
        {"enterprise": "firm", "product": p, "period": period, "quantity": q}
        for p, (_, _, _, values) in PRODUCTS.items()
        for period, q in zip(PERIODS, values, strict=True)
    ]
    return pl.DataFrame(rows)


def test_all_nodes_to_the_last_digit_given():
    found = {(r["node"], r["period"]): r["index"] for r in compile_reports(reports(), scheme()).indices.to_dicts()}
    given = {(node, p): v for node, values in INDICES.items() for p, v in zip(PERIODS, values, strict=True)}
    assert {key: f"{round_value(v, Rounding(4)):.4f}" for key, v in found.items()} == given
    assert {key: v for key, v in exact().items() if abs(Fraction(found[key]) - v) > v * Fraction(1, 10**14)} == {}


@pytest.mark.parametrize("decimals", [0, 1, 2])
def test_rounded_step_by_step(decimals):
    """Each step rounded before the next is made of it; the same in fractions."""
    policy = Policy(aggregate_from="rounded", decimals=decimals)
    compiled = compile_reports(reports(), scheme(policy)).indices.to_dicts()
    found = {(r["node"], r["period"]): r["index"] for r in compiled}
    parents = {p: (c, w) for p, (c, w, _, _) in PRODUCTS.items()} | ABOVE
    scale, wanted = 10**decimals, {}

    def half_away(value: Fraction) -> Fraction:
        return Fraction((value * scale + Fraction(1, 2)).__floor__(), scale)

    for node in INDICES:
        below = [(child, w) for child, (parent, w) in parents.items() if parent == node]
        for period in PERIODS:
            value = exact()[node, period]
            if below:
                value = sum((wanted[c, period] * w for c, w in below), Fraction(0)) / sum(w for _, w in below)
            wanted[node, period] = half_away(value)
    assert found == {key: float(v) for key, v in wanted.items()}


def test_the_same_from_component_indices():
    """Offices publish indices of components with weights: the products' indices given, everything above follows."""
    rows = [{"node": p, "period": m, "index": float(v)} for (p, m), v in exact().items() if p in PRODUCTS]
    compiled = compile_components(pl.DataFrame(rows), scheme(bases=False))
    found = {(r["node"], r["period"]): r["index"] for r in compiled.indices.to_dicts()}
    assert set(found) == set(exact())
    assert all(abs(found[key] - float(v)) < 1e-12 * float(v) for key, v in exact().items())
    assert compiled.quality.height == compiled.imputed.height == 0
    assert compiled.held_out == ()
