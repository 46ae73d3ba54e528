"""From returns to observations: every box that says something, in the product's own unit, with its cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from nhip.intake.checks.context import Context
from nhip.intake.imports.models import Headcount, ImportBatch
from nhip.intake.imports.storing import add_rows, moment
from nhip.intake.measures import FormMeasure
from nhip.intake.models import Observation, SourceFile
from nhip.intake.returns import Entry, EntryState, Return

__all__ = ["record"]

_NINE: Final = Decimal("1e-9")
_KEPT: Final = tuple(FormMeasure.values)
_FIELDS: Final = (
    "enterprise",
    "product",
    "period",
    "measure",
    "quantity",
    "state",
    "stage",
    "source_file",
    "batch",
    "sheet",
    "row",
    "column",
    "raw",
    "reported_unit",
    "recorded_at",
)


def record(
    returns: Sequence[Return], context: Context, file: SourceFile, at: datetime, batch: ImportBatch | None = None
) -> int:
    """Add what checked returns say, inside the caller's transaction; return how many values that were.

    A blank box says nothing and becomes nothing. "Not produced" and "not reported" are said of production, of other
    boxes only where the words stand in them.
    """
    key, when = batch.pk if batch else None, moment(at)
    count = add_rows(Observation, _FIELDS, _observations(returns, context, file.pk, key, when))
    fields = ("enterprise", "period", "stage", "employees", "source_file", "batch", "sheet", "row", "column")
    return count + add_rows(Headcount, (*fields, "recorded_at"), _headcounts(returns, context, file.pk, key, when))


def _observations(
    returns: Iterable[Return], context: Context, file: int, batch: int | None, at: Any
) -> Iterator[tuple[Any, ...]]:
    for each in returns:
        enterprise = context.enterprises[each.enterprise].id
        for line in each.lines:
            product = context.products[line.product]
            factor = product.factor(line.unit)
            unit = line.unit or product.unit
            for measure in _KEPT:
                entry = line.entries.get(measure)
                if entry is None or not _says(entry, measure):
                    continue
                place = entry.place
                yield (
                    enterprise,
                    product.id,
                    each.period,
                    measure,
                    _quantity(entry.value, factor if measure != FormMeasure.VALUE else None),
                    entry.state.value,
                    each.stage,
                    file,
                    batch,
                    place.sheet,
                    place.row or 0,
                    place.column or place.box,
                    entry.text[:200],
                    unit,
                    at,
                )


def _says(entry: Entry, measure: str) -> bool:
    if entry.value is not None:
        return True
    # A state that was given for the whole line has no text in the box of another measure.
    return entry.state is not EntryState.BLANK and (measure == FormMeasure.PRODUCTION or bool(entry.text))


def _quantity(value: Decimal | None, factor: Decimal | None) -> Decimal | None:
    if value is None:
        return None
    quantity = value if factor is None or factor == 1 else value * factor
    exponent = quantity.as_tuple().exponent
    return quantity.quantize(_NINE) if isinstance(exponent, int) and exponent < -9 else quantity


def _headcounts(
    returns: Iterable[Return], context: Context, file: int, batch: int | None, at: Any
) -> Iterator[tuple[Any, ...]]:
    for each in returns:
        value, place = each.employees.value, each.employees.place
        if value is not None:
            enterprise = context.enterprises[each.enterprise].id
            people = int(value)
            row, column = place.row or 0, place.column or place.box
            yield enterprise, each.period, each.stage, people, file, batch, place.sheet, row, column, at
