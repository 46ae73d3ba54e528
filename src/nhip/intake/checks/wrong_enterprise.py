"""A file is of the enterprise that sends it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nhip.intake.checks.context import Context
from nhip.intake.checks.rule import Check
from nhip.intake.returns import Finding, Return, Severity

__all__ = ["CHECK"]


def find(returns: Sequence[Return], context: Context) -> Iterator[Finding]:
    for each in returns:
        if context.enterprise and each.enterprise and each.enterprise != context.enterprise:
            yield Finding(
                CHECK.number,
                CHECK.severity,
                (each.place("enterprise"),),
                {"found": each.enterprise, "wanted": context.enterprise},
                each.enterprise,
                value=each.enterprise,
            )


CHECK = Check(
    "N205",
    Severity.ERROR,
    "Gửi tệp của đúng doanh nghiệp.",
    "Send the file of the right enterprise.",
    find,
)
