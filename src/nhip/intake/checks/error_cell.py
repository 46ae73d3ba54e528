"""A cell does not show an error."""

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
    "N134",
    Severity.ERROR,
    "Ô không được báo lỗi (#REF!, #DIV/0!).",
    "A cell must not show an error (#REF!, #DIV/0!).",
    find,
)
