"""Another period is 100: re-referencing keeps the weights, re-basing brings new ones.

Source: UN, IRIIP 2010 (Series F No. 107), chapter 6, which keeps the weight, base and reference period apart.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, overload

import narwhals as nw

from . import months
from ._meeting import LINK, LISTED, mean, need
from ._native import Frame, lazy, native_like, rows
from .faults import fault
from .linking import splice
from .series import ChainedIndex, FixedBaseIndex

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["rebase", "rereference"]


@overload
def rereference(index: FixedBaseIndex, reference: tuple[str, str], *, omit: bool = ...) -> FixedBaseIndex: ...
@overload
def rereference(index: ChainedIndex, reference: tuple[str, str], *, omit: bool = ...) -> ChainedIndex: ...
def rereference(
    index: FixedBaseIndex | ChainedIndex, reference: tuple[str, str], *, omit: bool = False
) -> FixedBaseIndex | ChainedIndex:
    """Make another period 100: every node is divided by its own average of that period.

        I'(t) = 100 · I(t) / Ī(reference)

    Growth does not change. Weights do not either, but they belong to the base period: the children of a re-referenced
    index no longer add up to their parent with them (`contributions` refuses it).

    Args:
        index: of either kind.
        reference: first and last month of the period that shall average 100.
        omit: leave out nodes that lack a month of the reference period or average zero there; for a chained index they
            are listed in ``unlinked`` as ``no_reference``.

    Returns:
        An index of the same kind; the factors of a chained index are re-scaled with it.

    Raises:
        Fault: E314, a node has no such average, and ``omit`` is not set.
        ValueError: the reference is no span of months.

    Source:
        UN, IRIIP 2010, chapter 6: re-referencing, as against re-basing.

    Example:
        >>> import polars as pl
        >>> frame = pl.DataFrame({"node": ["T"] * 2, "period": ["2022-12", "2023-01"], "index": [125.0, 150.0]})
        >>> index = FixedBaseIndex(frame, base=("2020-01", "2020-12"))
        >>> rereference(index, ("2022-12", "2022-12")).frame.sort("period")["index"].to_list()
        [100.0, 120.0]
    """
    need(index, (FixedBaseIndex, ChainedIndex), "rereference")
    frame = index.lazy()
    means = mean(frame, list(months.periods(*reference)), "mean").filter(nw.col("mean") > 0)
    means = means.select("node", scale=nw.lit(100.0) / nw.col("mean"))
    without = frame.select("node").unique().join(means, on="node", how="anti")
    if not omit:
        missing = rows(without.sort("node").head(1))
        if missing:
            raise fault("E314", node=missing[0]["node"], reference=f"{reference[0]}..{reference[1]}")
    if isinstance(index, FixedBaseIndex):
        scaled = _rescaled(frame, means, "index").select("node", "period", "index")
        return replace(index, frame=native_like(scaled, index.frame), reference=reference)
    return _rescaled_chain(index, means, without, reference, "no_reference")


def _rescaled(frame: Frame, scales: Frame, column: str) -> Frame:
    """Multiply a column by each node's scale; nodes without one are left out."""
    frame = frame.join(scales, on="node", how="inner")
    return frame.with_columns((nw.col(column) * nw.col("scale")).alias(column)).drop("scale")


def _rescaled_chain(
    index: ChainedIndex, scales: Frame, without: Frame, reference: tuple[str, str], reason: str
) -> ChainedIndex:
    like, last = index.frame, index.segments[-1].name
    listed = without.with_columns(epoch=nw.lit(last), reason=nw.lit(reason)).select(*LISTED)
    return replace(
        index,
        frame=native_like(_rescaled(index.lazy(), scales, "index").select("node", "period", "epoch", "index"), like),
        reference=reference,
        links=native_like(_rescaled(lazy(index.links, "links", LINK), scales, "factor").select(*LINK), like),
        unlinked=native_like(nw.concat([lazy(index.unlinked, "unlinked", LISTED), listed]), like),
    )


def rebase(
    old: FixedBaseIndex | ChainedIndex, new: FixedBaseIndex, overlap: str | Sequence[str] = "average"
) -> ChainedIndex:
    """Carry an old series backwards onto a new base: new weights and items, and the new reference.

        C(t) = old(t) / factor before ``new.valid_from``,  new(t) from then on

    Args:
        old: the series so far.
        new: the series on the new base, with ``valid_from``; its values stay as they are.
        overlap: see `link`.

    Returns:
        The chained index on the reference of the new base. Nodes of the old series that cannot be carried there are
        left out and listed in ``unlinked`` as ``ends``, ``incomplete`` or ``zero``.

    Raises:
        Fault, TypeError, ValueError: see `splice`.

    Source:
        UN, IRIIP 2010, chapter 6: re-basing; METI publishes the factors and marks series without one by "-".

    Example:
        >>> import polars as pl
        >>> old = pl.DataFrame({"node": ["T"] * 2, "period": ["2022-11", "2022-12"], "index": [150.0, 125.0]})
        >>> new = pl.DataFrame({"node": ["T"] * 2, "period": ["2022-12", "2023-01"], "index": [100.0, 110.0]})
        >>> rebased = rebase(
        ...     FixedBaseIndex(old, base=("2015-01", "2015-12"), name="2015"),
        ...     FixedBaseIndex(new, base=("2022-12", "2022-12"), valid_from="2023-01", name="2022"),
        ...     overlap="12",
        ... )
        >>> rebased.frame.sort("period")["index"].to_list()
        [120.0, 100.0, 110.0]
    """
    spliced = splice(old, new, overlap)
    factors = lazy(spliced.links, "links", LINK).filter(nw.col("epoch") == spliced.segments[-1].name)
    scales = factors.select("node", scale=nw.lit(1.0) / nw.col("factor"))
    # Nodes without a factor are in ``unlinked`` already, with their reason: nothing to add.
    nothing = scales.select("node").head(0)
    return _rescaled_chain(spliced, scales, nothing, new.reference, "")
