"""A number that can be two numbers is asked about, not guessed."""

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
    "N131",
    Severity.ERROR,
    "Số phải đọc được theo một cách: «1.234» có thể là 1234 hoặc 1,234.",
    "A number can be read in one way only: “1.234” can be 1234 or 1.234.",
    find,
)
