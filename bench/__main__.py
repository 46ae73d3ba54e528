"""``python -m bench``: the engine, pandas and the floor in one run. README.md explains what is measured."""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.measure import CommandFailed, Contestant, interleave, ratios
from bench.places import Place

ROWS = (100_000, 1_000_000, 5_000_000)
# What README.md promises: rows, contestant, times the floor (None: not promised), memory in MB.
PROMISES = (
    (5_000_000, "prepared polars", 1.1, 700.0),
    (5_000_000, "raw polars", 2.5, 700.0),
    (50_000_000, "prepared polars", None, 6_000.0),
    (50_000_000, "raw polars", None, 6_000.0),
)
MIB_TO_MB = 1.048576


def job(place: Place, pandas: bool) -> dict[str, list[Contestant]]:
    """The contestants at one size, in groups: the first of each group is its floor."""
    python = [sys.executable, "-m"]

    def nhip(name: str, *words: object) -> Contestant:
        command = [*python, "nhip.cli", "compile", *map(str, words), "--out", str(place.result(name))]
        return Contestant(name, [*command, "--engine", name.split()[1]])

    def floor(name: str, path: Path, *more: str) -> Contestant:
        return Contestant(name, [*python, "bench.floor", str(path), *more])

    raw = (place.reports, "--scheme", place.scheme)
    groups = {
        "prepared": [
            floor("floor prepared", place.store_reports),
            floor("floor, one key", place.store_reports, "--one-key"),
            nhip("prepared polars", place.store, "--prepared"),
            nhip("prepared duckdb", place.store, "--prepared"),
        ],
        "raw": [floor("floor raw", place.reports), nhip("raw polars", *raw), nhip("raw duckdb", *raw)],
    }
    if pandas:
        words = [str(path) for path in (place.reports, place.scheme, place.result("raw pandas"))]
        groups["raw"].append(Contestant("raw pandas", [*python, "bench.plain_pandas", *words]))
    return groups


def child(*words: str) -> str:
    """Run a module of this package in a process of its own, so that this one stays small."""
    done = subprocess.run([sys.executable, "-m", *words], capture_output=True, text=True, check=False)
    if done.returncode:
        raise CommandFailed(f"{' '.join(words)}:\n{done.stdout}{done.stderr}")
    return done.stdout.strip()


def measure(place: Place, times: int, pandas: bool, tell: Callable[[str], None]) -> dict[str, Any]:
    """Everything at one size: make the input, prepare the store, measure, compare the results."""
    here = (str(place.folder), str(place.rows), str(place.late))
    rows = place.rows
    tell(f"{rows:,} rows: generating")
    written = child("bench.generate", *here)
    tell(f"{rows:,} rows: preparing the store")
    child("nhip.cli", "prepare", str(place.reports), "--scheme", str(place.scheme), "--out", str(place.store))
    groups = job(place, pandas)
    result: dict[str, Any] = {"rows": int(written), "nominal": rows, "late": place.late, "groups": {}}
    for name, contestants in groups.items():
        interleave(contestants, times, lambda who: tell(f"{place.rows:,} rows: {who}"))
        floor = contestants[0]
        result["groups"][name] = [
            {
                "name": one.name,
                "wall": one.median("wall"),
                "cpu": one.median("cpu"),
                "memory_mib": one.median("memory"),
                "against_floor": statistics.median(ratios(one, floor)),
                "cpu_against_floor": one.median("cpu") / floor.median("cpu"),
                "ratios": ratios(one, floor),
                "walls": [run.wall for run in one.runs],
            }
            for one in contestants
        ]
    tell(f"{rows:,} rows: comparing the results")
    result["agreement"] = json.loads(child("bench.agree", *here, *(["--pandas"] if pandas else [])))
    return result


def promises(result: dict[str, Any]) -> list[str]:
    """A line for each promise about this size."""
    by_name = {one["name"]: one for group in result["groups"].values() for one in group}
    lines = []
    for rows, name, times, memory in PROMISES:
        if rows != result["nominal"] or name not in by_name:
            continue
        one = by_name[name]
        megabytes = one["memory_mib"] * MIB_TO_MB
        kept = (times is None or one["against_floor"] <= times) and megabytes <= memory
        limit = "" if times is None else f"{one['against_floor']:.2f} × floor (at most {times}), "
        lines.append(f"  {'kept' if kept else 'NOT KEPT'}: {name}: {limit}{megabytes:,.0f} MB (at most {memory:,.0f})")
    return lines


def show(result: dict[str, Any]) -> str:
    """The table of one size."""
    lines = [f"\n{result['rows']:,} reports ({result['nominal']:,} less 2 % missing)"]
    for group in result["groups"].values():
        lines.append(f"  {'':18}{'wall s':>9}{'cpu s':>9}{'MiB':>8}{'× floor':>10}{'(cpu)':>8}   pair by pair")
        lines += [
            f"  {one['name']:18}{one['wall']:9.3f}{one['cpu']:9.3f}{one['memory_mib']:8.0f}{one['against_floor']:10.2f}"
            f"{one['cpu_against_floor']:8.2f}"
            f"   {' '.join(f'{ratio:.2f}' for ratio in one['ratios'])}"
            for one in group
        ]
    lines += [
        f"  {pair['one']} and {pair['other']}: {pair['values']:,} values, largest relative difference {pair['gap']:.1e}"
        for pair in result["agreement"]
    ]
    return "\n".join([*lines, *promises(result)])


def main() -> int:
    """Measure; 0 the results agree, 1 they do not, 3 a contestant failed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rows", type=int, action="append", help="rows to measure; may be given several times")
    parser.add_argument("--runs", type=int, default=5, help="measured runs after one to warm up (default 5)")
    parser.add_argument("--no-pandas", action="store_true", help="leave plain pandas out (it needs much memory)")
    parser.add_argument("--late", type=float, default=0.0, help="share of series that begin late (default 0)")
    parser.add_argument("--folder", type=Path, default=Path(__file__).parent / "data", help="where files are kept")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)

    def tell(what: str) -> None:
        if sys.stderr.isatty():
            print(f"\r\033[K{what}", end="", file=sys.stderr, flush=True)

    results = []
    try:
        for rows in asked.rows or ROWS:
            results.append(measure(Place(asked.folder, rows, asked.late), asked.runs, not asked.no_pandas, tell))
            tell("")
            if not asked.json:
                print(show(results[-1]), flush=True)
    except CommandFailed as failed:
        print(f"\n{failed}", file=sys.stderr)
        return 3
    machine = {"python": platform.python_version(), "cores": os.cpu_count(), "machine": platform.machine()}
    agree = all(pair["gap"] <= pair["allowed"] for result in results for pair in result["agreement"])
    if asked.json:
        print(json.dumps({"machine": machine, "results": results, "agree": agree}))
    return 0 if agree else 1


if __name__ == "__main__":
    sys.exit(main())
