"""Every way in which reports can be wrong: each named by number, file, row, column and value; none dropped."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import duckdb
import polars as pl
import pytest

from nhip.engine import Base, Epoch, Node, Scheme, UnitFactor, Weight, compile_reports
from nhip.engine.faults import Fault, Faults

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SCHEME = Scheme(
    nodes=(
        Node("v", "T", None),
        Node("v", "coal", "T", unit="t"),
        Node("v", "brick", "T", unit="1000"),
    ),
    epochs=(Epoch("e", "2022-01", "2022-12", "2023-01", "2023-12", "v"),),
    weights=(Weight("e", "coal", 1.0), Weight("e", "brick", 1.0)),
    bases=(Base("e", "coal", 10.0), Base("e", "brick", 20.0)),
    units=(UnitFactor("coal", "kg", 0.001),),
)
GOOD = [
    {"enterprise": "A", "product": "coal", "period": "2023-01", "quantity": 11.0, "state": "reported", "unit": "t"},
    {"enterprise": "A", "product": "coal", "period": "2023-02", "quantity": 12.0, "state": "", "unit": ""},
    {"enterprise": "B", "product": "brick", "period": "2023-01", "quantity": 20.0, "state": "estimated", "unit": ""},
    {"enterprise": "B", "product": "brick", "period": "2023-02", "quantity": None, "state": "not_produced", "unit": ""},
    {"enterprise": "C", "product": "coal", "period": "2023-01", "quantity": 1000.0, "state": None, "unit": "kg"},
    {
        "enterprise": "C",
        "product": "coal",
        "period": "2023-02",
        "quantity": None,
        "state": "not_reported",
        "unit": None,
    },
]
TYPES = {"quantity": pl.Float64, "state": pl.String, "unit": pl.String}


def frame(rows: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(
        rows, schema_overrides={k: v for k, v in TYPES.items() if k in rows[0]}, infer_schema_length=None
    )


def as_polars(rows: list[dict[str, Any]], _folder: Path) -> Any:
    return frame(rows)


def as_lazy(rows: list[dict[str, Any]], _folder: Path) -> Any:
    return frame(rows).lazy()


def as_duckdb(rows: list[dict[str, Any]], folder: Path) -> Any:
    frame(rows).write_parquet(folder / "given.parquet")
    return duckdb.read_parquet(str(folder / "given.parquet"))


def as_csv(rows: list[dict[str, Any]], folder: Path) -> Any:
    frame(rows).write_csv(folder / "reports.csv")
    return folder / "reports.csv"


def as_parquet(rows: list[dict[str, Any]], folder: Path) -> Any:
    frame(rows).write_parquet(folder / "reports.parquet")
    return str(folder / "reports.parquet")


WAYS: dict[str, tuple[Callable[..., Any], str]] = {
    "polars": (as_polars, "polars"),
    "lazy": (as_lazy, "polars"),
    "duckdb": (as_duckdb, "duckdb"),
    "csv": (as_csv, "polars"),
    "parquet": (as_parquet, "polars"),
    "csv, duckdb": (as_csv, "duckdb"),
    "parquet, duckdb": (as_parquet, "duckdb"),
}


def refused(reports: Any, engine: str = "polars", scheme: Scheme = SCHEME) -> list[Fault]:
    with pytest.raises((Fault, Faults)) as caught:
        compile_reports(reports, scheme, engine=engine)
    found = caught.value
    return found.faults if isinstance(found, Faults) else [found]


def changed(i: int, **values: Any) -> list[dict[str, Any]]:
    return [{**row, **values} if j == i else row for j, row in enumerate(GOOD)]


# row (from 0), what is changed, number, column, the sentence's fields
WRONG: dict[str, tuple[list[dict[str, Any]], int, str, str, dict[str, Any]]] = {
    "blank": (changed(1, quantity=None), 1, "E201", "quantity", {}),
    "blank, reported": (changed(0, quantity=None), 0, "E201", "quantity", {}),
    "blank, estimated": (changed(2, quantity=None), 2, "E201", "quantity", {}),
    "NaN": (changed(2, quantity=float("nan")), 2, "E202", "quantity", {}),
    "infinite": (changed(0, quantity=float("inf")), 0, "E202", "quantity", {}),
    "minus infinite": (changed(0, quantity=float("-inf")), 0, "E202", "quantity", {}),
    "negative": (changed(4, quantity=-0.5), 4, "E203", "quantity", {}),
    "unknown product": (changed(0, product="9999"), 0, "E205", "product", {"code": "9999"}),
    "inner node": (changed(0, product="T"), 0, "E205", "product", {"code": "T"}),
    "month before": (changed(0, period="2021-12"), 0, "E206", "period",
                     {"period": "2021-12", "span": "2022-01–2023-12"}),
    "month after": (changed(0, period="2024-01"), 0, "E206", "period",
                    {"period": "2024-01", "span": "2022-01–2023-12"}),
    "no month": (changed(0, period="01/2023"), 0, "E206", "period",
                 {"period": "01/2023", "span": "2022-01–2023-12"}),
    "unknown unit": (changed(0, unit="lb"), 0, "E207", "unit", {"unit": "lb", "code": "coal", "own": "t"}),
    "unit of another": (changed(2, unit="kg"), 2, "E207", "unit", {"unit": "kg", "code": "brick", "own": "1000"}),
    "unknown state": (changed(0, state="lost"), 0, "E208", "state",
                      {"state": "lost", "allowed": "reported, not_produced, estimated, not_reported"}),
    "imputed is not given": (changed(0, state="imputed"), 0, "E208", "state",
                             {"state": "imputed", "allowed": "reported, not_produced, estimated, not_reported"}),
    "idle with output": (changed(0, state="not_produced"), 0, "E209", "state",
                         {"state": "not_produced", "quantity": 11.0}),
    "silent with output": (changed(0, state="not_reported"), 0, "E209", "state",
                           {"state": "not_reported", "quantity": 11.0}),
    "silent with zero": (changed(0, state="not_reported", quantity=0.0), 0, "E209", "state",
                         {"state": "not_reported", "quantity": 0.0}),
    "no enterprise": (changed(0, enterprise=""), 0, "E210", "enterprise", {}),
    "enterprise null": (changed(0, enterprise=None), 0, "E210", "enterprise", {}),
    "no product": (changed(3, product=""), 3, "E210", "product", {}),
    "no period": (changed(3, period=None), 3, "E210", "period", {}),
}  # fmt: skip


def row_number(way: str, row: int) -> int | None:
    """As a spreadsheet counts: the header of a CSV file is row 1. DuckDB's relations have no order to count by."""
    if way.startswith("duckdb"):
        return None
    return row + 2 if way.startswith("csv") else row + 1


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", WRONG)
def test_each_fault_names_its_cell(name, way, tmp_path):
    make, engine = WAYS[way]
    rows, row, number, column, fields = WRONG[name]
    (found,) = refused(make(rows, tmp_path), engine)
    assert found.number == number
    file = {"csv": "reports.csv", "parquet": "reports.parquet"}.get(way.split(",")[0])
    value = rows[row][column]
    shown = found.fields["value"]
    if way.startswith("csv") and value is None:
        value = ""
    assert shown == value or (shown != shown and value != value) or (shown is None and value == "")
    assert {k: v for k, v in found.fields.items() if k != "value"} == {
        "file": file, "row": row_number(way, row), "column": column, **fields,
    }  # fmt: skip


@pytest.mark.spark
@pytest.mark.parametrize("name", ["unknown product", "unknown unit", "no month"])
def test_each_fault_is_named_on_spark_too(name, spark):
    rows, row, number, column, fields = WRONG[name]
    data = [tuple(r[k] for k in rows[0]) for r in rows]
    types = "enterprise string, product string, period string, quantity double, state string, unit string"
    (found,) = refused(spark.createDataFrame(data, types))
    assert found.number == number
    wanted = {"column": column, "value": rows[row][column], **fields}
    assert {k: found.fields[k] for k in wanted} == wanted


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("twin", [{}, {"quantity": 3.0}, {"quantity": None, "state": "not_reported"}])
@pytest.mark.parametrize("row", [0, 3, 5])
def test_two_reports_of_one_month(row, twin, way, tmp_path):
    make, engine = WAYS[way]
    again = {**GOOD[row], **twin}
    if "quantity" in twin and twin["quantity"] is not None:
        again["state"] = "reported"
    (found,) = refused(make([*GOOD, again], tmp_path), engine)
    assert found.number == "E204"
    of = {"enterprise": again["enterprise"], "product": again["product"], "period": again["period"], "count": 2}
    assert {k: found.fields[k] for k in of} == of
    assert found.fields["row"] == row_number(way, len(GOOD))


@pytest.mark.parametrize("way", WAYS)
def test_three_reports_of_one_month_are_named_twice(way, tmp_path):
    make, engine = WAYS[way]
    found = refused(make([*GOOD, GOOD[0], GOOD[0]], tmp_path), engine)
    assert [(f.number, f.fields["count"]) for f in found] == [("E204", 3)] * 2


@pytest.mark.parametrize("way", ["polars", "lazy", "duckdb", "parquet", "parquet, duckdb"])
def test_two_dates_of_one_month_are_one_month(way, tmp_path):
    make, engine = WAYS[way]
    rows = [{**row, "period": date(2023, int(row["period"][-2:]), 5)} for row in GOOD]
    assert len(compile_reports(make(rows, tmp_path), SCHEME, engine=engine).scheme.nodes) == 3
    (found,) = refused(make([*rows, {**rows[0], "period": date(2023, 1, 31)}], tmp_path), engine)
    assert found.number == "E204"
    assert (found.fields["enterprise"], found.fields["period"], found.fields["count"]) == ("A", "2023-01", 2)
    (found,) = refused(make([{**rows[0], "period": date(2021, 12, 31)}, *rows[1:]], tmp_path), engine)
    assert (found.number, found.fields["value"]) == ("E206", date(2021, 12, 31))
    (found,) = refused(make([{**rows[0], "period": date(2024, 1, 1)}, *rows[1:]], tmp_path), engine)
    assert (found.number, found.fields["value"]) == ("E206", date(2024, 1, 1))
    (found,) = refused(make([{**rows[0], "period": None}, *rows[1:]], tmp_path), engine)
    assert (found.number, found.fields["column"]) == ("E210", "period")


@pytest.mark.parametrize("way", WAYS)
def test_all_faults_are_said_together(way, tmp_path):
    make, engine = WAYS[way]
    rows = [row for rows, i, *_ in WRONG.values() for row in [rows[i]]]
    found = refused(make([*GOOD, *rows], tmp_path), engine)
    assert {f.number for f in found} >= {number for _, _, number, _, _ in WRONG.values()}
    numbers = [f.number for f in found if f.number != "E204"]
    order = ["E210", "E205", "E206", "E208", "E207", "E201", "E202", "E203", "E209"]
    assert list(dict.fromkeys(numbers)) == order


def test_a_wrong_file_is_not_listed_to_its_end(tmp_path):
    rows = [{**GOOD[0], "enterprise": f"E{i}", "product": "?"} for i in range(50)]
    assert [f.fields["row"] for f in refused(as_csv(rows, tmp_path))] == list(range(2, 22))


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize("text", ["1.234,5", "abc", "12 000", "1,5", "--", "0x10"])
def test_text_that_is_no_number_is_shown_as_it_stands(text, engine, tmp_path):
    path = tmp_path / "reports.csv"
    path.write_text(
        f'enterprise,product,period,quantity\nA,coal,2023-01,3\nB,brick,2023-01,"{text}"\n', encoding="utf-8"
    )
    (found,) = refused(path, engine)
    assert found.number == "E128"
    assert found.fields == {"file": "reports.csv", "row": 3, "column": "quantity", "value": text}


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize(("text", "number"), [("", "E201"), ("nan", "E202"), ("inf", "E202"), ("-1", "E203")])
def test_numbers_in_text_that_cannot_be_quantities(text, number, engine, tmp_path):
    path = tmp_path / "reports.csv"
    path.write_text(f"enterprise,product,period,quantity\nA,coal,2023-01,3\nB,brick,2023-01,{text}\n", encoding="utf-8")
    (found,) = refused(path, engine)
    assert (found.number, found.fields["row"], found.fields["column"]) == (number, 3, "quantity")


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize("text", [" 3", "3.0", "3e0", "+3"])
def test_numbers_as_people_write_them(text, engine, tmp_path):
    path = tmp_path / "reports.csv"
    path.write_text(
        f"enterprise,product,period,quantity\nA,coal,2023-01,{text}\nB,brick,2023-01,20\n", encoding="utf-8"
    )
    compiled = compile_reports(path, SCHEME, engine=engine)
    rows = compiled.indices.fetchall() if engine == "duckdb" else compiled.indices.rows()
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    again = compile_reports(path, SCHEME, engine=engine).indices
    assert sorted(again.fetchall() if engine == "duckdb" else again.rows()) == sorted(rows)
    assert sorted((r[0], round(r[-1], 9)) for r in rows) == [("T", 65.0), ("brick", 100.0), ("coal", 30.0)]


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize("suffix", ["csv", "parquet"])
@pytest.mark.parametrize("missing", ["enterprise", "product", "period", "quantity"])
def test_a_column_that_is_missing(missing, suffix, engine, tmp_path):
    make = as_csv if suffix == "csv" else as_parquet
    (found,) = refused(make([{k: v for k, v in row.items() if k != missing} for row in GOOD], tmp_path), engine)
    assert found.number == "E103"
    assert found.fields == {
        "file": f"reports.{suffix}", "missing": missing, "wanted": "enterprise, product, period, quantity",
    }  # fmt: skip


@pytest.mark.parametrize("way", ["polars", "lazy", "duckdb", "parquet", "parquet, duckdb"])
@pytest.mark.parametrize(
    ("column", "value", "wanted"),
    [
        ("quantity", "11", "number"),
        ("quantity", True, "number"),
        ("period", 202301, "YYYY-MM, date"),
        ("state", 0, "text"),
        ("unit", 1.5, "text"),
    ],
)
def test_a_column_of_the_wrong_type(column, value, wanted, way, tmp_path):
    _, engine = WAYS[way]
    given: Any = pl.DataFrame([{**row, column: value} for row in GOOD], infer_schema_length=None)
    if way == "lazy":
        given = given.lazy()
    if way not in ("polars", "lazy"):
        given.write_parquet(tmp_path / "reports.parquet")
        given = tmp_path / "reports.parquet"
    if way == "duckdb":
        given = duckdb.read_parquet(str(given))
    (found,) = refused(given, engine)
    assert (found.number, found.fields["column"], found.fields["wanted"]) == ("E106", column, wanted)
    assert found.fields["found"]
    assert found.fields["file"] == ("reports.parquet" if way.startswith("parquet") else None)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_files_without_rows(engine, tmp_path):
    for name, content in (("empty.csv", b""), ("header.csv", b"enterprise,product,period,quantity\n")):
        (tmp_path / name).write_bytes(content)
        (found,) = refused(tmp_path / name, engine)
        assert (found.number, found.fields["file"]) == ("E104", name)
    frame(GOOD).head(0).write_parquet(tmp_path / "none.parquet")
    (found,) = refused(tmp_path / "none.parquet", engine)
    assert (found.number, found.fields["file"]) == ("E104", "none.parquet")
    assert refused(frame(GOOD).head(0))[0].number == "E104"


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_files_that_cannot_be_read(engine, tmp_path):
    whole = tmp_path / "whole.parquet"
    frame(GOOD * 200).write_parquet(whole)
    content = whole.read_bytes()
    damaged = bytearray(content)
    damaged[8 : len(content) // 2] = bytes(len(content) // 2 - 8)
    header = "enterprise,product,period,quantity\n"
    for name, data in {
        "truncated.parquet": content[: len(content) // 2],
        "damaged.parquet": bytes(damaged),
        "text.parquet": b"enterprise,product\n",
        "latin.csv": (header + "Cáp treo,coal,2023-01,3\n").encode("latin-1"),
        "utf16.csv": (header + "A,coal,2023-01,3\n").encode("utf-16"),
        "ragged.csv": (header + "A,coal,2023-01,3,4,5\nB,brick,2023-01,3\n").encode(),
        "ragged later.csv": (header + "A,coal,2023-01,3\n" * 5000 + "A,coal,2023-01,3,4\n").encode(),
        "open quote.csv": (header + '"A,coal,2023-01,3\nB,brick,2023-01,3\n').encode(),
    }.items():
        (tmp_path / name).write_bytes(data)
        (found,) = refused(tmp_path / name, engine)
        assert (name, found.number, found.fields["file"]) == (name, "E102", name)
        assert found.fields["reason"]
        assert "\n" not in found.fields["reason"]


def test_paths_that_are_no_files(tmp_path):
    (tmp_path / "folder.csv").mkdir()
    for path in (tmp_path / "folder.csv", tmp_path / "nowhere.csv"):
        (found,) = refused(path)
        assert (found.number, found.fields["file"]) == ("E101", str(path))
    (tmp_path / "reports.xlsx").write_bytes(b"PK")
    (found,) = refused(str(tmp_path / "reports.xlsx"))
    assert (found.number, found.fields) == ("E105", {"file": "reports.xlsx", "suffix": ".xlsx"})


def test_codes_may_be_numbers():
    scheme = Scheme(
        (Node("v", "1", None), Node("v", "10", "1"), Node("v", "11", "1")),
        SCHEME.epochs, (Weight("e", "10", 1.0), Weight("e", "11", 3.0)),
        bases=(Base("e", "10", 1.0), Base("e", "11", 1.0)),
    )  # fmt: skip
    rows = [{"enterprise": 7, "product": p, "period": "2023-01", "quantity": 2, "unit": ""} for p in (10, 11)]
    compiled = compile_reports(pl.DataFrame(rows), scheme)
    assert compiled.indices["index"].to_list() == [200.0] * 3
    (found,) = refused(pl.DataFrame([*rows, {**rows[0], "product": 12, "enterprise": 8}]), scheme=scheme)
    assert (found.number, found.fields["value"]) == ("E205", 12)
    (found,) = refused(pl.DataFrame([{**rows[0], "unit": "kg"}, rows[1]]), scheme=scheme)
    assert (found.number, found.fields["code"], found.fields["row"]) == ("E207", "10", 1)
    (found,) = refused(pl.DataFrame([*rows, rows[0]]), scheme=scheme)
    assert (found.number, found.fields["product"]) == ("E204", "10")


def test_optional_columns_may_be_wholly_empty():
    rows = [{**row, "state": None, "unit": None} for row in GOOD if row["quantity"] is not None and row["unit"] != "kg"]
    found = compile_reports(pl.DataFrame([*rows, {**rows[-1], "period": "2023-02"}]), SCHEME)
    assert found.indices.height == 6


def test_states_and_units_are_read_as_they_are_meant():
    compiled = compile_reports(frame(GOOD), SCHEME)
    index = {(r["node"], r["period"]): r["index"] for r in compiled.indices.to_dicts()}
    assert index["coal", "2023-01"] == pytest.approx(120.0, abs=1e-12)
    # the estimate of C grows as A did
    assert index["coal", "2023-02"] == pytest.approx(10 * (12 + 12 / 11), abs=1e-12)
    assert (index["brick", "2023-01"], index["brick", "2023-02"]) == (100.0, 0.0)
    assert [(r["enterprise"], r["period"], r["rule"]) for r in compiled.imputed.to_dicts()] == [
        ("C", "2023-02", "matched")
    ]
    estimated = {(r["node"], r["period"]): r["estimated_share"] for r in compiled.quality.to_dicts()}
    assert estimated["brick", "2023-01"] == 1.0
    assert estimated["brick", "2023-02"] == estimated["coal", "2023-01"] == 0.0
