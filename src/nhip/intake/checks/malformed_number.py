"""Where a number is wanted stands a number."""

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
    "N132",
    Severity.ERROR,
    "Ô số chỉ ghi số, đơn vị tính ở cột riêng.",
    "A box for a number holds digits only; the unit has its own column.",
    find,
)
