"""An enterprise has one number of employees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nhip.intake.checks.context import Context
from nhip.intake.checks.rule import Check
from nhip.intake.returns import Entry, Finding, Return, Severity, numbers

__all__ = ["CHECK"]


def find(returns: Sequence[Return], context: Context) -> Iterator[Finding]:
    seen: dict[str, Entry] = {}
    for each in returns:
        entry = each.employees
        if entry.value is None:
            continue
        first = seen.setdefault(each.enterprise, entry)
        if first.value != entry.value:
            yield Finding(
                CHECK.number,
                CHECK.severity,
                (entry.place, first.place),
                numbers(first=first.value, found=entry.value),
                each.enterprise,
                measure="employees",
                value=entry.text,
            )


CHECK = Check(
    "N218",
    Severity.ERROR,
    "Mỗi doanh nghiệp một số lao động.",
    "One number of employees for an enterprise.",
    find,
)
