"""A file is for the month that is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nhip.intake.checks.context import Context
from nhip.intake.checks.rule import Check
from nhip.intake.returns import Finding, Return, Severity

__all__ = ["CHECK"]


def find(returns: Sequence[Return], context: Context) -> Iterator[Finding]:
    for each in returns:
        if context.asked_period and each.period and each.period != context.asked_period:
            yield Finding(
                CHECK.number,
                CHECK.severity,
                (each.place("period"),),
                {"found": each.period, "wanted": context.asked_period},
                each.enterprise,
                value=each.period,
            )


CHECK = Check(
    "N203",
    Severity.ERROR,
    "Gửi tệp của đúng kỳ đang thu thập.",
    "Send the file of the month that is asked for.",
    find,
)
