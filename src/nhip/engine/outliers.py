"""Reports that moved unlike the others: Hidiroglou–Berthelot bounds.

Ratios of successive reports are made symmetric, and large units get narrower bounds than small ones:

    r = x(t) / x(t-lag),   r_M the median of r in the cell
    s = 1 - r_M / r  if r < r_M,   r / r_M - 1  otherwise
    E = s · max(x(t), x(t-lag))^U
    lower = E_M - C_low · max(E_M - E_Q1, |A · E_M|)
    upper = E_M + C_high · max(E_Q3 - E_M, |A · E_M|)

with E_M, E_Q1, E_Q3 the median and quartiles of E in the cell (linear interpolation, R's type 7).

Source: M. A. Hidiroglou and J.-M. Berthelot, "Statistical editing and imputation for periodic business surveys", Survey
Methodology 12 (1986), 73-83; as in the R package univOutl (``HBmethod``).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import narwhals as nw

from . import months
from ._native import Frame, first_row, lazy, native_like
from .faults import fault

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["FLAGS", "check_reports", "hidiroglou_berthelot"]

_KEY = ("enterprise", "product", "period")

FLAGS: tuple[str, ...] = (
    "inside", "low", "high", "missing", "no_previous", "both_zero", "from_zero", "to_zero", "few",
)  # fmt: skip
"""What `hidiroglou_berthelot` says of a report."""

# Equal ratios differ by floating point; in a cell where nearly all are equal the bounds are as narrow as that.
_NOISE = 1e-9


def check_reports(reports: Any, quantities: Sequence[str] = ("quantity",)) -> None:
    """Refuse reports with a quantity, period or key that cannot be.

    Args:
        reports: native frame enterprise, product, period, and the quantities.
        quantities: names of the columns of quantities; empty cells are allowed.

    Raises:
        Fault: E301, a column is missing; E341, a quantity is negative, infinite or NaN; E342, two rows of one
            enterprise, product and period; E343, a period that is none. The first such row is named.

    Source:
        GSBPM 5.1, phase 5.3 (review and validate).

    Example:
        >>> import polars as pl
        >>> check_reports(
        ...     pl.DataFrame({"enterprise": ["e"], "product": ["p"], "period": ["2023-01"], "quantity": [0.0]})
        ... )
    """
    frame = lazy(reports, "reports", (*_KEY, *quantities))
    wrong = (nw.col("times") > 1) | nw.col("period").is_null() | ~months.is_period_expr("period")
    for name in quantities:
        value = nw.col(name).cast(nw.Float64)
        wrong = wrong | (~value.is_null() & (~value.is_finite() | (value < 0)))
    row = first_row(frame.with_columns(times=nw.len().over(*_KEY)).filter(wrong), by=(*_KEY, *quantities))
    if row is None:
        return
    fields = {name: row[name] for name in _KEY}
    try:
        months.parse(row["period"])
    except ValueError:
        raise fault("E343", **fields) from None
    for name in quantities:
        value = row[name]
        if value is not None and not (math.isfinite(value) and value >= 0):
            raise fault("E341", **fields, column=name, value=value)
    raise fault("E342", **fields)


def _parameters(u: float, a: float, c: tuple[float, float], lag: int, least: int) -> None:
    wrong = (
        ("u", u, "0..1", 0 <= u <= 1),
        ("a", a, ">= 0", 0 <= a < math.inf),
        ("c", c, "> 0", len(c) == 2 and all(0 < side < math.inf for side in c)),
        ("lag", lag, ">= 1", lag >= 1),
        ("least", least, ">= 1", least >= 1),
    )
    for name, value, allowed, right in wrong:
        if not right:
            raise fault("E340", name=name, value=value, allowed=allowed)


def _pairs(frame: Frame, lag: int) -> Frame:
    """Each report beside the one ``lag`` months before, and their ratio where both are above zero."""
    frame = frame.with_columns(months.ordinal_expr("period").alias("month"))
    before = frame.select("enterprise", "product", nw.col("month") + lag, previous=nw.col("quantity"))
    joined = frame.join(before, on=["enterprise", "product", "month"], how="left").drop("month")
    both = (nw.col("quantity") > 0) & (nw.col("previous") > 0)
    return joined.with_columns(ratio=nw.when(both).then(nw.col("quantity") / nw.when(both).then(nw.col("previous"))))


def hidiroglou_berthelot(
    reports: Any,
    *,
    cell: Sequence[str] = ("product", "period"),
    lag: int = 1,
    u: float = 0.4,
    a: float = 0.05,
    c: tuple[float, float] = (7.0, 7.0),
    least: int = 5,
) -> Any:
    """Bounds for every report, from the movement of its cell.

    Formula: see the head of this module. Medians and quartiles are grouped aggregates, which all backends have: the
    whole runs lazily where the reports are.

    Args:
        reports: native frame enterprise, product, period "YYYY-MM", quantity (in one unit per product), and the columns
            of ``cell``.
        cell: columns whose equal values make a cell, for example ("class", "period").
        lag: months between the two reports compared: 1, or 12 where production is seasonal.
        u: weight of size, 0 (none) to 1. Usual: 0.3 to 0.5.
        a: keeps bounds apart in cells that hardly move. Usual: 0.05.
        c: width of the bounds below and above, in quartile distances. Usual: 4 to 7, up to 40 and more.
        least: ratios a cell needs before it has bounds.

    Returns:
        Native frame of the key, the cell, previous, quantity, ratio, effect (E), lower, upper and flag, a row a report:

        ===========  ======================================================================
        inside       between the bounds
        low, high    outside
        missing      the report's quantity is empty
        no_previous  no report, or an empty one, ``lag`` months before
        both_zero    zero then and now
        from_zero    zero then, produced now
        to_zero      produced then, zero now
        few          the cell has fewer than ``least`` ratios
        ===========  ======================================================================

        Only the first three, and few, have a ratio; zeros and missing reports take no part in the quartiles.

    Raises:
        Fault: E340, a parameter outside its range; else see `check_reports`.

    Source:
        Hidiroglou and Berthelot 1986, equations 2 to 4.

    Example:
        >>> import polars as pl
        >>> reports = pl.DataFrame(
        ...     {
        ...         "enterprise": ["a", "b", "c", "d", "e"] * 2,
        ...         "product": ["p"] * 10,
        ...         "period": ["2023-01"] * 5 + ["2023-02"] * 5,
        ...         "quantity": [100, 100, 100, 100, 100, 98, 99, 100, 102, 900],
        ...     }
        ... )
        >>> found = hidiroglou_berthelot(reports).filter(pl.col("flag") == "high")
        >>> found.select("enterprise", "period", "ratio").rows()
        [('e', '2023-02', 9.0)]
    """
    _parameters(u, a, c, lag, least)
    check_reports(reports)
    groups = list(dict.fromkeys(cell))
    wanted = [*_KEY, *(name for name in groups if name not in _KEY), "quantity"]
    frame = lazy(reports, "reports", wanted).with_columns(nw.col("quantity").cast(nw.Float64))
    pairs = _pairs(frame, lag)
    ratio, median = nw.col("ratio"), nw.col("ratio_median")
    medians = pairs.filter(~ratio.is_null()).group_by(groups).agg(ratio_median=ratio.median(), ratios=nw.len())
    pairs = pairs.join(medians, on=groups, how="left")
    size = nw.max_horizontal("quantity", "previous") ** u
    # Ratios are above zero wherever they are not null, so both divisions are safe.
    symmetric = nw.when(ratio < median).then(1 - median / ratio).otherwise(ratio / median - 1)
    pairs = pairs.with_columns(effect=symmetric * size, noise=nw.when(~ratio.is_null()).then(size) * _NOISE)
    effect = nw.col("effect")
    quartiles = (
        pairs.filter(~effect.is_null())
        .group_by(groups)
        .agg(
            effect_median=effect.median(),
            effect_first=effect.quantile(0.25, interpolation="linear"),
            effect_third=effect.quantile(0.75, interpolation="linear"),
        )
    )
    middle, enough = nw.col("effect_median"), nw.col("ratios") >= least
    floor = (middle * a).abs()
    below = nw.max_horizontal(middle - nw.col("effect_first"), floor)
    above = nw.max_horizontal(nw.col("effect_third") - middle, floor)
    bounded = pairs.join(quartiles, on=groups, how="left").with_columns(
        lower=nw.when(enough & ~ratio.is_null()).then(middle - below * c[0]),
        upper=nw.when(enough & ~ratio.is_null()).then(middle + above * c[1]),
    )
    columns = [*wanted[:-1], "previous", "quantity", "ratio", "effect", "lower", "upper"]
    return native_like(bounded.select(*columns, flag=_flag(enough)), reports)


def _flag(enough: nw.Expr) -> nw.Expr:
    now, then, effect = nw.col("quantity"), nw.col("previous"), nw.col("effect")
    return (
        nw.when(now.is_null())
        .then(nw.lit("missing"))
        .when(then.is_null())
        .then(nw.lit("no_previous"))
        .when((now == 0) & (then == 0))
        .then(nw.lit("both_zero"))
        .when(then == 0)
        .then(nw.lit("from_zero"))
        .when(now == 0)
        .then(nw.lit("to_zero"))
        .when(~enough)
        .then(nw.lit("few"))
        .when(effect < nw.col("lower") - nw.col("noise"))
        .then(nw.lit("low"))
        .when(effect > nw.col("upper") + nw.col("noise"))
        .then(nw.lit("high"))
        .otherwise(nw.lit("inside"))
    )
