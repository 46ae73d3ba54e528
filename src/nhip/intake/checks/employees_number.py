"""Employees are whole people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nhip.intake.checks.context import Context
from nhip.intake.checks.rule import Check
from nhip.intake.returns import Finding, Return, Severity

__all__ = ["CHECK"]


def find(returns: Sequence[Return], context: Context) -> Iterator[Finding]:
    for each in returns:
        entry = each.employees
        if entry.value is not None and (entry.value < 0 or entry.value != int(entry.value) or entry.value >= 10**6):
            yield Finding(
                CHECK.number,
                CHECK.severity,
                (entry.place,),
                {},
                each.enterprise,
                measure="employees",
                value=entry.text,
            )


CHECK = Check(
    "N217",
    Severity.ERROR,
    "Số lao động là số nguyên.",
    "The number of employees is a whole number.",
    find,
)
