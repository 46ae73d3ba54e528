"""The file of published values that a compilation is compared with."""

from __future__ import annotations

import csv
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from nhip.engine import months
from nhip.engine.faults import Fault, fault, raise_all

COLUMNS: Final = ("measure", "node", "period", "value")
# Spans of which an average is published: a quarter, half a year, a year. Each may begin in any month.
SPANS: Final = {3: "quarter", 6: "half_year", 12: "year"}


@dataclass(frozen=True)
class Published:
    """One printed value, and where it stands in the file."""

    measure: str
    node: str
    period: str
    value: Decimal
    row: int

    @property
    def is_span(self) -> bool:
        return "/" in self.period

    @property
    def months(self) -> range:
        """Ordinals of its months.

        Raises:
            ValueError: the period is neither a month nor a span of 3, 6 or 12 months.
        """
        first, slash, last = self.period.partition("/")
        found = months.span(first, last if slash else first)
        if slash and len(found) not in SPANS:
            raise ValueError(f"{self.period} has {len(found)} months")
        return found


def read_published(path: Path, measures: Collection[str], averaged: Collection[str]) -> list[Published]:
    """Read measure,node,period,value.

    Args:
        path: a CSV file in UTF-8.
        measures: the measures that are known.
        averaged: those of them that are told of spans; all others are told of months.

    Raises:
        Fault, Faults: with file, row, column and value.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restval="")
            rows = list(reader)
            names = reader.fieldnames or []
    except FileNotFoundError as wrong:
        raise fault("E101", file=str(path)) from wrong
    except (UnicodeDecodeError, csv.Error) as wrong:
        raise fault("E102", file=path.name, reason=str(wrong)) from wrong
    for column in COLUMNS:
        if column not in names:
            raise fault("E103", file=path.name, missing=column, wanted=", ".join(COLUMNS))
    if not rows:
        raise fault("E104", file=path.name)
    found: list[Published] = []
    faults: list[Fault] = []
    for number, row in enumerate(rows, start=2):
        try:
            found.append(_read(row, number, path.name, measures, averaged))
        except Fault as wrong:
            faults.append(wrong)
    raise_all(faults)
    return found


def _read(
    row: dict[str, str], number: int, file: str, measures: Collection[str], averaged: Collection[str]
) -> Published:
    measure, node, period, text = (row[column].strip() for column in COLUMNS)
    if measure not in measures:
        known = ", ".join(measures)
        raise fault(
            "E122", file=file, row=number, column="measure", value=measure, text=measure, key="measure", allowed=known
        )
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise fault("E128", file=file, row=number, column="value", value=text) from None
    result = Published(measure, node, period, value, number)
    try:
        right = bool(result.months) and result.is_span == (measure in averaged)
    except ValueError:
        right = False
    if not right:
        raise fault("E120", file=file, row=number, column="period", value=period, text=period)
    return result
