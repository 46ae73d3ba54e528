""" "Not produced" and "not reported" come without production."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nhip.intake.checks.context import Context
from nhip.intake.checks.rule import Check, looked_up
from nhip.intake.checks.states import words
from nhip.intake.measures import FormMeasure
from nhip.intake.returns import EntryState, Finding, Return, Severity, numbers

__all__ = ["CHECK"]


def find(returns: Sequence[Return], context: Context) -> Iterator[Finding]:
    for each, line, product in looked_up(returns, context):
        entry = line.entry(FormMeasure.PRODUCTION)
        if entry.value is not None and line.state in (EntryState.NOT_PRODUCED, EntryState.NOT_REPORTED):
            yield Finding(
                CHECK.number,
                CHECK.severity,
                (line.state_place, entry.place),
                {**words("state", line.state), **numbers(found=entry.value)},
                each.enterprise,
                product.code,
                FormMeasure.PRODUCTION,
                line.state,
            )


CHECK = Check(
    "N214",
    Severity.ERROR,
    "«Không sản xuất» và «chưa báo cáo» không đi cùng sản lượng.",
    "“Not produced” and “not reported” come without a number of production.",
    find,
)
