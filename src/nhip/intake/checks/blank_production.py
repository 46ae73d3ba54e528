"""A blank box is not a zero and not a silence: production is a number, or a state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nhip.intake.checks.context import Context
from nhip.intake.checks.rule import Check, label, looked_up
from nhip.intake.measures import FormMeasure
from nhip.intake.returns import EntryState, Finding, Return, Severity

__all__ = ["CHECK"]


def find(returns: Sequence[Return], context: Context) -> Iterator[Finding]:
    for each, line, product in looked_up(returns, context):
        entry = line.entry(FormMeasure.PRODUCTION)
        if entry.state is EntryState.BLANK and entry.problem is None:
            yield Finding(
                CHECK.number,
                CHECK.severity,
                (entry.place,),
                {"product": label(product)},
                each.enterprise,
                product.code,
                FormMeasure.PRODUCTION,
            )


CHECK = Check(
    "N213",
    Severity.ERROR,
    "Ô sản xuất không để trống: ghi số, ghi 0, hoặc chọn trạng thái.",
    "Production is never blank: write a number, or 0, or choose a state.",
    find,
)
