"""No quantity is negative."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nhip.intake.checks.context import Context
from nhip.intake.checks.rule import Check
from nhip.intake.returns import Finding, Return, Severity

__all__ = ["CHECK"]


def find(returns: Sequence[Return], context: Context) -> Iterator[Finding]:
    for each in returns:
        for line in each.lines:
            for measure, entry in line.entries.items():
                if entry.value is not None and entry.value < 0:
                    yield Finding(
                        CHECK.number,
                        CHECK.severity,
                        (entry.place,),
                        {},
                        each.enterprise,
                        line.product,
                        measure,
                        entry.text,
                    )


CHECK = Check(
    "N211",
    Severity.ERROR,
    "Số từ 0 trở lên.",
    "Numbers are 0 or more.",
    find,
)
