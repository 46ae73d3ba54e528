"""Linking: one long series out of epochs with different bases, and back.

Annual overlap and one-period overlap are one formula. With O the months of the overlap, and a bar for the average over
them, an epoch k+1 continues the chain with the factor

    F(k+1) = F(k) · Ī(k, O) / Ī(k+1, O),    F(1) = 1,    chained index C(t) = F(k) · I(k, t) for t in epoch k,

where O is the whole year before the new epoch (annual overlap) or one month of it (one-period overlap, such as
December). Every node is linked by itself; factors are kept, and a node that cannot be linked is listed.

Annual overlap keeps annual averages: the averages of two years under one link grow exactly as the new epoch's do.
One-period overlap keeps the growth from the linking month to the next. Neither keeps both.

Source: UN, IRIIP 2010 (Series F No. 107), chapter 6; IMF, Quarterly National Accounts Manual 2017, chapter 8 (annual
and one-quarter overlap); Eurostat, HICP Methodological Manual 2018, chapter 8 (December link).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import narwhals as nw

from . import months
from ._meeting import LINK, LISTED, carry, meet, named, need, scaled, some
from ._native import lazy, native_like
from .faults import fault
from .series import ChainedIndex, FixedBaseIndex, Segment

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Links", "chain", "link", "overlap_months", "splice", "unchain"]


@dataclass(frozen=True, eq=False)
class Links:
    """How two series meet.

    Attributes:
        frame: native frame node, old_mean, new_mean, factor (old_mean / new_mean).
        unlinked: native frame node, reason (``starts``, ``ends``, ``incomplete``, ``zero``).
        overlap: the months the means are taken over.
    """

    frame: Any
    unlinked: Any
    overlap: tuple[str, ...]


def overlap_months(overlap: str | Sequence[str], start: str) -> tuple[str, ...]:
    """The months over which an epoch is linked.

    Args:
        overlap: "average" (the twelve months before ``start``), a month "01" to "12" (the last such month before
            ``start``), or the periods themselves.
        start: first month of the new epoch, "YYYY-MM".

    Returns:
        Periods in order.

    Raises:
        Fault: E313, the overlap is none of these.
        ValueError: ``start`` is not a month.

    Source:
        IMF, Quarterly National Accounts Manual 2017, chapter 8 (annual and one-quarter overlap).

    Example:
        >>> overlap_months("12", "2023-01"), overlap_months("average", "2023-01")[0]
        (('2022-12',), '2022-01')
    """
    first = months.ordinal(start)
    if overlap == "average":
        return tuple(months.text(month) for month in range(first - 12, first))
    if isinstance(overlap, str):
        number = int(overlap) if overlap.isascii() and overlap.isdigit() and len(overlap) <= 2 else 0
        if not 1 <= number <= 12:
            raise fault("E313", overlap=overlap)
        back = (months.month_of_year(first) - number - 1) % 12 + 1
        return (months.text(first - back),)
    try:
        found = sorted({months.ordinal(period) for period in overlap})
    except (TypeError, ValueError):
        raise fault("E313", overlap=overlap) from None
    if not found:
        raise fault("E313", overlap=overlap)
    return tuple(months.text(month) for month in found)


def link(old: FixedBaseIndex | ChainedIndex, new: FixedBaseIndex, overlap: str | Sequence[str] = "average") -> Links:
    """Link factors between two series, node by node.

        factor = mean of the old index over the overlap / mean of the new index over the overlap

    Args:
        old: the series to continue; must reach over the overlap.
        new: the series that continues it, on its own base; must reach back over the overlap.
        overlap: see `overlap_months`, which counts from ``new.valid_from`` unless periods are given.

    Returns:
        Factors (pure numbers), and the nodes that have none, with the reason.

    Raises:
        Fault: E310, no node can be linked; E312, the new series has no first month; E313, see `overlap_months`.
        TypeError: ``new`` is a chained index: its months stand on different bases.

    Missing values: a node needs every month of the overlap on both sides; else it is listed as ``incomplete``.

    Source:
        UN, IRIIP 2010, chapter 6. Statistics Finland's example: 104.47 in December 2003 on 2000=100 meets 100.00 on
        2003:12=100.

    Example:
        >>> import polars as pl
        >>> old = pl.DataFrame({"node": ["T"], "period": ["2003-12"], "index": [104.47]})
        >>> new = pl.DataFrame({"node": ["T"] * 2, "period": ["2003-12", "2004-01"], "index": [100.0, 100.34]})
        >>> links = link(
        ...     FixedBaseIndex(old, base=("2000-01", "2000-12")),
        ...     FixedBaseIndex(new, base=("2003-12", "2003-12")),
        ...     overlap=["2003-12"],
        ... )
        >>> round(links.frame["factor"][0] * 100.34, 4)
        104.8252
    """
    need(old, (FixedBaseIndex, ChainedIndex), "link")
    need(new, FixedBaseIndex, "link")
    periods = _periods(new, overlap)
    met = meet(old.lazy().select("node", "period", "index"), new.lazy(), periods)
    linked = met.filter(nw.col("reason").is_null()).drop("reason")
    some(linked, periods)
    unlinked = met.filter(~nw.col("reason").is_null()).select("node", "reason")
    return Links(native_like(linked, old.frame), native_like(unlinked, old.frame), periods)


def _periods(new: FixedBaseIndex, overlap: str | Sequence[str]) -> tuple[str, ...]:
    if isinstance(overlap, str):
        if new.valid_from is None:
            raise fault("E312", name=new.name or new.base[0])
        return overlap_months(overlap, new.valid_from)
    return overlap_months(overlap, "0000-01")


def _after(earlier: Segment, later: FixedBaseIndex, name: str) -> str:
    start = later.valid_from
    if start is None:
        raise fault("E312", name=name)
    if earlier.valid_from is not None and start <= earlier.valid_from:
        raise fault("E311", earlier=earlier.name, later=name, start=start)
    return start


def _until(segment: Segment, start: str) -> Segment:
    last = months.text(months.ordinal(start) - 1)
    return replace(segment, valid_to=min(segment.valid_to or last, last))


def chain(epochs: Sequence[FixedBaseIndex], overlap: str | Sequence[str] = "average") -> ChainedIndex:
    """Chain epochs of a fixed base into one index.

    Formula: see the head of this module. Annual chaining is one epoch a year with ``base`` the year before.

    Args:
        epochs: in order of time; each after the first with ``valid_from``. Each must hold the months of its overlap
            with the epoch before, and that one too.
        overlap: "average", a month "01" to "12", or (with two epochs) the periods.

    Returns:
        The chained index on the reference of the first epoch, its factors, and what could not be linked.

    Raises:
        Fault: E310, E311, E312, E313.
        TypeError: an epoch is no `FixedBaseIndex` (chaining a chained index would link it twice).
        ValueError: no epochs, or two of one name.

    Missing values: months that an epoch lacks are lacking in the chain. A node whose overlap is incomplete or zero has
        no rows from there on and is listed in ``unlinked``; a node that is new starts with factor 1, listed too.

    Source:
        UN, IRIIP 2010, chapter 6; IMF, Quarterly National Accounts Manual 2017, chapter 8.

    Example:
        >>> import polars as pl
        >>> year = [f"2022-{m:02d}" for m in range(1, 13)]
        >>> old = pl.DataFrame({"node": ["T"] * 12, "period": year, "index": [110.0] * 12})
        >>> new = pl.DataFrame({"node": ["T"] * 13, "period": [*year, "2023-01"], "index": [100.0] * 12 + [105.0]})
        >>> chained = chain(
        ...     [
        ...         FixedBaseIndex(old, base=("2020-01", "2020-12"), name="2020"),
        ...         FixedBaseIndex(new, base=("2022-01", "2022-12"), valid_from="2023-01", name="2022"),
        ...     ]
        ... )
        >>> chained.links.sort("epoch").rows()
        [('T', '2020', 1.0), ('T', '2022', 1.1)]
        >>> round(chained.frame.filter(pl.col("period") == "2023-01")["index"][0], 9)
        115.5
    """
    for epoch in epochs:
        need(epoch, FixedBaseIndex, "chain")
    if not epochs:
        raise ValueError("there is nothing to chain")
    names = [epoch.name or str(number) for number, epoch in enumerate(epochs, start=1)]
    if len(set(names)) < len(names):
        raise ValueError(f"each epoch needs a name of its own: {', '.join(names)}")
    first, like = epochs[0], epochs[0].frame
    segments = [Segment(names[0], first.base, first.valid_from, first.valid_to)]
    factors = first.lazy().select("node").unique().with_columns(factor=nw.lit(1.0))
    seen, parts, links, unlinked = factors.select("node"), [], [named(factors, names[0], *LINK)], []
    for old, new, name in zip(epochs, epochs[1:], names[1:], strict=False):
        start, periods = _after(segments[-1], new, name), _periods(new, overlap)
        parts.append(scaled(old.within(start), factors, segments[-1].name))
        met = meet(old.lazy(), new.lazy(), periods)
        some(met.filter(nw.col("reason").is_null()), periods)
        factors, listed = carry(met, factors, seen)
        seen = nw.concat([seen, new.lazy().select("node")]).unique()
        links.append(named(factors, name, *LINK))
        unlinked.append(named(listed, name, *LISTED))
        segments[-1] = _until(segments[-1], start)
        segments.append(Segment(name, new.base, new.valid_from, new.valid_to, periods))
    parts.append(scaled(epochs[-1].within(), factors, names[-1]))
    if not unlinked:
        none = first.lazy().select("node").head(0).with_columns(epoch=nw.lit(""), reason=nw.lit(""))
        unlinked.append(none.select(*LISTED))
    return ChainedIndex(
        native_like(nw.concat(parts), like),
        first.reference,
        tuple(segments),
        native_like(nw.concat(links), like),
        native_like(nw.concat(unlinked), like),
    )


def splice(
    old: FixedBaseIndex | ChainedIndex, new: FixedBaseIndex, overlap: str | Sequence[str] = "average"
) -> ChainedIndex:
    """Continue a series with a new one; the level is the old one's.

        C(t) = old(t) before ``new.valid_from``,  factor · new(t) from then on

    Args:
        old: the series so far, on one base or chained.
        new: the series that continues it, with ``valid_from``.
        overlap: see `link`.

    Returns:
        The chained index with one more segment; its factor is in ``links``, what could not be linked in ``unlinked``.

    Raises:
        Fault, TypeError, ValueError: see `chain`.

    Source:
        METI, Indices of Industrial Production, "link coefficients" (接続係数) between bases.

    Example:
        >>> import polars as pl
        >>> old = pl.DataFrame({"node": ["T"], "period": ["2003-12"], "index": [101.88]})
        >>> new = pl.DataFrame({"node": ["T"] * 2, "period": ["2003-12", "2004-01"], "index": [100.0, 100.34]})
        >>> spliced = splice(
        ...     FixedBaseIndex(old, base=("2002-12", "2002-12"), name="2002:12"),
        ...     FixedBaseIndex(new, base=("2003-12", "2003-12"), valid_from="2004-01", name="2003:12"),
        ...     overlap="12",
        ... )
        >>> [round(value, 4) for value in spliced.frame.sort("period")["index"]]
        [101.88, 102.2264]
    """
    need(old, (FixedBaseIndex, ChainedIndex), "splice")
    need(new, FixedBaseIndex, "splice")
    if isinstance(old, FixedBaseIndex):
        return chain([old, new], overlap)
    like, last = old.frame, old.segments[-1]
    name = new.name or str(len(old.segments) + 1)
    if name in {segment.name for segment in old.segments}:
        raise ValueError(f"the chain already has an epoch named {name}")
    start, periods = _after(last, new, name), _periods(new, overlap)
    met = meet(old.lazy().select("node", "period", "index"), new.lazy(), periods)
    some(met.filter(nw.col("reason").is_null()), periods)
    ones = old.lazy().select("node").unique().with_columns(factor=nw.lit(1.0))
    factors, listed = carry(met, ones, ones.select("node"))
    earlier = old.lazy().filter(nw.col("period") < start)
    return ChainedIndex(
        native_like(nw.concat([earlier, scaled(new.within(), factors, name)]), like),
        old.reference,
        (*old.segments[:-1], _until(last, start), Segment(name, new.base, new.valid_from, new.valid_to, periods)),
        native_like(nw.concat([lazy(old.links, "links", LINK), named(factors, name, *LINK)]), like),
        native_like(nw.concat([lazy(old.unlinked, "unlinked", LISTED), named(listed, name, *LISTED)]), like),
    )


def unchain(index: ChainedIndex) -> list[FixedBaseIndex]:
    """Take a chained index apart into its epochs, each on its own base: I(k, t) = C(t) / F(k).

    Args:
        index: a chained index with its factors.

    Returns:
        One index an epoch, over its own months and those of the overlap with the epoch before. Over the overlap it
        holds the old epoch's movement at the new epoch's level (the new epoch's own months there are not kept in a
        chain), so that `chain` finds the same factors again: ``chain(unchain(x), ...)`` is x on the reference of its
        first epoch.

    Raises:
        TypeError: not a chained index.

    Source:
        Eurostat, HICP Methodological Manual 2018, chapter 8 (unchaining); R package hicp, ``unchain``.

    Example:
        >>> import polars as pl
        >>> old = pl.DataFrame({"node": ["T"], "period": ["2022-12"], "index": [120.0]})
        >>> new = pl.DataFrame({"node": ["T"] * 2, "period": ["2022-12", "2023-01"], "index": [80.0, 84.0]})
        >>> first = FixedBaseIndex(old, base=("2020-01", "2020-12"), name="2020")
        >>> second = FixedBaseIndex(new, base=("2022-01", "2022-12"), valid_from="2023-01", name="2022")
        >>> unchain(chain([first, second], overlap="12"))[1].frame.sort("period").rows()
        [('T', '2022-12', 80.0), ('T', '2023-01', 84.0)]
    """
    need(index, ChainedIndex, "unchain")
    chained, links = index.lazy(), lazy(index.links, "links", LINK)
    found = []
    for segment in index.segments:
        factors = links.filter(nw.col("epoch") == segment.name).select("node", "factor")
        mine = nw.col("epoch") == segment.name
        if segment.overlap:
            mine = mine | nw.col("period").is_in(list(segment.overlap))
        part = chained.filter(mine).join(factors, on="node", how="inner")
        part = part.with_columns(index=nw.col("index") / nw.col("factor")).select("node", "period", "index")
        found.append(
            FixedBaseIndex(
                native_like(part, index.frame),
                base=segment.base,
                valid_from=segment.valid_from,
                valid_to=segment.valid_to,
                name=segment.name,
            )
        )
    return found
