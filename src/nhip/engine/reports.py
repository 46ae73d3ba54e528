"""From reports as they come to rows the arithmetic can use: coded, checked, sorted.

Each report (enterprise, product, month, quantity) becomes one row with a single integer key

    key = (enterprise × products + product) × width + month        month counted from the first month of the scheme

so that sorting by it puts every series (enterprise × product) in one run, ordered in time, and the previous month of
a series is the row before. GSBPM 5.1 (integrate), 5.2 (classify), 5.3 (validate).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import narwhals as nw

from . import months
from .faults import fault
from .frames import STREAMED, Engine, Frame, engine_named, engine_of
from .scheme import Scheme

COLUMNS = ("enterprise", "product", "period", "quantity")
TEXTS = ("state", "unit")  # columns that may be there, and then hold words
STATES: Mapping[str, int] = {"reported": 0, "not_produced": 1, "estimated": 2, "not_reported": 3, "imputed": 4}
STATE_NAMES = {n: s for s, n in STATES.items()}
GIVEN_STATES = ("reported", "not_produced", "estimated", "not_reported")


@dataclass(frozen=True)
class Source:
    """Where reports come from: a frame, and the file it was read from, if any."""

    engine: Engine
    frame: Frame
    path: Path | None = None

    @cached_property
    def schema(self) -> Mapping[str, Any]:
        return self.frame.collect_schema()

    @property
    def file(self) -> str | None:
        return self.path.name if self.path else None

    @property
    def has_state(self) -> bool:
        return "state" in self.schema

    @property
    def has_unit(self) -> bool:
        return "unit" in self.schema


def open_source(
    given: Any, engine: str, columns: tuple[str, ...] = COLUMNS, numbers: tuple[str, ...] = ("quantity",)
) -> Source:
    """A path or a native frame as a source whose columns are there and of the right types."""
    if isinstance(given, str | Path):
        path = Path(given)
        if not path.is_file():
            raise fault("E101", file=str(path))
        if path.suffix not in (".csv", ".parquet"):
            raise fault("E105", file=path.name, suffix=path.suffix)
        if path.stat().st_size == 0:
            raise fault("E104", file=path.name)
        _check_letters(path)
        reader = engine_named(engine)
        source = Source(reader, reader.read(path, numbers), path)
    else:
        source = Source(*engine_of(given))
    for missing in (c for c in columns if c not in source.schema):
        raise fault("E103", file=source.file, missing=missing, wanted=", ".join(columns))
    for column in numbers:
        if not source.schema[column].is_numeric():
            found = str(source.schema[column])
            raise fault("E106", file=source.file, column=column, found=found, wanted="number")
    for column in (c for c in TEXTS if c in source.schema):
        if not isinstance(source.schema[column], nw.String | nw.Categorical | nw.Enum | nw.Unknown):
            raise fault("E106", file=source.file, column=column, found=str(source.schema[column]), wanted="text")
    kind = source.schema["period"]
    if kind not in (nw.String, nw.Date):
        raise fault("E106", file=source.file, column="period", found=str(kind), wanted="YYYY-MM, date")
    return source


def _check_letters(path: Path) -> None:
    """Refuse a text file that another program wrote in letters of its own, such as Excel's "Unicode text" (UTF-16)."""
    if path.suffix == ".csv":
        with path.open("rb") as file:
            try:
                file.readline(2**16).decode("utf-8")
            except UnicodeDecodeError as e:
                raise fault("E102", file=path.name, reason=str(e)) from e


@dataclass(frozen=True)
class Panel:
    """Coded reports.

    Attributes:
        rows: ``key``, ``quantity`` and, where the source has states, ``state``; one row a report that carries a
            quantity, sorted by key. Zero and not produced are rows; not reported is none.
        silent: keys of reports that say ``not_reported`` themselves.
        width: months a series has room for; ``start`` is the ordinal of the first.
    """

    engine: Engine
    scheme: Scheme
    rows: Frame
    silent: Frame | None
    enterprises: tuple[str, ...]
    products: tuple[str, ...]
    start: int
    width: int
    has_state: bool

    @property
    def month(self) -> nw.Expr:
        return nw.col("key") % self.width

    @property
    def product(self) -> nw.Expr:
        return nw.col("key") // self.width % len(self.products)

    @property
    def cell(self) -> nw.Expr:
        """Product and month in one integer: product × width + month."""
        return nw.col("key") % (self.width * len(self.products))

    @property
    def series(self) -> nw.Expr:
        return nw.col("key") // self.width

    def key(self, enterprise: str, product: str, month: int) -> int:
        e, p = self.enterprise_number[enterprise], self.product_number[product]
        return (e * len(self.products) + p) * self.width + month - self.start

    def period(self, key: int) -> str:
        return months.text(self.start + key % self.width)

    @cached_property
    def product_number(self) -> dict[str, int]:
        return {c: i for i, c in enumerate(self.products)}

    @cached_property
    def enterprise_number(self) -> dict[str, int]:
        return {c: i for i, c in enumerate(self.enterprises)}

    def names_of(self, series: int) -> tuple[str, str]:
        """Enterprise and product of a series number."""
        return self.enterprises[series // len(self.products)], self.products[series % len(self.products)]

    def named(self, frame: Frame, *, enterprise: bool = False) -> Frame:
        """A frame with ``key`` (or ``cell``), with the codes and the period written out instead."""
        e = self.engine
        key = "key" if enterprise else "cell"
        number, slot = nw.col(key) // self.width % len(self.products), nw.col(key) % self.width
        frame = frame.with_columns(number.alias("_p"), slot.alias("_m"))
        tables = {
            "_p": ("product", self.products),
            "_m": ("period", [months.text(self.start + i) for i in range(self.width)]),
        }
        if enterprise:
            frame = frame.with_columns((nw.col(key) // (self.width * len(self.products))).alias("_e"))
            tables["_e"] = ("enterprise", self.enterprises)
        for column, (name, codes) in tables.items():
            table = e.small({column: range(len(codes)), name: codes}, {column: int, name: str})
            frame = frame.join(table, on=column, how="inner")
        return frame.drop(*tables, key)


def encode(source: Source, scheme: Scheme) -> Panel:
    """Code and sort the reports, and check all of them.

    Raises:
        Fault, Faults: see `nhip.engine.report_checks`; nothing is dropped silently. E102, the file proves to be
            damaged only when its rows are read.
    """
    with reading(source):
        return _encode(source, scheme)


@contextmanager
def reading(source: Source) -> Iterator[None]:
    """Where a file's rows are read: what the engine says of a damaged one becomes a fault."""
    try:
        yield
    except (*source.engine.unreadable, *engine_named("polars").unreadable) as e:  # Polars names the faults
        if source.path is None:
            raise
        raise fault("E102", file=source.file, reason=str(e).split("\n")[0]) from e


def _encode(source: Source, scheme: Scheme) -> Panel:
    from .report_checks import diagnose

    engine, frame = source.engine, source.frame
    given = engine.rows(frame.select(nw.len().alias("n")))["n"][0]
    if given == 0:
        engine.rows(frame)  # rows may be uncountable because the file is broken: then this says so
        raise fault("E104", file=source.file)
    engine.large = given > STREAMED
    products = scheme.leaf_codes + scheme.replacing_codes
    span = scheme.span
    width = len(span)
    for column in ("enterprise", "product"):
        if source.schema[column] != nw.String:
            frame = frame.with_columns(nw.col(column).cast(nw.String))
    enterprises = sorted(e for e in engine.rows(frame.select("enterprise").unique())["enterprise"] if e)
    coded = _join_codes(source, frame, enterprises, products, scheme)
    key = (nw.col("_e") * len(products) + nw.col("_p")) * width + nw.col("_m")
    quantity = nw.col("quantity").cast(nw.Float64)
    if source.has_unit:
        quantity = quantity * nw.col("_factor")
    kept = [key.alias("key"), quantity.alias("quantity")]
    if source.has_state:
        kept.append(nw.col("_s").alias("state"))
    rows = engine.keep(coded.select(*kept).sort("key"))
    silent = None
    if source.has_state:
        said_nothing = (nw.col("state") == STATES["not_reported"]) & nw.col("quantity").is_null()
        silent = engine.keep(rows.filter(said_nothing).select("key"))
        made_nothing = (nw.col("state") == STATES["not_produced"]) & nw.col("quantity").is_null()
        rows = engine.keep(
            rows.filter(~said_nothing).with_columns(
                nw.when(made_nothing).then(nw.lit(0.0)).otherwise(nw.col("quantity")).alias("quantity")
            )
        )
    panel = Panel(engine, scheme, rows, silent, tuple(enterprises), products, span.start, width, source.has_state)
    if not _sound(panel, given):
        diagnose(source, scheme)
        raise AssertionError("reports were refused, but no rule says why")  # a mistake of ours, not of the user
    return panel


def _join_codes(
    source: Source, frame: Frame, enterprises: list[str], products: tuple[str, ...], scheme: Scheme
) -> Frame:
    """Add the integer codes; rows with a code nobody knows fall out here and are counted afterwards."""
    engine, span = source.engine, scheme.span
    numbered: dict[str, tuple[str, Sequence[str]]] = {"_e": ("enterprise", enterprises), "_p": ("product", products)}
    for number, (column, codes) in numbered.items():
        table = engine.small({column: codes, number: range(len(codes))}, {column: str, number: int})
        frame = frame.join(table, on=column, how="inner")
    if source.schema["period"] == nw.String:
        table = engine.small(
            {"period": [months.text(m) for m in span], "_m": range(len(span))}, {"period": str, "_m": int}
        )
        frame = frame.join(table, on="period", how="inner")
    else:
        ordinal = nw.col("period").dt.year().cast(nw.Int64) * 12 + nw.col("period").dt.month().cast(nw.Int64) - 1
        frame = frame.with_columns((ordinal - span.start).alias("_m"))
        frame = frame.filter(nw.col("_m") >= 0, nw.col("_m") < len(span))
    if source.has_state:
        states = engine.small(
            {"state": GIVEN_STATES, "_s": [STATES[s] for s in GIVEN_STATES]}, {"state": str, "_s": int}
        )
        blank = nw.col("state").is_null() | (nw.col("state") == "")
        frame = frame.with_columns(nw.when(blank).then(nw.lit("reported")).otherwise(nw.col("state")).alias("state"))
        frame = frame.join(states, on="state", how="inner")
    if source.has_unit:
        frame = frame.with_columns(nw.col("unit").fill_null("").alias("unit"))
        factors = unit_factors(scheme)
        columns: dict[str, Sequence[object]] = {
            "product": [p for p, _ in factors],
            "unit": [u for _, u in factors],
            "_factor": list(factors.values()),
        }
        table = engine.small(columns, {"product": str, "unit": str, "_factor": float})
        frame = frame.join(table, on=["product", "unit"], how="inner")
    return frame


def unit_factors(scheme: Scheme) -> dict[tuple[str, str], float]:
    """By product and unit: how much of the product's own unit one unit is. A blank unit is the product's own."""
    found = {(code, ""): 1.0 for code in scheme.leaf_codes + scheme.replacing_codes}
    found.update({(code, scheme.name_of[code].unit): 1.0 for code in scheme.leaf_codes})
    found.update({(u.product, u.unit): u.factor for u in scheme.units})
    return found


def _sound(panel: Panel, given: int) -> bool:
    """Whether every report came through, with a usable quantity and no other with its key."""
    engine, q = panel.engine, nw.col("quantity")
    bad = q.is_null() | ~q.is_finite() | (q < 0)
    if panel.has_state:
        contradiction = (nw.col("state") == STATES["not_produced"]) & (q != 0)
        bad = bad | contradiction | (nw.col("state") == STATES["not_reported"])
    found = engine.rows(panel.rows.select(nw.len().alias("n"), nw.when(bad).then(1).otherwise(0).sum().alias("bad")))
    silent = 0
    if panel.silent is not None:
        silent = engine.rows(panel.silent.select(nw.len().alias("n")))["n"][0]
        both = panel.silent.join(panel.rows, on="key", how="inner").select(nw.len().alias("n"))
        unique = panel.silent.unique().select(nw.len().alias("n"))
        if engine.rows(both)["n"][0] or engine.rows(unique)["n"][0] != silent:
            return False
    return bool(found["n"][0] + silent == given and not found["bad"][0])
