"""Every way in which component indices can be wrong, named by number, file, row, column and value."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from nhip.engine import compile_components
from nhip.engine.faults import Fault

from .test_reports import SCHEME, WAYS, row_number

COMPONENTS = [{"node": n, "period": p, "index": 90.0} for n in ("coal", "brick") for p in ("2023-01", "2023-02")]
WRONG_COMPONENTS: dict[str, tuple[dict[str, Any], str, dict[str, Any]]] = {
    "no node": ({"node": ""}, "E210", {"column": "node"}),
    "null node": ({"node": None}, "E210", {"column": "node"}),
    "unknown": ({"node": "zz"}, "E211", {"column": "node", "value": "zz", "code": "zz"}),
    "no leaf": ({"node": "T"}, "E211", {"column": "node", "value": "T", "code": "T"}),
    "month outside": ({"period": "2024-01"}, "E206", {"column": "period", "value": "2024-01"}),
    "no period": ({"period": None}, "E210", {"column": "period"}),
    "zero": ({"index": 0.0}, "E213", {"column": "index", "value": 0.0}),
    "negative": ({"index": -5.0}, "E213", {"column": "index", "value": -5.0}),
    "infinite": ({"index": float("inf")}, "E213", {"column": "index"}),
    "NaN": ({"index": float("nan")}, "E213", {"column": "index"}),
    "blank": ({"index": None}, "E213", {"column": "index"}),
    "twice": ({"node": "coal", "period": "2023-01"}, "E212", {"node": "coal", "period": "2023-01", "count": 2}),
}


@pytest.mark.parametrize("way", ["polars", "duckdb", "csv", "parquet", "csv, duckdb"])
@pytest.mark.parametrize("name", WRONG_COMPONENTS)
def test_each_fault_of_components_names_its_cell(name, way, tmp_path):
    changes, number, fields = WRONG_COMPONENTS[name]
    make, engine = WAYS[way]
    given = make([*COMPONENTS[:3], {**COMPONENTS[3], **changes}], tmp_path)
    with pytest.raises(Fault) as caught:
        compile_components(given, SCHEME, engine=engine)
    assert caught.value.number == number
    found = caught.value.fields
    assert {k: float(found[k]) if isinstance(v, float) else found[k] for k, v in fields.items()} == fields
    assert found["row"] == row_number(way, 3)


def test_components_that_are_missing_or_malformed(tmp_path):
    with pytest.raises(Fault) as caught:
        compile_components(pl.DataFrame(COMPONENTS[:3]), SCHEME)
    assert (caught.value.number, caught.value.fields) == ("E401", {"code": "brick", "period": "2023-02", "epoch": "e"})
    with pytest.raises(Fault) as caught:
        compile_components(pl.DataFrame(COMPONENTS).head(0), SCHEME)
    assert caught.value.number == "E104"
    dated = [{**row, "period": date(2023, int(row["period"][-1]), 3)} for row in COMPONENTS]
    assert compile_components(pl.DataFrame(dated), SCHEME).indices["index"].to_list() == [90.0] * 6
    with pytest.raises(Fault) as caught:
        compile_components(pl.DataFrame([*dated, {**dated[0], "period": date(2023, 1, 4)}]), SCHEME)
    assert (caught.value.number, caught.value.fields["period"]) == ("E212", "2023-01")
    (tmp_path / "latin.csv").write_bytes("node,period,index\nCáp,2023-01,1\n".encode("latin-1"))
    with pytest.raises(Fault) as caught:
        compile_components(tmp_path / "latin.csv", SCHEME)
    assert (caught.value.number, caught.value.fields["file"]) == ("E102", "latin.csv")
    path = tmp_path / "components.csv"
    path.write_text('node,period,index\ncoal,2023-01,"100,5"\nbrick,2023-01,100\n', encoding="utf-8")
    with pytest.raises(Fault) as caught:
        compile_components(path, SCHEME)
    wanted = {"file": "components.csv", "row": 2, "column": "index", "value": "100,5"}
    assert (caught.value.number, caught.value.fields) == ("E128", wanted)
    with pytest.raises(Fault) as caught:
        compile_components(pl.DataFrame({"node": ["coal"], "period": ["2023-01"]}), SCHEME)
    assert (caught.value.number, caught.value.fields["missing"]) == ("E103", "index")
