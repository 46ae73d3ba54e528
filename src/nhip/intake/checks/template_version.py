"""Only the form that is in use now is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nhip.intake.checks.context import Context
from nhip.intake.checks.rule import Check
from nhip.intake.returns import Finding, Return, Severity

__all__ = ["CHECK"]


def find(returns: Sequence[Return], context: Context) -> Iterator[Finding]:
    for each in returns:
        if each.form is not None and each.form != context.form:
            yield Finding(
                CHECK.number,
                CHECK.severity,
                (each.place("form"),),
                {"found": f"{each.form.id}/{each.form.version}", "wanted": f"{context.form.id}/{context.form.version}"},
                each.enterprise,
            )


CHECK = Check(
    "N201",
    Severity.ERROR,
    "Dùng mẫu biểu đang có hiệu lực.",
    "Use the template that is in use now.",
    find,
)
