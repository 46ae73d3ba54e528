"""The number of employees moves slowly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from nhip.intake.checks.bounds import EMPLOYEES_LEAST, EMPLOYEES_TIMES
from nhip.intake.checks.context import Context
from nhip.intake.checks.rule import Check
from nhip.intake.returns import Finding, Return, Severity, numbers

__all__ = ["CHECK"]


def find(returns: Sequence[Return], context: Context) -> Iterator[Finding]:
    for each in returns:
        found, previous = each.employees.value, context.employees.get(each.enterprise)
        if found is None or previous is None or abs(found - previous) < EMPLOYEES_LEAST:
            continue
        if previous > found * EMPLOYEES_TIMES or found > previous * EMPLOYEES_TIMES:
            yield Finding(
                CHECK.number,
                CHECK.severity,
                (each.employees.place,),
                numbers(found=found, previous=Decimal(previous)),
                each.enterprise,
                measure="employees",
                value=each.employees.text,
            )


CHECK = Check(
    "N227",
    Severity.WARNING,
    "Số lao động không thay đổi quá một nửa.",
    "The number of employees changes by less than a half.",
    find,
)
