"""The engine's tests run one and the same function on every backend it promises to support."""

from __future__ import annotations

import shutil
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import polars as pl
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

# Reference data that is not part of this repository lies beside it.
SHARED = Path(__file__).resolve().parents[4].parent / "shared" / "data"

_SQL_TYPES: dict[Any, str] = {
    pl.String: "varchar",
    pl.Int64: "bigint",
    pl.Float64: "double",
    pl.Boolean: "boolean",
    pl.Null: "varchar",
}
_SPARK_TYPES = _SQL_TYPES | {pl.String: "string", pl.Null: "string"}


@dataclass(frozen=True)
class Backend:
    """One way to hold a table.

    Attributes:
        name: polars, polars-lazy, duckdb or spark.
        make: makes a native frame from columns.
        rows: reads any native frame of this backend as a list of dicts, in no promised order.
    """

    name: str
    make: Callable[[Mapping[str, Sequence[Any]]], Any]
    rows: Callable[[Any], list[dict[str, Any]]]


def _typed(columns: Mapping[str, Sequence[Any]], types: dict[Any, str]) -> tuple[pl.DataFrame, list[str]]:
    frame = pl.DataFrame(dict(columns))
    return frame, [f"{name} {types[dtype]}" for name, dtype in frame.schema.items()]


def _polars_rows(native: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = native.lazy().collect().to_dicts()
    return rows


def _duckdb_backend() -> Backend:
    # The default connection, because the engine joins small tables of its own to the frames it is given.
    connection = duckdb.default_connection()

    def make(columns: Mapping[str, Sequence[Any]]) -> duckdb.DuckDBPyRelation:
        frame, fields = _typed(columns, _SQL_TYPES)
        name = f"made_{uuid.uuid4().hex}"
        connection.execute(f"create table {name} ({', '.join(fields)})")
        if frame.height:
            marks = ", ".join("?" * frame.width)
            connection.executemany(f"insert into {name} values ({marks})", frame.rows())  # noqa: S608
        return connection.table(name)

    def rows(native: duckdb.DuckDBPyRelation) -> list[dict[str, Any]]:
        return [dict(zip(native.columns, row, strict=True)) for row in native.fetchall()]

    return Backend("duckdb", make, rows)


def _spark_backend(session: Any) -> Backend:
    def make(columns: Mapping[str, Sequence[Any]]) -> Any:
        frame, fields = _typed(columns, _SPARK_TYPES)
        return session.createDataFrame(frame.rows(), schema=", ".join(fields))

    return Backend("spark", make, lambda native: [row.asDict() for row in native.collect()])


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """The one Spark session of a test run; starting it takes some ten seconds.

    The tables of the tests are tiny, and compiling code for each question costs more than it saves: plans are
    interpreted, and Java does without its second compiler. tests/test_golden.py runs Spark as users do.
    """
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    if shutil.which("java") is None:
        pytest.skip("Java is not installed: PySpark cannot run")
    session = (
        sql.SparkSession.builder.master("local[2]")
        .appName("nhip-tests")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.memory", "1g")
        .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(params=["polars", "polars-lazy", "duckdb", pytest.param("spark", marks=pytest.mark.spark)])
def backend(request: pytest.FixtureRequest) -> Iterator[Backend]:
    """Each backend in turn."""
    if request.param == "polars":
        yield Backend("polars", lambda columns: pl.DataFrame(dict(columns)), _polars_rows)
    elif request.param == "polars-lazy":
        yield Backend("polars-lazy", lambda columns: pl.LazyFrame(dict(columns)), _polars_rows)
    elif request.param == "duckdb":
        yield _duckdb_backend()
    else:
        yield _spark_backend(request.getfixturevalue("spark"))


@pytest.fixture(scope="session")
def examples() -> Path:
    """Folder of worked examples with published results; the test is skipped, and says so, without it."""
    folder = SHARED / "examples"
    if not folder.is_dir():
        pytest.skip(f"reference data is absent: {folder} does not exist")
    return folder
