"""From what a cell holds to a number, a day or a month, and from what it cannot be to the fault that says so."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from nhip.figures.periods import Period
from nhip.intake.faults import Fault, fault
from nhip.intake.reading.cells import Cell, CellKind
from nhip.intake.reading.dates import MonthFirst, parse_day, parse_month
from nhip.intake.reading.numerals import Ambiguous, Blank, Malformed, Number, NumberStyle, parse_number

__all__ = ["complaint", "day_of", "month_of", "number_of"]


def number_of(cell: Cell, style: NumberStyle | None = None) -> Number:
    """Return the number in a cell. A number cell needs no style: it holds a number and not its writing."""
    if cell.kind is CellKind.BLANK:
        return Blank()
    if isinstance(cell.value, Decimal):
        return cell.value
    return parse_number(cell.text, style) if cell.kind is CellKind.TEXT else Malformed(cell.text)


def day_of(cell: Cell) -> date | MonthFirst | Malformed | Blank:
    """Return the day in a cell."""
    return parse_day(cell.value) if _readable(cell) else Malformed(cell.text)


def month_of(cell: Cell) -> Period | MonthFirst | Malformed | Blank:
    """Return the month in a cell."""
    return parse_month(cell.value) if _readable(cell) else Malformed(cell.text)


def complaint(cell: Cell, outcome: object, file: str, *, wanted_day: bool = False) -> Fault | None:
    """Return the fault for what `number_of`, `day_of` or `month_of` has answered; None if it is an answer."""
    where = cell.where(file)
    if isinstance(outcome, Ambiguous):
        # Written out plainly, with a comma for decimals and nothing to group, no reading looks like another.
        readings = " ≠ ".join(f"{number:f}".replace(".", ",") for number in sorted(outcome.readings.values()))
        return fault("N131", **where, readings=readings)
    if isinstance(outcome, MonthFirst):
        return fault("N136", **where, example=outcome.example)
    if not isinstance(outcome, Malformed):
        return None
    if cell.kind is CellKind.FORMULA:
        return fault("N133", **where)
    if cell.kind is CellKind.ERROR:
        return fault("N134", **where)
    return fault("N135" if wanted_day else "N132", **where)


def _readable(cell: Cell) -> bool:
    return cell.kind not in (CellKind.FORMULA, CellKind.ERROR, CellKind.TRUTH)
