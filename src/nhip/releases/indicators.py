"""The index of industrial production in the catalogue of indicators."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import polars as pl

from nhip.engine.comparisons import Publication, compare
from nhip.engine.contributions import contributions, contributions_chained
from nhip.engine.rounding import Rounding
from nhip.engine.scheme import Epoch, Policy, Scheme
from nhip.engine.series import FixedBaseIndex
from nhip.figures.catalogue import indicator
from nhip.figures.comparisons import GROWTHS, Comparison, Status
from nhip.figures.model import Figure
from nhip.figures.numbers import NumberKind
from nhip.figures.periods import Period

# More entries of this room.
from nhip.releases import indicators_enterprises as indicators_enterprises
from nhip.releases import indicators_output as indicators_output
from nhip.releases import indicators_plans as indicators_plans
from nhip.releases.knowledge import Known

__all__ = ["IIP", "industrial_production", "publication_of"]

IIP: Final = "IIP"
# Comparisons of the engine that this catalogue has, with the words it has for them.
_COMPARISONS: Final = {
    "previous_month": Comparison.PREVIOUS_MONTH,
    "same_month": Comparison.SAME_MONTH,
    "cumulative": Comparison.CUMULATIVE,
    "quarter": Comparison.QUARTER,
    "half_year": Comparison.HALF_YEAR,
    "year": Comparison.YEAR,
}


def publication_of(policy: Policy) -> Publication:
    """Return what the policy rounds before growth is taken; growth itself is rounded when it is shown."""
    return Publication(policy.growth_from, index=Rounding(policy.decimals, policy.halves))


def _period(text: str, comparison: Comparison) -> Period:
    # SDMX writes S1 for the half-year that is H1 here.
    period = Period.parse(text.replace("-S", "-H"))
    return period.cumulative if comparison is Comparison.CUMULATIVE else period


@indicator(
    code=IIP,
    whole=False,
    name=("Chỉ số sản xuất công nghiệp", "Index of industrial production"),
    unit=("%", "%"),
    decimals=2,
    kind=NumberKind.INDEX,
    comparisons=[Comparison.BASE_MONTH, *GROWTHS],
    source=(
        "Báo cáo tháng của doanh nghiệp công nghiệp; quyền số và lượng kỳ gốc của phương án",
        "Monthly reports of industrial enterprises; weights and base quantities of the scheme",
    ),
    method=(
        "Lượng sản phẩm so với tháng bình quân năm gốc, bình quân gia quyền lên ngành cấp 4, cấp 2, cấp 1 và toàn "
        "ngành. Cộng dồn là tổng các tháng năm nay trên tổng các tháng cùng kỳ năm trước. Báo cáo thiếu được ước tính "
        "và đánh dấu. Đóng góp tính bằng điểm phần trăm của mức tăng toàn ngành.",
        "Output of products over the average month of the base year, weighted up to class, division, section and all "
        "industry. Cumulative is the sum of this year's months over the same months of last year. Missing reports are "
        "imputed and marked. Contributions are percentage points of the growth of all industry.",
    ),
)
def industrial_production(known: Known) -> Iterator[Figure]:
    """Index of every node and month, its growth by every comparison, and its part in the growth of the whole."""
    quality = {(row["node"], row["period"]): row for row in known.compilation.quality.iter_rows(named=True)}
    indices = known.compilation.indices.select("node", "period", "index")
    values = {(node, period): index for node, period, index in indices.iter_rows()}

    def figure(node: str, period: Period, comparison: Comparison, value: float, points: float | None) -> Figure:
        there = [month for month in period.months if (node, month) in values]
        weights = [values[node, month] for month in there]
        shares = [quality.get((node, month), {}).get("imputed_share") or 0.0 for month in there]
        whole = sum(weights)
        imputed = sum(w * s for w, s in zip(weights, shares, strict=True)) / whole if whole else 0.0
        last = quality.get((node, str(period.last_month)), {})
        estimated = any((node, month) in known.estimates for month in there)
        return Figure(
            IIP,
            node,
            period,
            comparison,
            value,
            status=Status.ESTIMATE if estimated else Status.OFFICIAL,
            contribution=points,
            imputed_share=imputed,
            response_rate=last.get("weighted_response_rate"),
        )

    for (node, month), index in values.items():
        yield figure(node, Period.parse(month), Comparison.BASE_MONTH, index, None)
    for node, text, comparison, growth, points in _growths(known):
        yield figure(node, _period(text, comparison), comparison, growth, points)


def _growths(known: Known) -> Iterator[tuple[str, str, Comparison, float, float | None]]:
    """Node, period, comparison, growth, contribution to the growth of the whole."""
    publication = publication_of(known.scheme.policy)
    found = compare(known.compilation.index, list(_COMPARISONS), publication=publication)
    points = _contributions(known)
    for row in found.iter_rows(named=True):
        if row["growth"] is not None:
            key = (row["node"], row["period"], row["comparison"])
            yield row["node"], row["period"], _COMPARISONS[row["comparison"]], row["growth"], points.get(key)


def _contributions(known: Known) -> dict[tuple[str, str, str], float]:
    """Percentage points of the whole's growth by (node, period, comparison), exactly additive in a chain too."""
    index, names = known.compilation.index, list(_COMPARISONS)
    weights = [_weights(known.scheme, part.epoch) for part in known.compilation.parts]
    if isinstance(index, FixedBaseIndex):
        found = contributions(index, weights[0], names)
    else:
        found = contributions_chained(index, known.compilation.epochs, weights, names)
    rows = found.frame.select("node", "period", "comparison", "contribution").iter_rows()
    return {(node, period, name): points for node, period, name, points in rows if points is not None}


def _weights(scheme: Scheme, epoch: Epoch) -> pl.DataFrame:
    """Return node, parent and weight of an epoch's tree."""
    tree = scheme.tree(epoch)
    rows = [(code, node.parent, tree.share[code]) for code, node in tree.nodes.items() if node.parent is not None]
    return pl.DataFrame(rows, schema={"node": pl.String, "parent": pl.String, "weight": pl.Float64}, orient="row")
