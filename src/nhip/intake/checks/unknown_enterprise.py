"""An enterprise is in the register."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nhip.intake.checks.context import Context
from nhip.intake.checks.rule import Check
from nhip.intake.returns import Finding, Return, Severity

__all__ = ["CHECK"]


def find(returns: Sequence[Return], context: Context) -> Iterator[Finding]:
    for each in returns:
        if each.enterprise not in context.enterprises:
            yield Finding(
                CHECK.number,
                CHECK.severity,
                (each.place("enterprise"),),
                {"code": each.enterprise},
                each.enterprise,
                value=each.enterprise,
            )


CHECK = Check(
    "N206",
    Severity.ERROR,
    "Mã số thuế phải có trong danh bạ.",
    "The tax code has to be in the register.",
    find,
)
