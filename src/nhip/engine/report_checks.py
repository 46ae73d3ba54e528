"""Naming what is wrong with reports: slow and thorough, run only when the fast count says that something is.

One rule a function; each yields faults with file, row, column and value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import narwhals as nw

from . import months
from .faults import Fault, fault, raise_all
from .frames import Frame, PolarsEngine
from .reports import GIVEN_STATES, Source, unit_factors
from .scheme import Scheme

MOST = 20  # faults named of one kind; a wrong file breaks a rule on every row


class Rows:
    """The reports once more, with row numbers where the engine can give them."""

    def __init__(self, source: Source, number: str = "quantity") -> None:
        self.source = source
        self.engine, self.frame = source.engine, source.frame
        if source.path is not None:
            self.engine = PolarsEngine()
            self.frame = self.engine.read(source.path, (number,))
        else:
            # DuckDB leaves out whole parts of a Parquet file by their statistics, which know nothing of NaN.
            self.frame = self.engine.keep(self.frame)
        # a spreadsheet and an editor show the header of a CSV file as row 1
        self.first = 2 if source.path is not None and source.path.suffix == ".csv" else 1
        self.numbered = isinstance(self.engine, PolarsEngine)
        if self.numbered:
            self.frame = nw.from_native(self.frame.to_native().with_row_index("_row"))
        self.text_column = f"{number}_text" if f"{number}_text" in self.frame.collect_schema() else None

    def where(self, *rule: nw.Expr) -> Iterator[dict[str, Any]]:
        yield from self.of(self.frame.filter(*rule))

    def of(self, frame: Frame) -> Iterator[dict[str, Any]]:
        frame = frame.sort("_row") if self.numbered else frame
        found = self.engine.rows(frame.head(MOST))
        for i in range(len(next(iter(found.values()), []))):
            yield {c: values[i] for c, values in found.items()}

    def twice(self, *codes: str) -> Iterator[tuple[dict[str, Any], tuple[str, ...]]]:
        """Every row whose codes and month stood before, with these; two days of one month are the same month."""
        keyed, key = self.frame, [*codes, "period"]
        if self.source.schema["period"] != nw.String:
            period = nw.col("period")
            keyed = keyed.with_columns((period.dt.year() * 100 + period.dt.month()).alias("period"))
        found = keyed.group_by(key).agg(nw.len().alias("_n")).filter(nw.col("_n") > 1)
        seen: set[tuple[str, ...]] = set()
        for row in self.of(keyed.join(found, on=key, how="inner")):
            *names, month = (str(row[k]) for k in key)
            name = (*names, month if "-" in month else f"{month[:4]}-{month[4:]}")
            if name in seen:
                yield row, name
            seen.add(name)

    def fault(self, number: str, row: dict[str, Any], column: str | None, **fields: Any) -> Fault:
        at = row["_row"] + self.first if "_row" in row else None
        value = row.get(column) if column else None
        return fault(number, file=self.source.file, row=at, column=column, value=value, **fields)


def blank_codes(
    rows: Rows, scheme: Scheme, columns: tuple[str, ...] = ("enterprise", "product", "period")
) -> Iterator[Fault]:
    for column in columns:
        blank = nw.col(column).is_null()
        if rows.source.schema[column] == nw.String:
            blank = blank | (nw.col(column) == "")
        for row in rows.where(blank):
            yield rows.fault("E210", row, column)


def unknown_products(rows: Rows, scheme: Scheme) -> Iterator[Fault]:
    known = [*scheme.leaf_codes, *scheme.replacing_codes]
    code = nw.col("product").cast(nw.String)
    for row in rows.where(~code.is_in(known), ~code.is_null(), code != ""):
        yield rows.fault("E205", row, "product", code=row["product"])


def periods_outside(rows: Rows, scheme: Scheme) -> Iterator[Fault]:
    span = f"{months.text(scheme.span.start)}–{months.text(scheme.span.stop - 1)}"
    period = nw.col("period")
    if rows.source.schema["period"] == nw.String:
        outside = ~period.is_in([months.text(m) for m in scheme.span])
        outside = outside & ~period.is_null() & (period != "")
    else:
        ordinal = period.dt.year().cast(nw.Int64) * 12 + period.dt.month().cast(nw.Int64) - 1
        outside = (ordinal < scheme.span.start) | (ordinal >= scheme.span.stop)
    for row in rows.where(outside):
        yield rows.fault("E206", row, "period", period=row["period"], span=span)


def unknown_states(rows: Rows, scheme: Scheme) -> Iterator[Fault]:
    if rows.source.has_state:
        state = nw.col("state")
        for row in rows.where(~state.is_in(list(GIVEN_STATES)), ~state.is_null(), state != ""):
            yield rows.fault("E208", row, "state", state=row["state"], allowed=", ".join(GIVEN_STATES))


def unknown_units(rows: Rows, scheme: Scheme) -> Iterator[Fault]:
    if not rows.source.has_unit:
        return
    known = unit_factors(scheme)
    pairs = rows.engine.rows(rows.frame.select("product", "unit").unique())
    code = nw.col("product").cast(nw.String)
    for number, unit in sorted(zip(pairs["product"], pairs["unit"], strict=True), key=str):
        product = str(number)
        if (product, "") in known and (product, unit or "") not in known:
            own = scheme.name_of[product].unit if product in scheme.name_of else ""
            for row in rows.where(code == product, nw.col("unit") == unit):
                yield rows.fault("E207", row, "unit", unit=unit, code=product, own=own)


def quantities(rows: Rows, scheme: Scheme) -> Iterator[Fault]:
    q = nw.col("quantity")
    text_of = rows.text_column
    if text_of is not None:
        for row in rows.where(q.is_null(), ~nw.col(text_of).is_null(), nw.col(text_of) != ""):
            yield rows.fault("E128", {**row, "quantity": row[text_of]}, "quantity")
    blank = q.is_null() if text_of is None else q.is_null() & (nw.col(text_of).is_null() | (nw.col(text_of) == ""))
    if rows.source.has_state:
        said = nw.col("state").is_in(["not_produced", "not_reported"])
        blank = blank & (nw.col("state").is_null() | ~said)
    for row in rows.where(blank):
        yield rows.fault("E201", row, "quantity")
    for row in rows.where(~q.is_null(), ~q.is_finite()):
        yield rows.fault("E202", row, "quantity")
    for row in rows.where(~q.is_null(), q.is_finite(), q < 0):
        yield rows.fault("E203", row, "quantity")


def states_that_contradict(rows: Rows, scheme: Scheme) -> Iterator[Fault]:
    if rows.source.has_state:
        q, state = nw.col("quantity"), nw.col("state")
        silent = (state == "not_reported") & ~q.is_null()
        idle = (state == "not_produced") & ~q.is_null() & (q != 0)
        for row in rows.where(silent | idle):
            yield rows.fault("E209", row, "state", state=row["state"], quantity=row["quantity"])


def duplicates(rows: Rows, scheme: Scheme) -> Iterator[Fault]:
    for row, (enterprise, product, period) in rows.twice("enterprise", "product"):
        yield rows.fault("E204", row, None, enterprise=enterprise, product=product, period=period, count=row["_n"])


RULES: tuple[Callable[[Rows, Scheme], Iterator[Fault]], ...] = (
    blank_codes,
    unknown_products,
    periods_outside,
    unknown_states,
    unknown_units,
    quantities,
    states_that_contradict,
    duplicates,
)


def diagnose(source: Source, scheme: Scheme) -> None:
    """Raise what is wrong with the reports, every rule's first faults together.

    Raises:
        Fault: one thing is wrong. Faults: several are.
    """
    rows = Rows(source)
    raise_all([f for rule in RULES for f in rule(rows, scheme)])
