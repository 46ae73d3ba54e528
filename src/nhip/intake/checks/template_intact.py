"""A template says of itself whether its locked cells are as they were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nhip.intake.checks.context import Context
from nhip.intake.checks.rule import Check
from nhip.intake.returns import Finding, Return, Severity

__all__ = ["CHECK"]


def find(returns: Sequence[Return], context: Context) -> Iterator[Finding]:
    for each in returns:
        if each.checksum_wrong:
            yield Finding(CHECK.number, CHECK.severity, (each.place("form"),), {}, each.enterprise)


CHECK = Check(
    "N202",
    Severity.WARNING,
    "Không sửa các ô khoá của mẫu.",
    "Leave the locked cells of the template as they are.",
    find,
)
