"""A return says which month it is of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nhip.intake.checks.context import Context
from nhip.intake.checks.rule import Check
from nhip.intake.returns import Finding, Return, Severity

__all__ = ["CHECK"]

_PERIOD: Final = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?\Z")


def find(returns: Sequence[Return], context: Context) -> Iterator[Finding]:
    for each in returns:
        if not _PERIOD.match(each.period):
            yield Finding(CHECK.number, CHECK.severity, (each.place("period"),), {}, each.enterprise, value=each.period)


CHECK = Check(
    "N204",
    Severity.ERROR,
    "Ghi kỳ báo cáo, ví dụ 10/2025.",
    "Say which month the report is of, for example 10/2025.",
    find,
)
