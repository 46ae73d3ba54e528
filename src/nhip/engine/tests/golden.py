"""The exact five-level case of the reference data, recomputed in fractions: products, weights, indices."""

from __future__ import annotations

import csv
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

# The case calls its years "py" (previous) and "cy" (current); any two neighbours will do.
PERIODS = {"py_m1": "2022-01", "py_m2": "2022-02", "py_m3": "2022-03",
           "cy_m1": "2023-01", "cy_m2": "2023-02", "cy_m3": "2023-03"}  # fmt: skip


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def weights(folder: Path) -> list[tuple[str, str | None, float]]:
    """Node, parent, weight of every step, the root included."""
    found: list[tuple[str, str | None, float]] = [("TOTAL", None, 100.0)]
    for row in read(folder / "golden_synth_weights.csv"):
        code = f"div{row['code']}" if row["level"] == "division" else row["code"]
        parent = f"div{row['parent']}" if row["level"] == "class" else row["parent"]
        found.append((code, parent, float(row["weight"])))
    for row in read(folder / "golden_synth_products.csv"):
        found.append((row["product_code"], row["class4"], float(row["weight_in_class"])))
    return found


def indices(folder: Path, more: dict[tuple[str, str], int] | None = None) -> dict[tuple[str, str], Fraction]:
    """Index of every node and period, unrounded; with ``more`` quantity of a product in a period."""
    found: dict[tuple[str, str], Fraction] = {}
    for row in read(folder / "golden_synth_products.csv"):
        for column, period in PERIODS.items():
            found[row["product_code"], period] = (
                100
                * (Fraction(row[column]) + (more or {}).get((row["product_code"], period), 0))
                / Fraction(row["base_month_avg"])
            )
    children: dict[str, list[tuple[str, Fraction]]] = {}
    for node, parent, weight in weights(folder):
        if parent is not None:
            children.setdefault(parent, []).append((node, Fraction(weight)))

    def of(node: str, period: str) -> Fraction:
        if (node, period) not in found:
            below = children[node]
            found[node, period] = sum(w * of(child, period) for child, w in below) / sum(w for _, w in below)
        return found[node, period]

    for period in PERIODS.values():
        of("TOTAL", period)
    return found


def index_columns(folder: Path) -> dict[str, list[Any]]:
    found = indices(folder)
    return {
        "node": [node for node, _ in found],
        "period": [period for _, period in found],
        "index": [float(value) for value in found.values()],
    }


def weight_columns(folder: Path) -> dict[str, list[Any]]:
    found = weights(folder)
    return {key: [row[i] for row in found] for i, key in enumerate(("node", "parent", "weight"))}
