"""A scheme folder: written and read back without loss, and every fault of a table named with file, column and value."""

from __future__ import annotations

import csv
import tempfile
from dataclasses import fields, replace
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhip.engine import Base, Epoch, Event, Node, Policy, Scheme, UnitFactor, Weight, read_scheme, write_scheme
from nhip.engine.faults import Fault, Faults

SCHEME = Scheme(
    nodes=(
        Node("v", "T", None, "total", "Toàn ngành", "All industry"),
        Node("v", "B", "T", "section", "Khai khoáng", "Mining", "t"),
        Node("v", "C", "T", "section", 'Gạch "nung", ngói', "Bricks, tiles", "1000 viên"),
    ),
    epochs=(
        Epoch("2022", "2022-01", "2022-12", "2022-01", "2023-12", "v", "Quyết định 1"),
        Epoch("2023", "2023-01", "2023-12", "2024-01", "2024-12", "v"),
    ),
    weights=(Weight("2022", "B", 0.1), Weight("2022", "C", 1e-7), Weight("2023", "B", 3.0), Weight("2023", "C", 2.0)),
    policy=Policy("Chỉ số", "Index", "here", True, "rounded", "rounded", 1, 3, "even", "12"),
    bases=(Base("2022", "B", 1 / 3),),
    units=(UnitFactor("B", "kg", 0.001),),
    events=(
        Event("entry", "2023-01", "E", "B", "", "", "2022-01", "2022-12", None, "công văn"),
        Event("exit", "2023-02", "E", "C"),
        Event("replacement", "2023-03", "E", "B", "F", "", "", "", 0.75),
    ),
)


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_a_scheme_comes_back_as_it_was_written(tmp_path, format):
    write_scheme(SCHEME, tmp_path / "scheme", format)
    found = read_scheme(tmp_path / "scheme")
    assert found == SCHEME
    assert found.digest == SCHEME.digest
    names = sorted(p.name for p in (tmp_path / "scheme").iterdir())
    assert names == sorted(
        f"{n}.{format}" for n in ("policy", "nodes", "epochs", "weights", "bases", "units", "events")
    )
    assert all(p.stat().st_mode & 0o777 == 0o644 for p in (tmp_path / "scheme").iterdir())


def test_the_other_format_does_not_stay_behind(tmp_path):
    write_scheme(SCHEME, tmp_path, "parquet")
    write_scheme(replace(SCHEME, policy=Policy()), tmp_path)
    assert {p.suffix for p in tmp_path.iterdir()} == {".csv"}
    assert read_scheme(str(tmp_path)).policy == Policy()


def test_empty_tables_need_no_file(tmp_path):
    write_scheme(SCHEME, tmp_path, "parquet")
    write_scheme(replace(SCHEME, bases=(), units=(), events=()), tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["epochs.csv", "nodes.csv", "policy.csv", "weights.csv"]
    assert read_scheme(tmp_path).events == ()


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1, max_size=8)
positive = st.floats(1e-300, 1e300)


@settings(max_examples=40, deadline=None)
@given(data=st.data(), format=st.sampled_from(["csv", "parquet"]))
def test_any_scheme_comes_back(data, format):
    root, *leaves = data.draw(st.lists(words, min_size=3, max_size=6, unique=True))
    nodes = [Node("v", root, None), *(Node("v", c, root, name_vi=data.draw(words)) for c in leaves)]
    scheme = Scheme(
        nodes=tuple(nodes),
        epochs=(Epoch(data.draw(words), "2022-01", "2022-12", "2022-01", "2023-12", "v"),),
        weights=(),
        policy=Policy(
            data.draw(words),
            decimals=data.draw(st.integers(0, 10)),
            halves=data.draw(st.sampled_from(["away", "even"])),
        ),
    )
    epoch = scheme.epochs[0].epoch
    scheme = replace(
        scheme,
        weights=tuple(Weight(epoch, c, data.draw(st.floats(1e-100, 1e100))) for c in leaves),
        bases=tuple(Base(epoch, c, data.draw(positive)) for c in leaves[:2]),
        units=tuple(UnitFactor(c, data.draw(words), data.draw(positive)) for c in leaves[:1]),
        events=(Event("exit", "2022-05", data.draw(words), leaves[0], reference=data.draw(words)),),
    )
    with tempfile.TemporaryDirectory() as folder:
        write_scheme(scheme, folder, format)
        assert read_scheme(folder) == scheme


def tables(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def put(folder: Path, name: str, rows: list[dict[str, str]], kind: str) -> None:
    if kind == "parquet":
        (folder / f"{name}.csv").unlink(missing_ok=True)
        pl.DataFrame(rows).write_parquet(folder / f"{name}.parquet")
    else:
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)


def refused(folder: Path) -> list[Fault]:
    with pytest.raises((Fault, Faults)) as caught:
        read_scheme(folder)
    found = caught.value
    return found.faults if isinstance(found, Faults) else [found]


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    write_scheme(SCHEME, tmp_path)
    return tmp_path


@pytest.mark.parametrize("kind", ["csv", "parquet"])
@pytest.mark.parametrize(
    ("table", "row", "column", "value"),
    [
        ("weights", 3, "weight", "1.234,5"),
        ("weights", 2, "weight", ""),
        ("bases", 2, "quantity", "many"),
        ("units", 2, "factor", "1,5"),
        ("events", 4, "factor", "x"),
    ],
)
def test_a_number_that_is_none_is_named_with_its_cell(folder, table, row, column, value, kind):
    rows = tables(folder, table)
    rows[row - 2][column] = value
    put(folder, table, rows, kind)
    (found,) = refused(folder)
    assert found.number == "E128"
    assert found.fields == {"file": f"{table}.{kind}", "row": row, "column": column, "value": value}


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_column_that_is_missing_is_named(folder, kind):
    rows = [{k: v for k, v in row.items() if k != "parent"} for row in tables(folder, "nodes")]
    put(folder, "nodes", rows, kind)
    found = refused(folder)[0]
    assert (found.number, found.fields["file"], found.fields["missing"]) == ("E103", f"nodes.{kind}", "parent")
    assert found.fields["wanted"] == "classification, code, parent, level, name_vi, name_en, unit"


@pytest.mark.parametrize(
    ("table", "optional"),
    [
        ("nodes", ("level", "name_vi", "name_en", "unit")),
        ("epochs", ("reference",)),
        ("events", ("new_product", "overlap_from", "overlap_to", "factor", "reference")),
    ],
)
def test_columns_that_may_be_missing(folder, table, optional):
    write_scheme(replace(SCHEME, events=SCHEME.events[1:2]), folder)
    put(folder, table, [{k: v for k, v in row.items() if k not in optional} for row in tables(folder, table)], "csv")
    found = getattr(read_scheme(folder), table)
    defaults = {f.name: f.default for kind in (Node, Epoch, Event) for f in fields(kind)}
    assert [getattr(row, c) for row in found for c in optional] == [defaults[c] for _ in found for c in optional]


@pytest.mark.parametrize("table", ["policy", "nodes", "epochs", "weights"])
def test_a_table_that_is_missing_is_named(folder, table):
    (folder / f"{table}.csv").unlink()
    (found,) = refused(folder)
    assert (found.number, found.fields["table"], found.fields["file"]) == ("E110", table, str(folder))
    assert found.fields["wanted"] == "policy, nodes, epochs, weights"


def test_a_folder_that_is_none(tmp_path):
    (found,) = refused(tmp_path / "nowhere")
    assert (found.number, found.fields["file"]) == ("E101", str(tmp_path / "nowhere"))


def test_files_that_cannot_be_read(folder):
    (folder / "weights.csv").write_bytes("epoch,code,weight\n2022,Cáp,1\n".encode("latin-1"))
    (found,) = refused(folder)
    assert (found.number, found.fields["file"]) == ("E102", "weights.csv")
    assert "utf-8" in found.fields["reason"]
    (folder / "weights.csv").unlink()
    (folder / "weights.parquet").write_bytes(b"PAR1 and nothing more")
    (found,) = refused(folder)
    assert (found.number, found.fields["file"]) == ("E102", "weights.parquet")
    assert found.fields["reason"]


@pytest.mark.parametrize(
    ("key", "value", "number", "column"),
    [
        ("halfs", "away", "E122", "key"),
        ("illustrative", "yes", "E122", "value"),
        ("decimals", "two", "E128", "value"),
        ("growth_decimals", "-1", "E128", "value"),
    ],
)
def test_a_policy_that_says_what_nobody_knows(folder, key, value, number, column):
    rows = [row for row in tables(folder, "policy") if row["key"] != key] + [{"key": key, "value": value}]
    put(folder, "policy", rows, "csv")
    (found,) = refused(folder)
    assert (found.number, found.fields["file"], found.fields["column"]) == (number, "policy.csv", column)
    assert found.fields["row"] == len(rows) + 1
    assert found.fields["value"] == (key if column == "key" else value)
    if number == "E122":
        wanted = ", ".join(f.name for f in fields(Policy)) if column == "key" else "true, false"
        assert found.fields["allowed"] == wanted


def test_several_faults_are_named_together(folder):
    put(folder, "weights", [{**row, "weight": "?"} for row in tables(folder, "weights")], "csv")
    put(folder, "policy", [{"key": "decimals", "value": "?"}], "csv")
    assert [(f.number, f.fields["file"], f.fields["row"]) for f in refused(folder)] == [
        ("E128", "policy.csv", 2), *(("E128", "weights.csv", i) for i in range(2, 6)),
    ]  # fmt: skip


def test_numbers_in_parquet_may_be_numbers(folder):
    put(folder, "weights", [{**row, "weight": float(row["weight"])} for row in tables(folder, "weights")], "parquet")
    assert read_scheme(folder) == SCHEME


def test_a_byte_order_mark_and_spaces_are_no_fault(folder):
    text = (folder / "weights.csv").read_text(encoding="utf-8").replace(",", " , ").replace(" , code", ",code")
    (folder / "weights.csv").write_text("\ufeff" + text.replace("code , weight", "code,weight"), encoding="utf-8")
    assert read_scheme(folder) == SCHEME


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(Fault) as caught:
        write_scheme(SCHEME, tmp_path / "file")
    assert caught.value.number == "E107"
    assert caught.value.fields["file"] == str(tmp_path / "file")
    assert caught.value.fields["reason"]


def test_no_half_written_table_stays(tmp_path, monkeypatch):
    def broken(*_args: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("os.replace", broken)
    with pytest.raises(Fault) as caught:
        write_scheme(SCHEME, tmp_path)
    assert caught.value.number == "E107"
    assert caught.value.fields["reason"] == "no space left on device"
    assert list(tmp_path.iterdir()) == []
