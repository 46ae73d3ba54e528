"""A state is one of the four."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nhip.intake.checks.context import Context
from nhip.intake.checks.rule import Check
from nhip.intake.checks.states import WORDS
from nhip.intake.returns import Finding, Return, Severity

__all__ = ["CHECK"]


def find(returns: Sequence[Return], context: Context) -> Iterator[Finding]:
    allowed = {
        "allowed_vi": ", ".join(vi for vi, _ in WORDS.values()),
        "allowed_en": ", ".join(en for _, en in WORDS.values()),
    }
    for each in returns:
        for line in each.lines:
            if line.state and line.state not in WORDS:
                yield Finding(
                    CHECK.number,
                    CHECK.severity,
                    (line.state_place,),
                    {"text": line.state[:60], **allowed},
                    each.enterprise,
                    line.product,
                    value=line.state,
                )


CHECK = Check(
    "N215",
    Severity.ERROR,
    "Trạng thái chọn trong danh sách.",
    "A state is chosen from the list.",
    find,
)
