"""Next month is expected to be something like this one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nhip.intake.checks.bounds import FORECAST_TIMES
from nhip.intake.checks.context import Context
from nhip.intake.checks.rule import Check, looked_up
from nhip.intake.measures import FormMeasure
from nhip.intake.returns import Finding, Return, Severity, numbers

__all__ = ["CHECK"]


def find(returns: Sequence[Return], context: Context) -> Iterator[Finding]:
    for each, line, product in looked_up(returns, context):
        found, made = line.value(FormMeasure.FORECAST), line.value(FormMeasure.PRODUCTION)
        # A stop or a new start is no contradiction.
        if not found or not made or (found <= made * FORECAST_TIMES and made <= found * FORECAST_TIMES):
            continue
        entry = line.entry(FormMeasure.FORECAST)
        yield Finding(
            CHECK.number,
            CHECK.severity,
            (entry.place, line.entry(FormMeasure.PRODUCTION).place),
            numbers(found=found, production=made),
            each.enterprise,
            product.code,
            FormMeasure.FORECAST,
            entry.text,
        )


CHECK = Check(
    "N228",
    Severity.WARNING,
    "Dự kiến tháng sau không quá 3 lần sản lượng tháng này, và ngược lại.",
    "The forecast is less than three times this month's production, and the other way round.",
    find,
)
