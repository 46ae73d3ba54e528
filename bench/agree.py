"""Do the engines, the two inputs and pandas give the same indices? Prints one JSON list."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import polars as pl

from bench.places import Place

ALLOWED = 1e-9


def gap(one: Path, other: Path) -> tuple[int, float]:
    """Number of values and the largest relative difference; a value that only one file has counts as infinite."""
    left, right = (pl.read_parquet(path, columns=["node", "period", "index"]) for path in (one, other))
    both = left.join(right, on=["node", "period"], how="full", suffix="_other")
    difference = ((pl.col("index") - pl.col("index_other")).abs() / pl.col("index").abs()).fill_nan(0.0)
    largest = both.select(difference.fill_null(float("inf")).max()).item()
    return len(both), float(largest)


def main(place: Place, pandas: bool) -> None:
    """Compare all with the raw input on Polars."""
    names = ["prepared polars", "prepared duckdb", "raw duckdb", *(["raw pandas"] if pandas else [])]
    pairs = []
    for name in names:
        values, largest = gap(place.result("raw polars"), place.result(name))
        # JSON has no infinity; a missing value is reported as a difference of 1e300.
        largest = min(largest, 1e300)
        pairs.append({"one": "raw polars", "other": name, "values": values, "gap": largest, "allowed": ALLOWED})
    print(json.dumps(pairs))


if __name__ == "__main__":
    main(Place(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])), "--pandas" in sys.argv)
