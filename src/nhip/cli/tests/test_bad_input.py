"""Bad input: one sentence with file, row, column and value; exit code 2; and no half-written output."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

ROW = 5  # DN1,05200-01,2022-04,50000,estimated,tonne


def line(new: str) -> Callable[[Path], None]:
    """Spoil the reports by replacing one line."""

    def spoil(folder: Path) -> None:
        path = folder / "reports.csv"
        lines = path.read_text(encoding="utf-8").splitlines()
        lines[ROW - 1] = new
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    return spoil


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Spoil a file by replacing a text in it."""

    def spoil(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


def content(name: str, data: bytes) -> Callable[[Path], None]:
    """Spoil a file by writing something else."""

    def spoil(folder: Path) -> None:
        (folder / name).write_bytes(data)

    return spoil


def doubled(folder: Path) -> None:
    path = folder / "reports.csv"
    path.write_text(path.read_text(encoding="utf-8") + "DN1,05200-01,2022-04,1,reported,tonne\n", encoding="utf-8")


def cut(folder: Path) -> None:
    path = folder / "reports.csv"
    path.write_bytes(path.read_bytes()[:2000])


REPORTS = {
    "missing file": (lambda folder: (folder / "reports.csv").unlink(), "E101", "reports.csv: there is no such file"),
    "empty file": (content("reports.csv", b""), "E104", "reports.csv: the file has no data rows"),
    "only a header": (content("reports.csv", b"enterprise,product,period,quantity\n"), "E104", "reports.csv: "),
    "missing column": (replaced("reports.csv", "quantity", "amount"), "E103", "the column “quantity” is missing"),
    "cut off": (cut, "E201", "row 49, column “quantity”: the quantity is blank"),
    "NaN": (line("DN1,05200-01,2022-04,NaN,,"), "E202", "row 5, column “quantity”, value “nan”"),
    "infinite": (line("DN1,05200-01,2022-04,inf,,"), "E202", "row 5, column “quantity”, value “inf”"),
    "negative": (line("DN1,05200-01,2022-04,-5,,"), "E203", "row 5, column “quantity”, value “-5.0”"),
    "text for a number": (line("DN1,05200-01,2022-04,nhiều,,"), "E128", "row 5, column “quantity”, value “nhiều”"),
    "comma for a point": (line('DN1,05200-01,2022-04,"1,5",,'), "E128", "row 5, column “quantity”, value “1,5”"),
    "blank without state": (line("DN1,05200-01,2022-04,,,"), "E201", "row 5, column “quantity”"),
    "duplicate": (doubled, "E204", "row 137: enterprise “DN1”, product “05200-01”, period 2022-04 has 2 reports"),
    "unknown product": (line("DN1,99,2022-04,1,,"), "E205", "row 5, column “product”, value “99”"),
    "outside all epochs": (line("DN1,05200-01,2031-04,1,,"), "E206", "row 5, column “period”, value “2031-04”"),
    "not a month": (line("DN1,05200-01,4/2022,1,,"), "E206", "row 5, column “period”, value “4/2022”"),
    "other unit": (line("DN1,05200-01,2022-04,1,,kg"), "E207", "row 5, column “unit”, value “kg”"),
    "unknown state": (line("DN1,05200-01,2022-04,1,maybe,"), "E208", "row 5, column “state”, value “maybe”"),
    "no enterprise": (line(",05200-01,2022-04,1,,"), "E210", "row 5, column “enterprise”"),
    "too many cells": (line("DN1,05200-01,2022-04,1,,,,"), "E102", "row 5, value “DN1,05200-01,2022-04,1,,,,”"),
    "open quote": (line('"DN1,05200-01,2022-04,1,,'), "E102", "row 5: the file cannot be read (a quotation mark"),
    "semicolons": (content("reports.csv", b"a;b\n1;2\n"), "E102", "row 1: the file cannot be read (its columns are"),
    "UTF-16": (content("reports.csv", "a,b\n".encode("utf-16")), "E102", "it is not text in UTF-8"),
}


@pytest.mark.parametrize("name", REPORTS)
def test_spoilt_reports_are_named(nhip, sound, name):
    spoil, number, place = REPORTS[name]
    spoil(sound)
    refused(nhip, sound, sound / "reports.csv", number, place)


@pytest.mark.parametrize("name", ["too many cells", "open quote", "semicolons", "UTF-16", "duplicate", "negative"])
def test_spoilt_reports_are_named_by_every_engine(nhip, sound, name):
    spoil, number, place = REPORTS[name]
    spoil(sound)
    refused(nhip, sound, sound / "reports.csv", number, place, "--engine", "duckdb")


def refused(nhip, folder: Path, source: Path, number: str, place: str, *options: object) -> None:
    """Assert one sentence, code 2, and that what was there before is there still."""
    out, quality = folder / "out.csv", folder / "quality.parquet"
    out.write_text("what was there before", encoding="utf-8")
    before = {path.name for path in folder.iterdir()}
    words = ["--scheme", folder / "scheme", "--out", out, "--quality", quality, *options]
    done = nhip("compile", source, *words)
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert done.stderr.startswith(f"{number} ")
    assert place in done.stderr
    assert out.read_text(encoding="utf-8") == "what was there before"
    assert {path.name for path in folder.iterdir()} == before


def spoilt_parquet(folder: Path, name: str) -> Path:
    """The sound reports as Parquet, spoilt in one of several ways."""
    path = folder / "reports.parquet"
    frame = pl.read_csv(folder / "reports.csv", schema_overrides={"quantity": pl.Float64})
    fourth = pl.int_range(pl.len()) == 3
    spoilt = {
        "text": frame.with_columns(pl.col("quantity").cast(pl.String)),
        "number": frame.with_columns(period=pl.lit(202201)),
        "NaN": frame.with_columns(quantity=pl.when(fourth).then(float("nan")).otherwise("quantity")),
        "null": frame.with_columns(product=pl.when(~fourth).then("product")),
        "rows": frame.head(0),
    }
    spoilt.get(name, frame).write_parquet(path)
    if name == "cut":
        path.write_bytes(path.read_bytes()[:-100])
    if name == "damaged":
        data = bytearray(path.read_bytes())
        data[8:600] = b"\xff" * 592
        path.write_bytes(data)
    return path


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize(
    ("name", "number", "place"),
    [
        ("cut", "E102", "reports.parquet: the file cannot be read"),
        ("damaged", "E102", "reports.parquet: the file cannot be read"),
        ("text", "E106", "column “quantity”: the column is of type String"),
        ("number", "E106", "column “period”"),
        ("NaN", "E202", "row 4, column “quantity”, value “nan”"),
        ("null", "E210", "row 4, column “product”"),
        ("rows", "E104", "reports.parquet: "),
    ],
)
def test_spoilt_parquet_is_named(nhip, sound, engine, name, number, place):
    refused(nhip, sound, spoilt_parquet(sound, name), number, place, "--engine", engine)


def test_many_faults_are_counted_not_poured_out(nhip, sound):
    path = sound / "reports.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",05200-01,", ",nothing,"), encoding="utf-8")
    replaced("reports.csv", "DN1,nothing,2022-01,52000", "DN1,nothing,2022-01,-1")(sound)
    done = nhip("compile", path, "--scheme", sound / "scheme")
    assert done.returncode == 2
    numbers = re.findall(r"^(E\d+) ", done.stderr, re.MULTILINE)
    assert {"E203", "E205"} <= set(numbers)
    assert len(done.stderr.splitlines()) <= 21


SCHEMES = {
    "missing table": (lambda folder: (folder / "scheme/weights.csv").unlink(), "E110", "weights"),
    "cycle": (replaced("scheme/nodes.csv", "VSIC,B,TOTAL", "VSIC,B,05"), "E113", "form a cycle"),
    "orphan": (replaced("scheme/nodes.csv", "VSIC,05,B", "VSIC,05,Z"), "E112", "a parent “Z” that does not exist"),
    "code twice": (replaced("scheme/nodes.csv", "VSIC,08,B", "VSIC,05,B"), "E111", "“05” stands twice"),
    "no weight": (replaced("scheme/weights.csv", "2021,05,60\n", ""), "E115", "no weight for the code “05”"),
    "negative weight": (replaced("scheme/weights.csv", "2021,05,60", "2021,05,-60"), "E116", "“05”"),
    "weight of nothing": (replaced("scheme/weights.csv", "2021,05,60", "2021,5,60"), "E118", "“5”"),
    "text for a weight": (replaced("scheme/weights.csv", "2021,05,60", "2021,05,sixty"), "E128", "value “sixty”"),
    "not a month": (replaced("scheme/epochs.csv", "2022-01", "2022-13"), "E120", "2022-13"),
    "rounding rule": (replaced("scheme/policy.csv", "away", "up"), "E122", "“up”"),
    "missing column": (replaced("scheme/weights.csv", "weight", "wt"), "E103", "“weight” is missing"),
}


@pytest.mark.parametrize("name", SCHEMES)
def test_a_spoilt_scheme_is_named(nhip, sound, name):
    spoil, number, words = SCHEMES[name]
    spoil(sound)
    done = nhip("compile", sound / "reports.csv", "--scheme", sound / "scheme", "--out", sound / "out.csv")
    assert done.returncode == 2, done.stdout + done.stderr
    assert any(each.startswith(f"{number} ") and words in each for each in done.stderr.splitlines()), done.stderr
    assert "Traceback" not in done.stderr
    assert not (sound / "out.csv").exists()


def test_faults_for_programs(nhip, sound):
    line("DN1,05200-01,2022-04,-5,,")(sound)
    done = nhip("compile", sound / "reports.csv", "--scheme", sound / "scheme", "--json")
    assert done.returncode == 2
    told = json.loads(done.stdout)
    assert (told["ok"], told["exit"]) == (False, 2)
    (fault,) = told["faults"]
    assert fault["number"] == "E203"
    assert fault["where"] == {"file": "reports.csv", "row": 5, "column": "quantity", "value": -5.0}
    assert "âm" in fault["vi"]
    assert "negative" in fault["en"]


def test_the_sentence_is_vietnamese_by_default(nhip, sound):
    line("DN1,05200-01,2022-04,-5,,")(sound)
    done = nhip("compile", sound / "reports.csv", "--scheme", sound / "scheme", NHIP_LANG="", LANG="C")
    assert "dòng 5, cột «quantity», giá trị «-5.0»: lượng là số âm" in done.stderr


def test_a_full_disk_leaves_nothing(nhip, sound):
    """What cannot be written is refused, and the parts already written are taken away."""
    (sound / "out.parquet").mkdir()
    done = nhip("compile", sound / "reports.csv", "--scheme", sound / "scheme", "--out", sound / "out.parquet")
    assert done.returncode == 2
    assert done.stderr.startswith("C006 ")
    assert "Traceback" not in done.stderr
    assert [path.name for path in sound.glob(".*")] == []


def test_an_unforeseen_fault_is_a_sentence_and_a_traceback_only_when_asked(nhip, sound):
    (sound / "narwhals.py").write_text("raise RuntimeError('a mistake of ours')", encoding="utf-8")
    words = ("compile", sound / "reports.csv", "--scheme", sound / "scheme")
    done = nhip(*words, PYTHONPATH=str(sound))
    assert done.returncode == 3
    assert done.stderr.startswith("C099 ")
    assert "RuntimeError: a mistake of ours" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    shown = nhip(*words, PYTHONPATH=str(sound), NHIP_DEBUG="1")
    assert shown.returncode == 3
    assert "Traceback (most recent call last)" in shown.stderr
