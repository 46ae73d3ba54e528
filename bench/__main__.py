"""``python -m bench``: the engine, pandas and the floor in one run. README.md explains what is measured."""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.measure import CommandFailed, Contestant, interleave, ratios

ROWS = (100_000, 1_000_000, 5_000_000)
# What README.md promises: rows, contestant, times the floor (None: not promised), memory in MB.
PROMISES = (
    (5_000_000, "prepared polars", 1.1, 700.0),
    (5_000_000, "raw polars", 2.5, 700.0),
    (50_000_000, "prepared polars", None, 6_000.0),
    (50_000_000, "raw polars", None, 6_000.0),
)
MIB_TO_MB = 1.048576


def job(folder: Path, rows: int, pandas: bool) -> dict[str, list[Contestant]]:
    """The contestants at one size, in groups: the first of each group is its floor."""
    python = [sys.executable, "-m"]
    reports, scheme, store = folder / f"reports-{rows}.parquet", folder / f"scheme-{rows}", folder / f"store-{rows}"

    def nhip(name: str, source: Path, engine: str, *more: str) -> Contestant:
        out = folder / f"{name.replace(' ', '-')}-{rows}.parquet"
        command = [*python, "nhip.cli", "compile", str(source), "--scheme", str(scheme), "--out", str(out)]
        return Contestant(name, [*command, "--engine", engine, *more])

    groups = {
        "prepared": [
            Contestant("floor prepared", [*python, "bench.floor", str(store_file(store))]),
            nhip("prepared polars", store, "polars", "--prepared"),
            nhip("prepared duckdb", store, "duckdb", "--prepared"),
        ],
        "raw": [
            Contestant("floor raw", [*python, "bench.floor", str(reports)]),
            nhip("raw polars", reports, "polars"),
            nhip("raw duckdb", reports, "duckdb"),
        ],
    }
    if pandas:
        out = folder / f"pandas-{rows}.parquet"
        command = [*python, "bench.plain_pandas", str(reports), str(scheme), str(out)]
        groups["raw"].append(Contestant("raw pandas", command))
    return groups


def store_file(store: Path) -> Path:
    """The reports inside a prepared store."""
    return store / "reports.parquet"


def child(*words: str) -> str:
    """Run a module of this package in a process of its own, so that this one stays small."""
    done = subprocess.run([sys.executable, "-m", *words], capture_output=True, text=True, check=False)
    if done.returncode:
        raise CommandFailed(f"{' '.join(words)}:\n{done.stdout}{done.stderr}")
    return done.stdout.strip()


def measure(folder: Path, rows: int, times: int, pandas: bool, tell: Any) -> dict[str, Any]:
    """Everything at one size: make the input, prepare the store, measure, compare the results."""
    tell(f"{rows:,} rows: generating")
    written = child("bench.generate", str(folder), str(rows))
    reports, scheme, store = folder / f"reports-{rows}.parquet", folder / f"scheme-{rows}", folder / f"store-{rows}"
    tell(f"{rows:,} rows: preparing the store")
    child("nhip.cli", "prepare", str(reports), "--scheme", str(scheme), "--out", str(store))
    groups = job(folder, rows, pandas)
    result: dict[str, Any] = {"rows": int(written), "nominal": rows, "groups": {}}
    for name, contestants in groups.items():
        interleave(contestants, times, lambda who: tell(f"{rows:,} rows: {who}"))
        floor = contestants[0]
        result["groups"][name] = [
            {
                "name": one.name,
                "wall": one.median("wall"),
                "cpu": one.median("cpu"),
                "memory_mib": one.median("memory"),
                "against_floor": statistics.median(ratios(one, floor)),
                "ratios": ratios(one, floor),
                "walls": [run.wall for run in one.runs],
            }
            for one in contestants
        ]
    tell(f"{rows:,} rows: comparing the results")
    result["agreement"] = json.loads(child("bench.agree", str(folder), str(rows), *(["--pandas"] if pandas else [])))
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
        lines.append(f"  {'':18}{'wall s':>9}{'cpu s':>9}{'MiB':>8}{'× floor':>10}   pair by pair")
        lines += [
            f"  {one['name']:18}{one['wall']:9.3f}{one['cpu']:9.3f}{one['memory_mib']:8.0f}{one['against_floor']:10.2f}"
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
            results.append(measure(asked.folder, rows, asked.runs, not asked.no_pandas, tell))
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
