"""Boxes whose text could not be read as a number: the reader has said why, four checks pass it on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nhip.intake.returns import Finding, Return, Severity

__all__ = ["complaints"]

_PLACE = ("file", "sheet", "row", "column", "value")


def complaints(returns: Iterable[Return], number: str, severity: Severity) -> Iterator[Finding]:
    """Yield the boxes the reader complained about with this number."""
    for each in returns:
        boxes = [("", "employees", each.employees)]
        boxes += [(line.product, measure, entry) for line in each.lines for measure, entry in line.entries.items()]
        for product, measure, entry in boxes:
            problem = entry.problem
            if problem is not None and problem.number == number:
                fields = {name: value for name, value in problem.fields.items() if name not in _PLACE}
                yield Finding(number, severity, (entry.place,), fields, each.enterprise, product, measure, entry.text)
