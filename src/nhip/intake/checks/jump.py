"""Production moves as it has moved among all who make the product (Hidiroglou and Berthelot 1986)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import polars as pl

from nhip.engine import hidiroglou_berthelot
from nhip.intake.checks.bounds import JUMP_LEAST, JUMP_RATIO, JUMP_TIMES
from nhip.intake.checks.context import PANEL_SCHEMA, Context
from nhip.intake.checks.rule import Check, looked_up, own
from nhip.intake.measures import FormMeasure
from nhip.intake.returns import Entry, Finding, Return, Severity, numbers

__all__ = ["CHECK"]


def find(returns: Sequence[Return], context: Context) -> Iterator[Finding]:
    entries: dict[tuple[str, str], Entry] = {}
    rows = []
    for each, line, product in looked_up(returns, context):
        made, key = own(line, FormMeasure.PRODUCTION, product), (each.enterprise, product.code)
        if made is not None and made >= 0 and key not in entries:
            entries[key] = line.entry(FormMeasure.PRODUCTION)
            rows.append((*key, context.period, float(made)))
    if not rows or context.panel.is_empty():
        return
    # All months of a product make one cell: a product of few makers then has bounds too.
    now = pl.DataFrame(rows, schema=PANEL_SCHEMA, orient="row")
    before = context.panel.filter(pl.col("period") < context.period)
    bounds = hidiroglou_berthelot(pl.concat([before, now]), cell=("product",), c=JUMP_TIMES, least=JUMP_LEAST).filter(
        (pl.col("period") == context.period) & pl.col("flag").is_in(["low", "high"])
    )
    columns = ("enterprise", "product", "previous", "quantity", "ratio")
    for enterprise, code, previous, quantity, ratio in bounds.select(columns).sort(columns).iter_rows():
        entry = entries.get((enterprise, code))
        if entry is None or 1 / JUMP_RATIO <= ratio <= JUMP_RATIO:
            continue
        yield Finding(
            CHECK.number,
            CHECK.severity,
            (entry.place,),
            numbers(found=Decimal(repr(quantity)), previous=Decimal(repr(previous)), ratio=Decimal(f"{ratio:.2f}")),
            enterprise,
            code,
            FormMeasure.PRODUCTION,
            entry.text,
        )


CHECK = Check(
    "N223",
    Severity.WARNING,
    "Sản lượng không biến động khác thường so với lịch sử của sản phẩm.",
    "Production does not move unusually against the history of the product.",
    find,
)
