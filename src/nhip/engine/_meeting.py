"""The joins behind linking: how the nodes of two series meet over an overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import narwhals as nw

from ._native import Frame, rows
from .faults import fault

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["LINK", "LISTED", "carry", "mean", "meet", "named", "need", "scaled", "some"]

LINK = ("node", "epoch", "factor")
LISTED = ("node", "epoch", "reason")


def need(index: object, kind: type | tuple[type, ...], what: str) -> None:
    if not isinstance(index, kind):
        names = " or ".join(k.__name__ for k in (kind if isinstance(kind, tuple) else (kind,)))
        raise TypeError(f"{what} takes a {names}, not a {type(index).__name__}")


def mean(frame: Frame, periods: Sequence[str], name: str) -> Frame:
    """Average of every node that has all of the periods."""
    return (
        frame.filter(nw.col("period").is_in(list(periods)))
        .group_by("node")
        .agg((nw.col("index").sum() / nw.col("index").count()).alias(name), nw.len().alias("months"))
        .filter(nw.col("months") == len(periods))
        .select("node", name)
    )


def _marked(frame: Frame, name: str) -> Frame:
    return frame.select("node").unique().with_columns(nw.lit(True).alias(name))


def meet(old: Frame, new: Frame, overlap: Sequence[str]) -> Frame:
    """Node, old_mean, new_mean, factor, reason: reason is null where the factor is there."""
    nodes = nw.concat([old.select("node"), new.select("node")]).unique()
    for part in (_marked(old, "in_old"), _marked(new, "in_new"), mean(old, overlap, "old_mean")):
        nodes = nodes.join(part, on="node", how="left")
    nodes = nodes.join(mean(new, overlap, "new_mean"), on="node", how="left")
    old_mean, new_mean = nw.col("old_mean"), nw.col("new_mean")
    reason = (
        nw.when(nw.col("in_old").is_null())
        .then(nw.lit("starts"))
        .when(nw.col("in_new").is_null())
        .then(nw.lit("ends"))
        .when(old_mean.is_null() | new_mean.is_null())
        .then(nw.lit("incomplete"))
        .when((old_mean <= 0) | (new_mean <= 0))
        .then(nw.lit("zero"))
        .otherwise(nw.lit(None, dtype=nw.String))
    )
    # No backend may meet a division by zero: Spark refuses it even in a branch that is not taken.
    safe = nw.when(new_mean > 0).then(new_mean).otherwise(nw.lit(None, dtype=nw.Float64))
    return (
        nodes.with_columns(reason=reason)
        .with_columns(factor=nw.when(nw.col("reason").is_null()).then(old_mean / safe))
        .select("node", "old_mean", "new_mean", "factor", "reason")
    )


def some(linked: Frame, periods: Sequence[str]) -> None:
    if not rows(linked.select("node").head(1)):
        raise fault("E310", overlap=", ".join(periods))


def named(frame: Frame, epoch: str, *columns: str) -> Frame:
    return frame.with_columns(epoch=nw.lit(epoch)).select(*columns)


def scaled(frame: Frame, factors: Frame, epoch: str) -> Frame:
    scaled = frame.join(factors, on="node", how="inner").with_columns(index=nw.col("index") * nw.col("factor"))
    return named(scaled, epoch, "node", "period", "epoch", "index")


def carry(met: Frame, factors: Frame, seen: Frame) -> tuple[Frame, Frame]:
    """Factors of the new epoch, and the nodes that have none or start here."""
    before = factors.select("node", before=nw.col("factor"))
    known = seen.with_columns(seen=nw.lit(True))
    joined = met.join(before, on="node", how="left").join(known, on="node", how="left")
    # A node that was there in an earlier epoch, but has no factor in the last one, has lost its link.
    lost = nw.col("before").is_null() & ~nw.col("seen").is_null()
    reason = nw.when(lost & (nw.col("reason").is_null() | (nw.col("reason") == "starts"))).then(nw.lit("incomplete"))
    joined = joined.with_columns(reason=reason.otherwise(nw.col("reason")))
    starts = nw.col("reason") == "starts"
    carried = joined.with_columns(
        factor=nw.when(nw.col("reason").is_null())
        .then(nw.col("before") * nw.col("factor"))
        .when(starts)
        .then(nw.lit(1.0))
    ).filter(~nw.col("factor").is_null())
    return carried.select("node", "factor"), joined.filter(~nw.col("reason").is_null()).select("node", "reason")
