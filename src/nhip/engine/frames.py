"""The three engines behind one face: what Narwhals leaves to each of them.

The arithmetic is written once, on Narwhals, in the intersection that Polars, DuckDB and PySpark share. What they do
not share is here: reading files leniently, making a small frame, keeping an intermediate result, the previous and
next row of a sorted frame.

DuckDB relations have to come from DuckDB's default connection (``duckdb.sql``, ``duckdb.read_parquet``), because
small tables of the scheme are joined to them.
"""

from __future__ import annotations

import importlib
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, cast

import narwhals as nw

from .faults import fault

Frame = nw.LazyFrame[Any]


class Engine(Protocol):
    """What an engine has to offer beside Narwhals."""

    name: str
    large: bool  # whether frames are expected to be so large that it pays to stream them
    unreadable: tuple[type[Exception], ...]  # what reading a damaged file raises

    def small(self, columns: Mapping[str, Sequence[Any]], types: Mapping[str, type]) -> Frame:
        """A frame from Python lists."""

    def read(self, path: Path, numbers: Sequence[str]) -> Frame:
        """A file as a frame. In CSV every column is text, and of each of ``numbers`` there is also a column of
        doubles, null where the text is no number, beside the text in ``<name>_text``."""

    def keep(self, frame: Frame) -> Frame:
        """The same frame, computed now and not again."""

    def neighbours(self, frame: Frame, key: str, width: int) -> Frame:
        """Adds ``previous`` and ``next``, the keys of the rows before and after in the order of ``key``; null where
        that row belongs to another series (``key // width``). ``frame`` is kept and sorted by ``key``."""

    def rows(self, frame: Frame) -> dict[str, list[Any]]:
        """A small frame as Python lists."""

    def write(self, native: Any, path: Path) -> None:
        """A native frame to one CSV or Parquet file."""


# Rows from which on Polars' streaming engine is the faster one; below, starting it costs more than the work.
STREAMED = 200_000


class PolarsEngine:
    name = "polars"

    def __init__(self) -> None:
        self.pl = importlib.import_module("polars")
        self.large = False
        self.unreadable: tuple[type[Exception], ...] = (self.pl.exceptions.ComputeError, OSError)

    def _collect(self, frame: Frame) -> Any:
        return frame.to_native().collect(engine="streaming" if self.large else "in-memory")

    def small(self, columns: Mapping[str, Sequence[Any]], types: Mapping[str, type]) -> Frame:
        pl = self.pl
        kinds = {str: pl.String, int: pl.Int64, float: pl.Float64, bool: pl.Boolean}
        data = [pl.Series(c, columns[c], dtype=kinds[t], strict=False) for c, t in types.items()]
        return cast(Frame, nw.from_native(pl.DataFrame(data).lazy()))

    def read(self, path: Path, numbers: Sequence[str]) -> Frame:
        pl = self.pl
        try:
            if path.suffix == ".parquet":
                found = pl.scan_parquet(path)
                found.collect_schema()
            else:
                found = pl.scan_csv(path, infer_schema=False)
                names = found.collect_schema().names()
                found = found.with_columns(pl.col(*names).fill_null(""))
                found = found.with_columns(
                    *(pl.col(c).alias(f"{c}_text") for c in numbers if c in names),
                    *(pl.col(c).str.strip_chars().cast(pl.Float64, strict=False) for c in numbers if c in names),
                )
        except (pl.exceptions.PolarsError, OSError) as e:
            raise fault("E102", file=path.name, reason=str(e).split("\n")[0]) from e
        return cast(Frame, nw.from_native(found))

    def keep(self, frame: Frame) -> Frame:
        return cast(Frame, nw.from_native(self._collect(frame).lazy()))

    def neighbours(self, frame: Frame, key: str, width: int) -> Frame:
        # Sorted as a whole, so a shift over all rows with a guard does what a window per series would do.
        col = self.pl.col(key)
        near = {"previous": col.shift(1), "next": col.shift(-1)}
        return cast(
            Frame,
            nw.from_native(
                frame.to_native().with_columns(
                    self.pl.when(k // width == col // width).then(k).alias(name) for name, k in near.items()
                )
            ),
        )

    def rows(self, frame: Frame) -> dict[str, list[Any]]:
        return cast("dict[str, list[Any]]", self._collect(frame).to_dict(as_series=False))

    def write(self, native: Any, path: Path) -> None:
        native = native.collect() if hasattr(native, "collect") else native
        if path.suffix == ".parquet":
            native.write_parquet(path, compression="lz4")
        else:
            native.write_csv(path)


class DuckDBEngine:
    name = "duckdb"

    def __init__(self) -> None:
        self.duckdb = importlib.import_module("duckdb")
        self.large = False
        self.unreadable: tuple[type[Exception], ...] = (self.duckdb.Error,)
        self.pa = importlib.import_module("pyarrow")

    def small(self, columns: Mapping[str, Sequence[Any]], types: Mapping[str, type]) -> Frame:
        pa = self.pa
        kinds = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
        table = pa.table({c: pa.array(list(columns[c]), type=kinds[t]) for c, t in types.items()})
        return self._table(self.duckdb.from_arrow(table))

    def read(self, path: Path, numbers: Sequence[str]) -> Frame:
        try:
            if path.suffix == ".parquet":
                found = self.duckdb.read_parquet(str(path))
            else:
                # What a sniffer would guess otherwise: it takes a row with a field too many for a file of one column.
                dialect = {"sep": ",", "quotechar": '"', "escapechar": '"'}
                found = self.duckdb.read_csv(str(path), all_varchar=True, header=True, **dialect)
                doubles = ", ".join(
                    f'"{c}" AS "{c}_text", try_cast(trim("{c}") AS DOUBLE) AS "{c}"'
                    for c in numbers
                    if c in found.columns
                )
                others = ", ".join(f'coalesce("{c}", \'\') AS "{c}"' for c in found.columns if c not in numbers)
                found = found.project(", ".join(x for x in (others, doubles) if x))
        except self.duckdb.Error as e:
            raise fault("E102", file=path.name, reason=str(e).split("\n")[0]) from e
        return cast(Frame, nw.from_native(found))

    def _table(self, relation: Any) -> Frame:
        name = f"nhip_{uuid.uuid4().hex}"
        relation.create(name)
        return cast(Frame, nw.from_native(self.duckdb.table(name)))

    def keep(self, frame: Frame) -> Frame:
        return self._table(frame.to_native())

    def neighbours(self, frame: Frame, key: str, width: int) -> Frame:
        return _windowed_neighbours(frame, key, width)

    def rows(self, frame: Frame) -> dict[str, list[Any]]:
        relation = frame.to_native()
        found = relation.fetchall()
        return {c: [row[i] for row in found] for i, c in enumerate(relation.columns)}

    def write(self, native: Any, path: Path) -> None:
        if path.suffix == ".parquet":
            native.write_parquet(str(path))
        else:
            native.write_csv(str(path))


class SparkEngine:
    name = "spark"

    def __init__(self) -> None:
        self.large = False
        sql = importlib.import_module("pyspark.sql")
        self.types = importlib.import_module("pyspark.sql.types")
        self.functions = importlib.import_module("pyspark.sql.functions")
        self.unreadable: tuple[type[Exception], ...] = (importlib.import_module("pyspark.errors").PySparkException,)
        self.session = sql.SparkSession.getActiveSession() or (
            sql.SparkSession.builder.master("local[2]")
            .appName("nhip")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "4")
            .getOrCreate()
        )

    def small(self, columns: Mapping[str, Sequence[Any]], types: Mapping[str, type]) -> Frame:
        t = self.types
        kinds = {str: t.StringType(), int: t.LongType(), float: t.DoubleType(), bool: t.BooleanType()}
        schema = t.StructType([t.StructField(c, kinds[k], True) for c, k in types.items()])
        rows = list(zip(*(columns[c] for c in types), strict=True))
        return cast(Frame, nw.from_native(self.session.createDataFrame(rows, schema)))

    def read(self, path: Path, numbers: Sequence[str]) -> Frame:
        f = self.functions
        try:
            if path.suffix == ".parquet":
                found = self.session.read.parquet(str(path))
            else:
                found = self.session.read.csv(str(path), header=True, inferSchema=False).fillna("")
                for c in (c for c in numbers if c in found.columns):
                    found = found.withColumn(f"{c}_text", f.col(c)).withColumn(c, f.col(c).try_cast("double"))
        except Exception as e:  # pyspark wraps Java's exceptions in several classes of its own
            raise fault("E102", file=path.name, reason=str(e).split("\n")[0]) from e
        return cast(Frame, nw.from_native(found))

    def keep(self, frame: Frame) -> Frame:
        return cast(Frame, nw.from_native(frame.to_native().localCheckpoint()))

    def neighbours(self, frame: Frame, key: str, width: int) -> Frame:
        return _windowed_neighbours(frame, key, width)

    def rows(self, frame: Frame) -> dict[str, list[Any]]:
        native = frame.to_native()
        found = native.collect()
        return {c: [row[i] for row in found] for i, c in enumerate(native.columns)}

    def write(self, native: Any, path: Path) -> None:
        rows = SparkEngine.rows(self, nw.from_native(native))
        pl = importlib.import_module("polars")
        PolarsEngine().write(pl.DataFrame(rows), path)


def _windowed_neighbours(frame: Frame, key: str, width: int) -> Frame:
    # A shift does not exist on a lazy frame without an order, and needs a partition to run in parallel.
    frame = frame.with_columns((nw.col(key) // width).alias("_series"))
    near = {"previous": 1, "next": -1}
    return frame.with_columns(
        nw.col(key).shift(n).over("_series", order_by=key).alias(name) for name, n in near.items()
    ).drop("_series")


ENGINES: dict[str, tuple[type[Any], str]] = {
    "polars": (PolarsEngine, "polars"),
    "duckdb": (DuckDBEngine, "duckdb pyarrow"),
    "spark": (SparkEngine, "pyspark"),
}


def engine_named(name: str) -> Engine:
    """The engine of that name.

    Raises:
        Fault: E408, its package is not installed.
    """
    kind, package = ENGINES[name]
    try:
        return cast(Engine, kind())
    except ImportError as e:
        raise fault("E408", engine=name, package=package) from e


def engine_of(native: Any) -> tuple[Engine, Frame]:
    """The engine a native frame belongs to, and the frame in Narwhals' lazy face.

    Polars eager frames and anything Narwhals can turn into Arrow (pandas, PyArrow) run on Polars.
    """
    frame = nw.from_native(native)
    backend = str(frame.implementation)
    if backend == "duckdb":
        return engine_named("duckdb"), cast(Frame, frame)
    if backend in ("pyspark", "pyspark[connect]"):
        return engine_named("spark"), cast(Frame, frame)
    engine = engine_named("polars")
    if isinstance(frame, nw.DataFrame):
        frame = nw.from_native(frame.to_polars()).lazy()
    return engine, cast(Frame, frame)
