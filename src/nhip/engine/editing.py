"""Which suspicious report to ask about first: the one that moves the published figure most.

Source: INSEE, "Méthodologie de l'indice de la production industrielle" (Insee Méthodes 133), on selective editing; M.
Latouche and J.-M. Berthelot, "Use of a score function to prioritize and limit recontacts in editing business
surveys", Journal of Official Statistics 8 (1992).
"""

from __future__ import annotations

from typing import Any

import narwhals as nw

from . import months
from ._native import Frame, first_row, lazy, native_like
from ._paths import paths
from .comparisons import ratio_expr
from .faults import fault
from .frames import engine_of
from .outliers import check_reports
from .series import FixedBaseIndex

__all__ = ["editing_scores"]

_WANTED = ("enterprise", "product", "period", "quantity", "expected")


def _known(frame: Frame, column: str, known: Frame, number: str, field: str) -> None:
    stranger = first_row(frame.select(column).unique().join(known, on=column, how="anti"), by=(column,))
    if stranger is not None:
        raise fault(number, **{field: stranger[column]})


def editing_scores(
    suspects: Any, weights: Any, bases: Any, index: FixedBaseIndex, *, of: str | None = None, lag: int = 12
) -> Any:
    """Effect of each suspicious report on a published index, and their order.

        points = 100 · W · (x - x̂) / q̄            index points of the published node
        percentage_points = 100 · points / A(t-lag)   on its growth
        score = 100 · |points| / A(t)                 percent of its level

    with x the reported and x̂ the expected quantity, q̄ the product's average month of the base period, W the share
    of the product in the published node (weights multiplied up the tree) and A the node's index.

    Args:
        suspects: native frame enterprise, product, period, quantity (reported), expected (what would stand there
            otherwise, such as the imputed value), both in the product's unit.
        weights: native frame node, parent, weight, as in `contributions`; products are its leaves.
        bases: native frame product, quantity: average month of the base period.
        index: the published index on that base.
        of: the published node; None: the root.
        lag: months back of the comparison that is published: 12, or 1.

    Returns:
        Native frame enterprise, product, period, node (``of``), points, percentage_points, score, rank. Rank 1 in a
        period is the largest absolute effect; equal effects share a rank.

    Missing values: without reported or expected quantity the effect is unknown (null), and has no rank. Without the
        index of the month (or of the month ``lag`` before), score (or percentage_points) is null.

    Raises:
        Fault: E334, a product is not below ``of``; E344, it has no positive base quantity; E337, E340, and see
            `check_reports`, `contributions`.
        TypeError: the index is not a `FixedBaseIndex`.

    Source:
        De Waal, Pannekoek and Scholtus, Handbook of Statistical Data Editing and Imputation, 2011, chapter 6
        (selective editing); INSEE edits its production index in this way (Insee Méthodes 133).

    Example:
        >>> import polars as pl
        >>> suspects = pl.DataFrame(
        ...     {"enterprise": ["e"], "product": ["p"], "period": ["2023-01"], "quantity": [900.0], "expected": [90.0]}
        ... )
        >>> weights = pl.DataFrame({"node": ["p", "r"], "parent": ["T", "T"], "weight": [10.0, 90.0]})
        >>> bases = pl.DataFrame({"product": ["p"], "quantity": [1000.0]})
        >>> frame = pl.DataFrame({"node": ["T"] * 2, "period": ["2022-01", "2023-01"], "index": [100.0, 108.0]})
        >>> index = FixedBaseIndex(frame, ("2022-01", "2022-12"))
        >>> editing_scores(suspects, weights, bases, index).rows()
        [('e', 'p', '2023-01', 'T', 8.1, 8.1, 7.5, 1)]
    """
    if not isinstance(index, FixedBaseIndex):
        raise TypeError(f"editing_scores takes a FixedBaseIndex, not a {type(index).__name__}")
    if index.reference != index.base:
        raise fault("E337", reference="..".join(index.reference), base="..".join(index.base))
    if lag < 1:
        raise fault("E340", name="lag", value=lag, allowed=">= 1")
    check_reports(suspects, ("quantity", "expected"))
    frame = lazy(suspects, "suspects", _WANTED)
    top, found = paths(weights, of)
    engine, _ = engine_of(suspects)
    below = [path for path in found if path.node != top]
    shares = engine.small(
        {"product": [path.node for path in below], "share": [path.share for path in below]},
        {"product": str, "share": float},
    )
    _known(frame, "product", shares, "E334", "node")
    base = lazy(bases, "bases", ("product", "quantity")).select("product", base=nw.col("quantity").cast(nw.Float64))
    base = base.filter(nw.col("base") > 0)
    _known(frame, "product", base, "E344", "product")
    level = index.lazy().filter(nw.col("node") == top)
    level = level.select(months.ordinal_expr("period").alias("month"), nw.col("index").alias("level"))
    before = level.select(nw.col("month") + lag, before=nw.col("level"))
    frame = frame.with_columns(months.ordinal_expr("period").alias("month")).join(shares, on="product", how="inner")
    frame = frame.join(base, on="product", how="inner")
    frame = frame.join(level, on="month", how="left").join(before, on="month", how="left")
    difference = nw.col("quantity").cast(nw.Float64) - nw.col("expected").cast(nw.Float64)
    frame = frame.with_columns(points=ratio_expr(nw.col("share") * difference, nw.col("base")))
    size = nw.col("points").abs()
    frame = frame.with_columns(
        node=nw.lit(top),
        percentage_points=ratio_expr(nw.col("points"), nw.col("before")),
        score=ratio_expr(size, nw.col("level")),
        size=size,
    )
    ranked = nw.col("size").rank("min", descending=True).over("period").cast(nw.Int64)
    # A rank for a null is not the same thing on every backend.
    frame = frame.with_columns(rank=nw.when(~nw.col("size").is_null()).then(ranked))
    return native_like(
        frame.select("enterprise", "product", "period", "node", "points", "percentage_points", "score", "rank"),
        suspects,
    )
