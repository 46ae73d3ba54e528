"""India's published index, made again from its parts by the importer and by `nhip compile`, as a user would."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

ROOT = Path(__file__).resolve().parents[1]
IMPORTER = ROOT / "examples" / "india" / "import_workbook.py"
WORKBOOK = "data/india-iip/IndicesIIP2011-12Monthly_annual_Jun25.xlsx"

# Six months of 27 series: index of April to June 2024 and 2025, growth of the latter three months. Source: Ministry of
# Statistics and Programme Implementation, "Indices of Industrial Production (base 2011-12)", June 2025, GODL-India.
MONTHS = ["2024-04", "2024-05", "2024-06", "2025-04", "2025-05", "2025-06"]
EXCERPT = """
10             5.302468  119.8  116.4  118.3  121.1  118.4  118.3      1.1   1.7   0.0
11             1.035425  123.8  136.4  125.2  121.9  131.4  117.0     -1.5  -3.7  -6.5
12              0.79845   61.1   88.1   83.2   75.7   93.1   85.1     23.9   5.7   2.3
13             3.291307  105.3  107.0  106.2  105.7  103.8  107.5      0.4  -3.0   1.2
14             1.322496  105.1  123.6  122.6  114.2  126.5  127.7      8.7   2.3   4.2
15             0.502077   89.3  102.6   99.2   88.4   97.9   96.1     -1.0  -4.6  -3.1
16             0.193005   84.3  100.3  103.8  105.0  102.4  104.5     24.6   2.1   0.7
17             0.872377   75.6   81.0   79.8   73.7   77.4   78.1     -2.5  -4.4  -2.1
18             0.679807   82.1   91.9   85.3   75.3   77.1   74.3     -8.3 -16.1 -12.9
19            11.774919  135.4  140.7  132.2  132.5  142.2  137.8     -2.1   1.1   4.2
20             7.873036  127.0  133.2  131.7  121.8  127.9  126.9     -4.1  -4.0  -3.6
21             4.981002  244.4  245.0  218.8  231.5  243.5  223.5     -5.3  -0.6   2.1
22             2.422155  108.9  112.4  114.5  117.0  121.8  113.9      7.4   8.4  -0.5
23             4.085334  148.7  149.1  154.1  156.7  159.4  160.0      5.4   6.9   3.8
24            12.804336  220.7  225.9  219.2  235.6  243.5  240.2      6.8   7.8   9.6
25             2.654932   85.0   97.8   89.5   94.1   97.7  103.1     10.7  -0.1  15.2
26             1.570384  114.2  136.5  134.8  126.3  129.8  133.1     10.6  -4.9  -1.3
27             2.998264  110.4  122.7  136.8  125.9  132.3  145.6     14.0   7.8   6.4
28             4.765303  108.0  118.1  125.3  118.3  130.6  130.6      9.5  10.6   4.2
29               4.8573  126.5  134.4  128.9  146.7  142.7  135.0     16.0   6.2   4.7
30             1.776264  140.3  153.2  153.4  139.2  163.1  154.2     -0.8   6.5   0.5
31             0.131072  220.8  246.0  217.0  223.7  232.0  239.4      1.3  -5.7  10.3
32             0.941497   96.5   72.5   74.6   77.2   61.4   61.5    -20.0 -15.3 -17.6
Mining        14.372472  130.9  136.5  134.9  130.7  136.4  123.2     -0.2  -0.1  -8.7
Manufacturing  77.63321  144.6  150.4  146.6  149.1  155.2  152.3      3.1   3.2   3.9
Electricity    7.994318  212.0  229.3  222.8  215.7  218.5  217.1      1.7  -4.7  -2.6
General             100  148.0  154.7  151.0  151.8  157.6  153.3      2.6   1.9   1.5
"""


def run(*command: object) -> subprocess.CompletedProcess[str]:
    """Run a command as a user would, in English."""
    env = {**os.environ, "NHIP_LANG": "en"}
    words = [sys.executable, *map(str, command)]
    return subprocess.run(words, capture_output=True, text=True, encoding="utf-8", env=env, check=False)


def compile_and_check(folder: Path, *more: object) -> tuple[int, dict[str, Any]]:
    """Compile the prepared folder and compare with what was published; the tally by name."""
    source = [folder / "components.csv", "--components", "--scheme", folder / "scheme"]
    done = run("-m", "nhip.cli", "compile", *source, "--check", folder / "published.csv", "--json", *more)
    assert done.stderr == ""
    return done.returncode, json.loads(done.stdout)


def tally(content: dict[str, Any]) -> dict[str, tuple[int, int]]:
    return {line["what"]: (line["agreed"], line["compared"]) for line in content["check"]["tally"]}


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_the_whole_workbook_is_reproduced(shared, tmp_path, engine):
    imported = run(IMPORTER, shared / WORKBOOK, tmp_path)
    assert imported.returncode == 0, imported.stderr
    out = tmp_path / "indices.parquet"
    code, content = compile_and_check(tmp_path, "--engine", engine, "--out", out)
    assert tally(content) == {
        "Manufacturing": (159, 159),
        "General": (159, 159),
        "indices": (25 * 159, 25 * 159),
        "growth rates": (3_942, 3_942),
        "growth rates on the base period": (324, 324),
        "averages": (351, 351),
        "growth rates of averages": (351, 351),
    }
    assert (code, content["check"]["differences"], content["ok"]) == (0, [], True)
    assert content["files"] == {str(out): 27 * 159}


def test_the_rounding_rule_matters(shared, tmp_path):
    """Without the office's own rule, values differ: the agreement above is no accident."""
    assert run(IMPORTER, shared / WORKBOOK, tmp_path).returncode == 0
    policy = tmp_path / "scheme" / "policy.csv"
    policy.write_text(policy.read_text(encoding="utf-8").replace("rounded", "unrounded"), encoding="utf-8")
    code, content = compile_and_check(tmp_path)
    assert code == 1
    assert content["check"]["differences"]
    found = tally(content)
    assert found["growth rates"][0] < 3_942
    assert found["growth rates of averages"][0] < 351


@pytest.fixture
def excerpt(tmp_path: Path) -> Path:
    """Return a prepared folder with the months typed above."""
    rows = [line.split() for line in EXCERPT.strip().splitlines()]
    sectors = {"Mining": "General", "Manufacturing": "General", "Electricity": "General", "General": ""}
    scheme = tmp_path / "scheme"
    scheme.mkdir()

    def write(path: Path, header: str, lines: list[list[str]]) -> None:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header.split(","), *lines])

    policy = {"aggregate_from": "rounded", "growth_from": "rounded", "decimals": "1", "growth_decimals": "1"}
    write(scheme / "policy.csv", "key,value", [[*item] for item in policy.items()])
    nodes = [["NIC", row[0], sectors.get(row[0], "Manufacturing")] for row in rows]
    write(scheme / "nodes.csv", "classification,code,parent", nodes)
    header = "epoch,base_from,base_to,valid_from,valid_to,classification"
    write(scheme / "epochs.csv", header, [["2011", "2011-04", "2012-03", "2012-04", "2025-06", "NIC"]])
    write(scheme / "weights.csv", "epoch,code,weight", [["2011", *row[:2]] for row in rows if row[0] != "General"])
    # The months between are not typed; the table stands still, which changes nothing in the months that are.
    between = [f"2024-{month:02d}" for month in range(7, 13)] + [f"2025-{month:02d}" for month in range(1, 4)]
    components = [
        [row[0], period, value]
        for row in rows
        if row[0] not in ("Manufacturing", "General")
        for period, value in [*zip(MONTHS, row[2:8], strict=True), *((period, row[4]) for period in between)]
    ]
    write(tmp_path / "components.csv", "node,period,index", components)
    published = [
        ["index", row[0], period, value] for row in rows for period, value in zip(MONTHS, row[2:8], strict=True)
    ]
    published += [
        ["growth", row[0], period, value] for row in rows for period, value in zip(MONTHS[3:], row[8:], strict=True)
    ]
    write(tmp_path / "published.csv", "measure,node,period,value", published)
    return tmp_path


def test_six_months_are_reproduced(excerpt):
    code, content = compile_and_check(excerpt)
    assert tally(content) == {
        "Manufacturing": (6, 6),
        "General": (6, 6),
        "indices": (25 * 6, 25 * 6),
        "growth rates": (81, 81),
    }
    assert code == 0


def test_a_value_that_differs_is_named(excerpt):
    published = excerpt / "published.csv"
    wrong = published.read_text(encoding="utf-8").replace("index,General,2025-06,153.3", "index,General,2025-06,153.4")
    published.write_text(wrong, encoding="utf-8")
    code, content = compile_and_check(excerpt)
    assert code == 1
    assert tally(content)["General"] == (5, 6)
    (difference,) = content["check"]["differences"]
    assert difference["node"] == "General"
    assert difference["published"] == "153.4"
    assert difference["compiled"] == 153.3


@pytest.fixture
def workbook(shared, tmp_path: Path) -> tuple[Any, Path]:
    """Return the workbook, to be broken, and where to save it."""
    return openpyxl.load_workbook(shared / WORKBOOK, data_only=True), tmp_path / "broken.xlsx"


@pytest.mark.parametrize(
    ("cell", "value", "sentence"),
    [
        ("F9", "n.a.", "sheet 'NIC 2d, sectoral monthly', cell F9: a number was expected, but it holds 'n.a.'"),
        ("E6", None, "cell D6: the periods should stand side by side"),
        ("A8", 10, "cell A8: each series should stand in one row, but it holds 10"),
        ("C7", -1, "cell C7: a weight above zero was expected, but it holds -1"),
    ],
)
def test_a_broken_workbook_is_named_by_its_cell(workbook, tmp_path, cell, value, sentence):
    book, path = workbook
    book["NIC 2d, sectoral monthly"][cell] = value
    book.save(path)
    done = run(IMPORTER, path, tmp_path / "out")
    assert done.returncode == 2
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_a_month_out_of_order_is_named(workbook, tmp_path):
    book, path = workbook
    sheet = book["NIC 2d, sectoral monthly"]
    sheet["G6"] = sheet["F6"].value
    book.save(path)
    done = run(IMPORTER, path, tmp_path / "out")
    assert done.returncode == 2
    assert "cell G6: the month after the one on its left was expected" in done.stderr


def test_what_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "indices.xlsx"
    path.write_bytes(b"PK\x03\x04 cut off")
    done = run(IMPORTER, path, tmp_path / "out")
    assert done.returncode == 2
    assert "is not an Excel workbook that can be read" in done.stderr
    assert "Traceback" not in done.stderr
