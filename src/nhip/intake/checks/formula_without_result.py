"""A formula comes with its result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nhip.intake.checks.context import Context
from nhip.intake.checks.rule import Check
from nhip.intake.checks.texts import complaints
from nhip.intake.returns import Finding, Return, Severity

__all__ = ["CHECK"]


def find(returns: Sequence[Return], context: Context) -> Iterator[Finding]:
    return complaints(returns, CHECK.number, CHECK.severity)


CHECK = Check(
    "N133",
    Severity.ERROR,
    "Công thức phải được tính và lưu kết quả.",
    "A formula has to be calculated and saved with its result.",
    find,
)
