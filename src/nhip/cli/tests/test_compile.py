"""`nhip compile`, `nhip prepare` and `nhip explain` on files."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from nhip import engine
from nhip.cli.growth import COMPARISONS, growths
from nhip.cli.main import main
from nhip.engine import months
from nhip.engine.comparisons import Publication, compare
from nhip.engine.rounding import Rounding

# Half of the panel reported, so the estimate is the geometric mean of the panel's growth over February (12,800 over
# 9,100) and of the maker's own a year before (13,000 over 9,000), from its February of 9,100.
ESTIMATE = 9_100 * (12_800 / 9_100 * 13_000 / 9_000) ** 0.5


def compiled(sound: Path, *more: object, source: Path | None = None) -> int:
    words = [source or sound / "reports.csv", "--scheme", sound / "scheme", "--lang", "en", *more]
    return main(["compile", *map(str, words)])


def read(path: Path) -> pl.DataFrame:
    frame = pl.read_parquet(path) if path.suffix == ".parquet" else pl.read_csv(path, infer_schema=False)
    return frame.with_columns(pl.col("index").cast(pl.Float64)).sort("node", "period")


@pytest.fixture
def gap(sound: Path) -> Path:
    """Return the sound folder with a second maker, one of whose reports did not come."""
    path = sound / "reports.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    second = [line.replace("DN1,", "DN2,") for line in lines[1:]]
    missing = next(at for at, line in enumerate(second) if line.startswith("DN2,23920-01,2023-03"))
    del second[missing]
    path.write_text("\n".join([*lines, *second]) + "\n", encoding="utf-8")
    bases = sound / "scheme" / "bases.csv"
    head, *rows = [line.split(",") for line in bases.read_text(encoding="utf-8").split()]
    doubled = [[*row[:2], str(2 * int(row[2]))] for row in rows]
    bases.write_text("\n".join(",".join(row) for row in [head, *doubled]) + "\n", encoding="utf-8")
    return sound


@pytest.mark.parametrize("engine_name", ["polars", "duckdb"])
@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_results_are_written(gap, engine_name, suffix, capsys):
    out, quality, imputed = (gap / f"{name}{suffix}" for name in ("out", "quality", "imputed"))
    options = ["--out", out, "--quality", quality, "--imputed", imputed, "--engine", engine_name]
    assert compiled(gap, *options) == 0
    told = capsys.readouterr().out
    assert "TOTAL" in told
    assert "ILLUSTRATIVE DATA" in told
    assert f"Wrote {out}: 405 rows" in told
    if suffix == ".csv":
        rows = pl.read_csv(out, infer_schema=False).select("node", "period").rows()
        assert rows == sorted(rows)
    indices = read(out)
    assert indices.columns == ["node", "period", "epoch", "index"]
    library = engine.compile_reports(gap / "reports.csv", engine.read_scheme(gap / "scheme"))
    expected = library.indices.sort("node", "period")
    assert indices["node"].to_list() == expected["node"].to_list()
    assert indices["index"].to_list() == pytest.approx(expected["index"].to_list(), rel=1e-9)
    reader = pl.read_parquet if suffix == ".parquet" else pl.read_csv
    (row,) = reader(imputed).to_dicts()
    assert (row["enterprise"], row["product"], row["period"]) == ("DN2", "23920-01", "2023-03")
    assert row["quantity"] == pytest.approx(ESTIMATE)
    assert row["rule"] == "insee"
    shares = reader(quality)
    here = shares.filter((pl.col("node").cast(pl.String) == "23920-01") & (pl.col("period") == "2023-03"))
    assert here["imputed_share"].to_list() == [pytest.approx(ESTIMATE / (ESTIMATE + 12_800))]
    assert here["response_rate"].to_list() == [pytest.approx(0.5)]


def test_vietnamese_numbers(sound, capsys):
    assert compiled(sound, "--lang", "vi", "--period", "2023-03") == 0
    told = capsys.readouterr().out
    assert "115,8796" in told
    assert "+32,8684\N{NO-BREAK SPACE}%" in told
    assert "SỐ LIỆU MINH HOẠ" in told


def test_output_for_programs(sound, capsys):
    assert compiled(sound, "--json", "--period", "2022-02") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["ok"], told["illustrative"], told["held_out"]) == (True, True, 0)
    total = told["headline"][0]
    assert (total["node"], total["period"], total["index"]) == ("TOTAL", "2022-02", 85.8199)
    assert total["same_month"] is None
    assert total["previous_month"] == pytest.approx(-16.2037)


def test_a_month_that_is_not_there_has_no_answer(sound, capsys):
    out = sound / "out.csv"
    assert compiled(sound, "--period", "2031-01", "--out", out) == 1
    assert capsys.readouterr().err.startswith("E405 ")
    assert not out.exists()


def test_the_imputation_can_be_chosen(gap, capsys):
    imputed = gap / "imputed.csv"
    assert compiled(gap, "--imputation", "carry_forward", "--imputed", imputed) == 0
    (row,) = pl.read_csv(imputed).to_dicts()
    assert (row["rule"], row["quantity"]) == ("carry_forward", 9_100)


def test_a_store_gives_the_same(gap, capsys):
    straight, stored = gap / "straight.parquet", gap / "stored.parquet"
    words = [gap / "reports.csv", "--scheme", gap / "scheme", "--out", gap / "store", "--lang", "en"]
    assert main(["prepare", *map(str, words)]) == 0
    assert compiled(gap, "--out", straight) == 0
    assert main(["compile", str(gap / "store"), "--prepared", "--out", str(stored)]) == 0
    capsys.readouterr()
    one, other = read(straight), read(stored)
    assert one["node"].to_list() == other["node"].to_list()
    assert one["index"].to_list() == pytest.approx(other["index"].to_list(), rel=1e-12)


@pytest.mark.parametrize("policy", ["unrounded", "rounded"])
def test_the_headline_compares_as_the_engine_does(sound, policy):
    path = sound / "scheme" / "policy.csv"
    text = path.read_text(encoding="utf-8").replace("growth_from,unrounded", f"growth_from,{policy}")
    path.write_text(text.replace("decimals,4", "decimals,1"), encoding="utf-8")
    scheme = engine.read_scheme(sound / "scheme")
    assert (scheme.policy.growth_from, scheme.policy.decimals) == (policy, 1)
    indices = engine.compile_reports(sound / "reports.csv", scheme).indices
    publication = Publication(policy, index=Rounding(1), growth=Rounding(1))
    table = {
        (row["node"], row["period"], row["comparison"]): row["growth"]
        for row in compare(indices, COMPARISONS, publication=publication).iter_rows(named=True)
    }
    compared = 0
    for (node,), rows in indices.group_by("node"):
        values = {months.ordinal(period): index for period, index in rows.select("period", "index").iter_rows()}
        for month in values:
            for comparison, growth in growths(values, month, scheme.policy).items():
                assert growth == table.get((node, months.text(month), comparison)), (node, month, comparison)
                compared += growth is not None
    assert compared == 27 * (14 + 3 + 3)


def explained(sound: Path, *words: object) -> int:
    source = ["--reports", sound / "reports.csv", "--scheme", sound / "scheme"]
    return main(["explain", "--lang", "en", *map(str, [*source, *words])])


def test_a_number_is_opened_down_to_the_reports(gap, capsys):
    assert explained(gap, "23", "2023-03", "--depth", "3", "--json") == 0
    opened = json.loads(capsys.readouterr().out)["opened"]
    assert [(each["level"], each["node"]) for each in opened] == [
        (0, "23"), (1, "2392"), (2, "23920-01"), (2, "23920-02"), (1, "2394"), (2, "23941-01"), (2, "23941-02"),
    ]  # fmt: skip
    for each in opened:
        assert each["recomputed"] == pytest.approx(each["index"], rel=1e-12)
    bricks = opened[2]
    assert {(row["child"], row["origin"]) for row in bricks["rows"]} == {("DN1", "reported"), ("DN2", "imputed")}
    assert sum(row["contribution"] for row in bricks["rows"]) == pytest.approx(bricks["index"])


def test_an_opened_number_can_be_read(gap, capsys):
    assert explained(gap, "23920-01", "2023-03") == 0
    told = capsys.readouterr().out
    assert "23920-01 Fired bricks · 2023-03: 107.3795" in told
    assert "= 100 × Σ quantity / 24,000 (1000 viên)" in told
    assert "imputed (insee)" in told
    assert explained(gap, "C", "2023-03", "--lang", "vi") == 0
    assert "= Σ quyền số × chỉ số" in capsys.readouterr().out


@pytest.mark.parametrize(("node", "period", "number"), [("2399", "2023-03", "E404"), ("23", "2031-01", "E405")])
def test_what_is_not_there_has_no_answer(sound, node, period, number, capsys):
    assert explained(sound, node, period) == 1
    assert capsys.readouterr().err.startswith(f"{number} ")


def test_the_bar_stays_off_pipes(sound, capsys):
    assert compiled(sound) == 0
    assert capsys.readouterr().err == ""
