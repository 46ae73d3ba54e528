"""Two kinds of index, kept apart by type: on one base, or linked over several.

Children of a fixed-base index, weighted with the weights of its base, add up to their parent; children of a
chained index do not. Whoever takes the one for the other gets wrong contributions and no error, hence two types.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import narwhals as nw

from . import months
from ._native import Frame, first_row, lazy
from .faults import fault

__all__ = ["ChainedIndex", "FixedBaseIndex", "Segment", "check_index"]

_COLUMNS = ("node", "period", "index")


def check_index(native: Any) -> None:
    """Refuse a table of indices that is not one.

    Args:
        native: frame node, period "YYYY-MM", index.

    Raises:
        Fault: E301 a column is missing; E106 a period is no text; E306 a row without node; E305 a period that is
            none; E303 no value; E304 a value that is negative, infinite or NaN; E302 two values for one node and
            period. The first such row, by node and period, is named.

    Source:
        SDMX 3.0 (a key identifies one observation); that an index is finite and not negative follows from its formula.

    Example:
        >>> import polars as pl
        >>> from nhip.engine.faults import Fault
        >>> try:
        ...     check_index(pl.DataFrame({"node": ["C"], "period": ["2023-01"], "index": [-1.0]}))
        ... except Fault as found:
        ...     found.number
        'E304'
    """
    frame = lazy(native, "index", _COLUMNS)
    kind = frame.collect_schema()["period"]
    if kind != nw.String:
        raise fault("E106", column="period", found=str(kind), wanted="String")
    value = nw.col("index").cast(nw.Float64)
    wrong = (
        nw.col("node").is_null()
        | nw.col("period").is_null()
        | ~months.is_period_expr("period")
        | value.is_null()
        | ~value.is_finite()
        | (value < 0)
        | (nw.col("times") > 1)
    )
    row = first_row(
        frame.with_columns(times=nw.len().over("node", "period")).filter(wrong), by=("node", "period", "index")
    )
    if row is None:
        return
    fields = {"node": row["node"], "period": row["period"], "value": row["index"]}
    if row["node"] is None:
        raise fault("E306", **fields)
    try:
        months.parse(row["period"])
    except ValueError:
        raise fault("E305", **fields) from None
    if row["index"] is None:
        raise fault("E303", **fields)
    raise fault("E302" if row["times"] > 1 else "E304", **fields)


def _span(name: str, span: tuple[str, str]) -> None:
    try:
        months.span(*span)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name}: {error}") from None


@dataclass(frozen=True, eq=False)
class FixedBaseIndex:
    """Indices of nodes on one base period, with that period's weights: one epoch.

    Attributes:
        frame: native frame node, period "YYYY-MM", index (percent of the base period; other columns are left out).
            It may hold months outside ``valid``: they serve linking.
        base: first and last month of the base period, whose average is 100 and whose weights add children to parents.
        valid_from: first month the index speaks for; None: all its months. Needed for linking to an earlier one.
        valid_to: last month it speaks for; None: open.
        reference: the period whose average is 100, where that is no longer the base period (see `rereference`).
        name: of the epoch.

    Raises:
        Fault: see `check_index`; the check reads the frame once.
        ValueError: base, reference or valid months that are no months, or end before they start.

    Source:
        UN, IRIIP 2010 (Series F No. 107), chapter 6, on base, weight and reference period.

    Example:
        >>> import polars as pl
        >>> frame = pl.DataFrame({"node": ["C"], "period": ["2023-01"], "index": [104.5]})
        >>> FixedBaseIndex(frame, base=("2022-01", "2022-12"), name="2022").reference
        ('2022-01', '2022-12')
    """

    frame: Any
    base: tuple[str, str]
    valid_from: str | None = None
    valid_to: str | None = None
    reference: tuple[str, str] = ("", "")
    name: str = ""

    def __post_init__(self) -> None:
        if self.reference == ("", ""):
            object.__setattr__(self, "reference", self.base)
        _span("base", self.base)
        _span("reference", self.reference)
        _span("valid", (self.valid_from or self.valid_to or "0000-01", self.valid_to or "9999-12"))
        check_index(self.frame)

    def lazy(self) -> Frame:
        """Node, period, index (Float64) as a lazy Narwhals frame."""
        return lazy(self.frame, "index", _COLUMNS).with_columns(nw.col("index").cast(nw.Float64))

    def within(self, before: str | None = None) -> Frame:
        """The rows of the months it speaks for, and only those before a given month."""
        frame = self.lazy()
        if self.valid_from is not None:
            frame = frame.filter(nw.col("period") >= self.valid_from)
        if self.valid_to is not None:
            frame = frame.filter(nw.col("period") <= self.valid_to)
        return frame if before is None else frame.filter(nw.col("period") < before)


@dataclass(frozen=True)
class Segment:
    """What a chained index remembers of one of its epochs.

    Attributes:
        name: of the epoch.
        base: its base period.
        valid_from: its first month in the chain; None: from the beginning.
        valid_to: its last month in the chain; None: open.
        overlap: the months over which it was linked to the one before; empty for the first.
    """

    name: str
    base: tuple[str, str]
    valid_from: str | None
    valid_to: str | None
    overlap: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class ChainedIndex:
    """Indices linked over several epochs. Made by `chain`, `splice` or `rebase`.

    Attributes:
        frame: native frame node, period, epoch, index.
        reference: first and last month of the period whose average is 100 (for the nodes of the first epoch; a node
            that starts later stands on the base of its own first epoch, and is listed in ``unlinked``).
        segments: the epochs, in order of time.
        links: native frame node, epoch, factor: chained index = factor × index of the epoch on its own base.
        unlinked: native frame node, epoch, reason: every node that could not be carried from the epoch before. Reasons:
            ``starts`` (not there before: factor 1), ``ends`` (not there any more), ``incomplete`` (a month of the
            overlap is missing on one side) and ``zero`` (an average over the overlap is zero): the latter two have no
            rows from that epoch on; ``no_reference`` (left out when re-referencing).

    Raises:
        Fault: see `check_index`.

    Source:
        UN, IRIIP 2010, chapter 6 (linking); METI's published link coefficients are the model for ``links``.

    Example:
        >>> import polars as pl
        >>> from nhip.engine.linking import chain
        >>> old = pl.DataFrame({"node": ["C"], "period": ["2022-12"], "index": [120.0]})
        >>> new = pl.DataFrame({"node": ["C"] * 2, "period": ["2022-12", "2023-01"], "index": [100.0, 110.0]})
        >>> chained = chain(
        ...     [
        ...         FixedBaseIndex(old, base=("2020-01", "2020-12"), name="2020"),
        ...         FixedBaseIndex(new, base=("2022-12", "2022-12"), valid_from="2023-01", name="2022"),
        ...     ],
        ...     overlap="12",
        ... )
        >>> chained.frame.sort("period").rows()
        [('C', '2022-12', '2020', 120.0), ('C', '2023-01', '2022', 132.0)]
    """

    frame: Any
    reference: tuple[str, str]
    segments: tuple[Segment, ...]
    links: Any
    unlinked: Any

    def __post_init__(self) -> None:
        _span("reference", self.reference)
        if not self.segments:
            raise ValueError("a chained index has at least one segment")
        check_index(self.frame)

    def lazy(self) -> Frame:
        """Node, period, epoch, index (Float64) as a lazy Narwhals frame."""
        wanted = ("node", "period", "epoch", "index")
        return lazy(self.frame, "index", wanted).with_columns(nw.col("index").cast(nw.Float64))
